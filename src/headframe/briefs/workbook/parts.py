"""The Parts sheet: present values by part, everyone else's claims, and the value of a share."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import EXP, IF, LN, MAX, SUM, total
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.fixed_point import SharePrice, bends_of, share_price
from headframe.briefs.workbook.ledger import Before, Ledger
from headframe.briefs.workbook.model import OPENING, Kind, Model, Row
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.stated import Stated
from headframe.economics.miner import Miner
from headframe.economics.minorities import has_minorities
from headframe.worth.dilution import Capital
from headframe.worth.part_groups import LEASE_WORDS, MINORITIES, NEW_SHARES, WORDS
from headframe.worth.valuation import BEYOND, BEYOND_WORDS, CLAIMS, CLAIMS_WORDS, SUPPOSED, SUPPOSED_WORDS

SHEET = "Parts"
TABLE_ROW = 5
LEFT_TO_SHARES = "left to shares"
BELOW_TABLE = 17
"""Rows between the parts and the months, which hold other claims and the fixed point."""
HEADS = ("part", "unit", "what it holds", "present value", "a share")


@dataclass(frozen=True, slots=True)
class Parts:
    """Cells of the Parts sheet: each part's present value, the ledger's, the share's; `summed` make the worth."""

    values: dict[str, Cell]
    whole: Cell
    by_ledger: Cell
    price: SharePrice
    summed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Flows:
    """Discounted flows by part, by month, and what is left at the horizon [USD]."""

    parts: dict[str, list[Expr]]
    ledger: list[Expr]


def parts_sheet(
    model: Model, entries: Entries, given: Before, ledger: Ledger, miner: Miner, capital: Capital, supposed_usd: float
) -> Parts:
    """Fill the Parts sheet: a table of parts on top, the months it sums below."""
    leases = [f"lease: {lease.cells.name}" for lease in given.leases.leases]
    names = [
        *(
            "cash",
            "bitcoin",
            "mining",
            "power contract",
            "engineering",
            "corporate cost",
            "commitments",
            "tax",
            "debts",
        ),
        *leases,
        *([MINORITIES] if has_minorities(miner) else []),
        NEW_SHARES,
        *([SUPPOSED] if supposed_usd else []),
    ]
    model.days_row = TABLE_ROW + len(names) + BELOW_TABLE + bends_of(capital)
    model.next_row[SHEET] = model.days_row + 1
    flows = _flows(model, entries, given, ledger)
    if supposed_usd:
        open_mw = sum(each.mw_gross for each in miner.projects if not each.contracted and each.start is None)
        megawatts = entries.given("gross megawatts of open phases", open_mw, "MW", "phases that nobody has signed for")
        flows.parts[SUPPOSED] = [megawatts * entries.assumed("worth.usd_per_uncontracted_mw")]
    if has_minorities(miner):
        flows.parts[MINORITIES] = [_of_partners(entries, given, miner, flows)]
    values = {
        name: _row(model, TABLE_ROW + at, name, _words(name), total(flows.parts[name])) for at, name in enumerate(names)
    }
    at = TABLE_ROW + len(names)
    whole = _row(
        model, at, "worth before other claims", "sum of the parts above", total(list(values.values())), bold=True
    )
    price = share_price(model, entries, given.debts, capital, whole, ledger.shares.closing.end, at + 5)
    values[CLAIMS] = _row(model, at + 1, CLAIMS, CLAIMS_WORDS, 0.0 - price.claims)
    values[BEYOND] = _row(model, at + 2, BEYOND, BEYOND_WORDS, IF(price.price > 0.0, 0.0, price.claims - whole))
    left = whole + values[CLAIMS] + values[BEYOND]
    _row(model, at + 3, LEFT_TO_SHARES, "parts less other claims", left, bold=True)
    for row in range(TABLE_ROW, at + 4):
        model.put((SHEET, row, 4), Cell((SHEET, row, 3)) / price.shares, Kind.FORMULA, "USD/share")
    model.put((SHEET, 2, 0), "VALUE OF A SHARE, middle path", Kind.HEAD)
    model.put((SHEET, 2, 3), price.price, Kind.TOTAL, "USD/share")
    model.put((SHEET, 2, 1), "USD/share", Kind.UNIT)
    for column, name in enumerate(HEADS):
        model.put((SHEET, TABLE_ROW - 1, column), name, Kind.COLUMN if column > 2 else Kind.SECTION)
    cash = company_cash(given)
    model.put((SHEET, at + 4, 0), "the same by the ledger", Kind.TEXT)
    model.put((SHEET, at + 4, 1), "USD", Kind.UNIT)
    model.put(
        (SHEET, at + 4, 2), "cash, its changes and the ends, brought to today, with what new shares bring", Kind.UNIT
    )
    others = [values[name] for name in (MINORITIES, NEW_SHARES, SUPPOSED) if name in values]
    by_ledger = model.put((SHEET, at + 4, 3), total([cash, *flows.ledger, *others]), Kind.FORMULA, "USD")
    return Parts(values, whole, by_ledger, price, tuple(names))


