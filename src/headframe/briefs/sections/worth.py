"""What a company is worth as sections: parts by share, what the price supposes, the bridge between two days."""

from __future__ import annotations

from headframe.briefs.numbers import quantity, shown
from headframe.briefs.section import Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure
from headframe.worth.bridge import Bridge
from headframe.worth.priced_in import PricedIn
from headframe.worth.worth import Worth
from headframe.worth.worth_cases import Case


def parts_page(told: Worth) -> Section:
    """Return the parts by share: drawn worlds beside the middle path."""
    middle = {part.name: part.per_share for part in told.middle.parts}
    none = Missing("this part is nothing on the middle path")
    return Section(
        key="parts",
        title="PARTS",
        finding=_finding(told),
        columns=(
            words_column("part"),
            Column("mean"),
            Column("by share"),
            words_column("5 to 95 %"),
            Column("middle path"),
        ),
        rows=(
            *(
                (part.name, part.value, part.per_share, band(part.per_share), middle.get(part.name, none))
                for part in told.drawn.parts
            ),
            ("a share", "", told.drawn.value_per_share, band(told.drawn.value_per_share), told.middle.value_per_share),
        ),
        notes=_notes(told),
        reaches=told.opening.end,
        verb=f"headframe worth {told.made_from.company} --policy {told.policy}",
        shown_rows=len(told.drawn.parts) + 1,
    )


def band(figure: Figure) -> str:
    """Return a figure's interval as "$1.20 to $9.80"."""
    return f"{quantity(figure.interval.low, figure.unit)} to {quantity(figure.interval.high, figure.unit)}"


def worth_finding(told: Worth) -> str:
    """Return the answer in one sentence."""
    return _finding(told)


def _finding(told: Worth) -> str:
    value = told.drawn.value_per_share
    sentence = f"{shown(value)} a share by parts ({band(value)}) under {told.policy}"
    if isinstance(told.price, Figure):
        sentence += f", against a price of {shown(told.price)}"
    return f"{sentence}; {_largest(told.drawn)}."


def _largest(case: Case) -> str:
    most = max(case.parts, key=lambda part: abs(part.per_share.value))
    return f"the largest part is {most.name}, {shown(most.per_share)}"


def _notes(told: Worth) -> tuple[str, ...]:
    notes = [
        f"policy {told.policy}: {told.policy_words}",
        gap_words(told),
        f"as known on {told.made_from.as_of}, opening at the end of {told.opening}; {told.paths:,} worlds "
        f"of {told.months} months from there, seed {told.made_from.seed}; "
        f"standard error of the mean {_shown_or_why(told.standard_error)}, median {shown(told.median_per_share)}",
        *(f"{part.name}: {part.words}" for part in told.drawn.parts),
    ]
    if isinstance(told.option_per_share, Figure):
        notes.insert(2, f"the freedom to start phases is worth {shown(told.option_per_share)} a share")
    else:
        notes.insert(2, f"uncontracted megawatts count for nothing here: {told.option_per_share.reason}")
    return (*notes, *told.notes, *(f"missing: {gap}" for gap in told.gaps))


def gap_words(told: Worth) -> str:
    """Return how often money runs out under the policy, and what a value that leans on it leans on."""
    if told.funding_gap_chance.value == 0.0:
        return "on no path does money run out: cash, the share programme and coins pay for everything"
    start = f"on {shown(told.funding_gap_chance)} of paths money runs out by the horizon"
    mean = f"{shown(told.funding_gap)} in the mean of all"
    if isinstance(told.price, Figure):
        return f"{start}: new shares sold in need bring {mean}, and the value leans on somebody always buying them"
    return f"{start}: the owners put in {mean}, and the value leans on their always doing so"


def _shown_or_why(found: Figure | Missing) -> str:
    return shown(found) if isinstance(found, Figure) else f"not known ({found.reason})"


def bridge_page(told: Bridge) -> Section:
    """Return the bridge between two days."""
    start, end = told.start, told.end
    return Section(
        key="bridge",
        title="BRIDGE",
        finding=f"From {shown(start)} on {told.since} to {shown(end)} on {told.made_from.as_of}, on the same worlds.",
        columns=(words_column("change"), Column("by share", Style.SIGNED), Column("value after")),
        rows=(
            (f"value as known on {told.since}", "", start),
            *((step.name, step.change, step.after) for step in told.steps),
        ),
        notes=(
            f"policy {told.policy}: {told.policy_words}",
            f"assumptions, policy and {told.paths:,} worlds of {told.months} months are the same on both days; another "
            "order of steps gives other steps, and the same ends",
            *told.notes,
        ),
        reaches=told.made_from.as_of,
        verb=f"headframe worth {told.made_from.company} --since {told.since} --policy {told.policy}",
        shown_rows=len(told.steps) + 1,
    )


def priced_in_page(told: PricedIn) -> Section:
    """Return what the price supposes, with the values tried."""
    return Section(
        key="priced in",
        title="PRICED IN",
        finding=(
            f"At {shown(told.price)} a share the market supposes {_with_unit(told.solved)} "
            f"({band(told.solved)}): {told.words}."
        ),
        columns=(words_column(f"{told.assumption} [{told.solved.unit}]"), words_column("value of a share")),
        rows=tuple((f"{each.at:,.6g}", quantity(each.value_per_share, "USD/share")) for each in told.trials),
        notes=(
            f"as assumed, at {_with_unit(told.as_assumed)}, the parts give {shown(told.value_as_assumed)} under "
            f"{told.policy}; the value {'rises' if told.rises else 'falls'} with it over the whole range",
            "the range in brackets is two standard errors of the mean over paths, no more: what else is assumed stays",
            f"check: headframe worth {told.made_from.company} --policy {told.policy} --paths {told.paths} "
            f"--months {told.months} --seed {told.made_from.seed} --set {told.assumption}={told.solved.value!r} "
            f"--as-of {told.made_from.as_of}",
            *told.notes,
        ),
        reaches=told.made_from.as_of,
        verb=f"headframe priced-in {told.made_from.company} --solve {told.unknown} --policy {told.policy}",
        shown_rows=len(told.trials),
    )


def _with_unit(figure: Figure) -> str:
    """Return a figure with its unit, where a shown number does not already bear it."""
    if figure.unit in ("USD", "ratio"):
        return shown(figure)
    return f"{shown(figure)} {figure.unit.replace('USD/', 'per ')}"
