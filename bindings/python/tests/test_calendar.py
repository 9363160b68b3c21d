"""The calendar as an object. Expected days are those of the holiday notices."""

from __future__ import annotations

import copy
import datetime
import pickle
import threading

import pytest

import gongkai
from gongkai import WorkCalendar, calendar
from gongkai.calendar import Answer, LocalCalendar, LocalDay

D = datetime.date
NATIONAL = WorkCalendar.national()


def guangxi() -> LocalCalendar:
    day = LocalDay(date=D(2026, 4, 20), kind="special_holiday", name="三月三", basis="示例")
    return LocalCalendar(region="广西壮族自治区", days=[day])


def test_object_and_function_agree() -> None:
    start = D(2019, 1, 1)
    for offset in range(0, 3000, 37):
        day = start + datetime.timedelta(offset)
        for n in (-20, -1, 0, 1, 20, 250):
            one, other = NATIONAL.add_workdays(day, n), calendar.add_workdays(day, n)
            assert (one.value, one.certainty) == (other.value, other.certainty)
        assert NATIONAL.is_workday(day) == calendar.is_workday(day).workday
        assert NATIONAL.due(day, "2m").value == calendar.deadline(day, "2m").due


def test_counting_there_and_back() -> None:
    day = D(2024, 2, 8)
    for n in range(1, 400, 7):
        assert NATIONAL.workdays_between(day, NATIONAL.add_workdays(day, n).value).value == n


def test_answers_are_values() -> None:
    answer = NATIONAL.add_workdays(D(2019, 5, 15), 20)
    assert answer == Answer(D(2019, 6, 13), "published")
    assert answer != Answer(D(2019, 6, 13), "projected")
    assert answer != D(2019, 6, 13)
    assert repr(answer) == "Answer(datetime.date(2019, 6, 13), 'published')"
    assert eval(repr(answer)) == answer
    assert len({answer, NATIONAL.add_workdays(D(2019, 5, 15), 20)}) == 1
    assert pickle.loads(pickle.dumps(answer)) == answer
    with pytest.raises(AttributeError):
        answer.value = D(2020, 1, 1)  # type: ignore[misc]


def test_calendars_are_values() -> None:
    local = NATIONAL.with_local(guangxi())
    known = local.as_of(D(2026, 1, 5))
    assert not local.is_workday(D(2026, 4, 20)) and NATIONAL.is_workday(D(2026, 4, 20))
    assert local.day(D(2026, 4, 20)).region == "广西壮族自治区"
    for one in (NATIONAL, local, known):
        again = pickle.loads(pickle.dumps(one))
        assert again == one and hash(again) == hash(one) and type(again) is WorkCalendar
        assert copy.copy(one) == one and WorkCalendar.of(one.options) == one
    assert len({NATIONAL, local, known, WorkCalendar()}) == 3
    assert repr(known).startswith("WorkCalendar.national().as_of(datetime.date(2026, 1, 5))")
    # What was known on the earlier of two days stays what is known.
    assert known.as_of(D(2026, 3, 1)) == known


def test_a_calendar_goes_where_options_go() -> None:
    local = NATIONAL.with_local(guangxi())
    for given in (local, local.options):
        assert not calendar.is_workday(D(2026, 4, 20), calendar=given).workday


def test_what_was_known() -> None:
    # The holiday of May 2019 was lengthened on 22 March 2019.
    assert NATIONAL.as_of(D(2019, 3, 21)).is_workday(D(2019, 5, 2))
    assert not NATIONAL.as_of(D(2019, 3, 22)).is_workday(D(2019, 5, 2))


def test_many_threads() -> None:
    expected = [NATIONAL.add_workdays(D(2020, 1, 1), n) for n in range(300)]
    wrong = []

    def work() -> None:
        for _ in range(20):
            found = [NATIONAL.add_workdays(D(2020, 1, 1), n) for n in range(300)]
            typed = calendar.add_workdays(D(2020, 1, 1), 20)
            if found != expected or typed.value != expected[20].value:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_errors_have_class_code_and_place() -> None:
    with pytest.raises(gongkai.errors.CalendarError) as caught:
        NATIONAL.add_workdays(D(1999, 1, 1), 3)
    error = caught.value
    assert (error.code, error.kind, error.path) == ("before_records", "CalendarError", "/date")
    assert "before_records" in error.codes and isinstance(error, gongkai.GongkaiError)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and again.to_dict() == error.to_dict()
    with pytest.raises(gongkai.errors.CalendarError) as caught:
        NATIONAL.add_workdays(D(2100, 12, 30), 10)
    assert caught.value.code == "after_horizon"
