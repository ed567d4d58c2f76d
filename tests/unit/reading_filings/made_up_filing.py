"""Small filings of companies that exist, with made-up numbers: enough markup for one claim at a time."""

from __future__ import annotations

PREFIXES = (
    'xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"'
)
UNITS = {"usd": "iso4217:USD", "item": "riot:item", "shares": "xbrli:shares", "eth": "btbt:ETH", "btc": "btbt:Bitcoins"}
CIKS = {"RIOT": "0001167419", "CLSK": "0000827876", "BTBT": "0001710350"}


def context(id: str, period: str, *members: str) -> str:
    """Return a context; `period` is a day or two days with a stroke between."""
    start, _, end = period.partition("/")
    days = f"<xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"
    when = days if end else f"<xbrli:instant>{start}</xbrli:instant>"
    narrowed = "".join(
        f'<xbrldi:explicitMember dimension="srt:MadeUpAxis">{member}</xbrldi:explicitMember>' for member in members
    )
    segment = f"<xbrli:segment>{narrowed}</xbrli:segment>" if members else ""
    entity = f"<xbrli:entity><xbrli:identifier>x</xbrli:identifier>{segment}</xbrli:entity>"
    return f'<xbrli:context id="{id}">{entity}<xbrli:period>{when}</xbrli:period></xbrli:context>'


def tag(name: str, text: str, context_id: str, unit: str = "usd", **attributes: str) -> str:
    """Return a tagged number."""
    given = {"format": "ixt:num-dot-decimal", "scale": "0", "decimals": "INF"} | attributes
    written = " ".join(f'{key}="{value}"' for key, value in given.items())
    return f'<ix:nonFraction name="{name}" contextRef="{context_id}" unitRef="{unit}" {written}>{text}</ix:nonFraction>'


def page(body: str, *contexts: str, company: str | None = "RIOT", cover: str = "") -> bytes:
    """Return a whole page around `body`."""
    named = '<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="c">{}</ix:nonNumeric>'
    hidden = (named.format(CIKS[company]) if company else "") + cover
    units = "".join(
        f'<xbrli:unit id="{id}"><xbrli:measure>{measure}</xbrli:measure></xbrli:unit>' for id, measure in UNITS.items()
    )
    resources = f"<ix:resources>{''.join(contexts)}{units}</ix:resources>"
    head = f"<ix:header><ix:hidden>{hidden}</ix:hidden>{resources}</ix:header>"
    return f"<?xml version='1.0'?><html {PREFIXES}><body>{head}{body}</body></html>".encode()


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell written "2:June 30," spans two columns."""
    cells = [[cell.split(":", 1) if cell[1:2] == ":" else ["1", cell] for cell in row] for row in rows]
    lines = ["".join(f'<td colspan="{span}">{text}</td>' for span, text in row) for row in cells]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def pdf(text: str) -> bytes:
    """Return a PDF of one page that prints `text`; a page without it where it is empty."""
    drawn = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(whole))
        whole += f"{number} 0 obj\n{written}\nendobj\n".encode()
    start = len(whole)
    listed = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{listed}"
    return whole + f"{tail}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
