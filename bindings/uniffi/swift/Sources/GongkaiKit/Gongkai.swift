import Foundation
import GongkaiFFI

/// Chinese government-information disclosure: working days, deadlines, the catalogue, duties, checks of
/// texts, procedures (政府信息公开).
///
/// Each family of operations is an enum nested here, with its types and functions:
/// `Gongkai.Calendar.addWorkdays(date:n:)`, `Gongkai.Check.text(text:)`. All of it may be used from any
/// number of threads at once.
public enum Gongkai {
    /// The version of the native library.
    public static var version: String { GongkaiFFI.version() }

    /// The names of all operations, as in `calendar.add_workdays`.
    public static var operations: [String] { GongkaiFFI.operations() }

    /// Runs the operation of this name on a request in JSON and gives its response in JSON. Places in
    /// texts are counted in UTF-16 units, both ways.
    ///
    /// - Throws: the error type of the operation; `Gongkai.InputError` for a bad request.
    public static func call(_ operation: String, _ request: String) throws -> String {
        try bridged { try GongkaiFFI.call(operation: operation, request: request) }
    }

    /// Runs many operations in one call of the native library. One that fails does not stop the others;
    /// the outcomes stand in the order of the calls.
    public static func callMany(_ calls: [(operation: String, request: String)]) -> [Result<String, any Error>] {
        let sent = calls.map { GongkaiFFI.Call(operation: $0.operation, request: $0.request) }
        return GongkaiFFI.callMany(calls: sent).map { outcome in
            switch outcome {
            case .response(let json): return .success(json)
            case .failed(let failure): return .failure(translated(failure))
            }
        }
    }

    /// Runs an operation on a typed request.
    static func ask<Request: Encodable, Response: Decodable>(
        _ operation: String,
        _ request: Request
    ) throws -> Response {
        let sent: Data
        do {
            sent = try JSONEncoder().encode(request)
        } catch let error as EncodingError {
            throw InputError(error)
        }
        return try read(call(operation, String(decoding: sent, as: UTF8.self)))
    }
}

/// Reads a response.
func read<Response: Decodable>(_ json: String) throws -> Response {
    try JSONDecoder().decode(Response.self, from: Data(json.utf8))
}

/// Runs a call of the native library; what it throws becomes the error of its kind.
func bridged<T>(_ call: () throws -> T) throws -> T {
    do {
        return try call()
    } catch let failure as GongkaiFFI.Failure {
        throw translated(failure)
    }
}

private func translated(_ failure: GongkaiFFI.Failure) -> any GongkaiError {
    switch failure {
    case .Fault(let kind, let code, let severity, let zh, let en, let citations, let path, let help, let data):
        let facts = try? JSONDecoder().decode(JSONValue.self, from: Data(data.utf8))
        return error(
            of: Gongkai.Fault(
                kind: kind, code: code, severity: severity, message: zh, messageEn: en,
                citations: citations, path: path, help: help, data: facts ?? .null
            ))
    }
}
