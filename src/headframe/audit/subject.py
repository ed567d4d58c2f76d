"""Whose number it is: the nearest subject before it, known or not; a pronoun stands for the one last spoken of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from headframe.audit.wording import wording
from headframe.reading.companies_in_text import companies_named, company_of_text, no_names

UNKNOWN = ""
"""A subject that is no company of the record's: a fund, the industry, a person."""
NAME = re.compile(r"(?<![\w$#@])[A-Z][\w&.’'-]*(?:\s(?:of |the |and )?[A-Z][\w&’'-]*){0,3}")
ACTS = re.compile(
    r"(?:['’]s?)?(?:, [\w ,]{0,30}?,)?\s(?:\([A-Z: ]+\)\s)?(?:\w+ly |also |now |still |already |reportedly |has "
    r"|have |had |then )*"
    r"(?:holds?|held|owns?|owned|has|had|kept|keeps|sold|sells|sell|mined|mines|produced|bought|buys|added|purchased|acquired|"
    r"shed|sheds|dumped|offloaded|liquidated|unloaded|spent|paid|sat|saw|took|moved|transferred|accumulated|pledged|borrowed|"
    r"controls?|keeps?|says?|said|claims?|claimed|reports?|reported|posted|closed|ended|sits|raised|generated|earned|trades?|rose|fell|treasury|stack|holdings|"
    r"production|output|stash|reserves)(?!\w)"
)
JOINTLY = re.compile(
    r"(?<!\w)(?:together|combined|aggregate)(?!\w)",
    re.IGNORECASE,
)
AS_ONE = re.compile(
    r"(?<!\w)(?:the (?:pair|duo|trio)|between them|jointly|collectively|(?:both|the two|the three|these two) "
    r"(?:companies|miners|firms|rivals))(?!\w)",
    re.IGNORECASE,
)
"""Words that make several companies one subject, wherever they were named."""
PREPOSITION = re.compile(
    r"(?<!\w)(?:at|in|to|from|with|for|of|by|near|on|via|under|over|through|and|or|the|its)\s$|\($", re.IGNORECASE
)
OWNS = re.compile(r"['’]s?\s")


@dataclass(frozen=True, slots=True)
class Subject:
    """A possible subject of a sentence. `ticker` is empty for one the record does not know."""

    start: int
    end: int
    ticker: str
    is_pronoun: bool = False


@dataclass(slots=True)
class Cast:
    """Who the article is about, and who was spoken of last."""

    main: str | None
    last: str | None = None
    several: bool = False

    @classmethod
    def of(cls, text: str) -> Cast:
        """Return the cast of an article: the company it is about comes first, most often, or alone."""
        named = Counter(mention.ticker for mention in companies_named(text[:60_000]))
        main = company_of_text(text)
        if main is None and named:
            main = named.most_common(1)[0][0]
        return cls(main, main, len(named) > 1)

    def subjects(self, text: str) -> list[Subject]:
        """Return the possible subjects of a sentence, left to right, and remember the last company named."""
        known = [Subject(m.start, m.end, m.ticker) for m in companies_named(text)]
        taken = [(subject.start, subject.end) for subject in known]
        strangers = [
            Subject(match.start(), match.end(), UNKNOWN)
            for match in NAME.finditer(_blanked(text, taken))
            if _is_stranger(text, match)
        ]
        strangers += [
            Subject(match.start(), match.end(), UNKNOWN)
            for match in wording("generic_subject").finditer(text)
            if not _inside(match.start(), taken) and _is_agent(text, match.start(), match.end())
        ]
        named = sorted([*known, *strangers], key=lambda subject: subject.start)
        found = [*named, *(self._pronoun(match, named) for match in _pronouns(text, taken))]
        found.sort(key=lambda subject: subject.start)
        leading = [subject for subject in known if not _is_aside(text, subject)]
        if leading:
            self.last = leading[0].ticker if len({s.ticker for s in leading}) == 1 else leading[-1].ticker
        elif any(text[stranger.start].isupper() for stranger in strangers) and not known:
            self.last = UNKNOWN
        return found

    def _pronoun(self, match: re.Match[str], named: list[Subject]) -> Subject:
        """Return whom a pronoun means: "which" the name before it, "it" the last company."""
        before = [subject for subject in named if subject.end <= match.start()]
        word = match[0].lower()
        if word in ("which", "who", "where"):
            ticker = before[-1].ticker if before else self.last or UNKNOWN
        elif before:
            acting = [subject for subject in before if subject.ticker]
            ticker = acting[-1].ticker if acting else UNKNOWN
        elif word.startswith("the ") and self.last == UNKNOWN:
            ticker = self.main or UNKNOWN
        else:
            ticker = (self.main if self.last is None else self.last) or UNKNOWN
        return Subject(match.start(), match.end(), ticker, is_pronoun=True)

    def company_at(self, text: str, subjects: list[Subject], start: int, end: int) -> tuple[str | None, bool]:
        """Return whose number stands at a place, and whether that is beyond doubt; None for a stranger's."""
        if AS_ONE.search(text):
            return None, False
        if JOINTLY.search(text) and len({subject.ticker for subject in subjects if subject.ticker}) > 1:
            return None, False
        before = [subject for subject in subjects if subject.end <= start + 1 and not _is_object(text, subject, start)]
        after = [s for s in subjects if s.start >= end and not s.is_pronoun and _by(text, end, s)]
        if after:
            return after[0].ticker or None, True
        if before:
            nearest = before[-1]
            tickers = {subject.ticker for subject in before}
            certain = len(tickers) == 1 or not nearest.is_pronoun
            if nearest.is_pronoun:
                certain = certain and not self._other_between(text, subjects, nearest)
            return nearest.ticker or None, certain and not _odd_name_between(text, nearest.end, start)
        carried = self.main if self.last is None else self.last or None
        if _odd_name_between(text, 0, start):
            return carried, False
        elsewhere = {subject.ticker for subject in subjects}
        return carried, not self.several or elsewhere <= {carried or ""}

    @staticmethod
    def _other_between(text: str, subjects: list[Subject], pronoun: Subject) -> bool:
        """Whether somebody unknown stands between the last known name and a pronoun, which may then mean them."""
        named = [s for s in subjects if s.end <= pronoun.start and not s.is_pronoun]
        known = max((s.end for s in named if s.ticker), default=0)
        stranger = any(s.start >= known and not s.ticker for s in named)
        return stranger or _odd_name_between(text, known, pronoun.start)


