import Foundation
import GongkaiKit

/// Whether `found` is what a vector expects: every key expected is there with that value, lists are of equal
/// length; a key that is missing counts as null; an object with one key that begins with `$` is a matcher.
func covers(_ found: JSONValue?, _ expected: JSONValue) -> Bool {
    if let matcher = matcher(in: expected) { return matches(found, matcher.name, matcher.given) }
    guard let found else { return expected == .null }
    switch (found, expected) {
    case (.object(let a), .object(let b)):
        return b.allSatisfy { covers(a[$0.key], $0.value) }
    case (.array(let a), .array(let b)):
        return a.count == b.count && zip(a, b).allSatisfy { covers($0, $1) }
    case (.int(let a), .double(let b)), (.double(let b), .int(let a)):
        return Double(a) == b
    default:
        return found == expected
    }
}

private func matcher(in expected: JSONValue) -> (name: String, given: JSONValue)? {
    guard case .object(let object) = expected, object.count == 1, let only = object.first,
        only.key.hasPrefix("$")
    else { return nil }
    return (only.key, only.value)
}

/// A request in this language's unit of places: UTF-16 units.
func localised(_ input: JSONValue) -> JSONValue {
    if let offsets = matcher(in: input), offsets.name == "$offsets" { return own(offsets.given) }
    switch input {
    case .object(let object): return .object(object.mapValues(localised))
    case .array(let items): return .array(items.map(localised))
    default: return input
    }
}

private func own(_ offsets: JSONValue) -> JSONValue {
    guard case .object(let units) = offsets, case .array(let own)? = units["utf16"], own.count == 2 else {
        fatalError("no UTF-16 units in \(offsets)")
    }
    return .object(["start": own[0], "end": own[1]])
}

private func items(_ value: JSONValue) -> [JSONValue] {
    if case .array(let items) = value { return items }
    return []
}

private func matches(_ found: JSONValue?, _ name: String, _ given: JSONValue) -> Bool {
    var wanted = items(given)
    if case .array = given {} else { wanted = [given] }
    let nothing = found == nil || found == .null
    switch name {
    case "$any": return found != nil
    case "$absent": return nothing
    case "$all": return wanted.allSatisfy { covers(found, $0) }
    case "$contains": return wanted.allSatisfy { contains(found, $0) }
    case "$lacks": return nothing || (holdsParts(found) && !wanted.contains { contains(found, $0) })
    case "$offsets": return covers(found, own(given))
    default: fatalError("no matcher is called \(name)")
    }
}

private func holdsParts(_ value: JSONValue?) -> Bool {
    switch value {
    case .array?, .string?: return true
    default: return false
    }
}

private func contains(_ found: JSONValue?, _ part: JSONValue) -> Bool {
    switch (found, part) {
    case (.array(let items)?, _): return items.contains { covers($0, part) }
    case (.string(let text)?, .string(let piece)): return text.contains(piece)
    default: return false
    }
}

/// A request that the typed functions cannot make, because their types rule it out.
struct NotExpressible: Error {
    let reason: String
}

/// Reads a request as its type, and refuses one of which something is lost on the way.
func expressible<Request: Codable>(_ data: Data, _ type: Request.Type) throws -> Request {
    let request: Request
    do {
        request = try JSONDecoder().decode(type, from: data)
    } catch {
        throw NotExpressible(reason: "\(error)")
    }
    let given = try JSONDecoder().decode(JSONValue.self, from: data)
    let kept = try JSONDecoder().decode(JSONValue.self, from: wire(request))
    guard covers(kept, given) else {
        throw NotExpressible(reason: "\(given) became \(kept)")
    }
    return request
}

func wire<Response: Encodable>(_ response: Response) throws -> Data {
    try JSONEncoder().encode(response)
}
