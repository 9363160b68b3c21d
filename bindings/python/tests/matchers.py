"""How the expected of a vector is held against what came."""

from __future__ import annotations

from typing import Any


def given(request: Any) -> Any:
    """A request with its places in code points."""
    if isinstance(request, dict):
        if list(request) == ["$offsets"]:
            start, end = request["$offsets"]["code_points"]
            return {"start": start, "end": end}
        return {key: given(value) for key, value in request.items()}
    if isinstance(request, list):
        return [given(value) for value in request]
    return request


def covers(expected: Any, actual: Any, path: str = "") -> list[str]:
    """What of ``expected`` is not in ``actual``, each with its place; empty when all is.

    Objects may have more than is expected, lists may not. A key with one ``$`` is a matcher.
    """
    if isinstance(expected, dict):
        if len(expected) == 1:
            (key, value), *_ = expected.items()
            if key.startswith("$"):
                return _matcher(key, value, actual, path)
        if not isinstance(actual, dict):
            return [f"{path or '/'}: expected an object, got {actual!r}"]
        found = []
        for key, value in expected.items():
            if key not in actual and value is not None and not _about_nothing(value):
                found.append(f"{path}/{key}: is missing, expected {value!r}")
                continue
            if key not in actual:
                actual = {**actual, key: None}
            found += covers(value, actual[key], f"{path}/{key}")
        return found
    if isinstance(expected, list):
        if not isinstance(actual, list):
            return [f"{path or '/'}: expected a list, got {actual!r}"]
        if len(expected) != len(actual):
            return [f"{path or '/'}: expected {len(expected)} items, got {len(actual)}: {actual!r}"]
        return [
            problem
            for n, (one, other) in enumerate(zip(expected, actual))
            for problem in covers(one, other, f"{path}/{n}")
        ]
    if isinstance(expected, float) or isinstance(actual, float):
        same = (
            isinstance(actual, (int, float))
            and isinstance(expected, (int, float))
            and abs(expected - actual) <= 1e-6 * max(1.0, abs(expected))
        )
    else:
        same = type(expected) is type(actual) and expected == actual
    return [] if same else [f"{path or '/'}: expected {expected!r}, got {actual!r}"]


def _about_nothing(value: Any) -> bool:
    """Whether what is not there can match."""
    return isinstance(value, dict) and list(value) in (["$absent"], ["$lacks"], ["$all"])


def _matcher(key: str, value: Any, actual: Any, path: str) -> list[str]:
    place = path or "/"
    if key == "$any":
        return []
    if key == "$absent":
        return [] if actual is None else [f"{place}: expected nothing, got {actual!r}"]
    if key == "$all":
        return [problem for one in value for problem in covers(one, actual, path)]
    if key == "$offsets":
        start, end = value["code_points"]
        return covers({"start": start, "end": end}, actual, path)
    if key == "$contains":
        if isinstance(actual, str):
            return [f"{place}: {part!r} is not in {actual!r}" for part in value if part not in actual]
        if not isinstance(actual, list):
            return [f"{place}: expected a list, got {actual!r}"]
        return [
            f"{place}: no item is {one!r} in {actual!r}"
            for one in value
            if all(covers(one, item) for item in actual)
        ]
    if key == "$lacks":
        if isinstance(actual, str):
            return [f"{place}: {part!r} is in {actual!r}" for part in value if part in actual]
        if actual is None:
            return []
        return [
            f"{place}: an item is {one!r}"
            for one in value
            if any(not covers(one, item) for item in actual)
        ]
    return [f"{place}: no such matcher: {key}"]
