package gongkai

import kotlinx.serialization.json.Json
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The matchers themselves, so that a vector cannot pass for nothing. */
class MatchingTest {
    private fun check(found: String, expected: String, holds: Boolean) {
        val (a, b) = listOf(found, expected).map { Json.parseToJsonElement(it) }
        assertEquals(holds, covers(a, b), "$found against $expected")
    }

    @Test
    fun `plain values`() {
        check("""{"a":1,"b":2}""", """{"a":1}""", true)
        check("""{"a":1}""", """{"a":1,"b":2}""", false)
        check("""{"a":1}""", """{"a":"1"}""", false)
        check("""{"a":1.0}""", """{"a":1}""", true)
        check("""[1,2]""", """[1]""", false)
        check("""{"a":null}""", """{"a":null}""", true)
        check("""{}""", """{"a":null}""", true)
        check("""{"a":0}""", """{"a":null}""", false)
    }

    @Test
    fun matchers() {
        check("""["a","b"]""", """{"${'$'}contains":["b"]}""", true)
        check("""["a","b"]""", """{"${'$'}contains":["c"]}""", false)
        check(""""text of it"""", """{"${'$'}contains":["of"]}""", true)
        check(""""text of it"""", """{"${'$'}lacks":["of"]}""", false)
        check("""["a"]""", """{"${'$'}lacks":["b"]}""", true)
        check("""["a"]""", """{"${'$'}all":[{"${'$'}lacks":["b"]},{"${'$'}contains":["b"]}]}""", false)
        check("""{"a":1}""", """{"b":{"${'$'}absent":true}}""", true)
        check("""{"b":1}""", """{"b":{"${'$'}absent":true}}""", false)
        check("""{"b":1}""", """{"b":{"${'$'}any":true}}""", true)
        check("""{}""", """{"b":{"${'$'}any":true}}""", false)
        check("""{}""", """{"b":{"${'$'}lacks":["x"]}}""", true)
        check("""{"b":1}""", """{"b":{"${'$'}lacks":["x"]}}""", false)
        check("""{}""", """{"b":{"${'$'}contains":["x"]}}""", false)
        val offsets = """{"${'$'}offsets":{"bytes":[4,7],"code_points":[1,2],"utf16":[2,3]}}"""
        check("""{"start":2,"end":3}""", offsets, true)
        check("""{"start":1,"end":2}""", offsets, false)
    }
}
