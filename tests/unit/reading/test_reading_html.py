"""HTML: superscripts dropped, split cells joined, spans expanded, nothing fetched or expanded."""

from __future__ import annotations

from headframe.reading.read import read_document

RELEASE = """<html><body><p>Riot Announces May 2031 Production</p>
<table><tr><td>Metric</td><td colspan="2">May 2031<sup>1</sup></td><td></td><td colspan="2">April 2031<span
style="vertical-align:super;font-size:6pt">1</span></td><td></td><td colspan="2">May 2030</td><td>Month/Month</td>
<td>Year/Year</td></tr>
<tr><td>Bitcoin Held<sup>2</sup></td><td></td><td>8,204<sup>3</sup></td><td></td><td></td><td>7,842</td><td></td>
<td></td><td>6,010</td><td>5 %</td><td>37</td><td>%</td></tr>
<tr><td>Bitcoin&#8203; Sold</td><td></td><td>250</td><td></td><td></td><td>-</td><td></td><td></td><td>—</td>
<td>N/A</td><td>N/A</td></tr>
<tr><td>Bitcoin Sales - Net Proceeds</td><td>$</td><td>25.5 million</td><td></td><td></td><td>-</td><td></td><td></td>
<td>-</td><td>N/A</td><td>N/A</td></tr>
<tr><td>All-in Power Cost - Total<font style="font-size:5pt">7</font></td><td></td><td>(1.4</td><td>)c/kWh</td><td></td>
<td>3.6c/kWh</td><td></td><td></td><td>3.1c/kWh</td><td>N/M</td><td>N/M</td></tr>
</table><p>Riot <b>mined</b> 540<sup>2</sup> bitcoin in May 2031.</p></body></html>"""


def values(html: str) -> dict[tuple[str, str], float]:
    return {(fact.concept, str(fact.period)): fact.value for fact in read_document(html.encode()).facts}


def test_a_release_is_read_without_its_footnote_digits() -> None:
    read = values(RELEASE)
    assert read["bitcoin_held", "2031-05-31"] == 8204
    assert read["bitcoin_held", "2030-05-31"] == 6010
    assert read["bitcoin_produced", "2031-05"] == 540
    assert read["bitcoin_sale_net_proceeds", "2031-05"] == 25_500_000


def test_a_dash_in_a_sold_row_is_a_true_zero_and_nowhere_else() -> None:
    read = values(RELEASE)
    assert read["bitcoin_sold", "2031-04"] == 0 and read["bitcoin_sold", "2030-05"] == 0
    assert ("bitcoin_sale_net_proceeds", "2031-04") not in read


def test_parentheses_over_two_cells_make_a_negative_price() -> None:
    assert values(RELEASE)["power_cost_all_in", "2031-05"] == -0.014


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "Riot mined 5 BTC in May 2031."><!ENTITY b "&a;&a;&a;&a;">]><html><p>&b;&b;</p>'
    assert read_document(bomb).facts == ()


def test_external_files_are_not_opened() -> None:
    page = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p></body></html>'
    assert read_document(page).facts == ()
