"""Pictures of findings and agendas, on matplotlib (``pip install gongkai[plot]``).

Each function draws on the axes given, or on those of a new figure, and gives the axes back. A
font with Chinese characters is looked for; where the machine has none, names that need one are
left out in favour of codes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Optional, Union

from ._html import _STATES, chinese

if TYPE_CHECKING:
    from ._check import Findings
    from .check import Finding, Report
    from .duty import AgendaAnswer

__all__ = ["agenda", "findings"]

_SEVERITY = {"error": "#c4314b", "warning": "#e0a030", "info": "#5b8fc9"}
_STATE = {
    "met": "#2e8b57",
    "met_late": "#e0a030",
    "open": "#5b8fc9",
    "overdue": "#c4314b",
    "upcoming": "#b9c4d0",
    "missing": "#8e2a6b",
    "not_assessable": "#8a8a8a",
}
_WORDS = {"error": "错误", "warning": "警告", "info": "提示"}

#: Families of fonts with Chinese characters, the likeliest first.
_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "Noto Sans CJK JP",
    "Noto Serif CJK JP",
)


def chinese_font() -> Optional[str]:
    """A font on this machine that has Chinese characters; ``None`` where there is none."""
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _FONTS if name in there), None)


def _axes(ax: Any, height: float) -> Any:
    import matplotlib.pyplot as plt

    if ax is None:
        _, ax = plt.subplots(figsize=(8, height), layout="constrained")
    return ax


def findings(
    found: Union[Findings, Report, Mapping[str, Iterable[Finding]]],
    *,
    ax: Any = None,
    lang: str = "zh",
) -> Any:
    """Bars of findings by rule, the most frequent on top, coloured by severity.

    ``found`` is what a check of one text gave, or a mapping from names of texts to what was
    found in each.
    """
    from .check import rules

    if isinstance(found, Mapping):
        all_found = [finding for of_one in found.values() for finding in of_one]
        texts = len(found)
    else:
        all_found = list(getattr(found, "findings", None) or found)  # type: ignore[arg-type]
        texts = 1
    counts: dict[str, dict[str, int]] = {}
    for finding in all_found:
        row = counts.setdefault(finding.rule, dict.fromkeys(_SEVERITY, 0))
        row[finding.severity] += 1
    order = sorted(counts, key=lambda code: (sum(counts[code].values()), code))
    zh = lang == "zh" and chinese_font() is not None
    titles = {rule.code: rule.title for rule in rules(lang="zh" if zh else "en").rules}
    ax = _axes(ax, 1.2 + 0.34 * max(len(order), 1))
    labels = [f"{titles.get(code, '')}  {code}" for code in order]
    left = [0] * len(order)
    for severity, colour in _SEVERITY.items():
        widths = [counts[code][severity] for code in order]
        if any(widths):
            name = _WORDS[severity] if zh else severity
            ax.barh(labels, widths, left=left, color=colour, label=name)
            left = [a + b for a, b in zip(left, widths)]
    for n, total in enumerate(left):
        ax.text(total, n, f" {total}", va="center", fontsize=9)
    ax.set_xlim(0, max(left, default=1) * 1.1 + 0.2)
    ax.set_ylim(-0.6, max(len(order), 1) - 0.4)
    ax.xaxis.get_major_locator().set_params(integer=True)
    total = len(all_found)
    ax.set_title(
        f"{texts}份文件发现{total}个问题" if zh else f"{total} findings in {texts} texts",
        loc="left",
    )
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="y", length=0)
    if order:
        ax.legend(loc="lower right", frameon=False)
    _settle(ax)
    return ax


def _settle(ax: Any) -> None:
    """Gives every text on the axes a font that has Chinese characters."""
    font = chinese_font()
    if font is None:
        return
    from matplotlib.text import Text

    # Ticks are made when they are asked for.
    for ticks in (ax.get_xticklabels, ax.get_yticklabels):
        ticks()
    for text in ax.findobj(Text):
        text.set_fontfamily([font, "DejaVu Sans"])


def agenda(
    value: AgendaAnswer, *, ax: Any = None, lang: str = "zh", limit: int = 40
) -> Any:
    """The duties of an agenda along time: a dot on the day each is due, a line to the day on
    which it was met late or to the day of the question where it is overdue.

    At most ``limit`` duties are drawn: those overdue and met late first, then by due day.
    Standing duties, which have no day, are counted in the title.
    """
    from matplotlib.lines import Line2D

    zh = lang == "zh" and chinese_font() is not None
    dated = [duty for duty in value.duties if duty.due is not None]
    grave = {"overdue": 0, "met_late": 1}
    dated.sort(key=lambda d: (grave.get(d.status, 2), d.due))
    left_out = max(len(dated) - limit, 0)
    shown = sorted(dated[:limit], key=lambda d: d.due or datetime.date.max, reverse=True)
    ax = _axes(ax, 1.6 + 0.27 * max(len(shown), 1))
    for n, duty in enumerate(shown):
        state = duty.status
        colour = _STATE[state]
        until = {"overdue": value.as_of, "met_late": getattr(duty, "on", None)}.get(state)
        if until is not None:
            ax.plot([duty.due, until], [n, n], color=colour, linewidth=3, alpha=0.45, zorder=1)
        ax.scatter([duty.due], [n], color=colour, s=36, zorder=2)
    ax.axvline(value.as_of, color="#555555", linewidth=1, linestyle=":")
    labels = [_label(duty.title if zh or not chinese(duty.title) else duty.id) for duty in shown]
    ax.set_yticks(range(len(shown)), labels)
    ax.set_ylim(-0.8, max(len(shown), 1) - 0.2)
    without = sum(duty.due is None for duty in value.duties)
    title = (
        f"{value.unit} {value.from_}至{value.to}（截至{value.as_of}）"
        if zh
        else f"agenda {value.from_} to {value.to}, as of {value.as_of}"
    )
    rest = []
    if without:
        rest.append(f"另有{without}项没有到期日" if zh else f"{without} without a due day")
    if left_out:
        rest.append(f"{left_out}项没有画出" if zh else f"{left_out} not drawn")
    if rest:
        title += "\n" + ("，" if zh else ", ").join(rest)
    ax.set_title(title, loc="left", fontsize=11)
    used = [state for state in _STATE if any(d.status == state for d in shown)]
    handles = [
        Line2D([], [], marker="o", linestyle="", color=_STATE[s], label=_STATES[s][0 if zh else 1])
        for s in used
    ]
    if handles:
        ax.legend(handles=handles, loc="best", fontsize=9, framealpha=1)
    ax.grid(axis="y", color="#00000012")
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="y", length=0, labelsize=9)
    _settle(ax)
    return ax


def _label(text: str) -> str:
    return text if len(text) <= 26 else text[:25] + "…"
