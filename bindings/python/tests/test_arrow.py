"""Columns of pyarrow, polars, pandas and DuckDB, in and out."""

from __future__ import annotations

import datetime
import os
import signal
import threading
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from gongkai import Checker, InputError, Ranker, WorkCalendar, arrow

D = datetime.date
TEXTS = ["一切正常。", None, "请于2月30日前完成。", "", "😀𠮷XX区将于2月30日前完成。"]
TITLES = ["关于2026年第三季度城乡低保对象名单的公示", "今天天气很好", None]
DAYS = [D(2019, 5, 15), None, D(2026, 12, 10), D(1999, 1, 1)]
DUE = [D(2019, 6, 13), None, D(2027, 1, 8), None]

CHECKED = [(2, "2月30日"), (4, "XX区"), (4, "2月30日")]


def relation() -> Any:
    frame = pa.table({"text": TEXTS})  # noqa: F841 - read by name
    return duckdb.sql("select text from frame")


SOURCES = {
    "pyarrow table": lambda: pa.table({"text": TEXTS}),
    "pyarrow array": lambda: pa.array(TEXTS),
    "pyarrow chunks": lambda: pa.chunked_array([TEXTS[:2], [], TEXTS[2:]]),
    "pyarrow batch": lambda: pa.record_batch({"text": TEXTS}),
    "pyarrow reader": lambda: pa.table({"text": TEXTS}).to_reader(max_chunksize=2),
    "pyarrow large": lambda: pa.table({"text": pa.array(TEXTS, pa.large_string())}),
    "pyarrow view": lambda: pa.table({"text": pa.array(TEXTS, pa.string_view())}),
    "pyarrow dictionary": lambda: pa.table({"text": pa.array(TEXTS).dictionary_encode()}),
    "pyarrow slice": lambda: pa.table({"text": ["2月30日", *TEXTS]}).slice(1),
    "polars frame": lambda: pl.DataFrame({"text": TEXTS}),
    "polars series": lambda: pl.Series(TEXTS),
    "polars categories": lambda: pl.DataFrame({"text": pl.Series(TEXTS, dtype=pl.Categorical)}),
    "pandas frame": lambda: pd.DataFrame({"text": TEXTS}),
    "duckdb": relation,
}


@pytest.mark.parametrize("name", SOURCES)
def test_texts_from_anywhere(name: str) -> None:
    table = arrow.check(SOURCES[name]()).to_pyarrow()
    found = list(zip(table["row"].to_pylist(), table["text"].to_pylist()))
    assert found == CHECKED
    for row in table.to_pylist():
        text = TEXTS[row["row"]]
        assert text is not None and text[row["start"] : row["end"]] == row["text"]


def test_the_table_goes_anywhere() -> None:
    table = arrow.check(pa.table({"text": TEXTS}))
    assert table.num_rows == len(table) == 3
    assert "rule" in repr(table)
    assert pa.table(table).column_names == table.column_names
    assert pl.DataFrame(table)["text"].to_list() == [text for _, text in CHECKED]
    assert table.to_polars().shape == (3, 12)
    assert list(table.to_pandas()["row"]) == [2, 4, 4]
    assert pa.schema(table).names == table.column_names
    there = table  # noqa: F841 - read by name
    assert duckdb.sql("select count(*) from there").fetchall() == [(3,)]
    # A stream may be asked for again.
    assert pa.table(table) == pa.table(table)


def test_the_same_as_one_by_one() -> None:
    checker = Checker(select=["TXT003"])
    texts = [f"第{n}号，2月{n % 31 + 1}日。" for n in range(4_000)]
    table = arrow.check(pa.table({"text": texts}), checker=checker).to_pyarrow()
    expected = [
        (n, finding.text)
        for n in range(0, 4_000, 97)
        for finding in checker.check_text(texts[n])
    ]
    wanted = {n for n, _ in expected}
    found = [
        (row, text)
        for row, text in zip(table["row"].to_pylist(), table["text"].to_pylist())
        if row in wanted
    ]
    assert found == expected
    alone = arrow.check(pa.table({"text": texts}), checker=checker, threads=1).to_pyarrow()
    assert alone == table


def test_language_and_fixes() -> None:
    text = "我们要认真岀台意见。"  # 岀 for 出
    (row,) = arrow.check(pa.array([text]), lang="en").to_pyarrow().to_pylist()
    (finding,) = Checker().check_text(text, lang="en")
    assert (row["message"], row["rule"]) == (finding.message, finding.rule)
    assert finding.fix is not None
    mended = text[: row["fix_start"]] + row["fix"] + text[row["fix_end"] :]
    assert mended == "我们要认真出台意见。"
    with pytest.raises(InputError):
        arrow.check(pa.array(["好"]), lang="fr")  # type: ignore[arg-type]


