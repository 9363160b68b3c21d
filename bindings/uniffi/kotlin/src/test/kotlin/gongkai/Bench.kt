package gongkai

import java.time.LocalDate

/**
 * What a call costs, and what a batch saves: `cargo xtask bindings kotlin --bench`.
 *
 * Each figure is the median of several runs after a warm-up, in the time of one item.
 */
fun main() {
    val date = LocalDate.of(2026, 11, 2)
    val calendar = WorkCalendar()
    val checker = Checker()
    val many = 100_000
    val days = IntArray(many) { date.toEpochDay().toInt() + it % 10_000 - 5_000 }
    val dates = days.map { LocalDate.ofEpochDay(it.toLong()) }
    val request = """{"date":"2026-11-02","n":20}"""
    val short = "请于2月30日前完成。"
    val shorts = List(1_000) { "第${it}号：$short" }
    val long = "关于公示的通知\n" + "本单位公布名单，请予监督。\n".repeat(200_000) + short
    val titles = List(500) { "关于2024年第${it % 4 + 1}季度城乡低保对象名单的公示" }
    val ranker = Ranker()
    val jsonTitles = titles.first()

    println("one crossing that does nothing      ${each(50_000) { gongkai.ffi.version() }}")
    println("+20 working days, native, single    ${each(50_000) { calendar.addWorkdays(date, 20) }}")
    println("+20 working days, typed (JSON)      ${each(20_000) { Calendar.addWorkdays(date, 20) }}")
    println("+20 working days, by name (JSON)    ${each(20_000) { Gongkai.call("calendar.add_workdays", request) }}")
    println("+20 working days, 1000 by name      ${each(100, 1_000) { Gongkai.callMany(List(1_000) { Call("calendar.add_workdays", request) }) }}")
    println("+20 working days, $many dates     ${each(20, many) { calendar.addWorkdays(dates, 20) }}")
    println("+20 working days, $many numbers   ${each(20, many) { calendar.addWorkdaysToEpochDays(days, 20) }}")
    println("deadline with its steps (JSON)      ${each(5_000) { Calendar.deadline(date, "20wd") }}")
    println("check of a short text, single       ${each(2_000) { checker.check(short) }}")
    println("check of a short text, 1000 a call  ${each(10, 1_000) { checker.check(shorts) }}")
    println("rank of a title, single (JSON)      ${each(200) { Catalogue.rank(jsonTitles) }}")
    println("rank of a title, 500 a call         ${each(5, 500) { ranker.rank(titles) }}")
    val bytes = long.toByteArray().size
    val seconds = median(5) { checker.check(long) } / 1e9
    println("check of one text of ${bytes / 1_000_000} MB         ${"%.0f MB/s".format(bytes / 1e6 / seconds)}")
}

private fun median(runs: Int, job: () -> Any?): Double {
    val times = List(runs) {
        val start = System.nanoTime()
        job()
        (System.nanoTime() - start).toDouble()
    }
    return times.sorted()[runs / 2]
}

/** The time of one item, where a run is [calls] calls and a call has [items]. */
private fun each(calls: Int, items: Int = 1, job: () -> Any?): String {
    repeat(calls / 2 + 1) { job() }
    val nanos = median(5) { repeat(calls / 5 + 1) { job() } } / (calls / 5 + 1) / items
    return if (nanos < 10_000) "%.0f ns".format(nanos) else "%.1f µs".format(nanos / 1_000)
}
