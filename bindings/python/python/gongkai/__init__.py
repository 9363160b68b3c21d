"""gongkai: Chinese government-information disclosure (政府信息公开) as a library.

What must be public, by when, for whom; what may not be; what was asked for and answered; and
what is wrong, each answer with the article of law that it rests on.

>>> import datetime, gongkai
>>> calendar = gongkai.WorkCalendar.national()
>>> calendar.add_workdays(datetime.date(2026, 2, 14), 20)
Answer(datetime.date(2026, 3, 20), 'published')
>>> [f.text for f in gongkai.Checker().check_text("XX区将于2月30日前完成整改。")]
['XX区', '2月30日']

The modules are those of the contract's families: :mod:`gongkai.calendar`, :mod:`gongkai.law`,
:mod:`gongkai.catalogue`, :mod:`gongkai.check` and so on; :mod:`gongkai.arrow` works on columns,
:mod:`gongkai.plot` draws (needs ``gongkai[plot]``). All of them are imported when they are
first asked for.
"""

from __future__ import annotations

from ._index import ERRORS, FAMILIES

# Importing `typing` costs more than all the rest; checkers know the name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import arrow as arrow, errors as errors, plot as plot
    from ._calendar import WorkCalendar as WorkCalendar
    from ._catalogue import Ranker as Ranker
    from ._check import Checker as Checker
    from ._errors import GongkaiError as GongkaiError
    from ._index import *  # noqa: F403

_OBJECTS = {
    "Checker": "check",
    "GongkaiError": "errors",
    "Ranker": "catalogue",
    "WorkCalendar": "calendar",
}
_MODULES = ("arrow", "errors", "plot")


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in FAMILIES or name in _MODULES:
        return import_module(f"{__name__}.{name}")
    home = "errors" if name in ERRORS else _OBJECTS.get(name)
    if home is not None:
        value = getattr(import_module(f"{__name__}.{home}"), name)
    elif name == "__version__":
        from . import _native

        value = _native.__version__
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *FAMILIES, *_MODULES, *ERRORS, *_OBJECTS, "__version__"})
