"""Rows of tables to facts: label to concept, cell to value, column to period; printed changes are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.reading.columns import Columns
from headframe.reading.dating import fitted
from headframe.reading.found import Found, Passed, PriorValues
from headframe.reading.glued import Cell, change_holds, resolved, ways
from headframe.reading.labels import Label, bare_label, label_of
from headframe.reading.quantities import quantities
from headframe.reading.text_tables import Row, TextTable
from headframe.vocabulary.concept import concept
from headframe.vocabulary.fact import Basis

DASH = re.compile(r"[-–—−]{1,2}")
ABSENT = re.compile(r"N/?A|N/?M|NM|n\.m\.|", re.IGNORECASE)
NOTE_BEHIND = re.compile(r"(?<=[\w)%])\s\(?[1-9]\d?\)?(?:,\s?\d)*$")
GLUED_NOTE = re.compile(r"(\d{1,3}(?:,\d{3})+)[1-9](?!\d)")
GLUED = "glued digits that grouping and percentages do not part in one way"
ZERO_BY_DASH = frozenset({"bitcoin_sold", "bitcoin_purchased"})


def facts_of_table(
    table: TextTable,
    company: str | None,
    *,
    demand_response: bool,
    prior: PriorValues | None,
    corroborated: frozenset[str] = frozenset(),
) -> Iterator[Found | Passed]:
    """Yield the facts of one table, and the cells that were refused.

    Parameters
    ----------
    table : TextTable
        The table, its columns already dated.
    company : str, optional
        The ticker whose table it is.
    demand_response : bool
        Whether the document counts demand response credits apart from power credits.
    prior : mapping, optional
        Values the record holds: one of them may say how glued digits part where nothing else does.
    corroborated : frozenset of str
        Numbers that the document prints elsewhere on their own: they settle how glued digits part.
    """
    section = ""
    noted = _labels_are_noted(table)
    for row in table.rows:
        label = label_of(row.label) or (label_of(f"{section} {row.label}") if section else None)
        if label is None or not label.concept:
            continue
        if label.concept == "power_curtailment_credits" and not demand_response:
            label = replace(label, concept="power_credits_total")
        yield from _facts_of_row(row, label, table, company, noted, prior, corroborated)


def _facts_of_row(
    row: Row,
    label: Label,
    table: TextTable,
    company: str | None,
    noted: bool | None,
    prior: PriorValues | None,
    corroborated: frozenset[str],
) -> Iterator[Found | Passed]:
    columns = table.columns
    place = f"chars {row.start}-{row.end}"
    quote = " ".join(part for part in (bare_label(row.label), " | ".join(row.cells) or row.run.strip()) if part)[:160]
    if row.run:
        cells, checked = resolved(row.run, columns.changes, len(columns.periods), label_notes=noted)
        if checked and not any(cells):
            yield Passed(quote, place, GLUED)
            return
        if not checked and len(columns.periods) == 1 and cells[0] is None:
            cells = [_by_corroboration(row.run, corroborated)]
        if not checked and prior:
            known = [_known_digits(prior, company, label, period) for period in columns.periods]
            cells = [cell or _by_known(row.run, index, known, columns) for index, cell in enumerate(cells)]
        if not any(cells):
            yield Passed(quote, place, GLUED)
            return
        listed = [(cell.text if cell else None) for cell in cells]
        confidence = 0.92 if checked else 0.83
        failed = False
    else:
        texts = _values_of(row.cells, columns)
        if texts is None:
            if any(re.search(r"\d", cell) for cell in row.cells):
                yield Passed(quote, place, f"{len(row.cells)} cells for {len(columns.periods)} periods")
            return
        listed = list(texts)
        failed = _changes_fail(row.cells, columns)
        confidence = 0.97
    for index, text in enumerate(listed):
        if text is None:
            continue
        found = fact_of_cell(
            text, label, columns.periods[index], company, quote, place, f"table: {table.kind}", confidence
        )
        if isinstance(found, Found) and failed:
            found = replace(found, confidence=0.6, note="its printed change does not fit its values")
        if found is not None:
            yield found


def _known_digits(prior: PriorValues, company: str | None, label: Label, period: Period) -> str:
    """Return the value that the record holds for a cell, as a table prints it, or an empty text."""
    day = fitted(period, concept(label.concept).kind)
    value = prior.get((company or "", label.concept, day)) if day else None
    return f"{value:,.10g}" if value else ""


def _by_known(run: str, index: int, known: Sequence[str], columns: Columns) -> Cell | None:
    """Return the one way's cell that prints the value the record holds."""
    possible = ways(run, len(columns.periods), len(columns.changes))
    fitting = {way.values[index].text for way in possible if known[index] and way.values[index].digits == known[index]}
    return Cell(known[index], known[index]) if fitting else None


