"""A calendar as an object: the questions that are asked millions of times."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Optional, Union

from . import _native
from ._native import Answer as Answer

if TYPE_CHECKING:
    from .calendar import (
        CalendarOptions,
        Day,
        DeadlineAnswer,
        ExcludedSpan,
        LocalCalendar,
        Neighbours,
        Notice,
    )
    from .law import Lang

__all__ = ["Answer", "WorkCalendar"]


class WorkCalendar(_native.Calendar):
    """Statutory working days from 2008 to 2100 (工作日历).

    Immutable, hashable, picklable; safe to share between threads. The national calendar, unless
    it is told what was known on a day, of new notices, or of local days off:

    >>> from datetime import date
    >>> calendar = WorkCalendar.national()
    >>> calendar.is_workday(date(2026, 2, 14))  # a Saturday, worked for the Spring Festival
    True
    >>> calendar.add_workdays(date(2019, 5, 15), 20)
    Answer(datetime.date(2019, 6, 13), 'published')
    >>> calendar.workdays_between(date(2019, 5, 15), date(2019, 6, 13)).value
    20
    >>> calendar.as_of(date(2019, 3, 21)).is_workday(date(2019, 5, 2))  # before it was lengthened
    True

    Past the last published arrangement the answers are projected, and say so:

    >>> calendar.add_workdays(date(2026, 12, 10), 20)
    Answer(datetime.date(2027, 1, 8), 'projected')
    """

    __slots__ = ()

    @classmethod
    def national(cls) -> WorkCalendar:
        """The national calendar with every notice that the library ships."""
        return cls()

    @classmethod
    def of(cls, options: CalendarOptions) -> WorkCalendar:
        """The calendar that options describe."""
        from ._record import encode

        return cls(encode(options))

    @property
    def options(self) -> CalendarOptions:
        """What it was made from: what functions of the modules take as ``calendar``."""
        from .calendar import CalendarOptions

        return CalendarOptions.from_dict(json.loads(self._options_json))

    @property
    def _gongkai_options(self) -> CalendarOptions:
        return self.options

    def as_of(self, date: datetime.date) -> WorkCalendar:
        """The calendar as it was known on a day: without the notices that came later."""
        options = self.options
        if options.as_of is not None and options.as_of < date:
            return self
        return self.of(options.replace(as_of=date))

    def with_notice(self, notice: Notice) -> WorkCalendar:
        """The calendar with one more holiday notice."""
        options = self.options
        return self.of(options.replace(notices=(*options.notices, notice)))

    def with_local(self, local: LocalCalendar) -> WorkCalendar:
        """The calendar with a local one laid on it, whose days prevail.

        >>> from datetime import date
        >>> from gongkai.calendar import LocalCalendar, LocalDay
        >>> day = LocalDay(date=date(2026, 4, 20), kind="special_holiday", name="三月三",
        ...                basis="自治区人民政府放假通知（示例）")
        >>> local = LocalCalendar(region="广西壮族自治区", days=[day])
        >>> WorkCalendar.national().with_local(local).is_workday(date(2026, 4, 20))
        False
        """
        options = self.options
        return self.of(options.replace(locals=(*options.locals, local)))

    def day(self, date: datetime.date) -> Day:
        """All that is known of a day: its kind, the holiday, the notice that made it so."""
        from .calendar import day

        return day(date, calendar=self)

    def days(self, from_: datetime.date, to: datetime.date) -> Sequence[Day]:
        """The days of a span, both ends included."""
        from .calendar import days

        return days(from_, to, calendar=self).days

    def neighbours(self, date: datetime.date) -> Neighbours:
        """The working days next to a date."""
        from .calendar import neighbours

        return neighbours(date, calendar=self)

    def deadline(
        self,
        from_: datetime.date,
        period: str,
        *,
        exclude: Iterable[Union[ExcludedSpan, str]] = (),
        extend: Iterable[str] = (),
        roll: bool = True,
        minimum: bool = False,
        lang: Optional[Lang] = None,
    ) -> DeadlineAnswer:
        """When a period ends, with every step that led there.

        Where only the date is wanted, :meth:`due` is many times faster.

        >>> from datetime import date
        >>> calendar = WorkCalendar.national()
        >>> calendar.deadline(date(2026, 3, 19), "30d", lang="en").text[-1]
        'due on 2026-04-20 (Mon)'
        >>> calendar.due(date(2026, 3, 19), "30d")
        Answer(datetime.date(2026, 4, 20), 'published')
        """
        from .calendar import deadline

        return deadline(
            from_,
            period,
            exclude=tuple(exclude),
            extend=tuple(extend),
            roll=roll,
            minimum=minimum,
            lang=lang,
            calendar=self,
        )

    def __repr__(self) -> str:
        options = self.options
        parts = [f".as_of({options.as_of!r})"] if options.as_of else []
        parts += [f".with_notice(<{notice.id}>)" for notice in options.notices]
        parts += [f".with_local(<{local.region}>)" for local in options.locals]
        return "WorkCalendar.national()" + "".join(parts)
