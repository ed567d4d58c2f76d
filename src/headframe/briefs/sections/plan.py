"""A plan as sections: decision, proof, policies side by side, limits' prices, the tuned rule, what it hangs on."""

from __future__ import annotations

from itertools import groupby

from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.planning.plan_answer import NoPlan, Plan, Relaxed
from headframe.planning.plan_shown import FrontierShown
from headframe.vocabulary.figure import Figure

ALL_ROWS = 60
POLICY_COLUMNS = (
    words_column("policy"),
    Column("value,\nmean"),
    Column("mean of\nthe worst"),
    Column("against\nthe best", Style.SIGNED),
    Column("shares in\nneed, chance"),
    Column("new shares\n(median)"),
    Column("BTC at\nthe end"),
    Column("phases"),
)
FIRST_COLUMNS = (words_column("in the first quarter"), Column(""))
PROOF_COLUMNS = (words_column("proof"), Column(""))
PRICE_COLUMNS = (words_column("limit"), words_column("one more"), Column("now"), Column("over two years"))
SWING_COLUMNS = (words_column("assumption"), words_column("from"), Column("value"), words_column("to"), Column("value"))
FRONTIER_COLUMNS = (
    words_column("weight\nof risk"),
    Column("value,\nmean"),
    Column("mean of\nthe worst"),
    Column("shares in\nneed"),
    words_column("first decision"),
)
DRIFT_COLUMNS = (words_column("growth beyond the\nrisk-free rate"), words_column("phases"), words_column("BTC sold"))
NEXT_UNCERTAIN = "--seconds 120 for more, --frontier for other weights of risk, --set to change an assumption"


def plan_sections(told: Plan | NoPlan) -> tuple[Section, ...]:
    """Return the sections of a plan, the decision first; or why there is none."""
    if isinstance(told, NoPlan):
        return (_none(told),)
    found = [_first(told), _proof(told), policies_section(told)]
    if told.prices:
        found.append(prices_section(told))
    if not isinstance(told.tuned, Missing):
        found.append(_tuned(told))
    if told.frontier:
        found.append(frontier_section(told))
    if told.drifts:
        found.append(_drifts(told))
    if told.tornado:
        found.append(_tornado(told))
    return tuple(found)


def _section(
    told: Plan | NoPlan,
    key: str,
    title: str,
    finding: str,
    columns: tuple[Column, ...] = (),
    rows: tuple[tuple[Cell, ...], ...] = (),
    notes: tuple[str, ...] = (),
) -> Section:
    return Section(key, title, finding, columns, rows, notes, None, _verb(told), ALL_ROWS)


def _verb(told: Plan | NoPlan) -> str:
    risk = f" --risk {told.risk:g} --tail {told.tail:g}" if isinstance(told, Plan) and told.risk else ""
    return f"headframe plan {told.made_from.company} --as-of {told.made_from.as_of}{risk}"


def _first(told: Plan) -> Section:
    first = told.first
    rows: list[tuple[Cell, ...]] = [
        ("phases started", first.phases_started),
        ("bitcoin sold [BTC]", first.coins_sold),
        ("loan against coins, drawn (+) or repaid", first.loan_change),
        ("shares sold", first.shares_issued),
        ("cash after", first.cash_after),
        ("bitcoin after [BTC]", first.bitcoin_after),
        ("starting now against starting none this quarter", told.waiting),
        ("premium on bitcoin's growth at which this flips", told.flip_drift),
    ]
    notes = [*told.rule_after, *told.notes]
    if isinstance(told.flip_drift, Missing):
        notes.append(told.flip_drift.reason)
    if told.made_from.look_ahead:
        notes.append(
            f"assumptions younger than {told.made_from.as_of}: {len(told.made_from.look_ahead)} (see look_ahead)"
        )
    return _section(told, "plan", "WHAT TO DO", first.sentence, FIRST_COLUMNS, tuple(rows), tuple(notes))


def _proof(told: Plan) -> Section:
    proof = told.certificate
    rows: list[tuple[Cell, ...]] = [
        ("value to today's holders, at least", proof.lower),
        ("no policy more than", proof.upper),
        ("gap for the lattice", proof.gap_lattice),
        ("gap for the simulator", proof.gap_simulator),
        ("gap over what can be gained on holding all", proof.gap_of_improvement),
        ("value a share", told.value_per_share),
        ("price of a share", told.share_price),
    ]
    notes = (
        f"learned and certified in {proof.seconds:.0f} seconds; learning ended by {told.ended};"
        f" seeds {', '.join(map(str, proof.seeds))}",
        "lower and upper share the noise of the same paths; the gap is measured path by path, so it is far narrower",
        NEXT_UNCERTAIN,
    )
    return _section(
        told, "proof", "HOW FAR FROM THE BEST", " ".join(_proof_words(proof.words)), PROOF_COLUMNS, tuple(rows), notes
    )


def _proof_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the certificate's sentences; their amounts are in million USD."""
    return (*words, "Amounts in million USD.")


