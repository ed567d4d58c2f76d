"""Whose numbers they are: the companies a text names, and the one it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from headframe.reading.phrases import phrase
from headframe.vocabulary.company import companies
from headframe.vocabulary.tables import packaged_rows

NOT_MINERS = frozenset({"CRWV", "NVDA", "QQQ", "SPY", "SECTOR", "FLUIDSTACK"})
OBJECT_BEFORE = phrase("object_before")
JOINT = re.compile(r",?\s(?:and|y|e|ed|und|и|&)\s", re.IGNORECASE)
PRONOUN = re.compile(r"^(?:It|Its|The (?:company|miner|firm|group)|They|Their)(?!\w)")


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a company: where, which ticker, and whether it is only an object of the sentence."""

    start: int
    end: int
    ticker: str
    is_object: bool


@cache
def _labels() -> tuple[dict[str, str], re.Pattern[str]]:
    tickers: dict[str, str] = {}
    for company in companies().values():
        if "aggregate" in company.name or company.ticker in NOT_MINERS:
            continue
        for label in company.names:
            if label and "(" not in label and "/" not in label:
                tickers.setdefault(label, company.ticker)
                tickers.setdefault(label.upper() if len(label) > 5 else label, company.ticker)
    words = sorted(tickers, key=len, reverse=True)
    return tickers, re.compile(
        rf"(?<![\w@])(?:[#$])?({'|'.join(map(re.escape, words))})(?:Platforms|Holdings|Mining)?(?!\w)"
    )


@cache
def no_names() -> frozenset[str]:
    """Return the words that a capital makes no name: days, months, openings of sentences, the trade's own."""
    return frozenset(row["word"] for row in packaged_rows("headframe.reading", "no_names.csv"))


def companies_named(text: str) -> Iterator[Named]:
    """Yield the companies that `text` names, left to right.

    Examples
    --------
    >>> [named.ticker for named in companies_named("Riot mined more than CleanSpark")]
    ['RIOT', 'CLSK']
    """
    tickers, pattern = _labels()
    for match in pattern.finditer(text):
        if match[1] == "Galaxy" and not re.match(r"\s(?:Digital|mined|held)", text[match.end() :]):
            continue
        is_object = bool(OBJECT_BEFORE.search(text[max(0, match.start() - 24) : match.start()]))
        yield Named(match.start(), match.end(), tickers[match[1]], is_object)


def without_digits_of_names(text: str) -> str:
    """Return `text` with the digits of companies' names made letters, so that "Hut 8 300" holds one number.

    Examples
    --------
    >>> without_digits_of_names("Hut 8 300 BTC")
    'Hut x 300 BTC'
    """
    if "8" not in text:
        return text
    for named in companies_named(text):
        name = re.sub(r"\d", "x", text[named.start : named.end])
        text = text[: named.start] + name + text[named.end :]
    return text


def without_names(text: str) -> str:
    """Return `text` with companies' names made one long word each, so that "MARA Holdings" holds no word of its own.

    Examples
    --------
    >>> without_names("MARA Holdings mined 713 BTC")
    'xxxxxxxxxxxxx mined 713 BTC'
    """
    for named in companies_named(text):
        text = text[: named.start] + "x" * (named.end - named.start) + text[named.end :]
    return text


def company_of_text(text: str) -> str | None:
    """Return the ticker of the company a document is about: the one it opens with, unless another rules it.

    None where the text names no company it could be about.
    """
    named = [mention for mention in companies_named(text[:60_000]) if not mention.is_object]
    if not named:
        return None
    counts = Counter(mention.ticker for mention in named)
    first = named[0].ticker
    most, times = counts.most_common(1)[0]
    return most if times >= 3 * counts[first] and len(text) > 1500 else first


def company_of_number(
    sentence: str, start: int, carried: str | None, main: str | None, *, continues: bool = False
) -> tuple[str | None, bool]:
    """Return whose number stands at `start`, and whether the text leaves that open.

    It is the last company named before it as a subject. Where the sentence names none it is the document's own,
    unless the sentence before spoke of another: then a pronoun or a semicolon carries that one over, and anything else
    is open.
    """
    before = [mention for mention in companies_named(sentence) if mention.end <= start + 1 and not mention.is_object]
    if before:
        return before[-1].ticker, _is_joint(sentence, before)
    if carried is None or carried == main:
        return main, False
    if continues or PRONOUN.match(sentence):
        return carried, False
    return main, True


def _is_joint(sentence: str, before: list[Named]) -> bool:
    """Whether the last two names are one subject: "CleanSpark and HIVE both slipped: 276 BTC"."""
    if len(before) < 2 or before[-1].ticker == before[-2].ticker:
        return False
    return bool(JOINT.fullmatch(sentence[before[-2].end : before[-1].start]))


def company_after(sentence: str, carried: str | None) -> str | None:
    """Return the company that the next sentence may carry on with."""
    named = [mention for mention in companies_named(sentence) if not mention.is_object]
    if named:
        return named[-1].ticker
    return carried if PRONOUN.match(sentence) else None
