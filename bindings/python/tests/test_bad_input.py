"""Whatever is given: a clear error of Python's, no crash, no leak."""

from __future__ import annotations

import datetime
import subprocess
import sys
import threading
import time
from decimal import Decimal
from typing import Any

import pytest

import gongkai
from gongkai import Checker, InputError, Ranker, WorkCalendar, calendar, catalogue, law

D = datetime.date
NATIONAL = WorkCalendar.national()
NOT_DATES: list[Any] = [None, "2026-03-02", 20260302, 1.5, float("nan"), [], object(), b"x", D]


@pytest.mark.parametrize("bad", NOT_DATES, ids=lambda v: repr(v)[:20])
def test_what_is_no_date(bad: Any) -> None:
    calls: list[Any] = [
        lambda: NATIONAL.add_workdays(bad, 1),
        lambda: NATIONAL.is_workday(bad),
        lambda: NATIONAL.workdays_between(D(2026, 3, 2), bad),
        lambda: NATIONAL.due(bad, "20wd"),
        lambda: Checker(as_of=bad) if bad is not None else NATIONAL.is_workday(bad),
    ]
    for call in calls:
        with pytest.raises(InputError) as caught:
            call()
        assert isinstance(caught.value, TypeError) and isinstance(caught.value, ValueError)
        assert "datetime.date" in str(caught.value) and caught.value.path
    if not isinstance(bad, str):
        with pytest.raises(InputError):
            calendar.add_workdays(bad, 1)


def test_a_moment_is_no_day() -> None:
    moment = datetime.datetime(2026, 3, 2, 23, 30)
    for call in (
        lambda: NATIONAL.is_workday(moment),
        lambda: calendar.is_workday(moment),
        lambda: calendar.deadline(D(2026, 3, 2), "3d", calendar=calendar.CalendarOptions(as_of=moment)),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.code == "wrong_type" and ".date()" in str(caught.value)


@pytest.mark.parametrize("bad", [None, "5", 1.0, True, Decimal(3)], ids=repr)
def test_what_is_no_number(bad: Any) -> None:
    with pytest.raises(InputError) as caught:
        NATIONAL.add_workdays(D(2026, 3, 2), bad)
    assert caught.value.path == "/n"


def test_numbers_that_lead_nowhere() -> None:
    for n in (10**6, 2**31, 10**30):
        with pytest.raises(gongkai.errors.CalendarError):
            NATIONAL.add_workdays(D(2026, 3, 2), n)
        with pytest.raises(gongkai.errors.CalendarError):
            NATIONAL.add_workdays(D(2026, 3, 2), -n)
    with pytest.raises(gongkai.GongkaiError):
        calendar.add_workdays(D(2026, 3, 2), 10**30)


@pytest.mark.parametrize("day", [D.min, D(2007, 12, 31), D(2101, 1, 1), D.max])
def test_days_out_of_range(day: datetime.date) -> None:
    for call in (
        lambda: NATIONAL.is_workday(day),
        lambda: NATIONAL.due(day, "1d"),
        lambda: calendar.day(day),
        lambda: calendar.deadline(day, "1y"),
    ):
        with pytest.raises(gongkai.errors.CalendarError) as caught:
            call()
        assert caught.value.code in ("before_records", "after_horizon")


SURROGATE = "公开\ud83d信息"


def test_lone_surrogates() -> None:
    calls: list[Any] = [
        lambda: Checker().check_text(SURROGATE),
        lambda: Ranker().rank(SURROGATE),
        lambda: catalogue.rank(SURROGATE),
        lambda: NATIONAL.due(D(2026, 3, 2), SURROGATE),
        lambda: law.find_citations(SURROGATE),
        lambda: gongkai._native.call("law.find_citations", SURROGATE),
    ]
    for call in calls:
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.code == "lone_surrogate"
    with pytest.raises(InputError) as caught:
        catalogue.rank_many(["好", SURROGATE])
    assert caught.value.path == "/texts/1"


def test_texts_of_other_kinds() -> None:
    for bad in (None, 5, ["文字"], bytearray(b"x"), object()):
        with pytest.raises(InputError):
            Checker().check_text(bad)  # type: ignore[arg-type]
    with pytest.raises(InputError) as caught:
        Checker().check_text("公开".encode("gb18030"))
    assert caught.value.code == "not_utf8"
    assert len(Checker().check_text("请于2月30日前完成。".encode())) == 1


def test_requests_that_are_none() -> None:
    for operation, request, code in (
        ("calendar.day", "{", "not_json"),
        ("calendar.day", "{}", "bad_request"),
        ("calendar.day", '{"date": "2026-03-02", "colour": 1}', "bad_request"),
        ("calendar.nothing", "{}", "unknown_operation"),
        ("", "", "unknown_operation"),
    ):
        with pytest.raises(InputError) as caught:
            gongkai._native.call(operation, request)
        assert caught.value.code == code
    for bad in (None, 5, b"{}"):
        with pytest.raises(InputError):
            gongkai._native.call("calendar.day", bad)  # type: ignore[arg-type]


def test_what_json_cannot_hold() -> None:
    for bad in (float("nan"), float("inf")):
        with pytest.raises(InputError) as caught:
            catalogue.rank("公示", limit=bad)  # type: ignore[arg-type]
        assert caught.value.path == "/limit"
    with pytest.raises(InputError) as caught:
        catalogue.rank("公示", fields=[object()])  # type: ignore[list-item]
    assert caught.value.path == "/fields/0"
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InputError):
        catalogue.rank_many(deep)


