"""What a company is worth as sections: parts by share, what the price supposes, the bridge between two days."""

from __future__ import annotations

from headframe.briefs.numbers import quantity, shown
from headframe.briefs.section import Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure
from headframe.worth.bridge import Bridge
from headframe.worth.priced_in import PricedIn
from headframe.worth.worth import Case, Worth


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
        verb=f"headframe worth {told.made_from.company}",
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
        f"{told.paths:,} worlds of {told.months} months from {told.opening}, seed {told.made_from.seed}; "
        f"standard error of the mean {shown(told.standard_error)}, median {shown(told.median_per_share)}",
        *(f"{part.name}: {part.words}" for part in told.drawn.parts),
    ]
    if isinstance(told.option_per_share, Figure):
        notes.insert(1, f"the freedom to start phases is worth {shown(told.option_per_share)} a share")
    else:
        notes.insert(1, f"uncontracted megawatts count for nothing here: {told.option_per_share.reason}")
    return (*notes, *told.notes, *(f"missing: {gap}" for gap in told.gaps))


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
        notes=("assumptions and policy are the same on both days; another order of steps gives other steps",),
        reaches=told.made_from.as_of,
        verb=f"headframe worth {told.made_from.company} --since {told.since}",
        shown_rows=len(told.steps) + 1,
    )


def priced_in_page(told: PricedIn) -> Section:
    """Return what the price supposes, with the values tried."""
    return Section(
        key="priced in",
        title="PRICED IN",
        finding=(
            f"At {shown(told.price)} the market supposes {shown(told.solved)} {told.solved.unit} "
            f"({band(told.solved)}): {told.words}."
        ),
        columns=(words_column(told.assumption), words_column("value of a share")),
        rows=tuple((f"{each.at:,.6g}", quantity(each.value_per_share, "USD/share")) for each in told.trials),
        notes=(
            f"without it the parts give {shown(told.value_without)} under {told.policy}; "
            f"the value {'rises' if told.rises else 'falls'} with it over the whole range",
            f"check: headframe worth {told.made_from.company} --set {told.assumption}={told.solved.value!r}",
        ),
        reaches=told.made_from.as_of,
        verb=f"headframe priced-in {told.made_from.company} --solve {told.unknown}",
        shown_rows=len(told.trials),
    )
