package gongkai

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.time.LocalDate
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors

/** One object, many threads: every answer is the one that a single thread gets. */
class ThreadsTest {
    private val threads = 16

    private fun <T> fromManyThreads(job: (Int) -> T): List<T> {
        val pool = Executors.newFixedThreadPool(threads)
        val start = CountDownLatch(1)
        try {
            val jobs = (0 until threads).map { n ->
                pool.submit(
                    Callable {
                        start.await()
                        job(n)
                    },
                )
            }
            start.countDown()
            return jobs.map { it.get() }
        } finally {
            pool.shutdownNow()
        }
    }

    @Test
    fun `one checker, one calendar, one ranker`() {
        val texts = (1..40).map { "通知第${it}号：请于2月30日前完成。😀XX区于13月${it}日公布。" }
        val dates = (0L until 400).map { LocalDate.of(2024, 1, 1).plusDays(it) }
        val titles = listOf("关于2024年第三季度城乡低保对象名单的公示", "县委召开常委会会议")
        Checker().use { checker ->
            WorkCalendar().use { calendar ->
                Ranker().use { ranker ->
                    val single = Triple(checker.check(texts), calendar.addWorkdays(dates, 20), ranker.rank(titles))
                    assertEquals(texts.size, single.first.size)
                    val found = fromManyThreads { n ->
                        // Each thread goes its own way: single calls, lists, both.
                        val reports = if (n % 2 == 0) checker.check(texts) else texts.map { checker.check(it) }
                        val added = if (n % 3 == 0) dates.map { calendar.addWorkdays(it, 20) } else calendar.addWorkdays(dates, 20)
                        Triple(reports, added, ranker.rank(titles))
                    }
                    found.forEach { assertEquals(single, it) }
                }
            }
        }
    }

    @Test
    fun `operations by name, with calendars of their own`() {
        // More calendars than the library keeps at hand, so that they are made and dropped all the time.
        fun request(n: Int) =
            """{"date":"2024-10-08","n":${n % 7},"calendar":{"as_of":"20${10 + n % 14}-12-31"}}"""
        val expected = (0 until 60).map { Gongkai.call("calendar.add_workdays", request(it)) }
        fromManyThreads { (0 until 60).map { n -> Gongkai.call("calendar.add_workdays", request(n)) } }
            .forEach { assertEquals(expected, it) }
    }

    @Test
    fun `an object is made and closed while others are in use`() {
        val counts = fromManyThreads {
            (0 until 50).sumOf { Checker().use { c -> c.check("请于2月30日前完成。").findings.size } }
        }
        assertEquals(1, counts.toSet().size)
        assertEquals(50, counts.first())
    }
}
