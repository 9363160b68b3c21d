package gongkai

import gongkai.calendar.CalendarOptions
import gongkai.calendar.Certainty
import gongkai.calendar.CountAnswer
import gongkai.calendar.DateAnswer
import gongkai.ffi.DayAnswers
import java.time.LocalDate

/**
 * A calendar of working days that is made once and asked many times, a list of days a call (工作日历).
 *
 * It does not change once made and may be used from any number of threads at once. [close] gives its memory
 * back at once; without it, that happens when the object is collected.
 *
 * ```
 * WorkCalendar().use { it.addWorkdays(listOf(LocalDate.of(2026, 11, 2)), 20) }
 * ```
 *
 * @param options which calendar; the national one as published to date unless given
 * @throws CalendarException a notice or a local calendar that cannot be taken in
 */
public class WorkCalendar @JvmOverloads constructor(options: CalendarOptions? = null) : AutoCloseable {
    private val native = bridged { gongkai.ffi.WorkCalendar(optionsText(options)) }

    /** Whether people work on each of these days. @throws CalendarException a day outside the calendar */
    public fun areWorkdays(dates: List<LocalDate>): List<Boolean> =
        bridged { native.areWorkdays(days(dates, "/dates")) }.map { it.toInt() != 0 }

    /** The day [n] working days after a date. @throws CalendarException a day outside the calendar */
    public fun addWorkdays(date: LocalDate, n: Int): DateAnswer {
        val found = bridged { native.addWorkdays(day(date, "/date"), n) }
        return DateAnswer(LocalDate.ofEpochDay(found.day.toLong()), certainty(found.projected))
    }

    /** The day [n] working days after each date. @throws CalendarException a day outside the calendar */
    public fun addWorkdays(dates: List<LocalDate>, n: Int): List<DateAnswer> =
        dates(bridged { native.addWorkdaysToEach(days(dates, "/dates"), n) })

    /**
     * The same for days as numbers of days since 1970-01-01 (`LocalDate.toEpochDay`), which is all that
     * crosses to the native library: for lists of many thousands.
     */
    public fun addWorkdaysToEpochDays(days: IntArray, n: Int): IntArray =
        bridged { native.addWorkdaysToEach(days.asList(), n) }.values.toIntArray()

    /**
     * How many working days come after each of [from] up to and with the date at the same place in [to].
     *
     * @throws CalendarException a day outside the calendar
     * @throws InputException lists of unequal length
     */
    public fun workdaysBetween(from: List<LocalDate>, to: List<LocalDate>): List<CountAnswer> {
        val found = bridged { native.workdaysBetweenEach(days(from, "/from"), days(to, "/to")) }
        return each(found) { value, certainty -> CountAnswer(value, certainty) }
    }

    /**
     * When a period ends that runs from each of these dates; an end on a day off moves to the next working
     * day. For the steps that lead there, see [Calendar.deadline].
     *
     * @param period as in `20wd`, `30d`, `2m`
     * @throws CalendarException a day outside the calendar
     */
    public fun deadlines(from: List<LocalDate>, period: String): List<DateAnswer> {
        requireText(period, "/period")
        return dates(bridged { native.deadlines(days(from, "/from"), period) })
    }

    override fun close(): Unit = native.close()

    private fun dates(found: DayAnswers): List<DateAnswer> =
        each(found) { value, certainty -> DateAnswer(LocalDate.ofEpochDay(value.toLong()), certainty) }

    private inline fun <T> each(found: DayAnswers, make: (Int, Certainty) -> T): List<T> {
        val projected = BooleanArray(found.values.size)
        found.projected.forEach { projected[it.toInt()] = true }
        return found.values.mapIndexed { n, value -> make(value, certainty(projected[n])) }
    }

    private fun certainty(projected: Boolean) = if (projected) Certainty.PROJECTED else Certainty.PUBLISHED

    private fun days(dates: List<LocalDate>, path: String): List<Int> =
        dates.mapIndexed { n, date -> day(date, "$path/$n") }

    private fun day(date: LocalDate, path: String): Int {
        val day = date.toEpochDay()
        if (day.toInt().toLong() != day) {
            throw InputException.of("bad_request", path, "${date}不在可以表示的日期之内", "$date is out of range")
        }
        return day.toInt()
    }
}

/** Options as the native library takes them: JSON, or nothing. */
internal fun optionsText(options: Model?): String {
    val text = options?.toJson()?.toString() ?: return ""
    requireText(text, "")
    return text
}
