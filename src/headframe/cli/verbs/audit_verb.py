"""`headframe audit`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.cli.files import bytes_of

FINDINGS = 1
"""The exit code for findings that were asked to fail on."""


@verb("terminal", "html", "json", "csv")
def command(
    common: Common,
    article: Annotated[str, typer.Argument(help="A text or HTML file, or the URL of a page.")],
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", metavar="wrong", help="Exit with 1 where a claim is wrong.")
    ] = None,
) -> int:
    """An article's claims, each recomputed from the record as of its day: right, wrong, unsupported, uncheckable.

    The day is found in the article, or given with --as-of. A claim that cannot be checked is never called wrong.
    """
    from headframe.audit.article import open_article
    from headframe.audit.audit import audit_text
    from headframe.briefs.audit_html import audit_html
    from headframe.briefs.page import page_text
    from headframe.briefs.sections.audit import audit_sections
    from headframe.cli.forms import rows_csv
    from headframe.ground.errors import UsageProblem

    if fail_on not in (None, "wrong"):
        raise UsageProblem(f"'{fail_on}' is nothing to fail on", where="--fail-on", next="--fail-on wrong")
    name, data = _bytes(common, article)
    opened = open_article(data, name)
    answer = audit_text(common.record(), opened, document=name, as_of=common.as_of)
    emit(
        common,
        answer,
        {
            "terminal": lambda told: page_text(told, f"audit {told.document}", *audit_sections(told)),
            "html": lambda told: audit_html(told, opened),
            "csv": lambda told: rows_csv(told.claims),
        },
    )
    return FINDINGS if fail_on and answer.wrong else 0


def _bytes(common: Common, article: str) -> tuple[str, bytes]:
    """Return a document's name and bytes: a URL goes through the guarded door, all else is a file."""
    from urllib.parse import urlsplit

    if "://" not in article:
        return Path(article).name, bytes_of(Path(article))
    from headframe.cli.door import open_door

    with open_door(common, needs_identity=False) as door:
        fetched = door.fetch(article)
    return urlsplit(article).path.rsplit("/", 1)[-1] or urlsplit(article).netloc, fetched.data
