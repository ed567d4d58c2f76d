"""A number's card as a terminal shows it."""

from __future__ import annotations

from headframe.accounts.why import Printing, Why
from headframe.briefs.numbers import bound, quantity
from headframe.briefs.terminal import text_of
from headframe.ground.missing import Missing
from headframe.vocabulary.fact import Source
from headframe.vocabulary.figure import Figure, plain


def why_text(answer: Why) -> str:
    """Return value, definition, source, other printings, restatements and formula."""
    made = answer.made_from
    id = " ".join(filter(None, (made.company, answer.concept, str(answer.period), answer.which)))
    parts: list[object] = [f"{id}   as known on {made.as_of}", ""]
    parts += _figure_lines(answer.figure)
    parts += ["", f"means       {answer.definition}"]
    if answer.rivals:
        parts.append(f"but others  {answer.rivals}")
    if answer.chosen:
        parts += ["", "CHOSEN", *_printing_lines(answer.chosen)]
    if answer.others:
        parts += ["", f"ALSO PRINTED ({len(answer.others)})"]
        parts += [line for printing in answer.others for line in _printing_lines(printing)]
    if answer.restatements:
        parts += ["", "RESTATED SINCE", *_restated(answer)]
    if not answer.chosen and not answer.inputs and isinstance(answer.figure, Figure):
        parts += ["", "FROM", *(f"  {_source(source)}" for source in answer.figure.sources)]
    if answer.inputs:
        parts += ["", "FROM", *(f"  {_input(figure)}" for figure in answer.inputs)]
    return text_of(*parts)


def _figure_lines(figure: Figure | Missing) -> list[object]:
    if isinstance(figure, Missing):
        return [f"missing: {figure.reason}"]
    low, high = bound(figure.interval.low, figure.half_width), bound(figure.interval.high, figure.half_width)
    lines: list[object] = [
        f"{quantity(figure.value, figure.unit)} [{figure.unit}]  {figure.badge.mark} {figure.badge.value}",
        f"stands for  {low} to {high} {figure.unit}",
        f"known since {figure.known_at}",
    ]
    if figure.formula:
        lines.append(f"formula     {figure.formula}")
    if figure.note:
        lines.append(f"note        {figure.note}")
    return lines


def _restated(answer: Why) -> list[object]:
    said = dict.fromkeys(f"  {p.known_at}  {plain(p.value):,} {p.unit}  {p.title}" for p in answer.restatements)
    return list(said)


def _printing_lines(printing: Printing) -> list[object]:
    mark = " " if printing.agrees else "≠"
    head = f"{mark} {plain(printing.value):,} {printing.unit}  {printing.kind}, {printing.title}"
    how = "" if printing.known_by == "published" else f" ({printing.known_by.replace('_', ' ')})"
    lines: list[object] = [f"{head}, known {printing.known_at}{how}"]
    for label, text in (
        ("link", printing.url),
        ("place", printing.place),
        ("quote", printing.quote),
        ("note", printing.note),
    ):
        if text:
            lines.append(f"    {label:<6}{text}")
    if printing.basis != "as_defined" or printing.standing != "stated":
        lines.append(f"    basis {printing.basis}, {printing.standing}")
    return lines


def _source(source: Source) -> str:
    return ", ".join(filter(None, (source.title, source.place, source.url)))


def _input(figure: Figure) -> str:
    return f"{quantity(figure.value, figure.unit)} {figure.badge.mark}  {figure.id}"
