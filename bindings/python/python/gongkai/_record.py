"""What the classes of the generated modules are made of, and how they reach the core.

A :class:`Record` is a frozen value with slots: equal by content, hashable, picklable, with a
``repr`` that can be typed back. It is much cheaper to define than a dataclass, which compiles
source text for each class; several hundred of them would cost more than all the rest of the
import.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Optional, TypeVar, Union, cast

if TYPE_CHECKING:
    from typing_extensions import Self, dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        return lambda cls: cls


__all__ = ["Map", "Record"]

_T = TypeVar("_T")
_set = object.__setattr__


class _Missing:
    """Stands where a field has no default."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<required>"


_MISSING = _Missing()


class Map(dict[str, Any]):
    """A mapping that does not change, so that what holds it can be hashed."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise TypeError("a Map does not change: make a dict of it first")

    if not TYPE_CHECKING:
        __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = _refuse
        __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Map, (dict(self),))

    def __copy__(self) -> Map:
        return self

    def __deepcopy__(self, _: Any) -> Map:
        return self


def _freeze(value: Any) -> Any:
    """Lists as tuples, dicts as :class:`Map`, all the way down."""
    kind = type(value)
    if kind is list or kind is tuple:
        return tuple(_freeze(v) for v in value)
    if kind is dict:
        return Map({k: _freeze(v) for k, v in value.items()})
    if kind is set or kind is frozenset:
        return tuple(_freeze(v) for v in sorted(value))
    return value


_CONTAINERS = frozenset((list, dict, set, frozenset, tuple))


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=True)
class _RecordType(type):
    """Makes slots of the annotated names, and keeps their defaults aside."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> _RecordType:
        defaults: dict[str, Any] = {}
        for base in bases:
            defaults.update(getattr(base, "_defaults_", {}))
            for table in ("_codec_", "_wire_"):
                inherited = getattr(base, table, None)
                if inherited:
                    namespace[table] = {**inherited, **namespace.get(table, {})}
        own = []
        for field, annotation in namespace.get("__annotations__", {}).items():
            if annotation.startswith(("ClassVar", "typing.ClassVar")):
                continue
            own.append(field)
            defaults[field] = namespace.pop(field, _MISSING)
        namespace["__slots__"] = tuple(own)
        namespace["_defaults_"] = defaults
        namespace["__match_args__"] = tuple(defaults)
        return super().__new__(mcs, name, bases, namespace, **options)

    @property
    def __signature__(cls) -> Any:
        from inspect import Parameter, Signature

        defaults: dict[str, Any] = getattr(cls, "_defaults_", {})
        return Signature(
            [
                Parameter(
                    name,
                    Parameter.KEYWORD_ONLY,
                    default=Parameter.empty if default is _MISSING else default,
                )
                for name, default in defaults.items()
            ]
        )


