"""Debts and commitments of a profile."""

from __future__ import annotations

from headframe.economics.miner import Commitment, Debt, DebtKind
from headframe.economics.months import month_after
from headframe.economics.profile import DebtSpec, Profile
from headframe.economics.tally import Tally
from headframe.ground.errors import InputRefused
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.figure import Figure


def debts_of(profile: Profile, tally: Tally, opening: Period) -> tuple[Debt, ...]:
    """Return the debts whose principal is known; one that stands for others, only where none of these is."""
    found: dict[str, Debt] = {}
    for at, spec in enumerate(profile.debts):
        if any(name in found for name in spec.stands_for):
            continue
        debt = _debt(spec, f"debts[{at}]", tally, opening)
        if debt is not None:
            found[spec.name] = debt
            for name in spec.stands_for:
                _forget(tally, [f"debts[{i}]" for i, each in enumerate(profile.debts) if each.name == name])
    return tuple(found.values())


def commitments_of(profile: Profile, tally: Tally, opening: Period) -> tuple[Commitment, ...]:
    """Return the commitments whose amount is known, spread over the months to come that the profile names."""
    found = []
    for at, spec in enumerate(profile.commitments):
        amount = tally.figure(f"commitments[{at}].usd", spec.usd, "USD")
        path = f"commitments[{at}].last"
        last = month_after(opening, spec.months or 1) if spec.last is None else tally.resolver.month(path, spec.last)
        if isinstance(last, Period) and last <= opening:
            last = _over(tally, path, f"{spec.name} was to be paid by {last}")
        if isinstance(last, Missing):
            tally.gaps[path] = last
        elif isinstance(amount, Figure):
            found.append(Commitment(spec.name, amount.value, month_after(opening, 1), last))
    return tuple(found)


def _debt(spec: DebtSpec, path: str, tally: Tally, opening: Period) -> Debt | None:
    principal = tally.figure(f"{path}.principal_usd", spec.principal_usd, "USD")
    if isinstance(principal, Missing):
        tally.gaps[f"{path}.principal_usd"] = Missing(f"{spec.name}: {principal.reason}")
        return None
    maturity = _maturity(spec, path, tally, opening)
    if maturity <= opening:
        tally.gaps[f"{path}.maturity"] = _over(tally, f"{path}.maturity", f"{spec.name} fell due in {maturity}")
        return None
    return Debt(
        name=spec.name,
        kind=spec.kind,
        principal_usd=principal.value,
        rate_per_year=tally.number(f"{path}.rate_per_year", spec.rate_per_year, "ratio"),
        maturity=maturity,
        repayments=_repayments(spec, path, tally, opening),
        conversion_price_usd=_optional(tally, f"{path}.conversion_price_usd", spec.conversion_price_usd, "USD/share"),
        collateral_btc=_optional(tally, f"{path}.collateral_btc", spec.collateral_btc, "BTC"),
        margin_call_ltv=_trigger(spec, tally, f"{path}.margin_call_ltv", spec.margin_call_ltv),
        sale_ltv=_trigger(spec, tally, f"{path}.sale_ltv", spec.sale_ltv),
        cash_collateral_usd=_optional(tally, f"{path}.cash_collateral_usd", spec.cash_collateral_usd, "USD"),
    )


def _maturity(spec: DebtSpec, path: str, tally: Tally, opening: Period) -> Period:
    found = Missing("no page prints it") if spec.maturity is None else tally.resolver.month(path, spec.maturity)
    if isinstance(found, Period):
        return found
    from headframe.economics.profile import Ref

    years = tally.needed(f"{path}.maturity_years", Ref(assumption="economics.undated_debt_years"), "years")
    tally.gaps[f"{path}.maturity"] = Missing(f"{spec.name}: {found.reason}; taken to fall due in {years:g} years")
    return month_after(opening, round(12 * years))


def _repayments(spec: DebtSpec, path: str, tally: Tally, opening: Period) -> tuple[tuple[Period, float], ...]:
    """Return scheduled principal by December of its year: pages print years."""
    found = []
    for year, value in sorted(spec.repayments_usd_by_year.items()):
        amount = tally.number(f"{path}.repayments.{year}", value, "USD")
        if amount != 0 and Period.month(year, 12) > opening:
            found.append((Period.month(year, 12), amount))
    return tuple(found)


def _over(tally: Tally, path: str, what: str) -> Missing:
    """Return why something dated before the opening is left out; a private company states what is still to come."""
    if tally.resolver.view is None:
        raise InputRefused(
            f"{path}: {what}, before the opening in {tally.resolver.opening}",
            where=tally.resolver.where,
            why="what is over neither pays nor owes in the months ahead",
            next="correct the month, or take the entry out",
        )
    return Missing(f"{what}, and nothing known by then says what became of it: left out")


def _optional(tally: Tally, path: str, value: object, unit: str) -> float:
    return 0.0 if value is None else tally.number(path, value, unit)  # type: ignore[arg-type]


def _trigger(spec: DebtSpec, tally: Tally, path: str, value: object) -> float:
    return _optional(tally, path, value, "ratio") if spec.kind is DebtKind.BITCOIN_BACKED else 0.0


def _forget(tally: Tally, paths: list[str]) -> None:
    for path in list(tally.gaps):
        if any(path.startswith(each) for each in paths):
            del tally.gaps[path]
