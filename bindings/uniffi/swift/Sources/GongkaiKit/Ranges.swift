import Foundation

extension Gongkai.Check.Range {
    /// The range in the text that was checked; `nil` where it does not fit that text. The library counts
    /// UTF-16 units.
    public func indices(in text: String) -> Swift.Range<String.Index>? {
        let units = text.utf16
        guard
            let from = units.index(units.startIndex, offsetBy: Int(start), limitedBy: units.endIndex),
            let to = units.index(units.startIndex, offsetBy: Int(end), limitedBy: units.endIndex),
            from <= to,
            let first = String.Index(from, within: text),
            let last = String.Index(to, within: text)
        else { return nil }
        return first..<last
    }

    /// The text in the range; `nil` where it does not fit.
    public func slice(of text: String) -> Substring? {
        indices(in: text).map { text[$0] }
    }

    /// The range of a part of a text, for a request.
    public init(_ range: Swift.Range<String.Index>, in text: String) {
        let units = text.utf16
        self.init(
            start: units.distance(from: units.startIndex, to: range.lowerBound),
            end: units.distance(from: units.startIndex, to: range.upperBound)
        )
    }
}
