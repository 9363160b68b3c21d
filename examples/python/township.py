"""Checks the sample township, and draws its findings and its agenda.

    pip install gongkai[plot]
    python examples/python/township.py --out pictures

Reads `examples/township`: the setup, the register of items and the documents. Everything that a
file's format needs is the standard library's; from Python 3.11 on.
"""

from __future__ import annotations

import argparse
import datetime
import tomllib
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from gongkai import Checker, check, duty, plot
from gongkai.check import Finding
from gongkai.duty import AgendaAnswer, Event
from gongkai.item import Item
from gongkai.unit import Unit

TOWNSHIP = Path(__file__).resolve().parents[1] / "township"
AS_OF = datetime.date(2026, 11, 20)
MODES = {"主动公开": "proactive", "依申请公开": "on_request", "不予公开": "withheld"}
CHANNELS = {
    "政府网站": "government_website",
    "村公示栏": "notice_board",
    "便民服务站": "convenience_station",
    "发布会": "press_conference_hearing",
}


_NOT_TEXT = ("head", "nav", "footer", "style", "script")


class _Text(HTMLParser):
    """The text of a page, a line for each block and cell."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in _NOT_TEXT
        if tag in ("p", "tr", "td", "th", "h1", "h2", "h3", "br", "div", "li"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _NOT_TEXT

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data.strip("\r\n"))


def text_of(path: Path) -> str:
    """The text of a document: UTF-8, or GB 18030 where it is not."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    if path.suffix == ".html":
        page = _Text()
        page.feed(text)
        return "\n".join(line for line in "".join(page.parts).splitlines() if line.strip())
    return text


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of the first sheet, by the heads in its second row."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    table = []
    for row in sheet.iter(f"{space}row"):
        cells = {}
        for cell in row:
            column = cell.get("r", "").rstrip("0123456789")
            cells[column] = "".join(part.text or "" for part in cell.iter() if part.text)
        table.append(cells)
    heads = table[1]
    return [{heads[c]: v for c, v in cells.items() if c in heads} for cells in table[2:]]


def day_of(cell: str | None) -> datetime.date | None:
    """A day as a spreadsheet counts it."""
    if not cell:
        return None
    try:
        return datetime.date(1899, 12, 30) + datetime.timedelta(int(float(cell)))
    except ValueError:
        return datetime.date.fromisoformat(cell)


def items(path: Path) -> list[Item]:
    """The register of what has been published."""
    found = []
    for row in rows_of(path):
        if not row.get("标题"):
            continue
        names = row.get("公开渠道", "").replace("、", ";").replace("；", ";").split(";")
        found.append(
            Item(
                id=row.get("索引号"),
                title=row["标题"],
                column=row.get("所属栏目"),
                formed=day_of(row.get("生成日期")),
                published=day_of(row.get("发布日期")),
                mode=MODES.get(row.get("公开方式", "")),  # type: ignore[arg-type]
                channels=[CHANNELS[n] for n in names if n in CHANNELS],  # type: ignore[misc]
                audience=row.get("公开对象"),
                body=row.get("发布机构"),
                link=row.get("链接"),
            )
        )
    return found


def findings(unit: Unit, setup: dict[str, list[dict[str, object]]]) -> dict[str, list[Finding]]:
    """What is wrong with each document, and with the register."""
    checker = Checker(unit=unit, as_of=AS_OF)
    paths = sorted((TOWNSHIP / "docs").iterdir())
    found = {
        path.name: list(checker.check_text(text_of(path), name=path.name)) for path in paths
    }
    listed = check.items(
        unit,
        items(TOWNSHIP / "items.xlsx"),
        as_of=AS_OF,
        events=[Event.from_dict(event) for event in setup["event"]],
        name="items.xlsx",
    )
    found["items.xlsx"] = list(listed.findings)
    return found


def agenda(unit: Unit, setup: dict[str, list[dict[str, object]]]) -> AgendaAnswer:
    """What the township owes the public in the second half of the year."""
    return duty.agenda(
        unit,
        datetime.date(2026, 7, 1),
        to=datetime.date(2026, 12, 31),
        as_of=AS_OF,
        events=[Event.from_dict(event) for event in setup["event"]],
        items=items(TOWNSHIP / "items.xlsx"),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="the folder to put pictures in")
    given = parser.parse_args()
    setup = tomllib.loads((TOWNSHIP / "gongkai.toml").read_text(encoding="utf-8"))
    unit = Unit.from_dict(setup["unit"])
    found = findings(unit, setup)
    for name, of_one in found.items():
        print(f"{name}: {len(of_one) or '没有'}{'个' if of_one else ''}问题")
        for finding in of_one:
            print(f"  {finding.rule} {finding.message}")
    owed = agenda(unit, setup)
    print(f"\n{owed.unit}，截至{owed.as_of}：")
    for one in owed.duties:
        if one.status in ("overdue", "met_late"):
            print(f"  {one.message}")
    if given.out is not None:
        given.out.mkdir(parents=True, exist_ok=True)
        plot.findings(found).figure.savefig(given.out / "findings.png", dpi=120)
        plot.agenda(owed).figure.savefig(given.out / "agenda.png", dpi=120)
        print(f"\n{given.out / 'findings.png'}, {given.out / 'agenda.png'}")


if __name__ == "__main__":
    main()
