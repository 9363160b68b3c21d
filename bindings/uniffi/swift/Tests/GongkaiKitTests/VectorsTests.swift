import Foundation
import XCTest

@testable import GongkaiKit

/// The cases that every language's binding passes.
final class VectorsTests: XCTestCase {
    private struct File: Decodable {
        let operation: String
        let cases: [Case]
    }

    private struct Case: Decodable {
        let name: String
        let input: JSONValue
        let expected: JSONValue
    }

    private func files() throws -> [(path: String, file: File)] {
        // bindings/uniffi/swift/Tests/GongkaiKitTests/ -> the repository.
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<6 { root.deleteLastPathComponent() }
        let vectors = root.appendingPathComponent("tests/vectors")
        let found = FileManager.default.enumerator(at: vectors, includingPropertiesForKeys: nil)
        let urls = (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "json" }
        let operations = Set(Gongkai.operations)
        let all = try urls.sorted { $0.path < $1.path }.map {
            (path: $0.lastPathComponent, file: try JSONDecoder().decode(File.self, from: Data(contentsOf: $0)))
        }
        // Whether each file is of an operation is for the contract's own tests.
        return all.filter { operations.contains($0.file.operation) }
    }

    private func fault(_ error: any GongkaiError) -> JSONValue {
        .object([
            "error": .string(error.code),
            "kind": .string(error.fault.kind),
            "severity": .string(error.fault.severity),
            "message": .string(error.message),
            "message_en": .string(error.messageEn),
            "citations": .array(error.citations.map { .string($0) }),
            "path": .string(error.path),
            "help": error.fault.help.map { .string($0) } ?? .null,
            "data": error.fault.data,
        ])
    }

    /// Every text with a range beside it is the slice of the input that the range gives.
    private func assertSlices(_ value: JSONValue, of texts: [String], _ place: String) {
        switch value {
        case .array(let items):
            items.forEach { assertSlices($0, of: texts, place) }
        case .object(let object):
            if case .string(let text)? = object["text"], case .object(let range)? = object["range"],
                case .int(let start)? = range["start"], case .int(let end)? = range["end"], !texts.isEmpty
            {
                let range = Gongkai.Check.Range(start: start, end: end)
                XCTAssert(texts.contains { range.slice(of: $0).map(String.init) == text }, "\(place): \(text)")
            }
            object.values.forEach { assertSlices($0, of: texts, place) }
        default: break
        }
    }

    private func texts(_ input: JSONValue) -> [String] {
        guard case .object(let fields) = input, case .string(let text)? = fields["text"] else { return [] }
        return [text]
    }

    func testEveryVectorThroughTheCallByName() throws {
        var ran = 0
        for (path, file) in try files() {
            for one in file.cases {
                ran += 1
                let input = localised(one.input)
                let request = String(decoding: try wire(input), as: UTF8.self)
                let found: JSONValue
                do {
                    found = try read(Gongkai.call(file.operation, request))
                } catch let error as any GongkaiError {
                    found = fault(error)
                }
                let told = "\(path): \(one.name)\n  expected \(one.expected)\n  found \(found)"
                XCTAssert(covers(found, one.expected), told)
                assertSlices(found, of: texts(input), "\(path): \(one.name)")
            }
        }
        XCTAssertGreaterThan(ran, 500)
    }

    func testEveryVectorThroughTheTypedFunctions() throws {
        var (ran, expressed) = (0, 0)
        for (path, file) in try files() {
            let function = try XCTUnwrap(typed[file.operation], file.operation)
            for one in file.cases {
                ran += 1
                let input = localised(one.input)
                let found: JSONValue
                do {
                    found = try JSONDecoder().decode(JSONValue.self, from: function(wire(input)))
                    expressed += 1
                } catch let error as any GongkaiError {
                    found = fault(error)
                    expressed += 1
                } catch is NotExpressible {
                    // What types rule out has to be refused when it comes as JSON.
                    let request = String(decoding: try wire(input), as: UTF8.self)
                    XCTAssertThrowsError(try Gongkai.call(file.operation, request), "\(path): \(one.name)")
                    continue
                }
                let told = "\(path): \(one.name)\n  expected \(one.expected)\n  found \(found)"
                XCTAssert(covers(found, one.expected), told)
            }
        }
        XCTAssertGreaterThan(expressed, ran * 9 / 10)
    }

    func testEveryOperationHasATypedFunction() {
        XCTAssertEqual(Set(Gongkai.operations), Set(typed.keys))
    }
}
