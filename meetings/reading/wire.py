"""A reading as plain JSON and back, so that a child process can hand it over and nothing but data comes back.

What comes in was written by a process that has read a hostile file: every value is checked against the type that its
field declares, and nothing is built but the dataclasses named there. Never pickle.
"""

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from meetings.reading.parsed import ParsedNote


class NotAReading(ValueError):
    """The data is not what a reading looks like; says at which field."""


def dump(value: Any) -> Any:
    """The value as JSON types: a dataclass as an object, a date as ISO text, an enum as its value."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: dump(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [dump(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value).__name__} does not belong in a reading")


def load(data: Any) -> ParsedNote:
    """The note that ``dump`` wrote; raises NotAReading for anything else."""
    return rebuild(ParsedNote, data)


def rebuild[Made](kind: type[Made], data: Any) -> Made:
    """An object of the dataclass from what ``dump`` wrote of one; raises NotAReading for anything else."""
    made: Made = _rebuild(kind, data, kind.__name__)
    return made


def _rebuild(kind: Any, data: Any, place: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        return _one_of(typing.get_args(kind), data, place)
    if origin is tuple:
        return _tuple(typing.get_args(kind), data, place)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, data, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        if isinstance(data, str):
            try:
                return kind(data)
            except ValueError:
                pass
    elif kind is date:
        if isinstance(data, str):
            try:
                return date.fromisoformat(data)
            except ValueError:
                pass
    elif kind is float:
        if type(data) in {int, float}:
            return float(data)
    elif kind is type(None):
        if data is None:
            return None
    elif type(data) is kind:
        return data
    raise NotAReading(f"{place} is not {getattr(kind, '__name__', kind)}")


def _one_of(kinds: tuple[Any, ...], data: Any, place: str) -> Any:
    for kind in kinds:
        try:
            return _rebuild(kind, data, place)
        except NotAReading as error:
            reason = error
    raise reason


def _tuple(kinds: tuple[Any, ...], data: Any, place: str) -> Any:
    if not isinstance(data, list):
        raise NotAReading(f"{place} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_rebuild(kinds[0], item, f"{place}[{index}]") for index, item in enumerate(data))
    if len(kinds) != len(data):
        raise NotAReading(f"{place} has not {len(kinds)} items")
    return tuple(_rebuild(kind, item, place) for kind, item in zip(kinds, data, strict=True))


def _object(kind: type, data: Any, place: str) -> Any:
    hints = _fields(kind)
    if not isinstance(data, dict) or set(data) != set(hints):
        raise NotAReading(f"{place} has not the fields of {kind.__name__}")
    return kind(**{name: _rebuild(hint, data[name], f"{place}.{name}") for name, hint in hints.items()})


@cache
def _fields(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