def _of_partners(entries: Entries, given: Before, miner: Miner, flows: _Flows) -> Expr:
    """Return what partners own of mining and of projects, as a claim."""
    stated = Stated(entries, miner)
    share = stated.field("minority_share_of_mining", "others' share of mining", miner.minority_share_of_mining, "ratio")
    claims = [share * (total(flows.parts["mining"]) + total(flows.parts["power contract"]))]
    begun = [project for project in miner.projects if project.start is not None]
    for lease, project in zip(given.leases.leases, begun, strict=True):
        words = f"{lease.cells.name}: owned share"
        owned = entries.given(words, project.owned_share, "ratio", "as the company's profile states it")
        claims.append((1.0 - owned) * total(flows.parts[f"lease: {lease.cells.name}"]))
    return 0.0 - total(claims)


def company_cash(given: Before) -> Expr:
    """Return free and restricted cash at the opening."""
    return given.company.cash + given.company.cash_restricted


def _words(name: str) -> str:
    return SUPPOSED_WORDS if name == SUPPOSED else WORDS.get(name, LEASE_WORDS)


def _row(model: Model, row: int, name: str, words: str, formula: Expr, *, bold: bool = False) -> Cell:
    model.put((SHEET, row, 0), name, Kind.TEXT)
    model.put((SHEET, row, 1), "USD", Kind.UNIT)
    model.put((SHEET, row, 2), words, Kind.UNIT)
    return model.put((SHEET, row, 3), formula, Kind.TOTAL if bold else Kind.FORMULA, "USD")


