from __future__ import annotations

from headframe.audit.article import open_article


def test_a_span_leads_back_through_invisible_marks() -> None:
    source = "Riot sold 4\u200b75 bitcoin in April 2025."
    article = open_article(source.encode())
    at = article.text.index("475 bitcoin")
    start, end = article.span(at, at + len("475 bitcoin"))
    assert source[start:end] == "4\u200b75 bitcoin"


def test_a_span_leads_back_into_html() -> None:
    source = "<html><body><p>Riot &amp; co. sold <b>475</b> bitcoin in April 2025, it said.</p></body></html>"
    article = open_article(source.encode())
    at = article.text.index("475")
    start, end = article.span(at, at + 3)
    assert source[start:end] == "475"


def test_scripts_and_hidden_parts_are_not_read() -> None:
    page = "<html><body><script>Riot sold 999 bitcoin in April 2025</script><p>Nothing to see but these "
    "words.</p></body></html>"
    assert "999" not in open_article(page.encode()).text


def test_a_page_says_when_it_was_published() -> None:
    meta = '<meta property="article:published_time" content="2026-01-09T10:00:00Z">'
    page = f"<html><head>{meta}</head><body><p>Riot sold some bitcoin in December.</p></body></html>"
    published = open_article(page.encode()).published_on
    assert published is not None and published.isoformat() == "2026-01-09"


def test_line_ends_are_one_character() -> None:
    article = open_article(b"Riot Platforms\r\nsold 475 bitcoin in April 2025.")
    assert article.text.startswith("Riot Platforms\nsold")
