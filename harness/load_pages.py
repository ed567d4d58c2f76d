"""What readers may ask for: every page that reads, and every picture, JSON and CSV that those pages lead to."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
from collections.abc import Sequence
from contextlib import suppress

import httpx

from headframe.web.pages_table import FORM_PAGES, READ_PAGES
from headframe.web.verbs_table import VERB_PAGES

LONGEST_SECONDS = 180
LINK = re.compile(r'(?:href|src|data-[a-z]+)="(/[^"#]*)"')
DATA = (".json", ".csv", ".svg")
ENDS = {"text/html": b"</html>", "image/svg+xml": b"</svg>", "application/json": b"}"}
REFUSED = range(400, 500)
TAG = re.compile(r"<[^>]*>")
WORDS = 300


def pages_of(tickers: Sequence[str]) -> list[str]:
    """Return the address of every page that reads, of the sector and of each company, and of every form."""
    sector = [page.path for page in READ_PAGES if page.label]
    forms = [page.path for page in FORM_PAGES if page.label]
    verbs = [name for name, page in VERB_PAGES.items() if page.takes_company]
    companies = [address for ticker in tickers for address in (f"/c/{ticker}", *(f"/c/{ticker}/{v}" for v in verbs))]
    return [*sector, *forms, *companies]


def asked_once(address: str, pages: Sequence[str]) -> tuple[list[str], list[str]]:
    """Ask for every page and all data that they lead to, once, and return what answers and what is refused in words.

    Raises
    ------
    RuntimeError
        Where one neither answers nor is refused, or an answer is not whole.
    """
    answers: list[str] = []
    refused: list[str] = []
    waiting, seen = list(pages), set(pages)
    companies = {path.split("/")[2] for path in pages if path.startswith("/c/")}
    with httpx.Client(base_url=address, timeout=LONGEST_SECONDS, trust_env=False) as line:
        while waiting:
            path = waiting.pop(0)
            reply = line.get(path)
            if reply.is_redirect:
                there = reply.headers["location"]
                waiting += [there] if there not in seen else []
                seen.add(there)
                continue
            if reply.status_code in REFUSED:
                refused.append(path)
                continue
            wrong = fault_in(reply, parse=True)
            if wrong:
                raise RuntimeError(f"{path}: {wrong}")
            answers.append(path)
            if reply.headers["content-type"].startswith("text/html"):
                found = [link for link in _data_links(reply.text, companies) if link not in seen]
                seen.update(found)
                waiting += dict.fromkeys(found)
    return answers, refused


def fault_in(reply: httpx.Response, *, parse: bool) -> str:
    """Return what is wrong with an answer, empty where nothing is: its status, its end, and where asked its form."""
    if not 200 <= reply.status_code < 300:
        return f"status {reply.status_code}: {' '.join(TAG.sub(' ', reply.text).split())[:WORDS]}"
    kind = reply.headers.get("content-type", "").partition(";")[0]
    body = reply.content.rstrip()
    if kind in ENDS and not body.endswith(ENDS[kind]):
        return f"{kind} that ends with {body[-20:]!r}"
    if kind == "text/csv" and not reply.content.endswith(b"\n"):
        return "CSV that ends within a line"
    return _unreadable(kind, reply.text) if parse else ""


def kind_of(path: str) -> str:
    """Return the kind of page that an address is.

    Examples
    --------
    >>> kind_of("/c/RIOT/lots.csv"), kind_of("/c/RIOT/lots"), kind_of("/c/RIOT"), kind_of("/peers?as_of=2025-12-31")
    ('CSV', 'a verb of a company', 'a company', 'a page of the sector')
    """
    path = path.partition("?")[0]
    ending = path.rpartition(".")[2] if "." in path else ""
    if ending in ("csv", "json", "svg"):
        return {"csv": "CSV", "json": "JSON", "svg": "a picture"}[ending]
    if path.startswith("/c/"):
        return "a company" if path.count("/") == 2 else "a verb of a company"
    return "a form" if path in {page.path for page in FORM_PAGES} else "a page of the sector"


def _data_links(text: str, companies: set[str]) -> list[str]:
    """Return the data of the pages' own companies, or of the sector, that a page leads to."""
    links = (html.unescape(link) for link in LINK.findall(text))
    return [
        link
        for link in links
        if link.partition("?")[0].endswith(DATA)
        and not link.startswith("/static/")
        and (not link.startswith("/c/") or link.split("/")[2] in companies)
    ]


def _unreadable(kind: str, text: str) -> str:
    try:
        if kind == "application/json":
            json.loads(text)
        elif kind == "text/csv":
            widths = {len(row) for row in csv.reader(io.StringIO(text))}
            return "" if len(widths) <= 1 else f"CSV with rows of {sorted(widths)} cells"
    except (ValueError, csv.Error) as error:
        return f"{kind} that cannot be read: {error}"
    return ""


def until_it_answers(address: str, path: str = "/static/headframe.css") -> None:
    """Wait until a server answers, or until it has something to show on a page."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.HTTPError):
            if httpx.get(address + path, timeout=LONGEST_SECONDS, trust_env=False).is_success:
                return
        time.sleep(0.2)
    raise RuntimeError(f"the server does not answer {path}")
