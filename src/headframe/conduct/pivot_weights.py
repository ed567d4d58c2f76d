"""Weights of the pivot score: the user's, or equal. What is not named weighs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType

from headframe.ground.errors import UsageProblem

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "leased": "share of approved power leased for AI",
        "revenue": "share of revenue from AI",
        "sold": "bitcoin sold over produced in a year, at most 1",
        "restricted": "restricted share of the bitcoin held",
        "hash_rate": "deployed hash rate given up within a year: 1 − now / then, at least 0",
    }
)
"""Every part lies in [0, 1] as it stands: no scale is chosen, so only the weights are a matter of opinion."""
EQUAL = "equal weights"


def equal_weights() -> dict[str, float]:
    """Return weight 1 for each part."""
    return dict.fromkeys(PARTS, 1.0)


def parse_weights(text: str | None) -> dict[str, float]:
    """Read "leased=2,revenue=1"; None means equal.

    Raises
    ------
    UsageProblem
        For an unknown part, a weight that is no number from 0 up, or weights that are all 0.

    Examples
    --------
    >>> parse_weights("leased=2,revenue=1")["hash_rate"]
    0.0
    """
    if text is None:
        return equal_weights()
    weights = dict.fromkeys(PARTS, 0.0)
    seen: set[str] = set()
    for item in text.split(","):
        name, _, number = item.partition("=")
        name = name.strip()
        if name not in PARTS:
            raise _problem(f"'{name[:40]}' is no part of the pivot score", f"one of {', '.join(PARTS)}")
        if name in seen:
            raise _problem(f"'{name}' is given twice", "give each part once")
        seen.add(name)
        weights[name] = _weight(name, number)
    return checked(weights)


def checked(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights for every part, refused where a name is unknown, one is negative, or all are 0."""
    for name, weight in weights.items():
        if name not in PARTS:
            raise _problem(f"'{name[:40]}' is no part of the pivot score", f"one of {', '.join(PARTS)}")
        if not (isfinite(weight) and weight >= 0):
            raise _problem(f"{name}={weight} is no weight", "a weight is a number from 0 up")
    if not any(weight > 0 for weight in weights.values()):
        raise _problem("all weights are 0", "give at least one above 0")
    return dict.fromkeys(PARTS, 0.0) | dict(weights)


def weights_words(weights: Mapping[str, float]) -> str:
    """Return weights as the last words of an id.

    Examples
    --------
    >>> weights_words(equal_weights()), weights_words(parse_weights("leased=2,revenue=1"))
    ('equal weights', 'leased=2,revenue=1')
    """
    if dict(weights) == equal_weights():
        return EQUAL
    return ",".join(f"{name}={weights[name]:g}" for name in PARTS if weights.get(name, 0.0) > 0)


def weights_of_words(words: str) -> dict[str, float]:
    """Return the weights that the last words of an id name."""
    return equal_weights() if words == EQUAL else parse_weights(words)


def _weight(name: str, number: str) -> float:
    try:
        return float(number)
    except ValueError as error:
        raise _problem(f"{name}={number[:20]} is no weight", "write leased=2,revenue=1") from error


def _problem(what: str, next: str) -> UsageProblem:
    return UsageProblem(what, where="--weights", next=next)
