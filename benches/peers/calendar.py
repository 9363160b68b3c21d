"""The same jobs as benches/calendar.rs with the PyPI packages chinesecalendar and holidays.

Installs nothing. To run it:

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install chinesecalendar==1.11.0 holidays==0.109
    /tmp/peers/bin/python benches/peers/calendar.py

A package that is missing is left out. Prints one line a job: package, job, nanoseconds a call.
"""

import datetime as dt
import sys
import time

# This file bears the name of a standard module, which the packages must not find here.
sys.path.pop(0)

FIRST = dt.date(2008, 1, 1)
DATES = [FIRST + dt.timedelta(n * 2_654_435_761 % 6_570) for n in range(1024)]
LAST = dt.date(2026, 6, 30)


def measure(package, job, function, dates):
    """Best of five rounds over the dates, in nanoseconds a call."""
    for date in dates[:16]:
        function(date)
    best = min(round_of(function, dates) for _ in range(5))
    print(f"{package:16} {job:18} {best:12,.0f} ns")


def round_of(function, dates):
    start = time.perf_counter_ns()
    for date in dates:
        function(date)
    return (time.perf_counter_ns() - start) / len(dates)


def with_chinesecalendar():
    import chinese_calendar as calendar

    def add(date):
        left = 20
        while left:
            date += dt.timedelta(1)
            left -= calendar.is_workday(date)
        return date

    def between(date):
        return len(calendar.get_workdays(date, LAST))

    measure("chinesecalendar", "is_workday", calendar.is_workday, DATES)
    measure("chinesecalendar", "+20 working days", add, DATES)
    measure("chinesecalendar", "between", between, DATES[:8])


def with_holidays():
    import holidays

    calendar = holidays.China(years=range(2008, 2028))
    measure("holidays", "is_workday", calendar.is_working_day, DATES)
    measure("holidays", "+20 working days", lambda date: calendar.get_nth_working_day(date, 20), DATES)
    measure(
        "holidays",
        "between",
        lambda date: calendar.get_working_days_count(date, LAST),
        DATES[:8],
    )


def main():
    print(f"Python {sys.version.split()[0]}")
    for name, run in (("chinesecalendar", with_chinesecalendar), ("holidays", with_holidays)):
        try:
            run()
        except ModuleNotFoundError as missing:
            print(f"{name:16} left out: {missing.name} is not installed")


if __name__ == "__main__":
    main()
