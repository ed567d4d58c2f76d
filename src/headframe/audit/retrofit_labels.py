"""Labels of rows and columns: the concepts they may mean, whose they are, and what makes them nobody's.

First a concept's own label, in any order of its words; then the wordings of models (retrofit_labels.csv); then those of
companies' tables (the reading room's labels.csv). A label may mean several concepts: the numbers beside it decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from headframe.audit.retrofit_headings import Heading, heading_inside, heading_of
from headframe.audit.retrofit_units import unit_of
from headframe.reading.companies_in_text import companies_named
from headframe.reading.labels import bare_label, label_of
from headframe.reading.periods import month_of
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.tables import packaged_rows

LONGEST = 120
NOT_REPORTED = re.compile(
    r"\b(?:expected?|estimated?|estimates?|forecasts?|fcst|projected|projections?|proj|budget(?:ed)?|guidance|guided|"
    r"consensus|targets?|planned|scenarios?|bull|bear|base case|pro[- ]?forma|assumed|sensitivity|hypothetical|"
    r"run[- ]?rate|annuali[sz]ed|implied|street|modelled)\b",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\b(?:yoy|y/y|mom|m/m|qoq|q/q|change|growth|delta|variance|var|vs|versus|difference|margin|per day|daily|"
    r"cumulative|ytd|year[- ]to[- ]date|ltm|ttm|cagr|average of|median|peers?|rank|multiple|share of|as % of|% of|"
    r"index|weight)\b|%\s?(?:chg|Δ)|Δ",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\b(?:opening|beginning|begin|start(?:ing)?|prior[- ](?:month|period|quarter|year)|bop)\b", re.IGNORECASE
)
REMARK = re.compile(r"^\s*(?:source|note|footnote|see|per|\*|†)\b", re.IGNORECASE)
BRACKETED = re.compile(r"\([^()]*\)|\[[^\]]*\]")
UNIT_WORDS = re.compile(
    r"[$€£]|\bus\$?|\busd\b|\bin (?:thousands|millions|billions|dollars)\b|\b(?:mm|mn|bn|000s?)\b|['’]000s?",
    re.IGNORECASE,
)
WORD = re.compile(r"[a-z0-9&]+")
FILLER = frozenset(["the", "of", "a", "an", "at", "for", "and", "in", "on", "to", "by", "end"])
SITES = frozenset({"rockdale", "corsicana", "kentucky", "whinstone"})
SITE_AFTER = re.compile(r"\s[-–—:]\s")
OF_TIME = re.compile(r"\d+|q[1-4]|[1-4]q\d*|fy\d*|h[12]")
COMMON = frozenset(
    (
        *("company", "period", "month", "monthly", "quarter", "year", "reported", "self", "all", "per", "day", "our"),
        *("opening", "beginning", "ending", "closing", "eop", "bop", "cents", "kwh", "mwh", "mw", "gw"),
        *("ph", "eh", "th", "s", "j", "w", "c"),
    )
)
SAME_WORDS = {
    "btc": "bitcoin",
    "bitcoins": "bitcoin",
    "coins": "bitcoin",
    "hashrate": "hash",
    "sales": "sale",
    "revenues": "revenue",
    "costs": "cost",
    "expenses": "expense",
    "shareholders": "shareholder",
    "stockholders": "shareholder",
    "stockholder": "shareholder",
    "amortization": "amortisation",
    "energized": "energised",
    "capitalization": "capitalisation",
    "realized": "realised",
    "centre": "center",
    "utilized": "utilised",
    "avg": "average",
    "adj": "adjusted",
    "loans": "loan",
    "payables": "payable",
    "receivables": "receivable",
    "miners": "miner",
    "credits": "credit",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one text says. `concepts` are in order of likelihood; `blocked` says why no number beside it is a fact."""

    text: str
    companies: tuple[str, ...]
    concepts: tuple[str, ...]
    heading: Heading | None
    inside: Heading | None
    unit: str
    is_opening: bool
    blocked: str


NOTHING = Meaning("", (), (), None, None, "", False, "")


