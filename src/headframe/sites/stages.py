"""The stages of a megawatt, and the newest printed figure of each: which table and name means which stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing, present
from headframe.ground.period import Period
from headframe.record.assets import Asset, assets
from headframe.record.choose import is_eligible
from headframe.record.view import View
from headframe.sites.ids import reported, site_id
from headframe.sites.power_basis import NOT_STATED, Megawatts, PowerBasis
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.tables import packaged_rows


class Stage(StrEnum):
    """Where a megawatt stands, from the grid's queue to the rent."""

    IN_QUEUE = "in_queue"
    APPROVED = "approved"
    ENERGISED = "energised"
    LEASED = "leased"
    BUILDING = "building"
    """Promised for a day and not delivered, leased or not."""
    DELIVERED = "delivered"
    BILLING = "billing"


@dataclass(frozen=True, slots=True)
class StageFigure:
    """Megawatts of one stage on one basis [MW], the day they were counted for, and what the source means by them.

    Figures of different bases are never added; `pue` ties them where a source prints both [ratio].
    """

    stage: Stage
    basis: PowerBasis
    mw: Figure | Missing
    day: date | None
    means: str
    pue: Figure | Missing

    def megawatts(self) -> Megawatts:
        """Return the figure as megawatts that know their basis.

        Raises
        ------
        NotEnoughData
            Where the figure is missing.
        """
        figure = present(self.mw, f"megawatts {self.stage.value}")
        pue = self.pue.interval if isinstance(self.pue, Figure) else None
        low = max(figure.interval.low, 0.0)
        return Megawatts(figure.value, Interval(low, figure.interval.high), self.basis, pue)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure of a stage, before one is chosen."""

    day: date
    rank: int
    figure: Figure
    basis: PowerBasis
    means: str


def newest_printed(view: View, company: str, stage: Stage) -> Printed | None:
    """Return the printed figure of the latest day; of one day, the table that stands first in stage_sources.csv.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> newest_printed(Record().view(), "RIOT", Stage.APPROVED).figure.value
    1700.0
    """
    found = list(_printed(view, company, stage))
    return max(found, key=lambda each: (each.day, -each.rank)) if found else None


def others_printed(view: View, company: str, stage: Stage, chosen: Printed) -> tuple[str, ...]:
    """Return what other days or tables print of a stage, newest first, in words."""
    rest = sorted(_printed(view, company, stage), key=lambda each: (each.day, -each.rank), reverse=True)
    said = (f"{each.figure.value:,.5g} MW on {each.day}" for each in rest if each.figure.value != chosen.figure.value)
    return tuple(dict.fromkeys(said))


def asset_figure(asset: Asset) -> Figure:
    """Return a row of assets.csv as a figure."""
    id = site_id(asset.company, asset.metric, asset.period, asset.site)
    return reported(id, asset.value, asset.interval, asset.unit, asset.known_at, asset.source, asset.note)


def _printed(view: View, company: str, stage: Stage) -> Iterator[Printed]:
    rows = [row for row in packaged_rows("headframe.sites", "stage_sources.csv") if row["stage"] == stage.value]
    for rank, row in enumerate(rows):
        reader = _of_facts if row["table"] == "facts" else _of_assets
        for period, figure, note in reader(view, company, row):
            words = f"{row['means']}: {note}" if note else row["means"]
            basis = PowerBasis.UNSTATED if NOT_STATED.search(note) else PowerBasis(row["basis"])
            yield Printed(period.end, rank, figure, basis, words)


Row = tuple[Period, Figure, str]


def _of_facts(view: View, company: str, row: dict[str, str]) -> Iterator[Row]:
    for period in view.periods(company, row["metric"]):
        printings = view.printings(company, row["metric"], period)
        if printings.chosen is not None and is_eligible(printings.chosen) and isinstance(printings.figure, Figure):
            yield period, printings.figure, printings.chosen.note


def _of_assets(view: View, company: str, row: dict[str, str]) -> Iterator[Row]:
    for asset in assets(view.as_of, company):
        if asset.metric == row["metric"] and asset.site == row["site"]:
            yield asset.period, asset_figure(asset), asset.note
