"""Units and scales in labels and titles, and the factors by which a cell may stand for a concept's unit."""

from __future__ import annotations

import re

from headframe.reading.labels import unit_in

FORMS = tuple(
    (unit, re.compile(form, re.IGNORECASE))
    for unit, form in (
        ("billion", r"\bin billions\b|[$(\s]\s?(?:bn|billions?)\b|\$\s?B\b"),
        (
            "thousand",
            r"\bin (?:thousands|000s?)\b|\(['’]?000s?\)|['’]000s?\b|\$\s?(?:['’]?000s?|thousands?|k)\b|"
            r"\b(?:USD|US\$)\s?(?:k|thousands?|['’]?000s?)\b|\((?:thousands?|k)\)",
        ),
        (
            "million",
            r"\bin (?:millions|mm|mn)\b|\$\s?(?:mm|mn|m|millions?)\b|\b(?:USD|US\$)\s?(?:mm|mn|m|millions?)\b|"
            r"\((?:mm|mn|m|millions?)\)|\bmillions\b",
        ),
        ("percent", r"\(\s?%\s?\)|\bpercent\b|%$"),
        ("GW", r"\(GW\)|\bgigawatts\b"),
        ("kW", r"\(kW\)|\bkilowatts\b"),
        (
            "one",
            r"\(BTC\)|\(\s?\$\s?\)|\(US\$\)|\(USD\)|\(MW\)|\(bitcoin\)|\(coins\)|\(in dollars\)|\bin whole dollars\b",
        ),
    )
)
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
READ = {"USD thousand": "thousand", "USD million": "million"}
OF_UNIT: dict[str, dict[str, float]] = {
    "USD": {"one": 1.0, **SCALES},
    "USD/year": {"one": 1.0, **SCALES},
    "shares": {"one": 1.0, "thousand": 1e3, "million": 1e6},
    "USD/kWh": {"USD/kWh": 1.0, "cents/kWh": 0.01, "USD/MWh": 0.001},
    "EH/s": {"EH/s": 1.0, "PH/s": 0.001},
    "ratio": {"one": 1.0, "percent": 0.01},
    "MW": {"one": 1.0, "GW": 1000.0, "kW": 0.001},
    "USD/BTC": {"one": 1.0, "thousand": 1e3},
}
"""For each concept's unit: what a label may state → the factor to that unit. Every other unit is taken as it stands."""
SLIPS = (1e3, 1e-3, 1e6, 1e-6, 10.0, 0.1, 100.0, 0.01, 1e9, 1e-9)
"""How far a typed number is off when a unit or the decimal point slipped, the likeliest first."""


def unit_of(text: str) -> str:
    """Return the unit or scale that a label, heading or title states, or an empty text.

    Examples
    --------
    >>> unit_of("Net proceeds ($mm)"), unit_of("($ in thousands, except per share)"), unit_of("Power cost (c/kWh)")
    ('million', 'thousand', 'cents/kWh')
    >>> unit_of("Bitcoin held")
    ''
    """
    for unit, form in FORMS[:3]:
        if form.search(text):
            return unit
    if found := unit_in(text):
        return READ.get(found, found)
    return next((unit for unit, form in FORMS[3:] if form.search(text)), "")


def factors_for(unit: str) -> dict[str, float]:
    """Return what a cell's number may be multiplied by to stand in `unit`, by the words that say so."""
    return OF_UNIT.get(unit, {"one": 1.0})


def stated_factor(stated: str, unit: str) -> float | None:
    """Return the factor that stated words give for a concept in `unit`, or None where they say nothing of it."""
    return factors_for(unit).get(stated)


def name_of_factor(factor: float, unit: str) -> str:
    """Return how a cell's unit is called: "USD million".

    Examples
    --------
    >>> name_of_factor(1e6, "USD"), name_of_factor(0.01, "USD/kWh"), name_of_factor(1, "BTC")
    ('USD million', 'cents/kWh', 'BTC')
    """
    for word, known in factors_for(unit).items():
        if known == factor:
            return unit if word == "one" else f"{unit} {word}" if word in SCALES else word
    return f"{unit} × {factor:g}"
