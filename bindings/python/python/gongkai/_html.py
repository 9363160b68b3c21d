"""How findings and agendas look in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from ._check import Findings
    from ._record import Record

_STYLE = """<style>
.gongkai{border-collapse:collapse;font-size:90%}
.gongkai td,.gongkai th{border:1px solid rgba(128,128,128,.35);padding:.25em .55em;
text-align:left!important;vertical-align:top}
.gongkai caption{text-align:left;font-weight:600;padding:.3em 0}
.gongkai mark{background:rgba(255,196,0,.45);color:inherit;padding:0 .1em}
.gongkai .k{border-left:.3em solid #8a8a8a;white-space:nowrap}
.gongkai .error,.gongkai .overdue,.gongkai .missing{border-left-color:#c4314b}
.gongkai .warning,.gongkai .late,.gongkai .due_soon{border-left-color:#d88a00}
.gongkai .info{border-left-color:#3b78c3}
.gongkai .done,.gongkai .met,.gongkai .published{border-left-color:#2e8b57}
</style>"""

_WORDS = {
    "zh": {
        "error": "错误", "warning": "警告", "info": "提示", "rule": "规则", "where": "位置",
        "what": "问题", "basis": "依据", "fix": "改法", "none": "没有发现问题",
        "findings": "发现{n}个问题", "more": "另有{n}个",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "info", "rule": "rule", "where": "place",
        "what": "finding", "basis": "basis", "fix": "fix", "none": "nothing found",
        "findings": "{n} found", "more": "{n} more",
    },
}  # fmt: skip

#: How many rows are shown.
_ROWS = 100


def table(caption: str, head: list[str], rows: list[list[str]], more: str = "") -> str:
    """A table of cells that are HTML already."""
    columns = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    tail = f'<tr><td colspan="{len(head)}">{escape(more)}</td></tr>' if more else ""
    return (
        f'{_STYLE}<table class="gongkai"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}{tail}</tbody></table>"
    )


def findings(found: Findings, lang: str) -> str:
    """The findings of a text."""
    return _findings(found.report, lang)


def _findings(report: Any, lang: str) -> str:
    words = _WORDS[lang]
    total = len(report.findings)
    if not total:
        return table(words["none"], [], [])
    rows = [_row(finding, words) for finding in report.findings[:_ROWS]]
    more = words["more"].format(n=total - _ROWS) if total > _ROWS else ""
    head = [words[name] for name in ("rule", "where", "what", "basis", "fix")]
    return table(words["findings"].format(n=total), head, rows, more)


def _row(finding: Any, words: dict[str, str]) -> list[str]:
    return [
        f'<td class="k {finding.severity}">{escape(finding.rule)}<br>'
        f"<small>{words[finding.severity]}</small></td>",
        f"<td>{_place(finding)}</td>",
        f"<td>{escape(finding.message)}<br><mark>{escape(_short(finding.text))}</mark></td>",
        f"<td>{'<br>'.join(escape(c.text) for c in finding.citations)}</td>",
        f"<td>{escape(finding.help or '')}</td>",
    ]


def _place(finding: Any) -> str:
    if finding.cell is not None and finding.cell.row:
        return escape(f"{finding.cell.table} {finding.cell.row}:{finding.cell.column}")
    if finding.range is not None:
        return f"{finding.range.start}–{finding.range.end}"
    if finding.item is not None:
        return escape(f"{finding.item.id} · {finding.item.field}")
    if finding.matter is not None:
        return escape(f"{finding.matter.id} · {finding.matter.occasion}")
    if finding.event is not None:
        return escape(f"{finding.event.case} · {finding.event.index + 1}")
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def record(value: Record) -> Optional[str]:
    """What a notebook shows of a record; ``None`` where its ``repr`` says it all."""
    render = _RENDERERS.get(f"{type(value).__module__}.{type(value).__qualname__}")
    return None if render is None else render(value)


def _report(value: Any) -> str:
    zh = not value.findings or any(chinese(finding.message) for finding in value.findings)
    return _findings(value, "zh" if zh else "en")


_STATES = {
    "met": ("按时公开", "met"),
    "met_late": ("逾期公开", "met late"),
    "open": ("未到期", "open"),
    "overdue": ("已逾期", "overdue"),
    "upcoming": ("尚未开始", "upcoming"),
    "missing": ("缺项", "missing"),
    "not_assessable": ("无法判断", "not assessable"),
}
_MARKS = {"met_late": "late", "overdue": "overdue", "missing": "missing", "met": "met"}


def chinese(text: str) -> bool:
    """Whether a sentence is one of Chinese."""
    return sum("\u4e00" <= c <= "\u9fff" for c in text) * 3 > len(text)


def _agenda(value: Any) -> str:
    zh = not value.duties or any(chinese(duty.message) for duty in value.duties)
    order = list(_STATES)
    rank = {"overdue": 0, "missing": 1, "open": 2, "upcoming": 3}
    duties = sorted(
        value.duties,
        key=lambda d: (rank.get(d.status, 4 + order.index(d.status)), str(d.due)),
    )
    rows = [
        [
            f'<td class="k {_MARKS.get(d.status, "")}">'
            f"{_STATES[d.status][0 if zh else 1]}</td>",
            f"<td>{d.due or ''}</td>",
            f"<td>{escape(d.title)}<br><small>{escape(d.message)}</small></td>",
            f"<td>{escape(d.field_name)}</td>",
            f"<td>{'<br>'.join(escape(c.text) for c in d.basis)}</td>",
        ]
        for d in duties[:_ROWS]
    ]
    head = (
        ["状态", "到期日", "公开任务", "领域", "依据"]
        if zh
        else ["state", "due", "duty", "field", "basis"]
    )
    span = f"{value.from_} – {value.to}"
    caption = f"{value.unit} · {span} · {'截至' if zh else 'as of'} {value.as_of}"
    left = len(duties) - _ROWS
    more = (f"另有{left}项" if zh else f"{left} more") if left > 0 else ""
    return table(caption, head, rows, more)


_RENDERERS = {"gongkai.check.Report": _report, "gongkai.duty.AgendaAnswer": _agenda}
