"""Answers: what every verb returns, with what made it (conventions §8)."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.wire import schema_of, to_wire

if TYPE_CHECKING:
    import polars

SCHEMA_BASE = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class RecordStamp:
    """Which record an answer was computed from: at a fixed stamp it never changes."""

    snapshot: str
    digest: str
    position: int


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """Everything that made an answer: company, day, record, assumptions, seed and version."""

    company: str | None
    as_of: date
    record: RecordStamp
    version: str
    assumptions: str | None = None
    seed: int | None = None
    look_ahead: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A frozen result with its provenance; the fields of a subclass are its data."""

    verb: ClassVar[str] = "answer"
    revision: ClassVar[int] = 1

    made_from: MadeFrom

    def data(self) -> dict[str, Any]:
        """Return the answer's own fields in their written form."""
        return {field.name: to_wire(getattr(self, field.name)) for field in fields(self) if field.name != "made_from"}

    def to_json(self) -> dict[str, Any]:
        """Return the envelope: schema, provenance and data."""
        made = to_wire(self.made_from)
        order = ("company", "as_of", "record", "assumptions", "seed", "version")
        envelope = {"schema": f"headframe.{self.verb}/{self.revision}"}
        envelope |= {name: made[name] for name in order}
        return envelope | {"data": self.data(), "look_ahead": made["look_ahead"]}

    def to_json_text(self) -> str:
        """Return the envelope as text: UTF-8, two spaces a level, no NaN."""
        return json.dumps(self.to_json(), indent=2, ensure_ascii=False, allow_nan=False)

    def figures(self) -> Iterator[Figure]:
        """Yield every figure of the answer, in reading order."""
        for _, figure in labelled_figures(self, ""):
            if isinstance(figure, Figure):
                yield figure

    def frame(self) -> polars.DataFrame:
        """Return one row a figure or gap: where, id, value, low, high, unit, badge, known_at, formula, missing."""
        import polars

        rows = [figure_row(where, figure) for where, figure in labelled_figures(self, "")]
        # All rows: a reason may stand for the first time after any number of rows without one.
        return polars.DataFrame(rows, schema=FRAME_COLUMNS, orient="row", infer_schema_length=None)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of the envelope this verb prints."""
        hints = typing.get_type_hints(cls)
        names = [field.name for field in fields(cls) if field.name != "made_from"]
        properties: dict[str, Any] = {"schema": {"const": f"headframe.{cls.verb}/{cls.revision}"}}
        made = schema_of(MadeFrom)["properties"]
        properties |= {name: made[name] for name in made}
        properties["data"] = {
            "type": "object",
            "required": names,
            "properties": {name: schema_of(hints[name]) for name in names},
            "additionalProperties": False,
        }
        return {
            "$schema": SCHEMA_BASE,
            "title": f"headframe {cls.verb}",
            "type": "object",
            "required": list(properties),
            "properties": properties,
            "additionalProperties": False,
        }


FRAME_COLUMNS = ("where", "id", "value", "low", "high", "unit", "badge", "known_at", "formula", "missing")


def labelled_figures(value: Any, where: str) -> Iterator[tuple[str, Figure | Missing]]:
    """Yield the figures and gaps inside `value`, each with the path that leads to it."""
    match value:
        case Figure() | Missing():
            yield where, value
        case list() | tuple():
            for index, item in enumerate(value):
                yield from labelled_figures(item, f"{where}[{index}]")
        case dict():
            for key, item in value.items():
                yield from labelled_figures(item, f"{where}.{key}" if where else str(key))
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                path = f"{where}.{field.name}" if where else field.name
                yield from labelled_figures(getattr(value, field.name), path)


def figure_row(where: str, figure: Figure | Missing) -> tuple[Any, ...]:
    """Return a figure or gap as one row of `FRAME_COLUMNS`."""
    if isinstance(figure, Missing):
        return (where, None, None, None, None, None, None, None, None, figure.reason)
    return (
        where,
        figure.id,
        figure.value,
        figure.interval.low,
        figure.interval.high,
        figure.unit,
        figure.badge.value,
        figure.known_at,
        figure.formula or None,
        None,
    )
