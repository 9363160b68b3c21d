"""The vectors that every language runs: through the typed functions and through the raw call."""

from __future__ import annotations

import importlib
import inspect
import json
import keyword
from pathlib import Path
from typing import Any

import pytest
from matchers import covers, given

import gongkai
from gongkai import _native, _record

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "tests" / "vectors"
OPERATIONS = frozenset(_native.operations())


def _cases() -> list[Any]:
    cases = []
    for path in sorted(VECTORS.rglob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for case in data["cases"]:
            name = f"{path.relative_to(VECTORS).with_suffix('')}: {case['name']}"
            cases.append(pytest.param(data["operation"], case, id=name))
    return cases


CASES = _cases()


def _python(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


def typed(operation: str, request: dict[str, Any]) -> Any:
    """Calls the function of an operation with values of its classes."""
    family, method = operation.split(".")
    module = importlib.import_module(f"gongkai.{family}")
    function = getattr(module, _python(method))
    hints = inspect.signature(function).parameters
    arguments = {}
    for wire, value in request.items():
        name = _python(wire)
        if name not in hints:
            # What the function refuses, the contract refuses too; through the raw call only.
            raise LookupError(wire)
        arguments[name] = _value(module, hints[name].annotation, value)
    return function(**arguments)


def _value(module: Any, annotation: str, value: Any) -> Any:
    """A value of JSON as the annotation of its argument has it."""
    shape = _shape(module, annotation.strip())
    return _record._decoder(shape)(value, True)


def _split(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for n, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if char == "," and depth == 0:
            parts.append(text[start:n].strip())
            start = n + 1
    return [*parts, text[start:].strip()]


def _shape(module: Any, annotation: str) -> Any:
    head, _, rest = annotation.partition("[")
    inner = _split(rest[:-1]) if rest else []
    if head == "Optional":
        return _shape(module, inner[0])
    if head == "Sequence":
        return ("list", _shape(module, inner[0]))
    if head == "Mapping":
        return ("map", _shape(module, inner[1]))
    if head == "Union":  # a class, or the object that stands for it
        return _shape(module, inner[0])
    if annotation == "datetime.date":
        return "date"
    family, _, name = annotation.rpartition(".")
    home = importlib.import_module(f"gongkai.{family.lstrip('_')}") if family else module
    value = getattr(home, name, None)
    if isinstance(value, type) and issubclass(value, _record.Record):
        return f"{home.__name__.partition('.')[2]}.{name}"
    return _alias(home, value)


def _alias(home: Any, value: Any) -> Any:
    """The shape of a union of classes and plain values."""
    parts = getattr(value, "__args__", ())
    shapes = []
    for part in parts:
        name = getattr(part, "__forward_arg__", None)
        if name is not None:
            shapes.append(_shape(home, name))
        elif getattr(part, "__name__", "") == "date":
            shapes.append("date")
        elif str(part).startswith("collections.abc.Sequence"):
            shapes.append("")
    return ("any", *shapes) if any(shapes) else ""


@pytest.mark.parametrize(("operation", "case"), CASES)
def test_vector(operation: str, case: dict[str, Any]) -> None:
    if operation not in OPERATIONS:  # the runner of the contract itself says which these are
        pytest.skip(f"no operation {operation}")
    request, expected = given(case["input"]), case["expected"]
    raw = _raw(operation, request)
    problems = covers(expected, raw)
    assert not problems, "\n".join(["raw call:", *problems, f"reason: {case.get('reason')}"])
    _slices(request, raw)
    try:
        answer = typed(operation, request)
    except gongkai.GongkaiError as error:
        told = error.to_dict()
        told["citations"] = list(told["citations"])
        if "error" in raw:
            assert told["kind"] == raw["kind"]
            # A value that no class has is refused before the call, in the package's own words.
            if told["code" if "code" in told else "error"] == raw["error"]:
                assert not covers(expected, told) or raw["kind"] == "InputError"
            else:
                assert raw["kind"] == "InputError"
            return
        raise
    except (LookupError, TypeError):
        # An argument that the function does not have, or one too few.
        assert "error" in raw, "the function does not take what the operation takes"
        return
    problems = covers(expected, answer.to_dict())
    assert not problems, "\n".join(["typed call:", *problems])
    assert type(answer).from_dict(answer.to_dict()) == answer


def _raw(operation: str, request: Any) -> Any:
    try:
        return json.loads(_native.call(operation, json.dumps(request, ensure_ascii=False)))
    except gongkai.GongkaiError as error:
        return json.loads(json.dumps(error.to_dict()))


def _slices(request: Any, answer: Any) -> None:
    """Places count in code points: slicing the text with them gives the text found."""
    text = request.get("text") if isinstance(request, dict) else None
    if not isinstance(text, str) or not isinstance(answer, dict):
        return
    findings = answer.get("findings") or answer.get("report", {}).get("findings") or []
    for finding in findings:
        place = finding.get("range")
        if place is not None:
            assert text[place["start"] : place["end"]] == finding["text"]


def test_every_operation_has_a_function() -> None:
    for operation in OPERATIONS:
        family, method = operation.split(".")
        module = importlib.import_module(f"gongkai.{family}")
        assert callable(getattr(module, _python(method))), operation


def test_there_are_vectors_for_most_operations() -> None:
    """What has none is named by the parity check, not here; but there must be many."""
    covered = {case.values[0] for case in CASES}
    assert len(covered & OPERATIONS) > 20
