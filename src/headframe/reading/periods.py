"""Words for time in six languages, and the days they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from headframe.ground.period import EARLIEST_YEAR, LATEST_YEAR, Period, month_end
from headframe.reading.phrases import phrase
from headframe.vocabulary.tables import packaged_rows

HERE = "headframe.reading"
NUMBER_WORDS = {
    word: number
    for number, words in enumerate(["first erst", "second zweit", "third dritt", "fourth viert"], start=1)
    for word in words.split()
}
COUNTS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
QUARTER_WORDS = (
    r"(?P<q1>first|primer|primo|primeiro|erste[nsr]?|перв\w{2,3})|(?P<q2>second|segundo|secondo|zweite[nsr]?|втор\w{2,3})|"
    r"(?P<q3>third|tercer|terzo|terceiro|dritte[nsr]?|трет\w{2,4})|(?P<q4>fourth|final|cuarto|quarto|vierte[nsr]?|четв[её]рт\w{2,3})"
)
YEAR = r"(?:19|20)\d\d"
OF = r"(?:\s(?:of|de|del|do|des|von|в))?"
BALANCE = phrase("balance")
END_OF = phrase("end_of")
INTO_YEAR = phrase("into_year")
THROUGH = phrase("through")


@dataclass(frozen=True, slots=True)
class When:
    """One mention of time: where it stands, of which kind, and what it says of year, month and day.

    Kinds: day month months quarter half year span, and the relative ones of spans.csv. `at_end` says that the words
    before it make it a balance's instant ("end of June", "as of June 30").
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    at_end: bool = False
    count: int = 0
    fiscal: bool = False
    year_ago: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether it can be understood only beside another period."""
        return self.kind in {"prior_month", "prior_quarter", "year_ago"}


@cache
def month_numbers() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return each month's number and pattern."""
    return tuple(
        (int(row["month"]), re.compile(row["pattern"], re.IGNORECASE)) for row in packaged_rows(HERE, "months.csv")
    )


@cache
def month_words() -> str:
    """Return one pattern for any month's name; English May and March only with their capital."""
    names = "|".join(row["pattern"] for row in packaged_rows(HERE, "months.csv"))
    return f"(?:{names})"