@lru_cache(maxsize=65_536)
def meaning_of(text: str) -> Meaning:
    """Return what a label, heading or title says.

    Examples
    --------
    >>> meaning_of("Bitcoin mining revenue ($mm)").concepts[0], meaning_of("Riot - BTC held").companies
    ('revenue_bitcoin_mining', ('RIOT',))
    >>> meaning_of("Bitcoin held, 2026 target").blocked
    'not reported: target'
    """
    label = " ".join(text.split())
    if not label or len(label) > LONGEST or REMARK.match(label):
        return NOTHING
    heading = heading_of(label)
    if heading is not None:
        return Meaning(label, (), (), heading, None, "", False, "not reported: estimate" if heading.expected else "")
    tickers = tuple(dict.fromkeys(named.ticker for named in companies_named(label)))
    return Meaning(
        text=label,
        companies=tickers,
        concepts=concepts_of(label),
        heading=None,
        inside=heading_inside(label),
        unit=unit_of(label),
        is_opening=bool(OPENING.search(label)),
        blocked=_blocked(label),
    )


def _blocked(label: str) -> str:
    if match := NOT_REPORTED.search(label):
        return f"not reported: {match[0].lower()}"
    match = CHANGED.search(label)
    if match and _key(label) not in _own_labels():
        return f"another measure: {match[0].lower()}"
    return ""


def concepts_of(label: str) -> tuple[str, ...]:
    """Return the concepts that a label may mean, likeliest first."""
    bare = _without_companies(label)
    found = list(_own_labels().get(_key(bare), ()))
    shown = " ".join(UNIT_WORDS.sub(" ", BRACKETED.sub(" ", bare_label(bare))).split()).strip(" -–—:,")
    shown = OPENING.sub(" ", shown).strip() or shown
    found += [name for pattern, names in _wordings() if pattern.fullmatch(shown) for name in names]
    table = label_of(bare) or label_of(shown)
    if table is not None and table.concept and not _strange_words(shown):
        site = f"{table.concept}_{table.part.lower()}"
        found += [site] if site in concepts() else [] if table.part else [table.concept]
    named = concepts()
    return tuple(dict.fromkeys(named[name].same_as or name for name in found))


def _strange_words(label: str) -> set[str]:
    """Return the words that no label of ours holds: beside a concept's wording they may make it a part of the whole."""
    named = re.sub(r"^.*?\s[-–—:]\s", "", label) if SITE_AFTER.search(label) else ""
    words = {word for word in WORD.findall(label.lower()) if not OF_TIME.fullmatch(word) and not month_of(word)}
    return words - _known_words() - set(WORD.findall(named.lower()))


@cache
def _known_words() -> frozenset[str]:
    own = {word for concept in concepts().values() for word in WORD.findall(concept.label.lower())}
    wordings = {word for pattern, _ in _wordings() for word in re.findall(r"[a-z]{2,}", pattern.pattern.lower())}
    return frozenset(own - SITES | wordings | {*SAME_WORDS, *SAME_WORDS.values()} | FILLER | COMMON)


def _without_companies(label: str) -> str:
    for named in reversed(list(companies_named(label))):
        label = label[: named.start] + " " + label[named.end :]
    return " ".join(label.replace("'s", " ").replace("’s", " ").split()).strip(" -–—:,|") or label


def _key(label: str) -> frozenset[str]:
    plain = UNIT_WORDS.sub(" ", BRACKETED.sub(" ", label)).lower().replace("’", "").replace("'", "").replace("_", " ")
    return frozenset(SAME_WORDS.get(word, word) for word in WORD.findall(plain)) - FILLER


@cache
def _own_labels() -> dict[frozenset[str], tuple[str, ...]]:
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for concept in concepts().values():
        for label in dict.fromkeys((concept.label, concept.name)):
            key = _key(label)
            if key and concept.name not in found.get(key, ()):
                found[key] = (*found.get(key, ()), concept.name)
    return found


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(row["pattern"], re.IGNORECASE), tuple(row["concepts"].split("|")))
        for row in packaged_rows("headframe.audit", "retrofit_labels.csv")
    )