def policies_section(told: Plan) -> Section:
    """Return the plan and its rivals on the same paths."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            each.name,
            each.value,
            each.worst,
            each.against_best,
            each.shortfall,
            each.dilution,
            each.bitcoin_end,
            each.phases,
        )
        for each in told.policies
    )
    apart = {each.name: found.value for each in told.policies[1:] if isinstance(found := each.against_best, Figure)}
    finding = "All on the same paths."
    if apart:
        nearest = max(apart, key=lambda name: apart[name])
        side = "below" if apart[nearest] <= 0 else "above, in the mean"
        finding = f"All on the same paths. The nearest is {nearest}: {quantity(abs(apart[nearest]), 'USD')} {side}."
    gaps = tuple(f"{each.name}: {each.value.reason}" for each in told.policies if isinstance(each.value, Missing))
    best = told.policies[0].value
    if isinstance(best, Figure):
        paths = best.note.split(";")[0]
        spread = quantity(best.interval.half_width, "USD")
        gaps = (f"{paths}: the plan's mean is known to ± {spread} (95 %); differences are path by path", *gaps)
    return _section(told, "policies", "POLICIES SIDE BY SIDE", finding, POLICY_COLUMNS, rows, gaps)


def prices_section(told: Plan) -> Section:
    """Return what each limit costs, the dearest first."""
    rows = tuple((each.name, each.unit, each.now, each.two_years) for each in told.prices)
    dearest = told.prices[0]
    worth = quantity(dearest.two_years.value, "USD")
    said = f"The dearest over two years: {dearest.name}, {worth} for one more ({dearest.unit})."
    return _section(told, "limits", "WHAT EACH LIMIT COSTS", said, PRICE_COLUMNS, rows)


def _tuned(told: Plan) -> Section:
    assert not isinstance(told.tuned, Missing)
    tuned = told.tuned
    rows: tuple[tuple[Cell, ...], ...] = (
        ("loses against the plan on the same paths", tuned.loss),
        ("... and against the best at most", tuned.loss_at_most),
    )
    return _section(told, "tuned", "THE SAME IN A FEW THRESHOLDS", " ".join(tuned.words), PROOF_COLUMNS, rows)


def frontier_section(told: Plan) -> Section:
    """Return the plans for several weights of risk."""
    same = groupby(told.frontier, key=lambda each: (each.sentence, each.value.value, each.worst.value))
    runs = [list(found) for _, found in same]
    rows = tuple((weights_of(run), run[0].value, run[0].worst, run[0].shortfall, run[0].sentence) for run in runs)
    said = (
        f"Mean against the mean of the worst {100 * told.tail:g} % of outcomes: the answer is this line, not one point."
    )
    return _section(told, "frontier", "MEAN AGAINST THE WORST", said, FRONTIER_COLUMNS, rows)


def weights_of(run: list[FrontierShown]) -> str:
    """Return the weights of risk that choose the same policy: "0.25 to 1"."""
    return f"{run[0].risk:g}" if len(run) == 1 else f"{run[0].risk:g} to {run[-1].risk:g}"


def _drifts(told: Plan) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{quantity(each.premium, 'ratio', signed=True)} a year",
            f"{each.phases_started:.0f}",
            f"{each.coins_sold:,.0f}",
        )
        for each in told.drifts
    )
    if isinstance(told.flip_drift, Missing):
        said = told.flip_drift.reason[0].upper() + told.flip_drift.reason[1:] + "."
    else:
        growth = flip_words(told.flip_drift)
        said = f"The first decision flips where bitcoin grows {growth} a year beyond the risk-free rate."
    return _section(
        told,
        "drifts",
        "IF BITCOIN GROWS FASTER OR SLOWER",
        said,
        DRIFT_COLUMNS,
        rows,
        ("a smaller problem, re-solved each time",),
    )


def flip_words(flip: Figure) -> str:
    """Return the growth at which a decision flips: the two premiums between which it does."""
    low, high = (quantity(end, "ratio", signed=True) for end in (flip.interval.low, flip.interval.high))
    return low if low == high else f"between {low} and {high}"


def _tornado(told: Plan) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (each.assumption, f"{each.low_at:,g} {each.unit}", each.at_low, f"{each.high_at:,g}", each.at_high)
        for each in told.tornado
    )
    most = told.tornado[0].assumption
    said = f"The value hangs most on {most}. The tuned rule on the same random numbers, one at a time."
    return _section(told, "tornado", "WHAT IT HANGS ON", said, SWING_COLUMNS, rows)


def _amount(each: Relaxed) -> str:
    return quantity(each.by, each.unit) + ("" if each.unit == "USD" else f" {each.unit}")


def _none(told: NoPlan) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (each.constraint, _amount(each), "alone" if each.enough_alone else "with the others") for each in told.binding
    )
    columns = (words_column("limit"), words_column("would have to give way by"), words_column(""))
    notes = (told.next, "the quarter's problem in LP format: data.subproblem of --form json")
    return _section(told, "plan", "NO PLAN", told.sentence, columns, rows, notes)
