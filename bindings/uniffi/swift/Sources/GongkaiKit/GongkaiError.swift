import Foundation

extension Gongkai {
    /// What every error tells.
    public struct Fault: Hashable, Sendable {
        /// The error enum, as in `CalendarError`; `InputError` for a bad request.
        public let kind: String
        /// The error's name, the same in every language, as in `before_records`.
        public let code: String
        /// How bad it is, as in `error`.
        public let severity: String
        /// The sentence in Chinese.
        public let message: String
        /// The sentence in English.
        public let messageEn: String
        /// The articles of law that it rests on, in compact form, as in `ogi-2019:33.2`.
        public let citations: [String]
        /// Where in the request, as a JSON pointer; empty for the request as a whole.
        public let path: String
        /// What to do about it, where that is known.
        public let help: String?
        /// The facts of the error.
        public let data: JSONValue
    }

    /// An error of a kind that this version of the package does not know.
    public struct OtherError: GongkaiError {
        public let fault: Fault
    }
}

/// What an operation refuses. Each error enum of the library has a type of its own, as in
/// `Gongkai.CalendarError`.
public protocol GongkaiError: Error, LocalizedError, CustomStringConvertible {
    var fault: Gongkai.Fault { get }
}

extension GongkaiError {
    /// The error's name, the same in every language, as in `before_records`.
    public var code: String { fault.code }
    /// The sentence in Chinese.
    public var message: String { fault.message }
    /// The sentence in English.
    public var messageEn: String { fault.messageEn }
    /// The articles of law that it rests on, in compact form.
    public var citations: [String] { fault.citations }
    /// Where in the request, as a JSON pointer; empty for the request as a whole.
    public var path: String { fault.path }
    public var errorDescription: String? { fault.message }
    public var description: String {
        let place = path.isEmpty ? "" : " at \(path)"
        return "\(fault.kind): \(message) [\(code)\(place)]"
    }
}

extension Gongkai.InputError {
    init(code: String, path: String, message: String, messageEn: String) {
        fault = Gongkai.Fault(
            kind: "InputError", code: code, severity: "error", message: message, messageEn: messageEn,
            citations: [], path: path, help: nil, data: .null
        )
    }

    /// A value that JSON has no form for: a number that is not finite.
    init(_ error: EncodingError) {
        var path = ""
        if case .invalidValue(_, let context) = error {
            path = context.codingPath.map { "/\($0.stringValue)" }.joined()
        }
        self.init(
            code: "not_finite", path: path, message: "数值无法写成JSON",
            messageEn: "a value that cannot be written as JSON"
        )
    }
}
