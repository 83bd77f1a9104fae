"""The written form of the journal's other records: person, own measures, settings, notices, imports.

One generic strict codec for frozen dataclasses: fields by name, enums by value, times in UTC, tuples and sets as
lists. An unknown key is refused; a missing one takes the field's default. A type with a `from_plain(value, where)`
class method reads itself (the rule language does).
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar, Union, cast

from aftercare.model.errors import BadValue
from aftercare.model.measure import Value
from aftercare.model.wire import time_from_text, time_to_text, value_from_json

T = TypeVar("T")


def to_object(record: object) -> Any:
    """A record as plain JSON types; fields at their default are left out."""
    if isinstance(record, StrEnum):
        return record.value
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {
            field.name: to_object(value)
            for field in dataclasses.fields(record)
            if not _is_default(field, value := getattr(record, field.name))
        }
    if isinstance(record, datetime):
        return time_to_text(record)
    if isinstance(record, Mapping):
        return {key: to_object(value) for key, value in record.items()}
    if isinstance(record, frozenset):
        return sorted(to_object(item) for item in record)
    if isinstance(record, tuple | list):
        return [to_object(item) for item in record]
    assert record is None or isinstance(record, bool | int | float | str), type(record)
    return record


def from_object(record_type: type[T], read: object, where: str = "") -> T:
    """Read a record of a frozen dataclass type, or raise BadValue naming the field."""
    if not isinstance(read, Mapping):
        raise BadValue("This must be an object with named fields.", where=where or record_type.__name__)
    hints = _hints(record_type)
    fields = {field.name: field for field in dataclasses.fields(cast(Any, record_type))}
    unknown = [key for key in read if key not in fields]
    if unknown:
        raise BadValue(f"There is no field {str(unknown[0])!r:.60}.", where=where or record_type.__name__)
    missing = [name for name, field in fields.items() if name not in read and _has_no_default(field)]
    if missing:
        raise BadValue("This field is missing.", where=f"{where}.{missing[0]}".lstrip("."))
    parts = {name: _read(hints[name], value, f"{where}.{name}".lstrip(".")) for name, value in read.items()}
    return record_type(**parts)


def _read(hint: Any, value: object, where: str) -> Any:
    if hint == Value:
        return value_from_json(value, where)
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read_optional(hint, value, where)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise BadValue("This must be a list.", where=where)
        item_hint = typing.get_args(hint)[0]
        return origin(_read(item_hint, item, f"{where}[{i}]") for i, item in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise BadValue("This must be an object.", where=where)
        item_hint = typing.get_args(hint)[1]
        return {str(key): _read(item_hint, item, f"{where}.{key}") for key, item in value.items()}
    return _read_plain(hint, value, where)


def _read_plain(hint: Any, value: object, where: str) -> Any:
    if hint is datetime:
        return time_from_text(value, where)
    if hasattr(hint, "from_plain"):
        return hint.from_plain(value, where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        try:
            return hint(cast(str, value))
        except ValueError:
            raise BadValue(f"This must be one of {', '.join(hint)}.", where=where) from None
    if dataclasses.is_dataclass(hint):
        return from_object(cast(type[Any], hint), value, where)
    fits = type(value) is hint or (hint is float and type(value) is int)
    if not fits:
        raise BadValue(f"This must be {_PLAIN_NAMES.get(hint, 'something else')}.", where=where)
    return value


def _read_optional(hint: Any, value: object, where: str) -> Any:
    choices = typing.get_args(hint)
    if value is None and type(None) in choices:
        return None
    rest = [choice for choice in choices if choice is not type(None)]
    if len(rest) == 1:
        return _read(rest[0], value, where)
    if type(value) in rest:
        return value
    raise BadValue("This has the wrong type.", where=where)


_PLAIN_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(record_type: type[Any]) -> dict[str, Any]:
    if record_type not in _HINTS:
        _HINTS[record_type] = typing.get_type_hints(record_type)
    return _HINTS[record_type]


def _is_default(field: dataclasses.Field[Any], value: object) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default) and type(value) is type(field.default)
    return field.default_factory is not dataclasses.MISSING and bool(value == field.default_factory())


def _has_no_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
