"""A few sections under one head line: how every verb but the brief prints its answer in a terminal."""

from __future__ import annotations

import textwrap

from headframe.briefs.brief_text import LEGEND, section_parts
from headframe.briefs.section import Section
from headframe.briefs.terminal import WIDTH, text_of
from headframe.vocabulary.answer import Answer


def page_text(answer: Answer, title: str, *sections: Section | None, width: int = WIDTH) -> str:
    """Return sections as text, under a line that says whose they are and as of when."""
    made = answer.made_from
    parts: list[object] = [f"{made.company or ''}  {title}   as known on {made.as_of}".strip()]
    for section in sections:
        if section is not None:
            parts += ["", *section_parts(section, width)]
    return text_of(*parts, "", *textwrap.wrap(LEGEND, width), width=width)
