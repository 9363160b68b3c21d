"""Columns: a million texts, titles or dates in one call (Arrow).

What comes in is anything with the Arrow PyCapsule interface: a table, frame, series, array or
relation of pyarrow, polars, pandas (2.2 or later), DuckDB and others. Nothing is converted and,
where the library stores texts as Arrow does, nothing copied. What goes out has the same
interface: ``pyarrow.table(t)``, ``polars.DataFrame(t)``, or ``t.to_pandas()``.

All cores are used unless ``threads`` says otherwise, and the interpreter's lock is released;
Ctrl-C is heard. ``progress`` is called with the rows done and all rows now and then, and at the
end: ``progress=lambda done, total: bar.update(done - bar.n)`` moves a bar of tqdm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional, Protocol, Union

from . import _native
from ._native import ArrowTable

if TYPE_CHECKING:
    from ._calendar import WorkCalendar
    from ._catalogue import Ranker
    from ._check import Checker
    from .law import Lang

__all__ = ["ArrowArrayExportable", "ArrowStreamExportable", "ArrowTable", "check", "deadlines", "rank"]


class ArrowStreamExportable(Protocol):
    """Something that gives an Arrow stream."""

    def __arrow_c_stream__(self, requested_schema: Optional[Any] = None) -> Any:
        """A capsule with the stream."""


class ArrowArrayExportable(Protocol):
    """Something that gives an Arrow array."""

    def __arrow_c_array__(self, requested_schema: Optional[Any] = None) -> Any:
        """Capsules with the schema and the array."""


_Columns = Union[ArrowStreamExportable, ArrowArrayExportable]
_Progress = Callable[[int, int], Any]


def check(
    data: _Columns,
    *,
    column: Optional[str] = None,
    checker: Optional[Checker] = None,
    lang: Lang = "zh",
    threads: Optional[int] = None,
    progress: Optional[_Progress] = None,
) -> ArrowTable:
    """Checks a column of texts; one row a finding.

    Columns: ``row`` (of the text, from 0), ``rule``, ``severity``, ``start`` and ``end`` (code
    points of the text, as slices count), ``text``, ``message``, ``citations`` (list), and, where
    a fix is known, ``fix`` with ``fix_start``, ``fix_end`` and ``fix_safe``.

    Args:
        data: the texts.
        column: the column that holds them; needed when several hold text.
        checker: the rules; every stable one unless given.
        lang: the language of the sentences.
        threads: how many threads; all cores unless given.
        progress: called with rows done and all rows.

    Example:
        >>> import pyarrow
        >>> found = check(pyarrow.table({"text": ["一切正常。", "请于2月30日前完成。"]}), lang="en")
        >>> found.to_pyarrow().select(["row", "rule", "text"]).to_pylist()
        [{'row': 1, 'rule': 'TXT003', 'text': '2月30日'}]
    """
    if checker is None:
        from ._check import Checker

        checker = Checker()
    return _native.check_arrow(data, column, checker, lang, threads, progress)


def rank(
    data: _Columns,
    *,
    column: Optional[str] = None,
    ranker: Optional[Ranker] = None,
    limit: int = 1,
    lang: Lang = "zh",
    threads: Optional[int] = None,
    progress: Optional[_Progress] = None,
) -> ArrowTable:
    """The matters that a column of titles may belong to; one row a match.

    Columns: ``row`` (of the title, from 0), ``rank`` (1 for the best), ``matter``, ``field``,
    ``score``, ``confident``, ``why`` (list, in words).

    Args:
        data: the titles.
        column: the column that holds them; needed when several hold text.
        ranker: among what to rank; all that is shipped unless given.
        limit: how many matches a title at most.
        lang: the language of the reasons.
        threads: how many threads; all cores unless given.
        progress: called with rows done and all rows.
    """
    if ranker is None:
        from ._catalogue import Ranker

        ranker = Ranker()
    return _native.rank_arrow(data, column, ranker, limit, lang, threads, progress)


def deadlines(
    data: _Columns,
    period: str,
    *,
    column: Optional[str] = None,
    calendar: Optional[WorkCalendar] = None,
    threads: Optional[int] = None,
    progress: Optional[_Progress] = None,
) -> ArrowTable:
    """The day on which a period ends that runs from the day after each day of a column.

    One row for each row given. Columns: ``due``, ``certainty``, and ``error``, the code of what
    went wrong where there is no answer. A moment without a time zone lies in the day that it
    names, one with a time zone in the day that it is in Shanghai.

    Args:
        data: the days.
        period: the length, as in ``20wd``, ``30d``, ``2m``.
        column: the column that holds them; needed when several hold days.
        calendar: the calendar; the national one unless given.
        threads: how many threads; all cores unless given.
        progress: called with rows done and all rows.
    """
    if calendar is None:
        from ._calendar import WorkCalendar

        calendar = WorkCalendar()
    return _native.deadlines_arrow(data, period, column, calendar, threads, progress)