class Record(metaclass=_RecordType):
    """A frozen value: equal by content, hashable, picklable.

    ``replace(**changes)`` gives another with some fields changed (``copy.replace`` does too);
    ``to_dict()`` and ``from_dict()`` go to and from what JSON can hold, in the names of the
    contract.
    """

    _defaults_: ClassVar[dict[str, Any]]
    _codec_: ClassVar[dict[str, Any]] = {}
    _wire_: ClassVar[dict[str, str]] = {}
    _tag_: ClassVar[str] = ""
    _variants_: ClassVar[dict[str, str]] = {}

    if not TYPE_CHECKING:
        _variant_ = ""

        def __init__(self, **given):
            cls = type(self)
            if cls._variants_ and not cls._variant_:
                raise TypeError(
                    f"{cls.__name__} is one of its subclasses: "
                    + ", ".join(cls._variants_.values())
                )
            for name, default in cls._defaults_.items():
                value = given.pop(name, default)
                if value is _MISSING:
                    raise TypeError(f"{cls.__name__}() needs the argument {name!r}")
                if type(value) in _CONTAINERS:
                    value = _freeze(value)
                _set(self, name, value)
            if given:
                names = ", ".join(repr(name) for name in given)
                raise TypeError(f"{cls.__name__}() has no argument {names}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} does not change: use replace({name}=…)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._defaults_)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Record) and type(self) is type(other):
            return self._values() == other._values()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        shown = []
        for name, default in self._defaults_.items():
            value = getattr(self, name)
            if default is _MISSING or value != default:
                shown.append(f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (type(self), self._values()))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: Any) -> Self:
        return self

    def _repr_html_(self) -> Optional[str]:
        from . import _html

        return _html.record(self)

    def replace(self, **changes: Any) -> Self:
        """The same with these fields changed."""
        given = dict(zip(self._defaults_, self._values()))
        given.update(changes)
        return type(self)(**given)

    __replace__ = replace

    def to_dict(self) -> dict[str, Any]:
        """The value as JSON can hold it; what is ``None`` is left out."""
        out: dict[str, Any] = {}
        if self._tag_:
            out[self._tag_] = getattr(self, "_variant_")  # noqa: B009
        wire = self._wire_
        for name in self._defaults_:
            value = getattr(self, name)
            if value is None:
                continue
            plain = _plain(value)
            name = wire.get(name, name)
            if name:
                out[name] = plain
            else:  # the fields of a part that has no name of its own
                out.update(plain)
        return out

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The value that :meth:`to_dict` wrote.

        Raises :class:`gongkai.InputError` for a name that it does not have, and for one that
        is missing.
        """
        return cast("Self", _decode_record(cls, data, True))


def _restore(cls: type[Record], values: tuple[Any, ...]) -> Record:
    self = cls.__new__(cls)
    for name, value in zip(cls._defaults_, values):
        _set(self, name, value)
    return self


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, datetime.date):
        return _iso(value)
    return value


def _iso(value: datetime.date) -> str:
    if isinstance(value, datetime.datetime):
        raise _Bad(value, "a datetime.date (of a datetime, take its .date())")
    return value.isoformat()


# --- from JSON to values -------------------------------------------------------------------

_Decoder = Callable[[Any, bool], Any]
_decoders: dict[Any, _Decoder] = {}


def _same(value: Any, _: bool) -> Any:
    return value


def _json(value: Any, _: bool) -> Any:
    return _freeze(value)


def _date(value: Any, _: bool) -> Any:
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _input(
            "bad_request", f"日期“{value}”写法不对", f"`{value}` is not a date as in 2026-03-02"
        ) from None


def _find(name: str) -> type[Record]:
    """The class of that name, as in ``calendar.Deadline``."""
    family, _, cls = name.partition(".")
    return cast("type[Record]", getattr(import_module(f"gongkai.{family}"), cls))


def _decoder(spec: Any) -> _Decoder:
    """What makes values of a JSON value of this shape.

    A shape is ``date``, ``json`` (anything), the name of a class, ``("list", shape)``,
    ``("map", shape)``, ``("tuple", shape, …)`` or ``("any", shape, …)``, the first that fits;
    ``""`` is taken as it is.
    """
    found = _decoders.get(spec)
    if found is None:
        found = _decoders[spec] = _make_decoder(spec)
    return found


def _make_decoder(spec: Any) -> _Decoder:
    if spec == "":
        return _same
    if spec == "json":
        return _json
    if spec == "date":
        return _date
    if isinstance(spec, str):
        cls = _find(spec)

        def record(value: Any, strict: bool) -> Any:
            if value is None or isinstance(value, Record):
                return value
            return _decode_record(cls, value, strict)

        return record
    kind, *parts = spec
    if kind == "any":
        return _any_decoder(parts)
    inner = [_decoder(part) for part in parts]
    if kind == "list":
        (one,) = inner

        def many(value: Any, strict: bool) -> Any:
            return None if value is None else tuple(one(v, strict) for v in value)

        return many
    if kind == "map":
        (one,) = inner

        def mapping(value: Any, strict: bool) -> Any:
            return None if value is None else Map({k: one(v, strict) for k, v in value.items()})

        return mapping
    if kind == "tuple":

        def row(value: Any, strict: bool) -> Any:
            return None if value is None else tuple(f(v, strict) for f, v in zip(inner, value))

        return row
    raise TypeError(f"no such shape: {spec!r}")


def _any_decoder(parts: list[Any]) -> _Decoder:
    lists = [p for p in parts if isinstance(p, tuple) and p[0] in ("list", "tuple")]
    maps = [p for p in parts if isinstance(p, tuple) and p[0] == "map"]
    names = [p for p in parts if isinstance(p, str) and p not in ("", "date", "json")]

    def either(value: Any, strict: bool) -> Any:
        if isinstance(value, dict):
            for name in names:
                cls = _find(name)
                if _fits(cls, value):
                    return _decode_record(cls, value, strict)
            return _decoder(maps[0])(value, strict) if maps else _freeze(value)
        if isinstance(value, list) and lists:
            return _decoder(lists[0])(value, strict)
        if isinstance(value, str) and "date" in parts and _looks_like_date(value):
            return _date(value, strict)
        return _freeze(value)

    return either


def _fits(cls: type[Record], value: dict[str, Any]) -> bool:
    if cls._variants_:
        return value.get(cls._tag_) in cls._variants_
    wire = {cls._wire_.get(n, n): d for n, d in cls._defaults_.items()}
    return all(k in wire for k in value) and all(
        k in value for k, default in wire.items() if default is _MISSING
    )


def _looks_like_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()


_plans: dict[type[Record], list[tuple[str, str, Any, Optional[_Decoder]]]] = {}


def _plan(cls: type[Record]) -> list[tuple[str, str, Any, Optional[_Decoder]]]:
    plan = []
    for name, default in cls._defaults_.items():
        spec = cls._codec_.get(name, "")
        plan.append(
            (name, cls._wire_.get(name, name), default, None if spec == "" else _decoder(spec))
        )
    _plans[cls] = plan
    return plan


def _decode_record(cls: type[Record], data: Any, strict: bool) -> Record:
    if cls._variants_ and not getattr(cls, "_variant_", ""):
        if isinstance(data, str):
            tag: Any = data
            data = {}
        elif isinstance(data, Mapping):
            tag = data.get(cls._tag_)
        else:
            tag = None
        name = cls._variants_.get(tag)
        if name is None:
            raise _input(
                "bad_request",
                f"{cls.__name__}没有“{tag}”这一种",
                f"`{tag}` is no {cls.__name__}: expected one of {', '.join(cls._variants_)}",
                f"/{cls._tag_}",
            )
        cls = getattr(sys.modules[cls.__module__], name)
    elif not isinstance(data, Mapping):
        raise _input(
            "bad_request",
            f"{cls.__name__}应为对象",
            f"a {cls.__name__} is made of a mapping, not of {type(data).__name__}",
        )
    plan = _plans.get(cls)
    if plan is None:
        plan = _plan(cls)
    self = cls.__new__(cls)
    for name, wire, default, decode in plan:
        if wire:
            value = data.get(wire, default)
            if value is _MISSING:
                raise _input(
                    "bad_request",
                    f"{cls.__name__}缺少{wire}",
                    f"a {cls.__name__} needs `{wire}`",
                    f"/{wire}",
                )
        else:
            value = data
        if decode is not None:
            value = decode(value, strict and bool(wire))
        elif type(value) in _CONTAINERS:
            value = _freeze(value)
        _set(self, name, value)
    if strict:
        known = {wire for _, wire, _, _ in plan}
        if "" not in known:
            known.add(cls._tag_)
            for key in data:
                if key not in known:
                    raise _input(
                        "bad_request",
                        f"{cls.__name__}没有{key}",
                        f"a {cls.__name__} has no `{key}`",
                        f"/{key}",
                    )
    return self


def decode(shape: Any, text: str) -> Any:
    """The value that a text in JSON holds, by its shape (see :func:`_decoder`)."""
    return _decoder(shape)(json.loads(text), False)


# --- from values to JSON -------------------------------------------------------------------


class _Bad(Exception):
    """A value that JSON cannot hold, until its place is known."""

    def __init__(self, value: Any, wanted: str) -> None:
        super().__init__(wanted)
        self.value = value
        self.wanted = wanted


def _input(code: str, zh: str, en: str, path: str = "") -> Exception:
    from .errors import InputError

    return InputError(code=code, message=zh, message_en=en, path=path)


def _default(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, datetime.date):
        return _iso(value)
    options = getattr(value, "_gongkai_options", None)
    if options is not None:  # a WorkCalendar where its options are asked for
        return options.to_dict()
    if isinstance(value, (Mapping, Iterator, set, frozenset)) or hasattr(value, "__iter__"):
        return dict(value) if isinstance(value, Mapping) else list(value)
    raise _Bad(value, "a value that JSON can hold")


_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_default
).encode


def _walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a request, with its place as a JSON pointer."""
    yield path, value
    if isinstance(value, Record):
        wire = value._wire_
        value = {wire.get(n, n): getattr(value, n) for n in value._defaults_}
    if isinstance(value, Mapping):
        for key, inner in value.items():
            key = str(key).replace("~", "~0").replace("/", "~1")
            yield from _walk(inner, f"{path}/{key}")
    elif isinstance(value, (list, tuple)):
        for n, inner in enumerate(value):
            yield from _walk(inner, f"{path}/{n}")


