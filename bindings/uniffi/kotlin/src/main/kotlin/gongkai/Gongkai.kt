package gongkai

import gongkai.ffi.Failure
import java.nio.charset.CharacterCodingException

/**
 * Every operation by its name, with requests and responses as JSON text.
 *
 * A program uses the typed functions ([Calendar], …). This is for what they are made of, for batches
 * ([callMany]) and for requests that come as JSON already. All of it may be used from any number of threads.
 */
public object Gongkai {
    /** The version of the native library. */
    @JvmStatic
    public fun version(): String = gongkai.ffi.version()

    /** The names of all operations, as in `calendar.add_workdays`. */
    @JvmStatic
    public fun operations(): List<String> = gongkai.ffi.operations()

    /**
     * Runs the operation of this name.
     *
     * @param operation its name, as in `calendar.add_workdays`
     * @param request its request in JSON
     * @return its response in JSON; places in texts are counted in chars, so that `substring` takes them
     * @throws GongkaiException the error of the operation; [InputException] for a bad request
     */
    @JvmStatic
    public fun call(operation: String, request: String): String {
        requireText(operation, "")
        requireText(request, "")
        return bridged { gongkai.ffi.call(operation, request) }
    }

    /**
     * Runs many operations in one call of the native library. One that fails does not stop the others.
     *
     * @return how each went, in the order of [calls]
     */
    @JvmStatic
    public fun callMany(calls: List<Call>): List<Outcome> {
        calls.forEachIndexed { n, one ->
            requireText(one.operation, "/$n/operation")
            requireText(one.request, "/$n/request")
        }
        val outcomes = bridged {
            gongkai.ffi.callMany(calls.map { gongkai.ffi.Call(it.operation, it.request) })
        }
        return outcomes.map {
            when (it) {
                is gongkai.ffi.Outcome.Response -> Outcome(it.json, null)
                is gongkai.ffi.Outcome.Failed -> Outcome(null, exception(it.failure))
            }
        }
    }
}

/** One call of a batch: the name of an operation and its request in JSON. */
public data class Call(val operation: String, val request: String)

/** How one call of a batch went: either [response] or [error] is there. */
public class Outcome internal constructor(
    /** The response in JSON. */
    public val response: String?,
    /** Why it failed. */
    public val error: GongkaiException?,
) {
    /** The response. @throws GongkaiException when the call failed. */
    public fun get(): String = response ?: throw checkNotNull(error)

    override fun toString(): String = response ?: error.toString()
}

/** Runs a call of the native library; what it throws becomes the exception of its kind. */
internal inline fun <T> bridged(call: () -> T): T =
    try {
        call()
    } catch (failure: Failure) {
        throw exception(failure)
    } catch (error: CharacterCodingException) {
        // All text is looked at before; this is for text of which that was forgotten.
        throw InputException.of("lone_surrogate", "", "文本中有不成对的UTF-16代理项", "half of a surrogate pair in a text", error)
    }

/** The longest text that is handed over, in chars: its UTF-8 has to fit a Java array. */
internal const val LONGEST: Int = 700_000_000

/** Refuses text that has no UTF-8: half of a surrogate pair; and text past [longest]. */
internal fun requireText(text: String, path: String, longest: Int = LONGEST) {
    if (text.length > longest) {
        throw InputException.of(
            "too_long",
            path,
            "文本有${text.length}个字符，一次最多$longest",
            "a text of ${text.length} chars; at most $longest at once",
        )
    }
    val at = loneSurrogate(text)
    if (at >= 0) {
        throw InputException.of(
            "lone_surrogate",
            path,
            "第${at}个字符是不成对的UTF-16代理项",
            "half of a surrogate pair at char $at",
        )
    }
}

/** Where a text has half of a surrogate pair; -1 where it has none. */
internal fun loneSurrogate(text: String): Int {
    var n = 0
    while (n < text.length) {
        val c = text[n]
        if (c.isSurrogate()) {
            if (c.isLowSurrogate() || n + 1 == text.length || !text[n + 1].isLowSurrogate()) return n
            n++
        }
        n++
    }
    return -1
}
