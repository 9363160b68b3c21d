package gongkai

import gongkai.check.Report
import gongkai.check.TextRequest
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject

/**
 * A checker of texts that is made once and used on many, one text or a list a call (检查器).
 *
 * It does not change once made and may be used from any number of threads at once. Long texts cost less
 * through it than through [Check.text]: they are not written as JSON.
 *
 * ```
 * val report = Checker().check("请于2月30日前完成。")
 * ```
 *
 * @param options how to check, as for one text; the text in it does not count
 * @throws InputException options that are none
 */
public class Checker @JvmOverloads constructor(options: TextRequest = TextRequest(text = "")) : AutoCloseable {
    private val native: gongkai.ffi.Checker

    init {
        val rest = JsonObject(options.toJson().jsonObject - "text").toString()
        requireText(rest, "")
        native = bridged { gongkai.ffi.Checker(rest) }
    }

    /**
     * What is wrong with a text. Places are counted in chars, so that `substring` takes them.
     *
     * @throws InputException a text with half of a surrogate pair, or one that is too long
     */
    public fun check(text: String): Report {
        requireText(text, "/text")
        return read(bridged { native.check(text) })
    }

    /** What is wrong with each of these texts, in their order. @throws InputException as for one text */
    public fun check(texts: List<String>): List<Report> {
        texts.forEachIndexed { n, text -> requireText(text, "/texts/$n") }
        return bridged { native.checkEach(texts) }.map(::read)
    }

    override fun close(): Unit = native.close()

    private fun read(json: String): Report = Report.fromJson(Json.parseToJsonElement(json))
}
