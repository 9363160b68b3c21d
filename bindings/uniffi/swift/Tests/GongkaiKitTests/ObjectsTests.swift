import Foundation
import XCTest

@testable import GongkaiKit

final class ObjectsTests: XCTestCase {
    private func date(_ text: String) throws -> CivilDate {
        try XCTUnwrap(CivilDate(text))
    }

    func testOneObjectAndManyThreads() throws {
        let (checker, calendar) = (try Gongkai.Checker(), try Gongkai.WorkCalendar())
        let texts = (1...40).map { "通知第\($0)号：请于2月30日前完成。😀" }
        let dates = try (1...28).map { try date("2024-02-\($0 < 10 ? "0" : "")\($0)") }
        let (reports, added) = (try checker.check(texts), try calendar.addWorkdays(dates, 20))
        XCTAssertEqual(reports.count, texts.count)
        let lock = NSLock()
        var same = 0
        DispatchQueue.concurrentPerform(iterations: 64) { n in
            let found = n % 2 == 0 ? try? checker.check(texts) : try? texts.map { try checker.check($0) }
            let days = try? calendar.addWorkdays(dates, 20)
            lock.lock()
            if found == reports, days == added { same += 1 }
            lock.unlock()
        }
        XCTAssertEqual(same, 64)
    }

    func testAFindingIsASliceOfItsText() throws {
        let text = "😀𠮷关于公示的通知\n请于2月30日前完成。"
        let report = try Gongkai.Checker().check(text)
        let range = try XCTUnwrap(report.findings.first?.range)
        XCTAssertEqual(range.slice(of: text).map(String.init), "2月30日")
        XCTAssertNil(Gongkai.Check.Range(start: 1, end: 2).indices(in: text), "inside a surrogate pair")
        XCTAssertNil(Gongkai.Check.Range(start: 0, end: 9_999).indices(in: text))
    }

    func testErrorsOfTheirOwnTypes() throws {
        XCTAssertThrowsError(try Gongkai.Calendar.isWorkday(date: date("1999-01-01"))) { error in
            let error = error as? Gongkai.CalendarError
            XCTAssertEqual(error?.code, Gongkai.CalendarError.Codes.beforeRecords)
            XCTAssertEqual(error?.path, "/date")
        }
        XCTAssertThrowsError(try Gongkai.call("calendar.day", "{}")) { error in
            XCTAssertEqual((error as? Gongkai.InputError)?.code, "bad_request")
        }
        XCTAssertThrowsError(try Gongkai.call("calendar.nothing", "{}")) { error in
            XCTAssertEqual((error as? Gongkai.InputError)?.code, "unknown_operation")
        }
        XCTAssertThrowsError(try Gongkai.call("calendar.day", String(repeating: "[", count: 200_000)))
    }

    func testDaysAndTheirNumbers() throws {
        // Known day numbers: the first day, a leap day, the day before it in a year without one.
        XCTAssertEqual(try date("1970-01-01").number, 0)
        XCTAssertEqual(try date("2000-02-29").number, 11_016)
        XCTAssertEqual(try date("1969-12-31").number, -1)
        for number in stride(from: Int32(-700_000), to: 2_900_000, by: 997) {
            XCTAssertEqual(CivilDate(number: number)?.number, number)
        }
        XCTAssertNil(CivilDate("2023-02-29"))
        XCTAssertNil(CivilDate("2023-2-01"))
        XCTAssertNil(CivilDate(1900, 2, 29))
        XCTAssertEqual(try date("0999-01-01").description, "0999-01-01")
    }

    func testMemoryStaysWhereItIs() throws {
        // Run under Instruments or valgrind to see it; here only that a long loop ends.
        let checker = try Gongkai.Checker()
        let text = "请于2月30日前完成。" + String(repeating: "公布名单。", count: 2_000)
        for _ in 0..<500 {
            XCTAssertEqual(try checker.check(text).findings.count, 1)
        }
    }
}
