package example

import gongkai.Calendar
import gongkai.Checker
import gongkai.Duty
import gongkai.GongkaiException
import gongkai.catalogue.Level
import gongkai.unit.Unit
import java.io.File
import java.time.LocalDate
import java.time.format.DateTimeParseException
import kotlin.system.exitProcess

private const val USAGE = """
check <file>                                what is wrong with a text
deadline <date> <period>                    when a period ends (20wd, 30d, 2m), and how it was counted
duties <unit> <county|township|village> <from> <to> <as of>
                                            what a unit owes the public over a span
"""

/** The program, given its arguments; gives the lines to print. */
fun run(args: List<String>): List<String> =
    when {
        args.size == 2 && args[0] == "check" -> check(File(args[1]).readText())
        args.size == 3 && args[0] == "deadline" -> deadline(LocalDate.parse(args[1]), args[2])
        args.size == 6 && args[0] == "duties" ->
            duties(Unit(args[1], Level.fromWire(args[2])), LocalDate.parse(args[3]), LocalDate.parse(args[4]), LocalDate.parse(args[5]))
        else -> throw IllegalArgumentException(USAGE.trim())
    }

fun check(text: String): List<String> {
    val report = Checker().use { it.check(text) }
    return report.findings.map { found ->
        val line = found.range?.let { text.substring(0, it.start).count { c -> c == '\n' } + 1 }
        "${line ?: "-"}: ${found.rule} ${found.message}" + found.citations.joinToString("") { "（${it.text}）" }
    } + "${report.findings.size}处问题"
}

fun deadline(from: LocalDate, period: String): List<String> {
    val found = Calendar.deadline(from, period)
    return found.text + "${found.due}（${found.certainty.wire}）"
}

fun duties(unit: Unit, from: LocalDate, to: LocalDate, asOf: LocalDate): List<String> {
    val agenda = Duty.agenda(unit, from, to, asOf)
    return agenda.duties.map { it.message } + "${agenda.unit}：${agenda.duties.size}项"
}

fun main(args: Array<String>) {
    try {
        run(args.toList()).forEach(::println)
    } catch (error: GongkaiException) {
        System.err.println("${error.message}（${error.code}）")
        exitProcess(1)
    } catch (error: DateTimeParseException) {
        System.err.println("not a date: ${error.parsedString}")
        exitProcess(2)
    } catch (error: IllegalArgumentException) {
        System.err.println(error.message)
        exitProcess(2)
    }
}
