package gongkai

import gongkai.ffi.Failure
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull

/**
 * What an operation refuses. Each error enum of the library has a class of its own, named in [kind]:
 * `CalendarError` is thrown as [CalendarException].
 */
public open class GongkaiException internal constructor(
    private val fault: Fault,
    cause: Throwable? = null,
) : RuntimeException(fault.message, cause) {
    /** The error enum, as in `CalendarError`; `InputError` for a bad request. */
    public val kind: String get() = fault.kind

    /** The error's name, the same in every language, as in `before_records`. */
    public val code: String get() = fault.code

    /** How bad it is, as in `error`. */
    public val severity: String get() = fault.severity

    /** The sentence in Chinese. */
    override val message: String get() = fault.message

    /** The sentence in English. */
    public val messageEn: String get() = fault.messageEn

    /** The articles of law that it rests on, in compact form, as in `ogi-2019:33.2`. */
    public val citations: List<String> get() = fault.citations

    /** Where in the request, as a JSON pointer; empty for the request as a whole. */
    public val path: String get() = fault.path

    /** What to do about it, where that is known. */
    public val help: String? get() = fault.help

    /** The facts of the error. */
    public val data: JsonElement get() = fault.data

    override fun toString(): String =
        "${javaClass.name}: $message [$code${if (path.isEmpty()) "" else " at $path"}]"
}

/** What crosses the boundary of an error. */
internal class Fault(
    val kind: String,
    val code: String,
    val severity: String,
    val message: String,
    val messageEn: String,
    val citations: List<String>,
    val path: String,
    val help: String?,
    val data: JsonElement,
)

/** The exception of a failure's kind. */
internal fun exception(failure: Failure): GongkaiException =
    when (failure) {
        is Failure.Fault -> {
            val fault = Fault(
                kind = failure.kind,
                code = failure.code,
                severity = failure.severity,
                message = failure.zh,
                messageEn = failure.en,
                citations = failure.citations,
                path = failure.path,
                help = failure.help,
                data = Json.parseToJsonElement(failure.data),
            )
            exceptionOf(fault) ?: GongkaiException(fault)
        }
    }

/** A request that is none: of the wrong shape, with text that is no text, past what can be held. */
public class InputException internal constructor(fault: Fault, cause: Throwable? = null) :
    GongkaiException(fault, cause) {
    internal companion object {
        fun of(code: String, path: String, zh: String, en: String, cause: Throwable? = null): InputException =
            InputException(
                Fault("InputError", code, "error", zh, en, emptyList(), path, null, JsonNull),
                cause,
            )
    }
}
