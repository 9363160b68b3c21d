import Foundation
import GongkaiFFI

// What is made once and asked many times, a list a call. None of these changes once made; all may be used
// from any number of threads at once.

extension Gongkai {
    /// A calendar of working days (工作日历).
    public final class WorkCalendar: Sendable {
        private let native: GongkaiFFI.WorkCalendar

        /// The calendar that these options describe; the national one as published to date unless given.
        ///
        /// - Throws: `Gongkai.CalendarError` for a notice or a local calendar that cannot be taken in.
        public init(_ options: Gongkai.Calendar.CalendarOptions? = nil) throws {
            let text = try options.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) } ?? ""
            native = try bridged { try GongkaiFFI.WorkCalendar(options: text) }
        }

        /// Whether people work on each of these days.
        public func areWorkdays(_ dates: [CivilDate]) throws -> [Bool] {
            try bridged { try native.areWorkdays(days: dates.map(\.number)) }.map { $0 != 0 }
        }

        /// The day `n` working days after each date.
        public func addWorkdays(_ dates: [CivilDate], _ n: Int32) throws -> [Gongkai.Calendar.DateAnswer] {
            try answers(bridged { try native.addWorkdaysToEach(days: dates.map(\.number), n: n) })
        }

        /// How many working days come after each of `from` up to and with the date at the same place in `to`.
        public func workdaysBetween(_ from: [CivilDate], _ to: [CivilDate]) throws -> [Gongkai.Calendar.CountAnswer] {
            let found = try bridged {
                try native.workdaysBetweenEach(from: from.map(\.number), to: to.map(\.number))
            }
            let projected = Set(found.projected)
            return found.values.enumerated().map { place, value in
                Gongkai.Calendar.CountAnswer(
                    value: Int(value), certainty: projected.contains(UInt32(place)) ? .projected : .published)
            }
        }

        /// When a period (`20wd`, `30d`, `2m`) ends that runs from each of these dates.
        public func deadlines(_ from: [CivilDate], period: String) throws -> [Gongkai.Calendar.DateAnswer] {
            try answers(bridged { try native.deadlines(days: from.map(\.number), period: period) })
        }

        private func answers(_ found: DayAnswers) throws -> [Gongkai.Calendar.DateAnswer] {
            let projected = Set(found.projected)
            return try found.values.enumerated().map { place, value in
                guard let date = CivilDate(number: value) else {
                    throw InputError(
                        code: "bad_request", path: "", message: "日期超出范围", messageEn: "a date out of range")
                }
                return Gongkai.Calendar.DateAnswer(
                    value: date, certainty: projected.contains(UInt32(place)) ? .projected : .published)
            }
        }
    }

    /// A checker of texts (检查器).
    public final class Checker: Sendable {
        private let native: GongkaiFFI.Checker

        /// A checker that is asked what these options say, as for one text; the text in them does not count.
        ///
        /// - Throws: `Gongkai.InputError` for options that are none.
        public init(_ options: Gongkai.Check.TextRequest = Gongkai.Check.TextRequest(text: "")) throws {
            let rest = try without("text", options)
            native = try bridged { try GongkaiFFI.Checker(options: rest) }
        }

        /// What is wrong with a text.
        public func check(_ text: String) throws -> Gongkai.Check.Report {
            try read(bridged { try native.check(text: text) })
        }

        /// What is wrong with each of these texts, in their order.
        public func check(_ texts: [String]) throws -> [Gongkai.Check.Report] {
            try bridged { try native.checkEach(texts: texts) }.map { try read($0) }
        }
    }

    /// What finds the matters that titles may belong to (事项匹配).
    public final class Ranker: Sendable {
        private let native: GongkaiFFI.Ranker

        /// A ranker that is asked what these options say; the titles in them do not count.
        ///
        /// - Throws: `Gongkai.CatalogueError` for a catalogue that cannot be made.
        public init(
            _ options: Gongkai.Catalogue.RankManyRequest = Gongkai.Catalogue.RankManyRequest(texts: [])
        ) throws {
            let rest = try without("texts", options)
            native = try bridged { try GongkaiFFI.Ranker(options: rest) }
        }

        /// The matters for each title, the best first.
        public func rank(_ titles: [String]) throws -> [Gongkai.Catalogue.Matches] {
            let found: Gongkai.Catalogue.ManyMatches = try read(bridged { try native.rankEach(titles: titles) })
            return found.results
        }
    }
}

/// A request in JSON without one of its fields.
private func without<Request: Encodable>(_ field: String, _ request: Request) throws -> String {
    let whole = try JSONDecoder().decode([String: JSONValue].self, from: JSONEncoder().encode(request))
    let rest = try JSONEncoder().encode(whole.filter { $0.key != field })
    return String(decoding: rest, as: UTF8.self)
}
