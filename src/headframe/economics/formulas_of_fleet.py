"""What runs and what stopping earns, out of the lines a company prints."""

from __future__ import annotations

from statistics import fmean

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.latest import latest_figure, latest_period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

SITES = ("rockdale", "corsicana", "kentucky")


def operating_over_deployed(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return the operating over the deployed hash rate, in the last period that both are printed for."""
    period = latest_period(view, company, "hash_rate_operating_average", opening.end)
    if period is None:
        return Missing(f"no source prints an operating hash rate of {company}")
    operating = view.figure(company, "hash_rate_operating_average", period)
    deployed = latest_figure(view, company, "hash_rate_deployed", period.end)
    if isinstance(operating, Missing) or isinstance(deployed, Missing):
        return Missing(f"no deployed hash rate of {company} stands beside the operating one of {period}")
    ratio = min(operating.value / deployed.value, 1.0)
    return derive(
        f"{company} uptime {period}",
        "hash_rate_operating_average / hash_rate_deployed",
        ratio,
        operating.interval / deployed.interval,
        "ratio",
        operating,
        deployed,
    )


def share_of_site(view: View, company: str, opening: Period, site: str) -> Figure | Missing:
    """Return the last deployed hash rate of the company times a site's share where sites were last printed."""
    whole = latest_figure(view, company, "hash_rate_deployed", opening.end)
    parts = {name: latest_figure(view, company, f"hash_rate_deployed_{name}", opening.end) for name in SITES}
    known = {name: part for name, part in parts.items() if isinstance(part, Figure)}
    if isinstance(whole, Missing) or site not in known:
        return Missing(f"no source prints the hash rate of {company} and of {site}")
    value = whole.value * known[site].value / sum(part.value for part in known.values())
    id = f"{company} hash_rate_deployed {opening.end} {site}"
    words = f"hash_rate_deployed × {site}'s share of the sites as last printed"
    return derive(id, words, value, Interval.exact(value), "EH/s", whole, *known.values(), estimated=True)


def credits_by_month_of_year(view: View, company: str, opening: Period) -> tuple[Figure | Missing, tuple[float, ...]]:
    """Return the mean of the last 24 months' printed demand-response credits, and each calendar month's [USD].

    Resale of fixed blocks is not in it: the blocks' own value carries that.
    """
    first = Period.month(opening.end.year - 2, opening.end.month)
    known = {
        period: figure
        for period in view.periods(company, "demand_response_credits")
        if period.is_month
        and first < period
        and period.end <= opening.end
        and isinstance(figure := view.figure(company, "demand_response_credits", period), Figure)
    }
    if not known:
        return Missing(f"no month prints demand-response credits of {company}"), (0.0,) * 12
    mean = fmean(figure.value for figure in known.values())
    by_month = tuple(
        fmean(held) if (held := [f.value for p, f in known.items() if p.end.month == month]) else mean
        for month in range(1, 13)
    )
    id = f"{company} demand_response_per_month {opening.end}"
    words = f"mean of {len(known)} printed months"
    figure = derive(id, words, mean, Interval.exact(mean), "USD", *known.values(), estimated=True)
    return figure, by_month


def demand_response(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return the mean of the last 24 months' printed demand-response credits, a month [USD]."""
    return credits_by_month_of_year(view, company, opening)[0]
