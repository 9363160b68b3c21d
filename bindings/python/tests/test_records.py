"""The classes of the generated modules."""

from __future__ import annotations

import copy
import datetime
import importlib
import inspect
import pickle
import subprocess
import sys

import pytest

from gongkai import InputError, calendar, law
from gongkai._index import FAMILIES
from gongkai._record import Map, Record
from gongkai.calendar import DateAnswer, StepHoliday

D = datetime.date


def deadline() -> calendar.DeadlineAnswer:
    return calendar.deadline(D(2026, 2, 14), "20wd")


def test_frozen() -> None:
    answer = DateAnswer(value=D(2026, 3, 2), certainty="published")
    with pytest.raises(AttributeError):
        answer.value = D(2026, 3, 3)  # type: ignore[misc]
    with pytest.raises(AttributeError):
        answer.other = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        del answer.value
    assert not hasattr(answer, "__dict__")


def test_equal_by_content() -> None:
    one, other = deadline(), deadline()
    assert one == other and one is not other and hash(one) == hash(other)
    assert one != one.replace(due=D(2026, 3, 21))
    assert DateAnswer(value=D(2026, 3, 2), certainty="published") != (D(2026, 3, 2), "published")


def test_text_that_can_be_typed_back() -> None:
    names = {**vars(calendar), "datetime": datetime}
    assert eval(repr(deadline()), names) == deadline()


def test_copied_pickled_changed() -> None:
    value = deadline()
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.copy(value) is value and copy.deepcopy(value) is value
    changed = value.replace(certainty="projected")
    assert (changed.certainty, value.certainty) == ("projected", "published")
    if sys.version_info >= (3, 13):
        assert copy.replace(value, certainty="projected") == changed
    with pytest.raises(TypeError):
        value.replace(colour="red")


def test_to_and_from_what_json_holds() -> None:
    value = deadline()
    data = value.to_dict()
    assert data["due"] == "2026-03-20" and data["trail"][0] == {"step": "received", "on": "2026-02-14"}
    assert calendar.DeadlineAnswer.from_dict(data) == value
    for wrong, path in (
        ({**data, "colour": 1}, "/colour"),
        ({k: v for k, v in data.items() if k != "due"}, "/due"),
    ):
        with pytest.raises(InputError) as caught:
            calendar.DeadlineAnswer.from_dict(wrong)
        assert caught.value.path == path
    with pytest.raises(InputError):
        calendar.Step.from_dict({"step": "sideways"})
    with pytest.raises(InputError):
        calendar.DeadlineAnswer.from_dict("2026")  # type: ignore[arg-type]


def test_unions_are_subclasses() -> None:
    (holiday,) = [step for step in deadline().trail if isinstance(step, StepHoliday)]
    assert isinstance(holiday, calendar.Step) and holiday.step == "holiday"
    assert (holiday.name, holiday.days, holiday.from_) == ("春节", 9, D(2026, 2, 15))
    with pytest.raises(TypeError):
        calendar.Step()


def test_lists_and_mappings_do_not_change() -> None:
    day = calendar.LocalDay(date=D(2026, 4, 20), kind="special_holiday", name="三月三", basis="示例")
    days = [day]
    local = calendar.LocalCalendar(region="广西", days=days)
    days.clear()
    assert local.days == (day,)
    frozen = Map(a=1)
    with pytest.raises(TypeError):
        frozen["b"] = 2
    assert hash(frozen) == hash(Map(a=1)) and pickle.loads(pickle.dumps(frozen)) == frozen


def test_signatures_are_told() -> None:
    parameters = inspect.signature(DateAnswer).parameters
    assert list(parameters) == ["value", "certainty"]
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters.values())
    with pytest.raises(TypeError, match="certainty"):
        DateAnswer(value=D(2026, 3, 2))  # type: ignore[call-arg]


def test_every_module_and_name() -> None:
    for family in FAMILIES:
        module = importlib.import_module(f"gongkai.{family}")
        assert module.__doc__
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.isclass(value) and issubclass(value, Record):
                assert value.__doc__, f"{family}.{name}"
                for field in value._codec_:
                    assert field in value._defaults_, f"{family}.{name}.{field}"


def test_every_shape_can_be_read() -> None:
    from gongkai import _record

    for family in FAMILIES:
        module = importlib.import_module(f"gongkai.{family}")
        for value in vars(module).values():
            if inspect.isclass(value) and issubclass(value, Record):
                _record._plan(value)


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys; before = set(sys.modules); import gongkai; "
        "print(sorted(m for m in set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = eval(done.stdout)
    assert set(loaded) <= {"gongkai", "gongkai._index", "__future__", "typing"} | {
        name for name in loaded if name.partition(".")[0] in ("collections", "re", "functools")
    } | set(_typing_needs())
    assert "gongkai._native" not in loaded


def _typing_needs() -> list[str]:
    code = "import sys; before = set(sys.modules); import typing; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found: list[str] = eval(done.stdout)
    return found


def test_terms_of_law() -> None:
    term = law.term("request.answer", on=D(2026, 3, 2))
    assert term.to_dict()
