package gongkai

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.doubleOrNull
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject

/**
 * Whether [found] is what a vector expects: every key expected is there with that value, lists are of
 * equal length; a key that is missing counts as null; an object with one key that begins with `$` is a
 * matcher.
 */
internal fun covers(found: JsonElement?, expected: JsonElement): Boolean {
    val name = matcherName(expected)
    if (name != null) return matches(found, name, expected.jsonObject.getValue(name))
    if (found == null) return expected is JsonNull
    return when (expected) {
        is JsonObject ->
            found is JsonObject && expected.all { (key, value) -> covers(found[key], value) }
        is JsonArray ->
            found is JsonArray && found.size == expected.size &&
                found.indices.all { covers(found[it], expected[it]) }
        is JsonPrimitive -> found is JsonPrimitive && samePrimitive(found, expected)
    }
}

/** A request in this language's unit of places: chars. */
internal fun localised(input: JsonElement): JsonElement =
    when {
        matcherName(input) == "\$offsets" -> own(input.jsonObject.getValue("\$offsets"))
        input is JsonObject -> JsonObject(input.mapValues { localised(it.value) })
        input is JsonArray -> JsonArray(input.map(::localised))
        else -> input
    }

private fun own(offsets: JsonElement): JsonObject {
    val (start, end) = offsets.jsonObject.getValue("utf16").jsonArray
    return JsonObject(mapOf("start" to start, "end" to end))
}

private fun matcherName(expected: JsonElement): String? =
    (expected as? JsonObject)?.keys?.singleOrNull()?.takeIf { it.startsWith("$") }

private fun matches(found: JsonElement?, name: String, given: JsonElement): Boolean {
    val wanted = given as? JsonArray ?: JsonArray(listOf(given))
    return when (name) {
        "\$any" -> found != null
        "\$absent" -> found == null || found is JsonNull
        "\$all" -> wanted.all { covers(found, it) }
        "\$contains" -> wanted.all { contains(found, it) }
        "\$lacks" -> (found == null || found is JsonNull || isText(found) || found is JsonArray) && wanted.none { contains(found, it) }
        "\$offsets" -> covers(found, own(given))
        else -> error("no matcher is called $name")
    }
}

private fun isText(value: JsonElement?) = value is JsonPrimitive && value.isString

private fun contains(found: JsonElement?, part: JsonElement): Boolean =
    when {
        found is JsonArray -> found.any { covers(it, part) }
        found is JsonPrimitive && found.isString -> part is JsonPrimitive && part.content in found.content
        else -> false
    }

private fun samePrimitive(a: JsonPrimitive, b: JsonPrimitive): Boolean =
    when {
        a is JsonNull || b is JsonNull -> a is JsonNull && b is JsonNull
        a.isString != b.isString -> false
        a.content == b.content -> true
        else -> !a.isString && a.doubleOrNull != null && a.doubleOrNull == b.doubleOrNull
    }

/** A request that the typed functions cannot make, because their types rule it out. */
internal class NotExpressible(message: String) : Exception(message)

/** Refuses a request of which something was lost on the way through the types. */
internal fun expressible(request: JsonElement, typed: JsonElement) {
    if (!covers(typed, request)) throw NotExpressible("$request became $typed")
}

/** Every text with a place in it: `{range: {start, end}, text}` under a `locus`, as findings have it. */
internal fun sliceFaults(request: JsonElement, response: JsonElement): List<String> {
    val faults = mutableListOf<String>()
    val texts = (request as? JsonObject)?.let { listOfNotNull(it["text"]) + ((it["texts"] as? JsonArray) ?: emptyList()) }
        ?.filterIsInstance<JsonPrimitive>()?.map { it.content }.orEmpty()

    fun visit(value: JsonElement) {
        if (value is JsonArray) value.forEach(::visit)
        if (value !is JsonObject) return
        val range = (value["range"] ?: (value["locus"] as? JsonObject)?.get("range")) as? JsonObject
        val text = (value["text"] as? JsonPrimitive)?.takeIf { it.isString }?.content
        if (range != null && text != null && texts.isNotEmpty()) {
            val (start, end) = listOf("start", "end").map { (range.getValue(it) as JsonPrimitive).content.toInt() }
            val fits = texts.any { end <= it.length && it.substring(start, end) == text }
            if (!fits) faults += "[$start, $end) does not give `$text`"
        }
        value.values.forEach(::visit)
    }
    visit(response)
    return faults
}