def _blanked(text: str, taken: list[tuple[int, int]]) -> str:
    """Return a sentence with the companies known in it struck out, so that no name grows out of theirs."""
    for start, end in taken:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _odd_name_between(text: str, start: int, stop: int) -> bool:
    """Whether a name the record does not know stands between two places and could be the subject."""
    for match in NAME.finditer(text, start, stop):
        words = [word.strip(".’'-") for word in match[0].replace("’s", "").replace("'s", "").split()]
        lead = text[max(0, match.start() - 9) : match.start()]
        if any(word and word not in no_names() for word in words) and not PREPOSITION.search(lead):
            return True
    return False


def _pronouns(text: str, taken: list[tuple[int, int]]) -> list[re.Match[str]]:
    return [match for match in wording("company_words").finditer(text) if not _inside(match.start(), taken)]


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _is_agent(text: str, start: int, end: int) -> bool:
    """Whether a generic noun acts or owns rather than being the ground of a comparison ("among listed miners")."""
    before = text[max(0, start - 24) : start]
    if start <= 2 and re.match(r",|\s(?:as|in|together|that|who|also|have|had|has|are|were)(?!\w)", text[end:]):
        return True
    if re.search(
        r"(?:among|of|unlike|like|for|than|by|to|from|with|in|the|its|other|says?|said|say)\s$", before, re.IGNORECASE
    ):
        return bool(re.search(r"(?:than|by|unlike|the)\s$", before, re.IGNORECASE)) and bool(ACTS.match(text[end:]))
    return bool(ACTS.match(text[end:])) or bool(OWNS.match(text[end:]))


def _is_stranger(text: str, match: re.Match[str]) -> bool:
    words = [word.strip(".’'-") for word in match[0].replace("’s", "").replace("'s", "").split()]
    if all(word in no_names() or not word for word in words):
        return False
    after = text[match.end() :]
    return bool(ACTS.match(after) or re.match(r",? (?:which|who)\s", after)) or match[0].endswith(("'s", "’s"))


def _is_aside(text: str, subject: Subject) -> bool:
    before = text[max(0, subject.start - 24) : subject.start]
    return bool(
        re.search(
            r"(?:unlike|like|than|with|against|versus|vs\.?|from|for|rivals?|peers?|and|not|nor|except|"
            r"below|above|under|beating|topping|exceeding|behind|ahead of)\s$",
            before,
            re.IGNORECASE,
        )
    )


def _is_object(text: str, subject: Subject, start: int) -> bool:
    """Whether a company before a number is only compared with, and the number is not its own."""
    if subject.is_pronoun or not _is_aside(text, subject) or 0 <= start - subject.end <= 2:
        return False
    gap = text[subject.end : start]
    if gap.startswith(",") and re.search(r"(?:not|nor|except|unlike|than)\s$", text[: subject.start]):
        return True
    return not re.match(r"['’]s?\s|,? (?:which|who|at|with|has|had|held|holds|sold|mined|produced|reported)\s", gap)


def _by(text: str, end: int, subject: Subject) -> bool:
    """Whether a subject after a number owns it: "1,818 coins sold by Riot"."""
    gap = text[end : subject.start]
    return len(gap) <= 40 and bool(
        re.search(r"(?:(?:sold|held|owned|mined|produced|bought) by|that|which)\s(?:the )?$", gap)
    )