def _flows(model: Model, entries: Entries, given: Before, ledger: Ledger) -> _Flows:
    world, flows, loan = given.world, ledger.flows, ledger.loan

    def curve(label: str, rate: Expr, words: str) -> Row:
        factor = EXP(0.0 - world.number.now / 12.0 * rate)
        return model.line(SHEET, label, "ratio", factor, factor, words)

    model.section(SHEET, "Discount factors")
    d = curve("operating flows", LN(1.0 + entries.assumed("economics.discount_rate_per_year")), "1 / (1 + rate)^years")
    signed = curve(
        "signed leases and debts",
        LN(1.0 + entries.assumed("economics.contracted_rate_per_year")),
        "1 / (1 + rate)^years",
    )
    coins = curve("coins", LN(1.0 + entries.assumed("worlds.risk_free_rate_per_year")), "1 / (1 + rate)^years")
    model.section(SHEET, "Flows brought to today")
    sums: dict[str, list[Expr]] = {}

    def flow(name: str, label: str, each: Expr) -> None:
        sums.setdefault(name, []).append(SUM(model.line(SHEET, label, "USD", each).ahead))

    def end(name: str, label: str, each: Expr) -> Expr:
        cell = model.line(SHEET, label, "USD", None, each)
        sums.setdefault(name, []).append(cell.opening)
        return cell.opening

    def now(name: str) -> Expr:
        return flows[name].now

    revenue, sales = given.mining.revenue.now, now("bitcoin_sales_usd")
    by_lender = loan.by_lender.now
    project_service = given.leases.all_of("interest") + given.leases.all_of("principal")
    service = model.line(
        SHEET,
        "service of debts, project loans left out",
        "USD",
        now("interest_usd") + now("principal_usd") - project_service,
    )
    raised = now("share_sales_usd") + now("funding_gap_usd")
    sums["cash"] = [company_cash(given)]
    flow("bitcoin", "coins sold, less coins mined", coins.now * (sales + by_lender - revenue))
    flow("mining", "mining revenue less power", d.now * (revenue - now("power_cost_usd")))
    flow("mining", "credits less peak charges", d.now * (now("credits_usd") - now("peak_charge_usd")))
    flow("power contract", "power bought ahead", d.now * now("block_value_usd"))
    flow("engineering", "engineering", d.now * now("engineering_margin_usd"))
    flow("corporate cost", "corporate cost", 0.0 - d.now * now("corporate_cost_usd"))
    flow("commitments", "commitments", 0.0 - d.now * now("commitments_usd"))
    flow("tax", "tax", 0.0 - d.now * now("tax_paid_usd"))
    flow("debts", "service of debts", 0.0 - signed.now * (service.now + by_lender))
    listed = IF(world.share_price.opening > 0.0, 1.0, 0.0)
    flow(NEW_SHARES, "money that new shares bring", coins.now * raised * listed)
    moved = d.now * (ledger.cash.closing.now - ledger.cash.opening.now - now("interest_on_cash_usd") - raised)
    moved = moved + (d.now - coins.now) * (revenue - sales) + coins.now * by_lender
    moved = moved + (d.now - signed.now) * service.now - signed.now * by_lender
    for lease in given.leases.leases:
        own, name = (signed if lease.cells.contracted else d), f"lease: {lease.cells.name}"
        loan_flow = lease.draw.now - lease.interest.now - lease.principal.now
        flow(name, f"{lease.cells.name}: NOI", own.now * lease.noi.now)
        flow(name, f"{lease.cells.name}: cost", 0.0 - own.now * lease.capex.now)
        flow(name, f"{lease.cells.name}: loan", own.now * loan_flow)
        moved = moved + (own.now - d.now) * (lease.noi.now - lease.capex.now + loan_flow)
    by_ledger = model.line(SHEET, "ledger: change of cash and coins", "USD", moved)
    model.section(SHEET, "At the horizon, brought to today")
    ends = [
        end("bitcoin", "coins", coins.end * ledger.bitcoin.closing.end * world.price.end),
        end("tax", "tax accrued", 0.0 - d.end * ledger.tax.accrued.end),
        end("debts", "debts", 0.0 - signed.end * _owed(given, ledger)),
        end(
            "mining",
            "mining sites",
            d.end * entries.assumed("economics.mining_exit_usd_per_mw") * given.mining.mining_mw.end,
        ),
    ]
    for lease in given.leases.leases:
        own, name = (signed if lease.cells.contracted else d), f"lease: {lease.cells.name}"
        month_factor = Cell((SHEET, own.at, OPENING + 1))
        agreed = IF(world.number.end + 1.0 - lease.cells.done < lease.cells.term, lease.rent_rate.end, world.rent.end)
        rent = IF(lease.rent_rate.end > 0.0, agreed, world.rent.end)
        noi = lease.cells.mw_it * 1000.0 * rent * lease.cells.margin * 12.0
        waiting = MAX(lease.cells.done - (world.number.end + 1.0), 0.0)
        worth = noi / entries.assumed("ai.exit_yield") * month_factor**waiting - (lease.cells.left - lease.paid.end)
        begun = IF(lease.cells.start > world.number.end, 0.0, own.end * worth)
        ends.append(end(name, f"{lease.cells.name}: NOI over yield, less cost to come", begun))
        ends.append(end(name, f"{lease.cells.name}: loan", 0.0 - own.end * lease.loan.end))
    return _Flows(sums, [SUM(by_ledger.ahead), *ends])


def _owed(given: Before, ledger: Ledger) -> Expr:
    """Return debts at the horizon, project loans left out."""
    loans = total([lease.loan.end for lease in given.leases.leases])
    return ledger.debt.closing.end - loans