def test_selectors() -> None:
    with pytest.raises(InputError):
        Checker(select="TXT")
    for bad in (["ABC"], ["TXT999"], [""]):
        with pytest.raises(InputError):
            Checker(select=bad)
    with pytest.raises(InputError):
        Ranker(fields=["nothing"])
    with pytest.raises(InputError):
        Ranker(level="galaxy")  # type: ignore[arg-type]


def test_a_huge_text() -> None:
    text = "现将有关情况公示如下，共3项。\n" * 200_000
    assert len(Checker(select=["TXT003"]).check_text(text)) == 0
    assert len(Checker(select=["TXT003"]).check_text(text + "2月30日")) == 1


def test_checks_from_many_threads() -> None:
    checker, text = Checker(), "XX区将于2月30日前完成整改。\n" * 50
    expected = len(checker.check_text(text))
    found: list[int] = []

    def work() -> None:
        for _ in range(10):
            found.append(len(checker.check_text(text).report.findings))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 60


def _shut_down(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_shut_down_while_threads_work() -> None:
    done = _shut_down(
        "import threading, datetime, gongkai\n"
        "c, k = gongkai.WorkCalendar(), gongkai.Checker()\n"
        "def work():\n"
        "    while True:\n"
        "        c.add_workdays(datetime.date(2026, 3, 2), 20)\n"
        "        k.check_text('XX区将于2月30日前完成。' * 200)\n"
        "for _ in range(4): threading.Thread(target=work, daemon=True).start()\n"
        "import time; time.sleep(0.3); print('end')\n"
    )
    assert (done.returncode, done.stdout) == (0, "end\n"), done.stderr


def test_use_while_shutting_down() -> None:
    done = _shut_down(
        "import atexit, datetime, gongkai\n"
        "c = gongkai.WorkCalendar()\n"
        "class Late:\n"
        "    def __del__(self): c.is_workday(datetime.date(2026, 3, 2))\n"
        "late = Late()\n"
        "atexit.register(lambda: print(c.add_workdays(datetime.date(2019, 5, 15), 20).value))\n"
    )
    assert (done.returncode, done.stdout) == (0, "2019-06-13\n"), done.stderr


def _memory() -> int:
    """Resident memory in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_nothing_leaks() -> None:
    checker, local = Checker(), calendar.LocalCalendar(region="某地", days=[])

    def once() -> None:
        NATIONAL.add_workdays(D(2026, 3, 2), 20)
        calendar.deadline(D(2026, 3, 2), "20wd")
        checker.check_text("XX区将于2月30日前完成整改。").report  # noqa: B018
        for bad in (None, "x"):
            try:
                NATIONAL.is_workday(bad)  # type: ignore[arg-type]
            except InputError:
                pass
        try:
            calendar.is_workday(D(2026, 3, 2), calendar=calendar.CalendarOptions(locals=[local]))
        except gongkai.GongkaiError:
            pass

    for _ in range(300):
        once()
    before, until = _memory(), time.monotonic() + 8
    for n in range(6000):
        once()
        if n % 100 == 0 and time.monotonic() > until:
            break
    # What a leak of one small object a round would come to is several times this.
    assert _memory() - before < 1 << 20
