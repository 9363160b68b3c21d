"""The rules over texts as an object, and what they find."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Optional, Union, overload

from . import _native
from ._record import decode, encode

if TYPE_CHECKING:
    from .check import Finding, Report
    from .finding import Baseline, Profile
    from .law import Lang
    from .unit import Unit

__all__ = ["Checker", "Findings"]


class Checker(_native.TextChecker):
    """Checks texts under a selection of rules (检查器).

    Immutable and safe to share between threads; the interpreter's lock is released while a text
    is read. Selectors are codes (``TXT003``), families (``TXT``) or ``ALL``.

    >>> findings = Checker().check_text("XX区将于2月30日前完成整改。", lang="en")
    >>> [(f.rule, f.text) for f in findings]
    [('TXT001', 'XX区'), ('TXT003', '2月30日')]
    >>> Checker(select=["TXT"], ignore=["TXT001"]).check_text("XX区").report.blocks
    False
    """

    __slots__ = ()

    def __new__(
        cls,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        unit: Optional[Unit] = None,
        as_of: Optional[datetime.date] = None,
    ) -> Checker:
        return super().__new__(
            cls,
            _names(select, "select"),
            _names(ignore, "ignore"),
            None if unit is None else encode(unit),
            as_of,
        )

    def check_text(
        self,
        text: Union[str, bytes],
        *,
        date: Optional[datetime.date] = None,
        lang: Optional[Lang] = None,
        name: Optional[str] = None,
        profile: Optional[Profile] = None,
        baseline: Optional[Baseline] = None,
    ) -> Findings:
        """What is wrong with a text, in the order of the places.

        Args:
            text: the text, or UTF-8 of it.
            date: the day that it is of, where that is known from elsewhere.
            lang: the language of the sentences; Chinese unless given.
            name: the name of its file, which goes into fingerprints.
            profile: what ``report.blocks`` is about: a draft or a publication.
            baseline: what persons decided on findings before.
        """
        how = {
            "select": self.select,
            "ignore": self.ignore,
            "unit": self.unit,
            "as_of": self.as_of,
            "date": date,
            "lang": lang,
            "name": name,
            "profile": profile,
            "baseline": baseline,
        }
        rest = encode({key: value for key, value in how.items() if value is not None})
        return Findings(self._check(text, date, rest), lang or "zh")

    @property
    def select(self) -> tuple[str, ...]:
        """What was selected; nothing for every stable rule."""
        return tuple(self._options[0])

    @property
    def ignore(self) -> tuple[str, ...]:
        """What was left out."""
        return tuple(self._options[1])

    @property
    def unit(self) -> Optional[Unit]:
        """The unit whose texts are checked."""
        text = self._options[2]
        unit: Optional[Unit] = None if text is None else decode("unit.Unit", text)
        return unit

    @property
    def as_of(self) -> Optional[datetime.date]:
        """The day as of which is checked."""
        text = self._options[3]
        return None if text is None else datetime.date.fromisoformat(text)

    def __reduce__(self) -> tuple[object, ...]:
        return (_checker, (type(self), self.select, self.ignore, self.unit, self.as_of))

    def __repr__(self) -> str:
        parts = [
            f"{name}={value!r}"
            for name, value in (
                ("select", list(self.select)),
                ("ignore", list(self.ignore)),
                ("unit", self.unit),
                ("as_of", self.as_of),
            )
            if value
        ]
        return f"Checker({', '.join(parts)})"


def _names(given: Iterable[str], what: str) -> list[str]:
    from .errors import InputError

    if isinstance(given, str):
        raise InputError(
            code="wrong_type",
            message=f"参数{what}应为列表",
            message_en=f"`{what}` is a list of selectors, not one text: write [{given!r}]",
            path=f"/{what}",
        )
    return list(given)


def _checker(
    cls: type[Checker],
    select: Iterable[str],
    ignore: Iterable[str],
    unit: Optional[Unit],
    as_of: Optional[datetime.date],
) -> Checker:
    return cls(select=select, ignore=ignore, unit=unit, as_of=as_of)


class Findings(Sequence["Finding"]):
    """What was found in one text: a sequence that is filled when it is looked at.

    ``len``, :attr:`counts`, :meth:`by_rule` and the Arrow table cost nothing but the check;
    the findings themselves, with their sentences and citations, are made at the first look.
    """

    __slots__ = ("_lang", "_native", "_report")

    def __init__(self, native: _native.TextFindings, lang: Lang) -> None:
        self._native: Optional[_native.TextFindings] = native
        self._lang: Lang = lang
        self._report: Optional[Report] = None

    @property
    def report(self) -> Report:
        """The findings with their counts, and whether they hold the text up."""
        report = self._report
        if report is None:
            assert self._native is not None
            report = self._report = decode("check.Report", self._native.json())
        return report

    def __len__(self) -> int:
        return len(self._native) if self._native is not None else len(self.report.findings)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Finding, Sequence[Finding]]:
        return self.report.findings[index]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.report.findings)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Findings):
            return self.report == other.report
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} findings: {self.by_rule()}>"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many errors, warnings and hints."""
        counts = {"error": 0, "warning": 0, "info": 0}
        if self._native is not None:
            return dict(zip(counts, self._native.counts()))
        for finding in self.report.findings:
            counts[finding.severity] += 1
        return counts

    def by_rule(self) -> Mapping[str, int]:
        """How many under each rule, ordered by its code."""
        if self._native is not None:
            return self._native.by_rule()
        codes = [finding.rule for finding in self.report.findings]
        return {code: codes.count(code) for code in sorted(set(codes))}

    def to_arrow(self) -> _native.ArrowTable:
        """The findings as a table; see :func:`gongkai.arrow.check` for its columns."""
        if self._native is None:
            raise TypeError("findings that were pickled have no table: check the text again")
        return self._native.table(self._lang)

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_findings, (json.dumps(self.report.to_dict()), self._lang))

    def _repr_html_(self) -> str:
        from ._html import findings

        return findings(self, self._lang)


def _findings(report: str, lang: Lang) -> Findings:
    self = Findings.__new__(Findings)
    self._native, self._lang = None, lang
    self._report = decode("check.Report", report)
    return self