def test_titles() -> None:
    table = arrow.rank(pl.DataFrame({"title": TITLES}), limit=2).to_pyarrow()
    rows = table.to_pylist()
    assert [row["rank"] for row in rows if row["row"] == 0] == [1, 2]
    one = Ranker().rank(TITLES[0] or "", 2)
    assert [row["matter"] for row in rows if row["row"] == 0] == [match.id for match in one]
    assert not [row for row in rows if row["row"] == 2]
    field = Ranker(fields=["social-assistance"])
    rows = arrow.rank(pa.array(TITLES[:1]), ranker=field).to_pyarrow().to_pylist()
    assert rows[0]["field"] == "social-assistance"


@pytest.mark.parametrize(
    "column",
    [
        pa.array(DAYS),
        pa.array(DAYS, pa.date64()),
        pa.array(DAYS).cast(pa.timestamp("s")),
        pa.array(DAYS).cast(pa.timestamp("ns")),
        pl.Series(DAYS),
        pl.Series(DAYS).cast(pl.Datetime("us")),
        pd.DataFrame({"day": pd.to_datetime(pd.Series(DAYS))}),
    ],
    ids=["date32", "date64", "s", "ns", "polars", "polars us", "pandas"],
)
def test_deadlines(column: Any) -> None:
    rows = arrow.deadlines(column, "20wd").to_pyarrow().to_pylist()
    assert [row["due"] for row in rows] == DUE
    assert [row["certainty"] for row in rows] == ["published", None, "projected", None]
    assert [row["error"] for row in rows] == [None, None, None, "before_records"]


def test_moments_with_a_zone_lie_in_a_day_of_shanghai() -> None:
    # 2019-05-14 17:00 in Greenwich is 2019-05-15 01:00 in Shanghai.
    moments = pa.array([datetime.datetime(2019, 5, 14, 17)], pa.timestamp("us", "UTC"))
    assert arrow.deadlines(moments, "20wd").to_pyarrow()["due"].to_pylist() == [D(2019, 6, 13)]


def test_a_calendar_of_ones_own() -> None:
    old = WorkCalendar.national().as_of(D(2019, 3, 21))
    days = pa.array([D(2019, 4, 30)])
    assert arrow.deadlines(days, "1wd", calendar=old).to_pyarrow()["due"].to_pylist() == [D(2019, 5, 2)]
    assert arrow.deadlines(days, "1wd").to_pyarrow()["due"].to_pylist() == [D(2019, 5, 5)]


def test_which_column() -> None:
    two = pa.table({"id": ["a"], "text": ["2月30日"], "n": [1]})
    with pytest.raises(InputError, match="column="):
        arrow.check(two)
    assert arrow.check(two, column="text").num_rows == 1
    for column, code in (("n", "wrong_type"), ("none", "no_column")):
        with pytest.raises(InputError) as caught:
            arrow.check(two, column=column)
        assert caught.value.code == code
    with pytest.raises(InputError):
        arrow.check(pa.table({"n": [1]}))
    with pytest.raises(InputError):
        arrow.deadlines(pa.array(["2026-03-02"]), "20wd")
    with pytest.raises(InputError):
        arrow.deadlines(pa.array([D(2026, 3, 2)]), "20 days")


@pytest.mark.parametrize("bad", [None, 5, "text", ["2月30日"], {"text": ["x"]}], ids=repr)
def test_what_has_no_columns(bad: Any) -> None:
    with pytest.raises(InputError, match="Arrow"):
        arrow.check(bad)


def test_empty_columns() -> None:
    for data in (pa.table({"text": pa.array([], pa.string())}), pa.array([None, None])):
        table = arrow.check(data)
        assert table.num_rows == 0 and pa.table(table).num_rows == 0
    assert arrow.deadlines(pa.array([], pa.date32()), "1d").num_rows == 0


def test_progress() -> None:
    told: list[tuple[int, int]] = []
    texts = pa.array(["XX区将于2月30日前完成整改。" * 20] * 6_000)
    arrow.check(texts, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (6_000, 6_000)
    assert [done for done, _ in told] == sorted(done for done, _ in told)

    def refuse(done: int, total: int) -> None:
        raise RuntimeError("enough")

    for threads in (1, None):
        with pytest.raises(RuntimeError, match="enough"):
            arrow.check(texts, progress=refuse, threads=threads)


def test_threads_are_a_number() -> None:
    for bad in (0, -1, "two", True, 1.5):
        with pytest.raises(InputError):
            arrow.check(pa.array(["好"]), threads=bad)  # type: ignore[arg-type]


def test_ctrl_c_is_heard() -> None:
    texts = pa.array(["XX区将于2月30日前完成整改。" * 20] * 200_000)
    for threads in (1, None):
        timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            arrow.check(texts, threads=threads)
        timer.join()
