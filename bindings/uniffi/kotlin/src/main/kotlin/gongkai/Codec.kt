package gongkai

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.doubleOrNull
import kotlinx.serialization.json.intOrNull
import kotlinx.serialization.json.longOrNull
import java.time.LocalDate
import java.time.format.DateTimeParseException

// What the generated models and functions stand on: JSON to values and back.

/** A value that crosses the boundary as JSON. */
public interface Model {
    /** The value in JSON, as the contract has it. */
    public fun toJson(): JsonElement
}

/** A constant with its name in the contract. */
public interface Wire : Model {
    /** Its name in the contract, as in `published`. */
    public val wire: String

    override fun toJson(): JsonElement = JsonPrimitive(wire)
}

/** JSON that is no such value. The library's own answers never are; for JSON from elsewhere. */
public class DecodeException internal constructor(message: String) : IllegalArgumentException(message)

/** Runs an operation on a request made of these fields. */
internal fun invokeOperation(operation: String, request: JsonElement): JsonElement {
    val text = request.toString()
    if (text.length > LONGEST || loneSurrogate(text) >= 0) {
        find(request, "") // throws, with the place
        requireText(text, "")
    }
    return Json.parseToJsonElement(bridged { gongkai.ffi.call(operation, text) })
}

/** Looks for the text that is refused, to tell its place. */
private fun find(value: JsonElement, path: String) {
    when (value) {
        is JsonObject -> value.forEach { (key, inner) ->
            requireText(key, path)
            find(inner, "$path/${key.replace("~", "~0").replace("/", "~1")}")
        }
        is JsonArray -> value.forEachIndexed { n, inner -> find(inner, "$path/$n") }
        is JsonPrimitive -> if (value.isString) requireText(value.content, path)
    }
}

/** An object under construction; what is `null` is left out. */
internal class Fields {
    private val collected = LinkedHashMap<String, JsonElement>()

    fun put(key: String, value: JsonElement?) {
        if (value != null) collected[key] = value
    }

    /** The fields of a value that stand among those of this one. */
    fun putAll(value: JsonElement) {
        if (value is JsonObject) collected.putAll(value)
    }

    fun done(): JsonObject = JsonObject(collected)
}

internal inline fun wireObject(build: Fields.() -> Unit): JsonObject = Fields().apply(build).done()

internal fun wireOf(value: String): JsonElement = JsonPrimitive(value)

internal fun wireOf(value: Boolean): JsonElement = JsonPrimitive(value)

internal fun wireOf(value: Int): JsonElement = JsonPrimitive(value)

internal fun wireOf(value: Long): JsonElement = JsonPrimitive(value)

internal fun wireOf(value: LocalDate): JsonElement = JsonPrimitive(value.toString())

internal fun wireOf(value: Double): JsonElement {
    if (!value.isFinite()) {
        throw InputException.of("not_finite", "", "$value 不是有限的数", "$value is not a finite number")
    }
    return JsonPrimitive(value)
}

internal inline fun <T> wireList(list: List<T>, each: (T) -> JsonElement): JsonElement = JsonArray(list.map(each))

internal inline fun <T> wireMap(map: Map<String, T>, each: (T) -> JsonElement): JsonElement =
    JsonObject(map.mapValues { each(it.value) })

private fun wrong(value: JsonElement?, what: String): Nothing {
    val shown = value.toString().let { if (it.length > 80) it.take(80) + "…" else it }
    throw DecodeException("$shown is not $what")
}

internal fun asObject(value: JsonElement?): JsonObject = value as? JsonObject ?: wrong(value, "an object")

/** A field; `null` where it is missing or null. */
internal fun optField(value: JsonElement?, key: String): JsonElement? =
    asObject(value)[key]?.takeUnless { it is JsonNull }

/** A field that must be there. */
internal fun needField(value: JsonElement?, key: String): JsonElement =
    asObject(value)[key] ?: wrong(value, "an object with `$key`")

internal fun asString(value: JsonElement?): String =
    (value as? JsonPrimitive)?.takeIf { it.isString }?.content ?: wrong(value, "a text")

internal fun asBoolean(value: JsonElement?): Boolean =
    (value as? JsonPrimitive)?.takeUnless { it.isString }?.booleanOrNull ?: wrong(value, "true or false")

internal fun asInt(value: JsonElement?): Int =
    (value as? JsonPrimitive)?.takeUnless { it.isString }?.intOrNull ?: wrong(value, "a whole number of 32 bits")

internal fun asLong(value: JsonElement?): Long =
    (value as? JsonPrimitive)?.takeUnless { it.isString }?.longOrNull ?: wrong(value, "a whole number of 64 bits")

internal fun asDouble(value: JsonElement?): Double =
    (value as? JsonPrimitive)?.takeUnless { it.isString }?.doubleOrNull ?: wrong(value, "a number")

internal fun asDate(value: JsonElement?): LocalDate =
    try {
        LocalDate.parse(asString(value))
    } catch (_: DateTimeParseException) {
        wrong(value, "a date")
    }

internal inline fun <T> asList(value: JsonElement?, each: (JsonElement) -> T): List<T> =
    (value as? JsonArray ?: notList(value)).map(each)

/** An item of a list of fixed length. */
internal fun itemOf(value: JsonElement?, n: Int): JsonElement =
    (value as? JsonArray)?.getOrNull(n) ?: wrong(value, "a list with an item $n")

@PublishedApi
internal fun notList(value: JsonElement?): Nothing = wrong(value, "a list")

internal inline fun <T> asMap(value: JsonElement?, each: (JsonElement) -> T): Map<String, T> =
    asObject(value).mapValues { each(it.value) }

/** The constant of this name. */
internal inline fun <reified E> asWire(value: JsonElement?): E where E : Enum<E>, E : Wire {
    val name = asString(value)
    return enumValues<E>().firstOrNull { it.wire == name } ?: notWire(value, E::class.java.simpleName)
}

@PublishedApi
internal fun notWire(value: JsonElement?, type: String): Nothing = wrong(value, "one of $type")

/** Refuses a value that none of the cases of a union takes. */
internal fun noCase(value: JsonElement?, type: String): Nothing = wrong(value, "a case of $type")

/** The first of these that reads the value: for unions whose cases bear no name. */
internal fun <T> firstOf(value: JsonElement?, type: String, vararg cases: (JsonElement) -> T): T {
    if (value != null) {
        for (case in cases) {
            try {
                return case(value)
            } catch (_: DecodeException) {
                continue
            }
        }
    }
    noCase(value, type)
}
