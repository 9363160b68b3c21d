import Foundation

/// A day of the calendar as people write it, without a time or a zone: `2026-11-02`.
public struct CivilDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible, LosslessStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// `nil` for a day that does not exist, or outside the years 1 to 9999.
    public init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-11-02`.
    public init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        let digits: (Substring) -> Bool = { $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy(digits),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year, month, day)
    }

    /// The day that it is at an instant, in Beijing unless a zone is given.
    public init(_ instant: Date, in zone: TimeZone = CivilDate.beijing) {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: instant)
        year = parts.year ?? 1
        month = parts.month ?? 1
        day = parts.day ?? 1
    }

    /// The instant at which the day begins, in Beijing unless a zone is given.
    public func start(in zone: TimeZone = CivilDate.beijing) -> Date? {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.date(from: DateComponents(year: year, month: month, day: day))
    }

    /// The zone of Beijing.
    public static let beijing = TimeZone(identifier: "Asia/Shanghai") ?? TimeZone(secondsFromGMT: 8 * 3600)!

    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public static func < (a: CivilDate, b: CivilDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    public init(from decoder: Decoder) throws {
        let text = try String(from: decoder)
        guard let date = CivilDate(text) else { throw noCase(text, decoder) }
        self = date
    }

    public func encode(to encoder: Encoder) throws {
        try description.encode(to: encoder)
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// Days before the year, from 0001-01-01 as day 0.
    private static func days(before year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400
    }

    /// Days since 1970-01-01.
    var number: Int32 {
        let months = (1..<month).reduce(0) { $0 + CivilDate.length(ofMonth: $1, in: year) }
        return Int32(CivilDate.days(before: year) + months + day - 1 - CivilDate.days(before: 1970))
    }

    /// The day of this number; `nil` outside the years 1 to 9999.
    init?(number: Int32) {
        var rest = Int(number) + CivilDate.days(before: 1970)
        guard rest >= 0, rest < CivilDate.days(before: 10_000) else { return nil }
        // At most one year off, since 146097 days are 400 years.
        var year = rest * 400 / 146_097 + 1
        while CivilDate.days(before: year) > rest { year -= 1 }
        while CivilDate.days(before: year + 1) <= rest { year += 1 }
        rest -= CivilDate.days(before: year)
        var month = 1
        while rest >= CivilDate.length(ofMonth: month, in: year) {
            rest -= CivilDate.length(ofMonth: month, in: year)
            month += 1
        }
        self.init(year, month, rest + 1)
    }
}
