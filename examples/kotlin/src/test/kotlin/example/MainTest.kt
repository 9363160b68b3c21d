package example

import gongkai.InputException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class MainTest {
    @Test
    fun `a text is checked`() {
        val lines = check("关于整改的通知\n请于2月30日前完成。\n")
        assertTrue(lines.any { it.startsWith("2: TXT003") }) { lines.toString() }
        assertEquals("${lines.size - 1}处问题", lines.last())
    }

    @Test
    fun `a deadline is explained`() {
        // Counted by hand from 2026-11-03 on: four weeks of five days end on Monday 2026-11-30.
        val lines = run(listOf("deadline", "2026-11-02", "20wd"))
        assertEquals("2026-11-30（published）", lines.last())
        assertTrue(lines.size > 2)
    }

    @Test
    fun `duties are listed`() {
        val lines = run(listOf("duties", "青禾镇人民政府", "township", "2026-01-01", "2026-12-31", "2026-11-22"))
        assertTrue(lines.size > 5) { lines.toString() }
        // The yearly report of article 49 of the Regulation falls in this span.
        assertTrue(lines.any { "年度报告" in it }) { lines.toString() }
    }

    @Test
    fun `what cannot be done is said`() {
        assertThrows(IllegalArgumentException::class.java) { run(emptyList()) }
        assertThrows(InputException::class.java) { run(listOf("deadline", "2026-11-02", "soon")) }
    }
}