def month_of(word: str) -> int | None:
    """Return the number of the month that `word` names."""
    return next((number for number, pattern in month_numbers() if pattern.fullmatch(word)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = rf"(?P<month>{month_words()})"
    day = r"(?P<day>3[01]|[12]\d|0?[1-9])"
    year = rf"(?P<year>{YEAR})"
    short = r"['’](?P<short>\d\d)"
    listed = [
        ("iso", r"(?<![\d-])(?P<year>20\d\d)-(?P<mm>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?![\d-])"),
        ("us", r"(?<![\d/])(?P<mm>0?[1-9]|1[0-2])/(?P<day>[0-3]?\d)/(?P<year>20\d\d)(?![\d/])"),
        ("dotted", r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<mm>0?[1-9]|1[0-2])\.(?P<year>20\d\d)(?![\d.])"),
        (
            "months_to",
            r"(?:(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])[- ]"
            r"months?(?: period)?s?|"
            r"(?:(?:fiscal )?(?:first|second|third|fourth) (?:fiscal )?)?(?P<long>quarter|half[- ]year|year),?) "
            rf"(?:ended|ending|to|through) {month}\s?{day}?(?:,?\s{year})?",
        ),
        (
            "first_months",
            rf"(?:the )?first (?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven) months(?: of {year})?",
        ),
        ("last_months", rf"(?:the )?last (?P<count>two|three|four|five|six) months of {year}"),
        (
            "pair",
            rf"(?P<month>{month_words()})(?:\s?{year})?\s?(?:-|–|to|through|bis|a|\+)\s?(?P<month2>{month_words()})(?:\s(?P<year2>{YEAR}))?(?!\s?[0-3]?\d(?![\d,.]))",
        ),
        (
            "pair",
            rf"between {month}(?:\s?{year})? and (?P<month2>{month_words()})(?:\s(?P<year2>{YEAR}))?"
            r"(?!\s?[0-3]?\d(?![\d,.]))",
        ),
        ("md", rf"{month}\s{day}(?:st|nd|rd|th)?,?\s(?:de |del )?{year}(?!\d)"),
        ("dm", rf"(?<![\d.,]){day}(?:st|nd|rd|th|\.|º|-го)?\s(?:of |de |di )?{month},?\s(?:de |del )?{year}(?!\d)"),
        ("md", rf"{month}\s{day}(?:st|nd|rd|th)?(?![\d%]|[.,]\d|\s?(?:BTC|bitcoin|EH|PH|MW|million|%|TH))"),
        ("dm", rf"(?<![\d.,]){day}(?:st|nd|rd|th|\.|º|-го)?\s(?:of |de |di )?{month}(?!\w)"),
        ("my", rf"{month}(?:,?\s(?:de |del |of |в )?{year}|\s?{short}|-(?P<short2>\d\d)(?!\d))(?!\d\d)"),
        (
            "quarter",
            r"(?P<fiscal>fiscal )?Q(?P<q>[1-4])[\s,]{0,2}(?P<fiscal2>(?:of )?(?:fiscal|FY)\s?)?"
            rf"(?:{OF}\s?(?:the )?)(?:{year}|{short}|FY(?P<short2>\d\d)(?!\d))?(?!\w)",
        ),
        ("quarter", r"(?<!\w)(?P<q>[1-4])(?:Q|T|кв\.?)[\s']?(?:(?P<year>20\d\d)|(?P<short>\d\d)(?!\d))?(?!\w)"),
        (
            "quarter",
            rf"(?P<fiscal>fiscal )?(?:{QUARTER_WORDS})[\s-](?P<fiscal2>fiscal )?"
            rf"(?:quarter|qtr\.?|trimestre|Quartals?|квартал\w{{0,2}})"
            rf"(?:{OF}(?:\s(?P<fiscal3>fiscal(?: year)?))?,?\s{year})?",
        ),
        ("quarter", rf"(?P<q4>last) quarter of {year}"),
        ("quarter", rf"(?P<q>[1-4])\.\s?Quartal(?:s)?(?:\s{year})?"),
        ("half", rf"(?:H(?P<h>[12])|(?P<h2>[12])H)[\s'’]{{0,2}}(?:of )?(?:{year}|(?P<short>\d\d)(?!\d))?(?!\w)"),
        ("half", rf"(?P<hf>first|second)[- ]half(?: of)?(?: the year)?(?: {year})?(?!\w)"),
        ("fiscal_year", rf"(?:fiscal(?: year)?|FY)\s?['’]?(?:{year}|(?P<short>\d\d)(?!\d))"),
        ("calendar_ytd", rf"(?:CY|calendar(?: year)?|year[- ]to[- ]date)\s?{year}"),
        ("calendar_ytd", rf"{year} year[- ]to[- ]date"),
        ("month", rf"{month}(?!\w)"),
        ("year", rf"(?<![\d.,$£€/-]){year}(?![\d%/-]|[.,]\d|\s?(?:BTC|bitcoin|EH|MW|miners|coins))"),
    ]
    return tuple(
        (kind, re.compile(rf"(?<![\w]){pattern}" if kind not in {"iso", "us", "dotted"} else pattern, re.IGNORECASE))
        for kind, pattern in listed
    )


@cache
def _relative_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["meaning"], re.compile(rf"(?<!\w)(?:{row['pattern']})(?!\w)", re.IGNORECASE))
        for row in packaged_rows(HERE, "spans.csv")
    )


def whens(text: str) -> list[When]:
    """Return every mention of time in `text`, left to right, none inside another.

    Examples
    --------
    >>> [(found.kind, found.month, found.year) for found in whens("460 in December 2025, 495 a year earlier")]
    [('month', 12, 2025), ('year_ago', None, None)]
    """
    return list(_whens(text))


