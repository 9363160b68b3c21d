"""What the Python package costs: `cargo xtask bindings python --bench`, or this file alone.

The prose is that of the Rust benchmark of the text rules: the clean texts of
`tests/fixtures/clean` over and over, every fortieth paragraph followed by one with faults. Times
are the best of several runs, and, except where all cores work, those of the processor: other work
on the machine hardly shows in them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import gongkai
from gongkai import Checker, WorkCalendar, arrow, calendar

ROOT = Path(__file__).resolve().parents[2]
FAULTS = (
    "XX区政务公开办公室于20XX年印发了有关文件，，请各单位按照要求抓好落实的的工作。",
    "公示期截至2023年2月29日，共计  万元，同比增长%，由青禾镇人民政府人民政府负责。",
    "坚持“公开为常态的原则，推⾏阳光政务，本文由网络提供,请登陆www.example.com查看更多文章。",
    "根据《政府信息公布条例》第五十七条，报告数据自202111日起至20211231日止。",
    "进一步明确各镇（街道、园区的职责，认真岀台意见，定于2024年3月5日（星期三）召开会议。",
    "发布机构：鍏紑鐩綍鏂囦欢，联系电话锟斤拷，文号为青政发〔2024〕号，金额1,23,456元。",
)


def prose(size: int) -> str:
    """About `size` bytes of prose with faults in it."""
    paragraphs = [
        line
        for path in sorted((ROOT / "tests/fixtures/clean").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    parts, total = [], 0
    for n, paragraph in enumerate(cycle(paragraphs)):
        parts.append(paragraph)
        if n % 40 == 39:
            parts.append(FAULTS[n // 40 % len(FAULTS)])
        total += 3 * len(paragraph) + 1
        if total >= size:
            break
    return "\n".join(parts) + "\n"


def best(call: Callable[[], Any], runs: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the fastest of some runs; those of the processor with `time.process_time`."""
    times = []
    for _ in range(runs):
        start = clock()
        call()
        times.append(clock() - start)
    return min(times)


def nanoseconds(statement: str, scope: dict[str, Any], number: int) -> float:
    times = timeit.repeat(
        statement, globals=scope, number=number, repeat=200, timer=time.process_time
    )
    return min(times) / number * 1e9


def overhead(results: dict[str, Any]) -> None:
    day = datetime.date(2026, 3, 2)
    scope = {"c": WorkCalendar.national(), "d": day, "calendar": calendar}
    for name, statement, number in (
        ("add_workdays(+20), object", "c.add_workdays(d, 20)", 1000),
        ("is_workday, object", "c.is_workday(d)", 1000),
        ("due(20wd), object", "c.due(d, '20wd')", 500),
        ("add_workdays(+20), function", "calendar.add_workdays(d, 20)", 50),
        ("deadline(20wd) with its trail", "calendar.deadline(d, '20wd')", 20),
    ):
        results[name + ", ns"] = round(nanoseconds(statement, scope, number))


def imports(results: dict[str, Any]) -> None:
    """Processor time of a start, the least of many: other work on the machine hardly shows in it."""

    def start(code: str) -> float:
        times = []
        for _ in range(30):
            child = subprocess.Popen([sys.executable, "-I", "-c", code])
            _, _, used = os.wait4(child.pid, 0)
            times.append(used.ru_utime + used.ru_stime)
        return min(times)

    bare = start("pass")
    results["import gongkai beyond Python's start, ms"] = round((start("import gongkai") - bare) * 1e3, 1)
    first = "import gongkai, datetime; gongkai.WorkCalendar().is_workday(datetime.date(2026, 3, 2))"
    results["import and first working day, ms"] = round((start(first) - bare) * 1e3, 1)


def texts(results: dict[str, Any], megabytes: int) -> None:
    text = prose(megabytes << 20)
    size = len(text.encode())
    checker = Checker()
    findings = checker.check_text(text[:2000])
    took = best(lambda: checker.check_text(text), 3, time.process_time)
    findings = checker.check_text(text)
    results[f"check of {size / 2**20:.0f} MB, MB/s"] = round(size / 2**20 / took, 1)
    results["findings in it"] = len(findings)
    data = text.encode()
    took_bytes = best(lambda: checker.check_text(data), 3, time.process_time)
    results["the same as bytes, MB/s"] = round(size / 2**20 / took_bytes, 1)
    path = ROOT / "target" / "bench-prose.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    native = native_seconds(path)
    if native is not None:
        results["native check of the same text, MB/s"] = round(size / 2**20 / native, 1)
        results["share of native (str)"] = round(native / took, 3)
        results["share of native (bytes)"] = round(native / took_bytes, 3)
    path.unlink()


def native_seconds(path: Path) -> float | None:
    """Seconds of the same check in Rust, by the library itself."""
    done = subprocess.run(
        ["cargo", "bench", "-q", "--profile", "wheel", "-p", "gongkai-benches", "--bench", "check_file",
         "--", str(path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        return float(json.loads(done.stdout.strip().splitlines()[-1])["seconds"])
    except (IndexError, ValueError, KeyError):
        print(done.stderr[-500:], file=sys.stderr)
        return None


def columns(results: dict[str, Any], rows: int) -> None:
    import pyarrow as pa

    titles = [
        "关于2026年第三季度城乡低保对象名单的公示",
        "XX区农村危房改造实施方案",
        "关于做好2月30日前防汛准备工作的通知",
        "青禾镇2025年度部门决算公开说明",
        "义务教育学校招生范围公告",
    ]
    listed = [f"{titles[n % len(titles)]}（{n}号）" for n in range(rows)]
    table = pa.table({"title": listed})
    checker = Checker()

    def one_by_one() -> int:
        check = checker.check_text
        return sum(len(check(title)) for title in listed)

    took_list = best(one_by_one, 1, time.process_time)
    took_one = best(lambda: arrow.check(table, checker=checker, threads=1), 2, time.process_time)
    took_all = best(lambda: arrow.check(table, checker=checker), 2)
    count = arrow.check(table, checker=checker).num_rows
    results[f"{rows} short texts, a list, s"] = round(took_list, 2)
    results[f"{rows} short texts, Arrow, one thread, s"] = round(took_one, 2)
    results[f"{rows} short texts, Arrow, all cores, s"] = round(took_all, 2)
    results["findings in them"] = count
    days = pa.array([datetime.date(2020, 1, 1) + datetime.timedelta(n % 2000) for n in range(rows)])
    took = best(lambda: arrow.deadlines(days, "20wd", threads=1), 2, time.process_time)
    results[f"{rows} deadlines, Arrow, one thread, s"] = round(took, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=64)
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    results: dict[str, Any] = {
        "python": platform.python_version(),
        "gongkai": gongkai.__version__,
        "machine": platform.machine(),
    }
    overhead(results)
    imports(results)
    texts(results, given.megabytes)
    columns(results, given.rows)
    width = max(map(len, results))
    for name, value in results.items():
        print(f"{name:<{width}}  {value}")


if __name__ == "__main__":
    main()
