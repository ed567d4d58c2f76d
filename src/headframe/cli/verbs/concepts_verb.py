"""`headframe concepts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb

if TYPE_CHECKING:
    from headframe.record.catalogue import Concepts, KnownConcept

COLUMNS = ("name", "unit", "kind", "family", "label")


@verb("table", "csv", "json")
def command(
    common: Common,
    name: Annotated[str | None, typer.Argument(help="One concept, with its definition: bitcoin_held.")] = None,
) -> int:
    """The concepts that figures may be of: name, unit, kind. With a name: its definition, and who means otherwise."""
    from headframe.cli.forms import csv_text
    from headframe.record.catalogue import list_concepts

    answer = list_concepts(common.view(), name)
    return emit(common, answer, {"table": concepts_text if name is None else card_text, "csv": csv_text})


def concepts_text(answer: Concepts) -> str:
    """Return the concepts as a terminal shows them."""
    from headframe.briefs.terminal import table, text_of

    rows = [[one.name, one.unit, one.kind, one.family, one.label] for one in answer.concepts]
    return text_of(table(COLUMNS, rows, left=range(len(COLUMNS)), width=120), width=120)


def card_text(answer: Concepts) -> str:
    """Return one concept with everything that is written of it."""
    from headframe.briefs.terminal import text_of

    return text_of(*(line for one in answer.concepts for line in _card(one)))


def _card(one: KnownConcept) -> list[str]:
    lines = [
        f"{one.name}   {one.label}",
        "",
        f"unit        {one.unit}",
        f"kind        {one.kind}" + (", computed by Headframe" if one.computed else ""),
        f"can be      {one.low:,.12g} to {one.high:,.12g}",
    ]
    if one.same_as:
        lines.append(f"same as     {one.same_as}")
    lines += ["", f"means       {one.definition}"]
    return [*lines, f"but others  {one.rivals}"] if one.rivals else lines
