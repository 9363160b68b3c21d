package gongkai

import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.time.LocalDate

/** Nothing stays behind: the resident memory of the process under a long loop. */
class MemoryTest {
    private fun residentKb(): Long =
        File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }.filter { it.isDigit() }.toLong()

    /** What would stay behind if it leaked: some 9 MB of text, 8 MB of errors, 1 MB of lists. */
    private fun round() {
        val text = "请于2月30日前完成。" + "公布名单。".repeat(20_000)
        Checker().use { checker -> repeat(30) { checker.check(text) } }
        // The error's sentences repeat the name.
        val name = "no".repeat(20_000)
        repeat(100) { assertThrows(InputException::class.java) { Gongkai.call(name, "{}") } }
        WorkCalendar().use { calendar ->
            repeat(5) { calendar.addWorkdays(List(20_000) { LocalDate.of(2024, 1, 2) }, 20) }
        }
        repeat(20) { Checker().close() }
    }

    @Test
    fun `memory stays where it is`() {
        assumeTrue(File("/proc/self/status").exists(), "needs /proc")
        // The heap is of fixed size and touched from the start (see pom.xml): what grows is outside it.
        repeat(3) { round() }
        val before = residentKb()
        repeat(6) { round() }
        val grown = residentKb() - before
        assertTrue(grown < 30_000) { "$grown kB more after 6 rounds" }
    }
}
