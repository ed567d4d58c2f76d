"""What a company pays and writes off a month, out of the lines it prints."""

from __future__ import annotations

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.latest import latest_figure, latest_period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

CORPORATE_LINES = (("sg_and_a",), ("payroll_expenses", "professional_fees", "general_and_administrative"))
PAID_IN_SHARES = "stock_compensation"
WITH_SHARES = "no page tells what of it was paid in shares: the cash cost is lower"
QUARTERS = 4


def corporate_cost(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
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


def engineering_margin(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return revenue less cost of engineering, a month, mean of the last four printed quarters [USD]."""
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


def depreciation(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return the last printed depreciation, a month [USD]."""
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


def depreciation_left(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return how long what stands lasts at the last printed depreciation [months]."""
    monthly = depreciation(view, company, opening, "")
    standing = latest_figure(view, company, "property_and_equipment_net", opening.end)
    if isinstance(monthly, Missing) or isinstance(standing, Missing):
        return Missing(f"property, equipment and depreciation of {company} are not both printed")
    id = f"{company} depreciation_months_left {opening.end}"
    words = "property_and_equipment_net / depreciation a month"
    value = standing.value / monthly.value
    return derive(id, words, value, standing.interval / monthly.interval, "months", standing, monthly)


def interest_over_debt(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    """Return the last printed interest a year over all debt [ratio]."""
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


def _last_with(view: View, company: str, names: tuple[str, ...], opening: Period) -> Period | None:
    periods = [each for each in view.periods(company, names[0]) if each.end <= opening.end and each.is_whole_months]
    held = [each for each in periods if _both(view, company, names, each)]
    return max(held, key=lambda each: (each.end, each.first_day), default=None)


def _both(view: View, company: str, names: tuple[str, ...], period: Period) -> bool:
    return all(isinstance(view.figure(company, name, period), Figure) for name in names)