def _by_corroboration(run: str, corroborated: frozenset[str]) -> Cell | None:
    fitting = [
        digits for digits in corroborated if run.strip().endswith(digits) and len(run.strip()) - len(digits) <= 1
    ]
    return Cell(fitting[0], fitting[0]) if len(fitting) == 1 else None


def _values_of(cells: Sequence[str], columns: Columns) -> tuple[str, ...] | None:
    """Return the cells of the periods: all columns filled, or the periods alone, or changes left blank behind them."""
    count, changes = len(columns.periods), len(columns.changes)
    if len(cells) in (count, count + changes):
        return tuple(cells[:count])
    if (
        len(cells) > count
        and all("%" in cell or ABSENT.fullmatch(cell) or DASH.fullmatch(cell) for cell in cells[count:])
        and len(cells) <= count + 4
    ):
        return tuple(cells[:count])
    return None


def _changes_fail(cells: Sequence[str], columns: Columns) -> bool:
    count = len(columns.periods)
    if len(cells) != count + len(columns.changes):
        return False
    verdicts = []
    for printed, pair in zip(cells[count:], columns.changes, strict=True):
        match = re.search(r"(?P<sign>[-−–(]?)\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?%", printed)
        if not match or pair is None:
            continue
        value = float(match["digits"].replace(",", "")) * (-1 if match["sign"] else 1)
        half = 0.5 * 10 ** -(len(match["digits"].partition(".")[2]))
        now, then = (_bare_cell(cells[index]) for index in pair)
        verdicts.append(change_holds(now, then, (value, half)) if now and then else None)
    return False in verdicts


def _bare_cell(text: str) -> Cell | None:
    found = quantities(unnoted(text))
    return Cell(text, found[0].digits, found[0].negative) if len(found) == 1 else None


def unnoted(text: str) -> str:
    """Return a cell without footnote digits behind its value ("10.3 EH/s 2", "8,204 3", "8,2043")."""
    return GLUED_NOTE.sub(r"\1", NOTE_BEHIND.sub("", text.strip()))


def fact_of_cell(
    text: str, label: Label, period: Period, company: str | None, quote: str, place: str, rule: str, confidence: float
) -> Found | Passed | None:
    """Return the fact one cell states, a refusal, or None for a cell that states nothing."""
    named = concept(label.concept)
    bare = unnoted(text)
    fits = fitted(period, named.kind)
    if fits is None or ABSENT.fullmatch(bare):
        return None
    if DASH.fullmatch(bare):
        if label.concept not in ZERO_BY_DASH or label.part:
            return None
        value, interval = 0.0, Interval(0.0, 0.0)
    else:
        read = _value_of(bare, label)
        if read is None:
            return Passed(quote, place, f"'{text[:30]}' does not say its unit or is no single number")
        value, interval = read
    return Found(
        company=company,
        concept=label.concept,
        period=fits,
        value=value,
        interval=interval,
        unit=named.unit,
        quote=quote,
        place=place,
        rule=rule,
        confidence=confidence,
        basis=Basis.PART if label.part and label.part not in {"self-mining", "with hosting"} else Basis.AS_DEFINED,
        part=label.part,
        approximate="appx" in text.lower() or "approx" in text.lower() or "~" in text,
    )


def _value_of(text: str, label: Label) -> tuple[float, Interval] | None:
    found = quantities(text)
    if len(found) != 1:
        return None
    quantity = found[0]
    wanted = concept(label.concept).unit
    unit = quantity.unit
    if unit == "percent":
        return None
    if wanted == "USD" and not quantity.scale and label.unit in {"USD thousand", "USD million"}:
        unit = label.unit
    elif wanted == "USD/BTC" and unit in {"USD", "", "USD/BTC"}:
        unit = "USD/BTC"
    elif not unit:
        unit = label.unit or wanted
        if wanted == "EH/s" and not label.unit and quantity.number >= Decimal(100):
            return None
        if wanted == "USD" and not label.unit and quantity.number < Decimal(100_000):
            return None
        if wanted == "USD/kWh" and not label.unit:
            return None
    elif (
        wanted == "USD"
        and unit == "USD"
        and not quantity.scale
        and not label.unit
        and quantity.number < Decimal(10_000)
    ):
        return None
    try:
        return replace(quantity, unit=unit).interval_in(wanted)
    except InputRefused:
        return None


def _labels_are_noted(table: TextTable) -> bool | None:
    """Say whether some row can only be read with a footnote digit on its label; None where rows are not glued."""
    runs = [row.run for row in table.rows if row.run]
    if not runs:
        return None
    return (
        True
        if any(re.match(r"\d{2,4},\d{3}", run) and not re.match(r"\d{1,3},\d{3}(?!\d)", run) for run in runs)
        else None
    )
