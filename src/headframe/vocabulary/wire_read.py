"""Reading back what `to_wire` wrote: an answer that was kept stands again as the value it was."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Badge, Figure

Known = Mapping[str, Figure]


def from_wire(kind: Any, wire: Any, known: Known) -> Any:
    """Return the value of type `kind` that `to_wire` wrote as `wire`.

    Parameters
    ----------
    kind : type
        As a dataclass's field is annotated: dataclasses, tuples, unions, figures, gaps, plain values.
    wire : object
        What was written.
    known : mapping of str to Figure
        Figures by id that a written formula names as its inputs: the wire holds their ids only.

    Raises
    ------
    InputRefused
        Where `wire` is no such value, or names a figure that is not known.

    Examples
    --------
    >>> from_wire(tuple[float, ...] | Missing, {"missing": "no source prints it"}, {})
    Missing(reason='no source prints it')
    >>> from_wire(tuple[float, ...] | Missing, [1, 2.5], {})
    (1.0, 2.5)
    """
    try:
        return _read(kind, wire, known)
    except (KeyError, TypeError, ValueError) as error:
        raise InputRefused(
            "what was kept cannot be read back", where=str(kind), why=str(error), next="make it again"
        ) from error


def _read(kind: Any, wire: Any, known: Known) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _one_of(typing.get_args(kind), wire, known)
    if origin is tuple:
        return _tuple(typing.get_args(kind), wire, known)
    if origin is dict:
        inner = typing.get_args(kind)[1]
        return {str(name): _read(inner, each, known) for name, each in wire.items()}
    if kind is Figure:
        return _figure(wire, known)
    if kind is Missing:
        return Missing(wire["missing"])
    if kind is date:
        return date.fromisoformat(wire)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return kind(**{each.name: _read(hints[each.name], wire[each.name], known) for each in fields(kind)})
    return _plain(kind, wire)


def _one_of(kinds: tuple[Any, ...], wire: Any, known: Known) -> Any:
    if wire is None:
        return None
    if isinstance(wire, dict) and set(wire) == {"missing"}:
        return Missing(wire["missing"])
    rest = [kind for kind in kinds if kind not in (Missing, type(None))]
    if len(rest) != 1:
        raise TypeError(f"{kinds} do not say which of them was written")
    return _read(rest[0], wire, known)


def _tuple(kinds: tuple[Any, ...], wire: Any, known: Known) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], each, known) for each in wire)
    return tuple(_read(kind, each, known) for kind, each in zip(kinds, wire, strict=True))


def _plain(kind: Any, wire: Any) -> Any:
    if kind is float and isinstance(wire, int | float) and not isinstance(wire, bool):
        return float(wire)
    if isinstance(wire, kind) and (kind is bool or not isinstance(wire, bool)):
        return wire
    raise TypeError(f"{wire!r} is no {kind.__name__}")


def _figure(wire: Mapping[str, Any], known: Known) -> Figure:
    """Return a figure; one without a formula is itself among the known, with its sources whole."""
    if "formula" not in wire:
        return known[wire["id"]]
    inputs = tuple(known[each] for each in wire["inputs"])
    return Figure(
        id=wire["id"],
        value=float(wire["value"]),
        interval=Interval(float(wire["low"]), float(wire["high"])),
        unit=wire["unit"],
        badge=Badge(wire["badge"]),
        known_at=date.fromisoformat(wire["known_at"]),
        sources=tuple(dict.fromkeys(source for each in inputs for source in each.sources)),
        formula=wire["formula"],
        inputs=inputs,
        note=wire.get("note", ""),
    )
