"""Whose page it is: the page's own dei tags, matched to a company by number, symbol or name."""

from __future__ import annotations

from collections.abc import Mapping

from headframe.reading.ixbrl_document import Element
from headframe.reading.ixbrl_tagged import dei_texts
from headframe.vocabulary.company import companies, companies_by_name


def company_of_page(root: Element) -> str | None:
    """Return the ticker of the page whose root is given. The first of each tag counts: later ones are warrants."""
    texts: dict[str, str] = {}
    for name, text in dei_texts(root):
        texts.setdefault(name, text)
    return company_of(texts)


def company_of(texts: Mapping[str, str]) -> str | None:
    """Return the ticker that a page's dei texts name: by CIK, else by trading symbol, else by registrant."""
    number = texts.get("EntityCentralIndexKey", "").lstrip("0")
    by_number = {company.cik.lstrip("0"): company.ticker for company in companies().values() if company.cik}
    if number in by_number:
        return by_number[number]
    for label in (texts.get("TradingSymbol", ""), texts.get("EntityRegistrantName", "")):
        if label in companies_by_name():
            return companies_by_name()[label].ticker
    return None
