"""Row labels of tables and label lines: wording to concept, by labels.csv; the first rule that matches decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from headframe.reading.phrases import phrase
from headframe.vocabulary.tables import packaged_rows

NO_SITE = phrase("no_site")

FOOTNOTE = re.compile(
    r"(?:\s*\(\d{1,2}\)|\s*\[\d{1,2}\]|(?:(?<=\s)|(?<=[a-z)]))\d{1,2}(?:\s?,\s?\d{1,2})*|\s*[*†‡^]{1,3})\s*:?\s*$"
)
SITE = phrase("site")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label means: a concept (empty for a known look-alike), and the part of the company it counts."""

    concept: str
    part: str
    unit: str


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["concept"], row["part"], re.compile(row["pattern"], re.IGNORECASE))
        for row in packaged_rows("headframe.reading", "labels.csv")
    )


def bare_label(text: str) -> str:
    """Return a label without footnote marks, trailing colon and spare spaces.

    Examples
    --------
    >>> bare_label("Deployed  Hash Rate - Kentucky 2,3")
    'Deployed Hash Rate - Kentucky'
    """
    label = re.sub(r"\s+", " ", text).strip().rstrip(":").strip()
    for _ in range(3):
        shorter = FOOTNOTE.sub("", label).strip()
        if shorter == label:
            break
        label = shorter
    return label


def site_of(label: str) -> str:
    """Return the site a row counts ("Deployed Hash Rate - Rockdale"), or an empty text for the company's total."""
    match = SITE.search(label)
    site = (match["dash"] or match["after"] or "").strip() if match else ""
    return "" if NO_SITE.match(site) else site


def label_of(text: str) -> Label | None:
    """Return what `text` means as a row's label, or None where no rule knows it.

    Examples
    --------
    >>> label_of("Avg. Operating Hash Rate - Total 4").concept
    'hash_rate_operating_average'
    >>> label_of("Average Bitcoin Produced per Day").concept
    ''
    """
    label = bare_label(text)
    if not label or len(label) > 160:
        return None
    for concept, part, pattern in _rules():
        if pattern.search(label):
            if concept == "-":
                return Label("", "", "")
            return Label(concept, site_of(label) or part, unit_in(label))
    return None


UNITS_IN_LABEL = (
    ("PH/s", r"PH/s|petahash"),
    ("EH/s", r"EH/s|exahash|\bEH\b"),
    ("J/TH", r"J/TH|W/TH|watts?/TH|joules?/TH|watts? per terahash|joules? per terahash"),
    ("cents/kWh", r"(?:c|¢|cents?)\s?(?:/|per)\s?kWh"),
    ("USD/MWh", r"\$\s?(?:/|per)\s?MWh|USD/MWh"),
    ("USD/kWh", r"\$\s?(?:/|per)\s?kWh|USD/kWh"),
    ("USD thousand", r"(?:US)?\$\s?['’]?000s?|\$ ?thousands?|in thousands|\(000s?\)|US\$k|\$k"),
    ("USD million", r"(?:US)?\$\s?(?:millions?|mm?\b)|in millions|\$M\b|\(\$ ?mm?\)"),
)


def unit_in(label: str) -> str:
    """Return the unit a label states for its whole row, or an empty text."""
    return next((unit for unit, pattern in UNITS_IN_LABEL if re.search(pattern, label, re.IGNORECASE)), "")
