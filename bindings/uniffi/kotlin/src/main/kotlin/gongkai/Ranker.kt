package gongkai

import gongkai.catalogue.Matches
import gongkai.catalogue.ManyMatches
import gongkai.catalogue.RankManyRequest
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject

/**
 * Finds the matters that titles may belong to; made once and used on many, a list a call (事项匹配).
 *
 * It does not change once made and may be used from any number of threads at once.
 *
 * @param options how to rank; the titles in it do not count
 * @throws CatalogueException a catalogue that cannot be made
 */
public class Ranker @JvmOverloads constructor(
    options: RankManyRequest = RankManyRequest(texts = emptyList()),
) : AutoCloseable {
    private val native: gongkai.ffi.Ranker

    init {
        val rest = JsonObject(options.toJson().jsonObject - "texts").toString()
        requireText(rest, "")
        native = bridged { gongkai.ffi.Ranker(rest) }
    }

    /** The matters for each title, the best first. @throws InputException a title with half of a surrogate pair */
    public fun rank(titles: List<String>): List<Matches> {
        titles.forEachIndexed { n, title -> requireText(title, "/texts/$n") }
        return ManyMatches.fromJson(Json.parseToJsonElement(bridged { native.rankEach(titles) })).results
    }

    override fun close(): Unit = native.close()
}