NEEDS = {
    "iso": r"20\d\d-",
    "us": r"/20\d\d",
    "dotted": r"\.20\d\d",
    "quarter": r"q(?:uarter|tr)|q[1-4]|[1-4]q|[1-4]t|trimestre|quartal|квартал|кв",
    "half": r"half|h[12]|[12]h",
    "fiscal_year": r"fiscal|fy",
    "calendar_ytd": r"cy|calendar|to[- ]date",
    "year": r"(?:19|20)\d\d",
    "first_months": r"months",
    "last_months": r"months",
}
"""Cheap signs without which a pattern cannot match; every other dated pattern needs a month's name."""
RELATIVE_SIGN = (
    r"year|ytd|cy|month|quarter|period|date|day|time|since january|anno|año|ano|mes|mês|trimestre|jahr|monat|quartal|"
    r"год|месяц|квартал|half"
)


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    signs = {kind: re.compile(sign, re.IGNORECASE) for kind, sign in NEEDS.items()}
    return signs | {"": re.compile(month_words(), re.IGNORECASE), "relative": re.compile(RELATIVE_SIGN, re.IGNORECASE)}


@lru_cache(maxsize=1024)
def _whens(text: str) -> tuple[When, ...]:
    signs = _signs()
    seen = {kind for kind, sign in signs.items() if sign.search(text)}
    patterns = [(kind, pattern) for kind, pattern in _patterns() if (kind if kind in NEEDS else "") in seen]
    relative = _relative_patterns() if "relative" in seen else ()
    taken: list[When] = []
    for kind, pattern in (*relative, *patterns):
        for match in pattern.finditer(text):
            if match.end() == match.start() or any(
                match.start() < other.end and other.start < match.end() for other in taken
            ):
                continue
            if found := _when(kind, match, text):
                taken.append(found)
    return tuple(_joined(sorted(taken, key=lambda found: found.start), text))


def _when(kind: str, match: re.Match[str], text: str) -> When | None:
    groups = match.groupdict()
    begin, end = match.start(), match.end()
    end -= len(match[0]) - len(match[0].rstrip())
    before = text[max(0, begin - 30) : begin]
    year = _year(groups)
    if kind in {"iso", "us", "dotted", "md", "dm"}:
        month = int(groups["mm"]) if groups.get("mm") else _month(groups["month"])
        if not month or not _is_capital(groups.get("month")):
            return None
        return When(begin, end, "day", year, month, int(groups["day"]), at_end=bool(BALANCE.search(before)))
    if kind in {"my", "month"}:
        word = groups["month"]
        month = _month(word)
        if not month or not _is_capital(word) or (kind == "month" and _needs_year(word)):
            return None
        if THROUGH.search(before):
            return When(begin, end, "through", year, month)
        return When(begin, end, "month", year, month, at_end=bool(END_OF.search(before)))
    if kind == "pair":
        first, last = _month(groups["month"]), _month(groups["month2"])
        if not first or not last or not (_is_capital(groups["month"]) and _is_capital(groups["month2"])):
            return None
        closing = int(groups["year2"]) if groups.get("year2") else year
        count = (last - first) % 12 + 1
        if year and closing and year != closing:
            count = (closing - year) * 12 + last - first + 1
        return When(begin, end, "months", closing, last, count=count) if count > 0 else None
    if kind == "quarter":
        quarter = int(groups["q"]) if groups.get("q") else next(i for i in range(1, 5) if groups.get(f"q{i}"))
        fiscal = any(groups.get(name) for name in ("fiscal", "fiscal2", "fiscal3"))
        return When(begin, end, "quarter", year, 3 * quarter, at_end=bool(END_OF.search(before)), fiscal=fiscal)
    if kind == "half":
        half = 1 if (groups.get("h") or groups.get("h2") or groups.get("hf") or "").lower() in {"1", "first"} else 2
        return When(begin, end, "half", year, 6 * half, at_end=bool(END_OF.search(before)), count=6)
    if kind == "months_to":
        month = _month(groups["month"])
        count = _count(groups["count"]) if groups["count"] else {"q": 3, "h": 6, "y": 12}[groups["long"][0].lower()]
        return When(begin, end, "months", year, month, count=count) if month else None
    if kind == "first_months":
        count = _count(groups["count"])
        return When(begin, end, "months", year, count, count=count)
    if kind == "last_months":
        return When(begin, end, "months", year, 12, count=_count(groups["count"]))
    if kind == "fiscal_year":
        return When(begin, end, "year", year, 12, fiscal=True)
    if kind == "calendar_ytd":
        return When(begin, end, "year_to_date", year)
    if kind == "year" and year and INTO_YEAR.search(before):
        return When(begin, end, "day", year - 1, 12, 31, at_end=True)
    if kind == "year":
        return When(begin, end, "year", year, 12, at_end=bool(END_OF.search(before)))
    return When(begin, end, kind, at_end=kind in {"month_end", "period_end", "year_end", "same_day"})


