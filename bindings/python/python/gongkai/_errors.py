"""The base of the exceptions; one class for each kind stands in :mod:`gongkai.errors`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Optional

__all__ = ["GongkaiError"]


class GongkaiError(Exception):
    """Something could not be done. The class tells which part refused, :attr:`code` why."""

    #: The name of the error, the same in every language, as in ``before_records``.
    code: str
    #: The sentence in Chinese.
    message: str
    #: The sentence in English; ``str(error)`` shows this one.
    message_en: str
    #: Where in the request, as a JSON pointer; empty for the request as a whole.
    path: str
    #: The articles of law that the refusal rests on.
    citations: tuple[str, ...]
    #: The facts of the error.
    data: Optional[Mapping[str, Any]]
    #: What to do about it, where that is known.
    help: Optional[str]

    #: Every code that an error of this class can have.
    codes: tuple[str, ...] = ()

    def __init__(
        self,
        *,
        code: str,
        message: str = "",
        message_en: str = "",
        path: str = "",
        citations: Sequence[str] = (),
        data: Optional[Mapping[str, Any]] = None,
        help: Optional[str] = None,
    ) -> None:
        super().__init__(message_en or message or code)
        self.code = code
        self.message = message or message_en
        self.message_en = message_en or message
        self.path = path
        self.citations = tuple(citations)
        self.data = data
        self.help = help

    @property
    def kind(self) -> str:
        """The name of the class, as the contract has it."""
        return type(self).__name__

    def _at(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        text = self.message_en
        if self.path:
            text += f" (at {self.path})"
        if self.help:
            text += f"\n{self.help}"
        return text

    def __repr__(self) -> str:
        return f"{type(self).__name__}(code={self.code!r}, message_en={self.message_en!r})"

    def to_dict(self) -> dict[str, Any]:
        """The error as the contract writes it."""
        return {
            "error": self.code,
            "kind": self.kind,
            "severity": "error",
            "message": self.message,
            "message_en": self.message_en,
            "citations": list(self.citations),
            "path": self.path,
            "help": self.help,
            "data": self.data,
        }

    def __reduce__(self) -> tuple[Any, ...]:
        return (from_fault, (self.to_dict(),))


def from_fault(fault: Mapping[str, Any]) -> GongkaiError:
    """The exception for a fault of the contract."""
    from . import errors

    cls = getattr(errors, str(fault.get("kind", "")), None)
    if not (isinstance(cls, type) and issubclass(cls, GongkaiError)):
        cls = GongkaiError
    return cls(
        code=str(fault.get("error", "")),
        message=fault.get("message") or "",
        message_en=fault.get("message_en") or "",
        path=fault.get("path") or "",
        citations=fault.get("citations") or (),
        data=fault.get("data"),
        help=fault.get("help"),
    )


def from_json(text: str) -> GongkaiError:
    """The same for a fault in JSON."""
    return from_fault(json.loads(text))
