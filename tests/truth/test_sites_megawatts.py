"""Megawatts against what the promises' notes say."""

from __future__ import annotations

from datetime import date

from headframe.record.record import Record
from headframe.sites.build_sums import was_sold
from headframe.sites.delivery import delivery_log
from headframe.sites.megawatts import count_megawatts
from headframe.vocabulary.figure import Figure


def test_a_site_sold_before_delivery_is_not_being_built() -> None:
    # promises.csv: Abernathy was not delivered when TeraWulf sold its share in July 2026.
    sold = [each for each in delivery_log(Record().view(), "WULF").deliveries if was_sold(each)]
    assert {line.site for each in sold for line in each.promises} == {"Abernathy TX"}


def test_a_sale_to_come_is_not_known_before_its_day() -> None:
    view = Record().view(date(2026, 5, 20))
    assert not any(was_sold(each) for each in delivery_log(view, "WULF").deliveries)


def test_a_sites_energised_megawatts_are_those_last_printed_for_it() -> None:
    # Kentucky: 60 MW in July 2024 by the announcement, 95 MW at the end of September 2025 by the 10-Q.
    sites = {
        row.site: row.energised_mw_gross for row in count_megawatts(Record().view(date(2026, 11, 22)), "RIOT").sites
    }
    energised = {site: figure.value for site, figure in sites.items() if isinstance(figure, Figure)}
    assert energised == {"Corsicana": 400.0, "Kentucky": 95.0, "Rockdale": 700.0}
