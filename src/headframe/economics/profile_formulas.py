"""Fields that no page prints as such: each a named formula over printed figures."""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean

from headframe.economics.block_price import block_price_implied
from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.closes import last_close
from headframe.record.latest import latest_figure, latest_period
from headframe.record.terms import Term, terms
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

CORPORATE_LINES = (("sg_and_a",), ("payroll_expenses", "professional_fees", "general_and_administrative"))
PAID_IN_SHARES = "stock_compensation"
WITH_SHARES = "no page tells what of it was paid in shares: the cash cost is lower"
QUARTERS = 4
SITES = ("rockdale", "corsicana", "kentucky")
Formula = Callable[[View, str, Period, str], Figure | Missing]


def formula_value(words: str, view: View, company: str, opening: Period) -> Figure | Missing:
    """Return the value of a named formula; what follows a colon in its name is its argument."""
    name, _, argument = words.partition(":")
    if name not in FORMULAS:
        raise InputRefused(
            f"'{name[:40]}' is no formula", where="profile", next=f"one of {', '.join(sorted(FORMULAS))}"
        )
    return FORMULAS[name](view, company, opening, argument)


def month_formula(words: str, view: View, company: str, extension_months: int) -> Period | Missing:
    """Return the month of "loan_maturity:item": signed, plus its term, plus the assumed extension."""
    name, _, item = words.partition(":")
    if name != "loan_maturity":
        raise InputRefused(f"'{name[:40]}' is no formula of a month", where="profile", next="loan_maturity:item")
    known = {each.key: each for each in terms(view.as_of, company) if each.item == item}
    if "term_years" not in known or "signed" not in known or known["term_years"].value is None:
        return Missing(f"no filing known by {view.as_of} prints when {item} was signed and for how long")
    signed = Period.parse(known["signed"].text)
    months = signed.end.year * 12 + signed.end.month - 1 + round(12 * known["term_years"].value) + extension_months
    return Period.month(months // 12, months % 12 + 1)


def _close(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    return last_close(company, opening.end, view.as_of)


def _operating_over_deployed(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
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


def _corporate_cost(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return SG&A, or the lines it is printed as, without what was paid in shares, a month [USD]."""
    for lines in CORPORATE_LINES:
        both = _last_with(view, company, (*lines, PAID_IN_SHARES), opening)
        if both is not None:
            return _monthly(view, company, lines, both, less=(PAID_IN_SHARES,))
    for lines in CORPORATE_LINES:
        alone = _last_with(view, company, lines, opening)
        if alone is not None:
            return _monthly(view, company, lines, alone, note=WITH_SHARES)
    return Missing(f"no source known by {view.as_of} prints SG&A of {company}, nor the lines of it")


def _monthly(
    view: View, company: str, lines: tuple[str, ...], period: Period, less: tuple[str, ...] = (), note: str = ""
) -> Figure:
    """Return the sum of lines less others, over the months of a period [USD]."""
    months = len(list(period.months()))
    signed = [(1, name) for name in lines] + [(-1, name) for name in less]
    known = [(sign, view.figure(company, name, period)) for sign, name in signed]
    parts = [(sign, figure) for sign, figure in known if isinstance(figure, Figure)]
    total = Interval.exact(0.0)
    for sign, figure in parts:
        total = total + figure.interval if sign > 0 else total - figure.interval
    value = sum(sign * figure.value for sign, figure in parts) / months
    words = " + ".join(lines) + "".join(f" − {name}" for name in less)
    return derive(
        f"{company} corporate_cost_per_month {period}",
        f"({words}) / {months} months",
        value,
        total.scaled(1 / months),
        "USD",
        *(figure for _, figure in parts),
        estimated=bool(note),
        note=note,
    )


def _engineering(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    names = ("revenue_engineering", "cost_of_revenue_engineering")
    quarters = [
        period
        for period in view.periods(company, names[0])
        if period.is_quarter and period.end <= opening.end and _both(view, company, names, period)
    ][-QUARTERS:]
    pairs = [[view.figure(company, name, quarter) for name in names] for quarter in quarters]
    figures = [figure for pair in pairs for figure in pair if isinstance(figure, Figure)]
    if not figures:
        return Missing(f"no quarter prints revenue and cost of engineering of {company}")
    value = sum(figure.value * (1, -1)[at % 2] for at, figure in enumerate(figures)) / (3 * len(quarters))
    id = f"{company} engineering_margin_per_month {quarters[-1]}"
    words = f"(revenue_engineering − cost_of_revenue_engineering) / 3, mean of {len(quarters)} quarters"
    return derive(id, words, value, Interval.exact(value), "USD", *figures, estimated=True)


def _depreciation(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    period = latest_period(view, company, "depreciation", opening.end)
    if period is None:
        return Missing(f"no source known by {view.as_of} prints depreciation of {company}")
    figure = view.figure(company, "depreciation", period)
    if isinstance(figure, Missing):
        return figure
    months = len(list(period.months()))
    id = f"{company} depreciation_per_month {period}"
    span = figure.interval.scaled(1 / months)
    note = "the books' depreciation stands for the tax return's, which is not public"
    words = f"depreciation / {months} months"
    return derive(id, words, figure.value / months, span, "USD", figure, estimated=True, note=note)


def _depreciation_left(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    monthly = _depreciation(view, company, opening, "")
    standing = latest_figure(view, company, "property_and_equipment_net", opening.end)
    if isinstance(monthly, Missing) or isinstance(standing, Missing):
        return Missing(f"property, equipment and depreciation of {company} are not both printed")
    id = f"{company} depreciation_months_left {opening.end}"
    words = "property_and_equipment_net / depreciation a month"
    value = standing.value / monthly.value
    return derive(id, words, value, standing.interval / monthly.interval, "months", standing, monthly)


def _share_of_site(view: View, company: str, opening: Period, site: str) -> Figure | Missing:
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


def _interest_over_debt(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    period = latest_period(view, company, "interest_expense", opening.end)
    debt = latest_figure(view, company, "debt_total", opening.end)
    if period is None or isinstance(debt, Missing):
        return Missing(f"interest and debt of {company} are not both printed")
    interest = view.figure(company, "interest_expense", period)
    if isinstance(interest, Missing) or debt.value <= 0:
        return Missing(f"interest and debt of {company} are not both printed")
    years = len(list(period.months())) / 12
    id = f"{company} interest_rate {period}"
    note = "interest of one period over the debt at another day: it moves with what was drawn between"
    value = interest.value / years / debt.value
    words = f"interest_expense a year / debt_total {debt.id.split()[-1]}"
    return derive(id, words, value, Interval.exact(value), "ratio", interest, debt, estimated=True, note=note)


def _sum_of_terms(view: View, company: str, opening: Period, words: str) -> Figure | Missing:
    item, *keys = words.split()
    found = [_term(view, company, item, key) for key in keys]
    parts = [term for term in found if isinstance(term, Term) and term.value is not None and term.interval is not None]
    if len(parts) != len(keys):
        return Missing(f"{item}: no filing known by {view.as_of} prints {', '.join(keys)}")
    value = sum(part.value for part in parts if part.value is not None)
    figures = tuple(_figure_of(part) for part in parts)
    id = f"{company} {'+'.join(keys)} {parts[0].period} {item}"
    return derive(id, " + ".join(keys), value, Interval.exact(value), parts[0].unit, *figures)


def _figure_of(term: Term) -> Figure:
    from headframe.vocabulary.figure import Badge

    assert term.value is not None and term.interval is not None
    id = f"{term.company} {term.key} {term.period} {term.item}"
    return Figure(id, term.value, term.interval, term.unit, Badge.REPORTED, term.known_at, (term.source,))


def _term(view: View, company: str, item: str, key: str) -> Term | None:
    known = [each for each in terms(view.as_of, company) if (each.item, each.key) == (item, key)]
    return max(known, key=lambda each: each.period.end, default=None)


def _block_price(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    return block_price_implied(view, company)


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


def _credits(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    return credits_by_month_of_year(view, company, opening)[0]


def _last_with(view: View, company: str, names: tuple[str, ...], opening: Period) -> Period | None:
    periods = [each for each in view.periods(company, names[0]) if each.end <= opening.end and each.is_whole_months]
    held = [each for each in periods if _both(view, company, names, each)]
    return max(held, key=lambda each: (each.end, each.first_day), default=None)


def _both(view: View, company: str, names: tuple[str, ...], period: Period) -> bool:
    return all(isinstance(view.figure(company, name, period), Figure) for name in names)


FORMULAS: dict[str, Formula] = {
    "month_end_close": _close,
    "operating_over_deployed": _operating_over_deployed,
    "cash_corporate_cost_per_month": _corporate_cost,
    "engineering_margin_per_month": _engineering,
    "depreciation_per_month": _depreciation,
    "depreciation_months_left": _depreciation_left,
    "demand_response_per_month": _credits,
    "hash_rate_share": _share_of_site,
    "interest_over_debt": _interest_over_debt,
    "sum_of_terms": _sum_of_terms,
    "block_price_implied": _block_price,
}
