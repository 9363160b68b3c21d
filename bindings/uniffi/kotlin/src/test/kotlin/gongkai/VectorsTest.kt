package gongkai

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File

/** The cases that every language's binding passes. */
class VectorsTest {
    private class Case(val file: String, val operation: String, val case: JsonObject) {
        val input: JsonElement = localised(case.getValue("input"))
        val expected: JsonElement get() = case.getValue("expected")

        fun told(found: JsonElement): String =
            "$file: ${case.getValue("name").jsonPrimitive.content}\n  input    ${short(input)}\n  expected ${short(expected)}\n  found    ${short(found)}"
    }

    private companion object {
        fun short(value: JsonElement): String = value.toString().let { if (it.length > 1_000) it.take(1_000) + "…" else it }
    }

    private fun cases(): List<Case> {
        val root = File(checkNotNull(System.getProperty("gongkai.root"))).resolve("tests/vectors")
        return root.walk().filter { it.extension == "json" }.sorted().flatMap { file ->
            val vectors = Json.parseToJsonElement(file.readText()).jsonObject
            val operation = vectors.getValue("operation").jsonPrimitive.content
            // Whether each file is of an operation is for the contract's own tests.
            if (operation !in Gongkai.operations()) return@flatMap emptyList()
            vectors.getValue("cases").jsonArray.map { Case(file.relativeTo(root).path, operation, it.jsonObject) }
        }.toList()
    }

    private fun fault(error: GongkaiException): JsonObject =
        JsonObject(
            mapOf(
                "error" to JsonPrimitive(error.code),
                "kind" to JsonPrimitive(error.kind),
                "severity" to JsonPrimitive(error.severity),
                "message" to JsonPrimitive(error.message),
                "message_en" to JsonPrimitive(error.messageEn),
                "citations" to JsonArray(error.citations.map { JsonPrimitive(it) }),
                "path" to JsonPrimitive(error.path),
                "help" to JsonPrimitive(error.help),
                "data" to error.data,
            ),
        )

    private fun tell(wrong: List<String>, ran: Int) {
        assertTrue(wrong.isEmpty()) { "${wrong.size} of $ran cases:\n${wrong.distinct().take(20).joinToString("\n")}" }
    }

    @Test
    fun `every vector through the call by name`() {
        val cases = cases()
        val wrong = cases.mapNotNull { case ->
            val found = try {
                Json.parseToJsonElement(Gongkai.call(case.operation, case.input.toString()))
            } catch (error: GongkaiException) {
                fault(error)
            }
            val slices = sliceFaults(case.input, found)
            when {
                !covers(found, case.expected) -> case.told(found)
                slices.isNotEmpty() -> "${case.told(found)}\n  $slices"
                else -> null
            }
        }
        tell(wrong, cases.size)
        assertTrue(cases.size > 500) { "only ${cases.size} cases" }
    }

    @Test
    fun `every vector through the typed functions`() {
        val cases = cases()
        var expressed = 0
        val wrong = cases.mapNotNull { case ->
            val typed = TYPED[case.operation] ?: return@mapNotNull "no typed function for ${case.operation}"
            val input = case.input as? JsonObject ?: return@mapNotNull case.told(case.input)
            val found = try {
                typed(input).also { expressed++ }
            } catch (error: GongkaiException) {
                expressed++
                fault(error)
            } catch (reason: NotExpressible) {
                return@mapNotNull inexpressible(case, reason)
            } catch (reason: DecodeException) {
                return@mapNotNull inexpressible(case, reason)
            }
            if (covers(found, case.expected)) null else case.told(found)
        }
        tell(wrong, cases.size)
        // Few cases are about requests that no data class can hold.
        assertTrue(expressed > cases.size * 9 / 10) { "only $expressed of ${cases.size} could be expressed" }
    }

    /** What types rule out has to be refused when it comes as JSON. */
    private fun inexpressible(case: Case, reason: Exception): String? {
        val kind = try {
            Gongkai.call(case.operation, case.input.toString())
            "no error"
        } catch (error: GongkaiException) {
            error.kind
        }
        return if (kind == "no error") case.told(JsonPrimitive("not expressible: ${reason.message}")) else null
    }

    @Test
    fun `one batch gives what single calls give`() {
        val cases = cases()
        val outcomes = Gongkai.callMany(cases.map { Call(it.operation, it.input.toString()) })
        assertEquals(cases.size, outcomes.size)
        cases.zip(outcomes).forEach { (case, outcome) ->
            val single = runCatching { Gongkai.call(case.operation, case.input.toString()) }
            assertEquals(single.getOrNull(), outcome.response, case.file)
            assertEquals((single.exceptionOrNull() as GongkaiException?)?.code, outcome.error?.code, case.file)
        }
    }

    @Test
    fun `every operation has a typed function`() {
        assertEquals(Gongkai.operations().toSet(), TYPED.keys)
    }
}
