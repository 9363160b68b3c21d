"""What a notebook shows, the pictures, the example and its notebook, and the documentation."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

import gongkai
from gongkai import Checker

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("agg")

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "python"
MODULES = [f"gongkai.{module.name}" for module in pkgutil.iter_modules(gongkai.__path__)]


def _table(html: str) -> list[list[str]]:
    """The cells of a table, which has to be well-formed."""
    body = html[html.index("<table") :].replace("<br>", "\n")
    root = ElementTree.fromstring(body)
    return [["".join(cell.itertext()) for cell in row] for row in root.iter("tr")]


def test_findings_in_a_notebook() -> None:
    found = Checker().check_text("<b>XX区</b>将于2月30日前完成整改。")
    rows = _table(found._repr_html_())
    assert rows[0] == ["规则", "位置", "问题", "依据", "改法"]
    assert [row[0].split()[0] for row in rows[1:]] == [f.rule for f in found]
    assert any("XX区" in row[2] for row in rows[1:])
    english = Checker().check_text("2月30日", lang="en")
    assert "1 found" in english._repr_html_() and "place" in english._repr_html_()
    assert "没有发现问题" in Checker().check_text("好。")._repr_html_()
    report: Any = found.report
    assert _table(report._repr_html_()) == rows
    # A record without a picture of its own is shown by its text.
    assert report.counts._repr_html_() is None


def test_many_findings_are_cut_short() -> None:
    found = Checker(select=["TXT003"]).check_text("定于2月30日。\n" * 150)
    assert len(found) == 150 and "另有50个" in found._repr_html_()


@pytest.fixture(scope="module")
def township() -> dict[str, Any]:
    if sys.version_info < (3, 11):
        pytest.skip("the example reads TOML, from Python 3.11 on")
    return runpy.run_path(str(EXAMPLES / "township.py"))


@pytest.fixture(scope="module")
def unit_and_setup(township: dict[str, Any]) -> tuple[Any, Any]:
    import tomllib

    setup = tomllib.loads((township["TOWNSHIP"] / "gongkai.toml").read_text(encoding="utf-8"))
    return township["Unit"].from_dict(setup["unit"]), setup


def test_the_township_has_the_faults_that_were_planted(
    township: dict[str, Any], unit_and_setup: tuple[Any, Any]
) -> None:
    unit, setup = unit_and_setup
    found = {
        name: {finding.rule for finding in of_one}
        for name, of_one in township["findings"](unit, setup).items()
    }
    # As the township's own README lists them.
    assert found["2025年政府信息公开工作年度报告.txt"] >= {"TXT004", "TXT005", "TXT006", "TXT007", "TXT015"}
    assert found["2026年部门预算公开说明.md"] >= {"TXT003", "TXT007", "TXT008", "TXT013"}
    assert found["农村危房改造办事指南.txt"] >= {"TXT009", "TXT016"}
    assert found["汛期地质灾害防范通知.txt"] >= {"TXT002", "TXT011"}
    assert found["耕地地力保护补贴公示.html"] == {"TXT001", "TXT003"}
    assert found["items.xlsx"] >= {"CAT002", "CAT004", "CAT006", "CAT008", "DUE001", "DUE002", "DUE003"}
    assert not found["干净的通知.txt"] and not found["临时救助对象公示.txt"]


def test_pictures_and_agenda(
    township: dict[str, Any], unit_and_setup: tuple[Any, Any], tmp_path: Path
) -> None:
    from gongkai import plot

    unit, setup = unit_and_setup
    agenda = township["agenda"](unit, setup)
    states = [duty.status for duty in agenda.duties]
    assert agenda.counts.overdue == states.count("overdue") == 3
    rows = _table(agenda._repr_html_())
    assert rows[0] == ["状态", "到期日", "公开任务", "领域", "依据"]
    assert [row[0] for row in rows[1:4]] == ["已逾期"] * 3 and len(rows) == len(states) + 1
    for name, ax in {
        "findings.png": plot.findings(township["findings"](unit, setup)),
        "agenda.png": plot.agenda(agenda),
        "one.png": plot.findings(Checker().check_text("XX区"), lang="en"),
        "none.png": plot.findings(Checker().check_text("好。")),
        "short.png": plot.agenda(agenda, lang="en", limit=3),
    }.items():
        path = tmp_path / name
        ax.figure.savefig(path)
        assert path.stat().st_size > 5000
        matplotlib.pyplot.close(ax.figure)


def test_the_example_runs(tmp_path: Path) -> None:
    if sys.version_info < (3, 11):
        pytest.skip("the example reads TOML, from Python 3.11 on")
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "township.py"), "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"MPLBACKEND": "agg", "PYTHONIOENCODING": "utf-8", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "干净的通知.txt: 没有问题" in done.stdout
    assert {path.name for path in tmp_path.glob("*.png")} == {"findings.png", "agenda.png"}


def test_the_notebook_runs() -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(EXAMPLES / "township.ipynb", as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(EXAMPLES)}}
    )
    client.execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    kinds = [kind for out in outputs for kind in out.get("data", {})]
    assert kinds.count("image/png") == 2 and kinds.count("text/html") >= 3


@pytest.mark.parametrize("name", ["gongkai", *MODULES])
def test_examples_in_the_documentation(name: str) -> None:
    if name.endswith("_native"):
        pytest.skip("compiled")
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_examples_in_the_readme() -> None:
    readme = Path(__file__).resolve().parents[1] / "README.md"
    result = doctest.testfile(str(readme), module_relative=False, encoding="utf-8")
    assert result.failed == 0 and result.attempted >= 10


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    count = 0
    for name in MODULES:
        if not name.endswith("_native"):
            module = importlib.import_module(name)
            count += sum(bool(test.examples) for test in finder.find(module))
    assert count >= 10
