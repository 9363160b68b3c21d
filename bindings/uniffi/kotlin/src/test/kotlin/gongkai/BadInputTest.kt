package gongkai

import gongkai.check.TextRequest
import kotlinx.serialization.json.JsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.lang.reflect.InvocationTargetException
import java.time.LocalDate

/** What no program should hand over, and what it is told. */
class BadInputTest {
    private inline fun <reified E : Throwable> refused(noinline call: () -> Unit): E = assertThrows(E::class.java) { call() }

    @Test
    fun `half of a surrogate pair is told with its place`() {
        val text = "公示\uD83D名单"
        for ((path, call) in listOf<Pair<String, () -> Unit>>(
            "/text" to { Check.text(text) },
            "/text" to { Checker().check(text) },
            "/texts/1" to { Checker().check(listOf("好", text)) },
            "/texts/0" to { Ranker().rank(listOf(text)) },
            "/period" to { WorkCalendar().deadlines(listOf(LocalDate.of(2026, 1, 5)), "20\uDC00wd") },
            "" to { Gongkai.call("calendar.day", "{\"date\":\"\uD83D\"}") },
            "/0/request" to { Gongkai.callMany(listOf(Call("calendar.day", "\uDE00"))) },
        )) {
            val error = refused<InputException>(call)
            assertEquals("lone_surrogate", error.code)
            assertEquals(path, error.path)
        }
        // A whole pair is a character like any other.
        assertTrue(Checker().check("😀𠮷").findings.isEmpty())
    }

    @Test
    fun `half of a surrogate pair behind JSON's escapes is refused too`() {
        val error = refused<InputException> { Gongkai.call("check.text", """{"text":"\ud83d"}""") }
        assertEquals("InputError", error.kind)
    }

    @Test
    fun `dates that the calendar has not`() {
        val early = refused<CalendarException> { Calendar.addWorkdays(LocalDate.of(1999, 1, 1), 5) }
        assertEquals(CalendarException.Codes.BEFORE_RECORDS, early.code)
        assertEquals("/date", early.path)
        assertTrue(early.message.isNotBlank() && early.messageEn.isNotBlank())
        val late = refused<CalendarException> { WorkCalendar().addWorkdays(listOf(LocalDate.of(2024, 1, 1), LocalDate.of(2101, 1, 1)), 5) }
        assertEquals("after_horizon", late.code)
        assertEquals("/days/1", late.path)
        for (date in listOf(LocalDate.MIN, LocalDate.MAX, LocalDate.of(-1, 1, 1), LocalDate.of(10_000, 1, 1))) {
            refused<GongkaiException> { Calendar.isWorkday(date) }
            refused<GongkaiException> { WorkCalendar().areWorkdays(listOf(date)) }
        }
        refused<CalendarException> { Calendar.addWorkdays(LocalDate.of(2024, 1, 1), Int.MAX_VALUE) }
        refused<CalendarException> { Calendar.addWorkdays(LocalDate.of(2024, 1, 1), Int.MIN_VALUE) }
    }

    @Test
    fun `requests that are none`() {
        val cases = mapOf(
            "" to "not_json",
            "{" to "not_json",
            "nul" to "not_json",
            "[]" to "bad_request",
            "null" to "bad_request",
            "{}" to "bad_request",
            """{"date":"2024-02-30","n":1}""" to "bad_request",
            """{"date":"2024-02-01","n":"1"}""" to "bad_request",
            """{"date":"2024-02-01","n":1e99}""" to "bad_request",
            """{"date":"2024-02-01","n":1,"m":2}""" to "bad_request",
            "{\"date\":\"2024-02-01\",\"n\":1}\u0000" to "not_json",
        )
        for ((request, code) in cases) {
            val error = refused<InputException> { Gongkai.call("calendar.add_workdays", request) }
            assertEquals(code, error.code, request)
        }
        assertEquals("unknown_operation", refused<InputException> { Gongkai.call("calendar.nothing", "{}") }.code)
        refused<InputException> { WorkCalendar().deadlines(listOf(LocalDate.of(2024, 1, 2)), "soon") }
        refused<InputException> { WorkCalendar().workdaysBetween(listOf(LocalDate.of(2024, 1, 2)), emptyList()) }
        refused<InputException> { Checker(TextRequest(text = "", select = listOf("NOSUCH"))) }
    }

    @Test
    fun `JSON that is very deep is refused and does no harm`() {
        val deep = "[".repeat(200_000)
        for (request in listOf(deep, """{"date":$deep""", """{"calendar":{"locals":$deep""")) {
            assertEquals("InputError", refused<InputException> { Gongkai.call("calendar.day", request) }.kind)
        }
    }

    @Test
    fun `null from Java`() {
        val method = Calendar::class.java.getMethod("isWorkday", LocalDate::class.java)
        val error = assertThrows(InvocationTargetException::class.java) { method.invoke(null, null) }
        val cause = assertInstanceOf(NullPointerException::class.java, error.cause)
        assertTrue("date" in cause.message.orEmpty()) { cause.message }
        val call = Gongkai::class.java.getMethod("call", String::class.java, String::class.java)
        assertInstanceOf(
            NullPointerException::class.java,
            assertThrows(InvocationTargetException::class.java) { call.invoke(null, "calendar.day", null) }.cause,
        )
    }

    @Test
    fun `text past the limit is refused before it is copied`() {
        val error = refused<InputException> { requireText("公开信息", "/text", longest = 3) }
        assertEquals("too_long" to "/text", error.code to error.path)
        requireText("公开信息", "/text", longest = 4)
    }

    @Test
    fun `a long text is checked`() {
        // 6 MB of UTF-8; the last finding's place is still exact.
        val text = "关于公示的通知\n" + "本单位公布名单。\n".repeat(250_000) + "请于2月30日前完成。"
        val found = Checker().check(text).findings.last()
        val range = checkNotNull(found.range)
        assertEquals("2月30日", text.substring(range.start, range.end))
    }

    @Test
    fun `a closed object says so`() {
        val checker = Checker()
        checker.close()
        checker.close()
        refused<IllegalStateException> { checker.check("好") }
    }

    @Test
    fun `numbers that JSON has not`() {
        refused<InputException> { wireOf(Double.NaN) }
        refused<InputException> { wireOf(Double.POSITIVE_INFINITY) }
        assertEquals(JsonPrimitive(0.5), wireOf(0.5))
    }

    @Test
    fun `an error tells its citations and facts`() {
        val error = refused<CalendarException> { Calendar.day(LocalDate.of(1999, 1, 1)) }
        assertEquals("CalendarError", error.kind)
        assertEquals("error", error.severity)
        assertTrue("before_records" in error.toString() && "/date" in error.toString())
    }
}