def _joined(found: list[When], text: str) -> list[When]:
    """Join "April a year ago", "September of last year" into one mention, and drop plain years that are none."""
    joined: list[When] = []
    for mention in found:
        last = joined[-1] if joined else None
        between = text[last.end : mention.start].strip(" ,") if last else "?"
        if (
            last
            and mention.kind == "year_ago"
            and last.kind in {"month", "quarter"}
            and last.year is None
            and between in {"", "of", "in", "de", "del", "des"}
        ):
            joined[-1] = When(
                last.start, mention.end, last.kind, None, last.month, None, last.at_end, last.count, last.fiscal, True
            )
        else:
            joined.append(mention)
    return joined


def _year(groups: dict[str, str | None]) -> int | None:
    for name in ("year", "year2", "year3", "year4"):
        if value := groups.get(name):
            year = int(value)
            return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    for name in ("short", "short2"):
        if value := groups.get(name):
            return 2000 + int(value) if 8 <= int(value) <= 60 else None
    return None


def _month(word: str | None) -> int | None:
    return month_of(word) if word else None


def _is_capital(word: str | None) -> bool:
    return (
        word is None
        or word.lower() not in {"may", "march", "mai", "mar.", "jan", "dec", "sep", "set"}
        or word[0].isupper()
    )


def _needs_year(word: str) -> bool:
    """Say whether a short form is a month's only beside a year: "Mar", Russian "ма"."""
    return word.lower() in {"mar", "ma", "gen.", "mag."}


def _count(word: str | None) -> int:
    return COUNTS.get((word or "").lower()) or int(word or 0)


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """Return year and month `by` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def months_ending(year: int, month: int, count: int) -> Period:
    """Return the span of `count` whole months that ends with the given one."""
    first = shift_months(year, month, 1 - count)
    return Period.span(date(*first, 1), month_end(year, month))


def fiscal_span(year: int, year_end_month: int, quarter: int | None) -> Period:
    """Return the calendar span of a fiscal year, or of one of its quarters.

    Examples
    --------
    >>> str(fiscal_span(2025, 9, 1))
    '2024-Q4'
    """
    if quarter is None:
        return months_ending(year, year_end_month, 12)
    return months_ending(*shift_months(year, year_end_month, 3 * quarter - 12), 3)


def one_year_before(period: Period) -> Period:
    """Return the same days a year earlier; a month's end stays a month's end."""
    end = _year_before(period.end)
    if period.start is None:
        return Period.day(end)
    return Period.span(date(period.start.year - 1, period.start.month, min(period.start.day, 28)), end)


def _year_before(day: date) -> date:
    is_last = (day + timedelta(days=1)).month != day.month
    last = month_end(day.year - 1, day.month)
    return last if is_last else day.replace(year=day.year - 1)
