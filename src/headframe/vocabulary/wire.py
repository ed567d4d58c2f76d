"""How an answer is written in JSON, and the schema that says so: one rule for both, so that they cannot part."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from math import isfinite
from typing import Any

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.figure import Figure, plain

FIGURE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["id", "value", "low", "high", "unit", "badge", "known_at"],
    "properties": {
        "id": {"type": "string", "description": "what `headframe why` takes to explain the number"},
        "value": {"type": "number"},
        "low": {"type": "number"},
        "high": {"type": "number"},
        "unit": {"type": "string"},
        "badge": {"enum": ["reported", "derived", "estimated", "disputed"]},
        "known_at": {"type": "string", "format": "date"},
        "sources": {"type": "array", "items": {"type": "object"}},
        "formula": {"type": "string"},
        "inputs": {"type": "array", "items": {"type": "string"}},
        "note": {"type": "string"},
    },
    "additionalProperties": False,
}
MISSING_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["missing"],
    "properties": {"missing": {"type": "string"}},
    "additionalProperties": False,
}


def to_wire(value: Any) -> Any:
    """Return `value` as JSON types: ISO dates, numbers that are finite, gaps as {"missing": reason}."""
    match value:
        case Figure():
            return value.to_json()
        case Missing():
            return {"missing": value.reason}
        case Interval():
            return {"low": plain(value.low), "high": plain(value.high)}
        case Period():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Enum():
            return value.value
        case bool() | str() | int() | None:
            return value
        case float():
            if not isfinite(value):
                raise ValueError(f"{value} cannot be shown: a gap must be Missing(reason)")
            return plain(value)
        case dict():
            return {str(key): to_wire(item) for key, item in value.items()}
        case list() | tuple():
            return [to_wire(item) for item in value]
    if is_dataclass(value):
        return {field.name: to_wire(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no written form")


def schema_of(kind: Any) -> dict[str, Any]:
    """Return the JSON Schema of what `to_wire` writes for a value of type `kind`."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(part) for part in typing.get_args(kind)]}
    if origin in (tuple, list):
        inner = typing.get_args(kind)[0]
        return {"type": "array", "items": schema_of(inner)}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(typing.get_args(kind)[1])}
    return _schema_of_plain(kind)


def _schema_of_plain(kind: Any) -> dict[str, Any]:
    simple: dict[Any, dict[str, Any]] = {
        Figure: FIGURE_SCHEMA,
        Missing: MISSING_SCHEMA,
        Period: {"type": "string"},
        date: {"type": "string", "format": "date"},
        datetime: {"type": "string", "format": "date-time"},
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        float: {"type": "number"},
        type(None): {"type": "null"},
        Interval: {
            "type": "object",
            "required": ["low", "high"],
            "properties": {"low": {"type": "number"}, "high": {"type": "number"}},
        },
        Any: {},
    }
    if kind in simple:
        return simple[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        return {
            "type": "object",
            "required": names,
            "properties": {name: schema_of(hints[name]) for name in names},
            "additionalProperties": False,
        }
    raise TypeError(f"{kind} has no schema")
