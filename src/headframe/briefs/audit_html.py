"""The audit as one self-contained HTML file: the article as it stands, each claim marked, with a note that opens."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from headframe.audit.article import Article
from headframe.audit.verdict import Audit, Claim
from headframe.briefs.numbers import quantity
from headframe.briefs.sections.audit import why
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article: plain, or a claim with its note's anchor."""

    text: str
    claim: Claim | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one claim: verdict, our figures, sources."""

    anchor: str
    claim: Claim
    why: str
    figures: tuple[tuple[str, str], ...]
    """(number, id) of each figure behind it."""
    shown: tuple[Figure, ...] = ()
    """The same figures whole, in the same order."""


def audit_html(told: Audit, article: Article) -> str:
    """Return the audit as HTML; `article` is the one it was made from.

    The article's own markup is left out, and everything of it is escaped: a page to audit is nobody's to trust.
    """
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=DictLoader({"audit": _template()}), trim_blocks=True
    )
    return environment.get_template("audit").render(
        told=told,
        made=told.made_from,
        paragraphs=paragraphs_of(told, article),
        notes=notes_of(told),
    )


def notes_of(told: Audit) -> list[Note]:
    """Return what is said of each claim, in the order in which they stand."""
    return [_note(number, claim) for number, claim in _numbered(told)]


def _numbered(told: Audit) -> list[tuple[int, Claim]]:
    return list(enumerate(told.claims, start=1))


def _note(number: int, claim: Claim) -> Note:
    figures = (*((claim.ours,) if isinstance(claim.ours, Figure) else ()), *claim.also)
    shown = tuple((f"{quantity(figure.value, figure.unit)} {figure.badge.mark}", figure.id) for figure in figures)
    return Note(f"c{number}", claim, why(claim), shown, figures)


def paragraphs_of(told: Audit, article: Article) -> list[list[Piece]]:
    """Cut the article at its line ends and its claims; of claims that overlap, the first is marked in the text."""
    back = {place: at for at, place in reversed(list(enumerate(article.places)))}
    paragraphs: list[list[Piece]] = [[]]
    at = 0
    for number, claim in _numbered(told):
        start, last = back[claim.span[0]], back[claim.span[1] - 1]
        if start < at:
            continue
        _plain(paragraphs, article.text[at:start])
        paragraphs[-1].append(Piece(article.text[start : last + 1], claim, f"c{number}"))
        at = last + 1
    _plain(paragraphs, article.text[at:])
    return [pieces for pieces in paragraphs if any(piece.text.strip() for piece in pieces)]


def _plain(paragraphs: list[list[Piece]], text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraphs.append([])
        if line:
            paragraphs[-1].append(Piece(line))


def _template() -> str:
    return resources.files("headframe.briefs").joinpath("templates/audit.html.j2").read_text("utf-8")
