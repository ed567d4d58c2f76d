"""From the words inside a tag to the number they stand for, by the tag's format and scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.printed import interval_of_digits, number_of

MOST_CHARACTERS = 64
LARGEST_SCALE = 15
NOTHING_WORDS = frozenset({"", "-", "–", "—", "no", "none", "nil", "zero"})
UNIT_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: number for number, word in enumerate(UNIT_WORDS)} | {
    word: 10 * tens for tens, word in enumerate(TENS_WORDS, 2)
}
COMMA_FORMATS = ("num-comma-decimal", "numcommadecimal")
ZERO_FORMATS = ("fixed-zero", "zerodash", "numdash", "fixedzero")
WORD_FORMATS = ("numwordsen",)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number without its sign: the value it states and the interval it was rounded from."""

    value: Decimal
    interval: Interval
    digits: str

    def rescaled(self, scale: int) -> Printed:
        """Return the same digits times another power of ten, without the accuracy that went with the old one."""
        value = number_of(self.digits) * Decimal(1).scaleb(scale)
        return Printed(value, interval_of_digits(self.digits, scale=scale), self.digits)


def read_printed(text: str, format_name: str, scale: int, decimals: str) -> Printed:
    """Return the number inside a tag.

    Parameters
    ----------
    text : str
        The words inside the tag: "1,371", "—", "one".
    format_name : str
        The tag's format without prefix: num-dot-decimal, fixed-zero, numwordsen; empty for plain digits.
    scale : int
        The power of ten to multiply by.
    decimals : str
        The accuracy the filer states ("-3", "INF", or nothing); it can only widen the interval.

    Raises
    ------
    InputRefused
        Where the words are no number of that format.
    """
    if len(text) > MOST_CHARACTERS or abs(scale) > LARGEST_SCALE or re.search(r"[^\x00-\x7f–—\s]", text):
        raise InputRefused("the tag holds no number that a filing could print", where=text[:40])
    digits = _digits(text, format_name.casefold())
    factor = Decimal(1).scaleb(scale)
    value = number_of(digits) * factor
    interval = interval_of_digits(digits, scale=scale) if value else Interval.exact(0.0)
    half = _stated_half_width(decimals)
    if half > interval.half_width and value:
        interval = Interval.around(float(value), half)
    return Printed(value, interval, digits)


def _digits(text: str, format_name: str) -> str:
    if format_name in ZERO_FORMATS:
        return "0"
    if format_name in WORD_FORMATS:
        return str(_number_of_words(text))
    bare = re.sub(r"[\s$]", "", text).strip("()")
    if format_name in COMMA_FORMATS:
        bare = bare.replace(".", "").replace(",", ".")
    return "0" if bare.casefold() in NOTHING_WORDS - {""} else bare


def _number_of_words(text: str) -> int:
    words = re.sub(r"[-\s]+", " ", text.casefold()).split()
    if not words or " ".join(words) in NOTHING_WORDS:
        return 0
    if not all(word in WORDS for word in words) or len(words) > 2 or (len(words) == 2 and WORDS[words[0]] < 20):
        raise InputRefused(f"'{text[:40]}' is no number in words up to ninety-nine")
    return sum(WORDS[word] for word in words)


def _stated_half_width(decimals: str) -> float:
    if not re.fullmatch(r"-?\d{1,2}", decimals) or abs(int(decimals)) > LARGEST_SCALE:
        return 0.0
    return float(Decimal(1).scaleb(-int(decimals)) / 2)
