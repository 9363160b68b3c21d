import Foundation
import GongkaiKit

let usage = """
    check <file>                                what is wrong with a text
    deadline <date> <period>                    when a period ends (20wd, 30d, 2m), and how it was counted
    duties <unit> <county|township|village> <from> <to> <as of>
                                                what a unit owes the public over a span
    """

func check(_ text: String) throws -> [String] {
    let report = try Gongkai.Checker().check(text)
    let lines = report.findings.map { found -> String in
        let start = found.range?.indices(in: text)?.lowerBound
        let line = start.map { String(text[..<$0].filter { $0 == "\n" }.count + 1) } ?? "-"
        let citations = found.citations.map { "（\($0.text)）" }.joined()
        return "\(line): \(found.rule) \(found.message)\(citations)"
    }
    return lines + ["\(report.findings.count)处问题"]
}

func deadline(_ from: CivilDate, _ period: String) throws -> [String] {
    let found = try Gongkai.Calendar.deadline(from: from, period: period)
    return found.text + ["\(found.due)（\(found.certainty.rawValue)）"]
}

func duties(_ name: String, _ level: Gongkai.Catalogue.Level, _ days: [CivilDate]) throws -> [String] {
    let unit = Gongkai.Unit.Unit(name: name, level: level)
    let agenda = try Gongkai.Duty.agenda(unit: unit, from: days[0], to: days[1], asOf: days[2])
    let lines = agenda.duties.map { duty in duty.message }
    return lines + ["\(agenda.unit)：\(agenda.duties.count)项"]
}

func run(_ args: [String]) throws -> [String]? {
    if args.count == 2, args[0] == "check" {
        return try check(String(contentsOfFile: args[1], encoding: .utf8))
    }
    if args.count == 3, args[0] == "deadline", let from = CivilDate(args[1]) {
        return try deadline(from, args[2])
    }
    if args.count == 6, args[0] == "duties", let level = Gongkai.Catalogue.Level(rawValue: args[2]) {
        let days = args[3...].compactMap { CivilDate($0) }
        return days.count == 3 ? try duties(args[1], level, days) : nil
    }
    return nil
}

do {
    // Without arguments it shows what it can do.
    let args = Array(CommandLine.arguments.dropFirst())
    let jobs = args.isEmpty ? [["deadline", "2026-11-02", "20wd"]] : [args]
    for job in jobs {
        guard let lines = try run(job) else {
            FileHandle.standardError.write(Data((usage + "\n").utf8))
            exit(2)
        }
        lines.forEach { print($0) }
    }
} catch let error as any GongkaiError {
    FileHandle.standardError.write(Data("\(error.message)（\(error.code)）\n".utf8))
    exit(1)
}
