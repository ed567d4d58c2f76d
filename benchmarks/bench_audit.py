"""`headframe audit` of an article of a thousand words: the whole process, and the audit alone."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.processes import HEADFRAME, cost_of
from benchmarks.registry import Measure

ARTICLE = Path(__file__).parent.parent / "tests" / "truth" / "audit_articles" / "news_900_words.txt"
WORDS = 1_000
SECONDS_FOR_THEM = 1.0
TIMES = 3


def run() -> list[Measure]:
    text = thousand_words()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, "utf-8")
        cost = cost_of(*HEADFRAME, "audit", str(path), "--form", "json", runs=TIMES)
    return [
        Measure("1,000 words, audit alone", _audit_seconds(text), "s", SECONDS_FOR_THEM),
        Measure("1,000 words, whole process", cost.wall, "s"),
        Measure("most memory", cost.memory, "MiB"),
    ]


def thousand_words() -> str:
    """Return an article of `WORDS` words."""
    import re

    words = re.sub(r"«\w+:([^»]*)»", r"\1", ARTICLE.read_text("utf-8"))
    while len(words.split()) < WORDS:
        words += "\n\n" + words
    return " ".join(words.split(" ")[:WORDS])


def _audit_seconds(text: str) -> float:
    """Return the seconds of the first audit in a process that has read nothing yet."""
    from headframe.audit.article import open_article
    from headframe.audit.audit import audit_text
    from headframe.record.record import Record

    began = time.perf_counter()
    audit_text(Record(), open_article(text.encode()))
    return time.perf_counter() - began
