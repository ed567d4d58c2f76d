"""The months at which treasury policy changed."""

from __future__ import annotations

from headframe.briefs.section import Section, words_column
from headframe.conduct.shifts import Shift, Shifts

COLUMNS = tuple(
    words_column(name) for name in ("month", "from", "to", "probability", "could be called on", "rival reading")
)
ALL_ROWS = 10_000


def shifts_section(told: Shifts) -> Section:
    """Return every shift, what would also explain it, and the policy as of the last period."""
    return Section(
        key="shifts",
        title="THE SHIFT",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(shift) for shift in told.shifts),
        notes=_not_called(told)
        + tuple(
            f"withdrawn: {policy_words(one.from_policy)} to {policy_words(one.to_policy)} in {one.date}, called "
            f"{one.called_on}, gone {one.withdrawn_on}"
            for one in told.withdrawn
        ),
        reaches=told.periods[-1].period.end if told.periods else None,
        verb=f"headframe shifts {told.made_from.company}",
        shown_rows=ALL_ROWS,
    )


def chance(probability: float) -> str:
    """Return a probability without claiming certainty: "= 0.74", "> 0.99"."""
    return "> 0.99" if probability > 0.99 else "< 0.01" if probability < 0.01 else f"= {probability:.2f}"


def policy_words(policy: str) -> str:
    """Return a policy's code as words: "sell production"."""
    return policy.replace("_", " ")


def _finding(told: Shifts) -> str:
    if told.missing is not None:
        return f"No reading of its policy: {told.missing.reason}."
    if not told.shifts:
        return f"No shift of policy at {told.false_alarms_per_decade:g} false alarm(s) a decade."
    last = told.shifts[-1]
    return (
        f"{policy_words(last.from_policy)} to {policy_words(last.to_policy)} in {last.date} "
        f"(p {chance(last.probability)}, callable on {last.callable_on}); at {told.false_alarms_per_decade:g} false "
        "alarm(s) a decade."
    )


def _not_called(told: Shifts) -> tuple[str, ...]:
    """Say what the last period looks like where no shift to it is called yet."""
    if not told.periods:
        return ()
    last = told.periods[-1]
    policies = ("accumulate", "hold", "sell_part", "sell_production", "liquidate")
    likeliest = max(policies, key=lambda policy: float(getattr(last, policy)))
    standing = told.shifts[-1].to_policy if told.shifts else likeliest
    if likeliest == standing:
        return ()
    share = float(getattr(last, likeliest))
    return (f"{last.period} looks like {policy_words(likeliest)} (p = {share:.2f}); no shift is called until it stays",)


def _row(shift: Shift) -> tuple[str, ...]:
    rival = f"{policy_words(shift.rival.policy)} in {shift.rival.date}, p {chance(shift.rival.probability)}"
    moved = (
        policy_words(shift.from_policy),
        policy_words(shift.to_policy),
        chance(shift.probability).removeprefix("= "),
    )
    return (str(shift.date), *moved, shift.callable_on.isoformat(), rival)