def _place(request: Any, wanted: Callable[[Any], bool]) -> str:
    try:
        return next((path for path, value in _walk(request) if wanted(value)), "")
    except RecursionError:
        return ""


def encode(request: Any) -> str:
    """A request as JSON; what JSON cannot hold is an :class:`~gongkai.InputError`."""
    try:
        return _encode(request)
    except _Bad as bad:
        path = _place(request, lambda v: v is bad.value)
        name, kind = path.rpartition("/")[2], type(bad.value).__qualname__
        raise _input(
            "wrong_type",
            f"参数{name}的类型不对：给的是{kind}",
            f"`{name}` must be {bad.wanted}; got {kind}",
            path,
        ) from None
    except RecursionError:
        raise _input("too_deep", "参数嵌套太深", "the request is nested too deeply") from None
    except (TypeError, ValueError) as error:
        nan = _place(request, lambda v: isinstance(v, float) and (v != v or v in (_INF, -_INF)))
        if nan:
            raise _input("not_a_number", "不是有限的数", f"not a finite number: {error}", nan) from None
        raise _input("bad_request", f"参数无法写成JSON：{error}", f"not JSON: {error}") from None


_INF = float("inf")


def _surrogate(value: Any) -> bool:
    return isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value)


def call(operation: str, request: dict[str, Any], shape: Union[str, tuple[Any, ...]]) -> Any:
    """Runs an operation with the arguments that are not ``None``; its answer as a value."""
    from . import _native
    from .errors import InputError

    request = {name: value for name, value in request.items() if value is not None}
    text = encode(request)
    try:
        answer = _native.call(operation, text)
    except InputError as error:
        if error.code == "lone_surrogate":
            error._at(_place(request, _surrogate))
        raise
    return decode(shape, answer)
