"""The ranking of titles as an object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Optional

from . import _native

if TYPE_CHECKING:
    from .catalogue import Level, Match
    from .law import Lang

__all__ = ["Ranker"]


class Ranker(_native.TitleRanker):
    """Which matter of the catalogue a title belongs to (事项匹配).

    Over all that is shipped, the 31 fields and the list of village affairs, or over some fields
    or a level of it. For a catalogue of one's own there is :func:`gongkai.catalogue.rank`.

    >>> best = Ranker().rank("关于2026年第三季度城乡低保对象名单的公示", 1)[0]
    >>> best.field
    'social-assistance'
    """

    __slots__ = ()

    def __new__(
        cls, *, fields: Iterable[str] = (), level: Optional[Level] = None
    ) -> Ranker:
        return super().__new__(cls, list(fields), level)

    def rank(self, text: str, limit: int = 3, *, lang: Optional[Lang] = None) -> Sequence[Match]:
        """The matters that a title may belong to, the best first."""
        from .catalogue import rank

        level: Any = self.level
        return rank(text, limit=limit, fields=self.fields, level=level, lang=lang).matches

    def __reduce__(self) -> tuple[object, ...]:
        return (_ranker, (type(self), self.fields, self.level))

    def __repr__(self) -> str:
        parts = []
        if self.fields:
            parts.append(f"fields={self.fields!r}")
        if self.level is not None:
            parts.append(f"level={self.level!r}")
        return f"Ranker({', '.join(parts)})"


def _ranker(cls: type[Ranker], fields: Iterable[str], level: Optional[Level]) -> Ranker:
    return cls(fields=fields, level=level)
