"""Every verb with its panel and one line of help: the first page of `--help` needs nothing else."""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """One verb as the help page shows it; its code lies in `headframe.cli.verbs`."""

    name: str
    panel: str
    summary: str

    @property
    def module(self) -> str:
        """Where its code lies."""
        return "headframe.cli.verbs." + self.name.replace("-", "_") + "_verb"


PANELS = ("Record", "Judge", "Ahead", "Decide", "Worth", "Share")

VERBS = (
    Verb("brief", "Judge", "What a company did, whether it closes, and what it means, on one page."),
    Verb("reconcile", "Judge", "The roll-forward of its bitcoin, step by step: residual, tolerance, verdict."),
    Verb("lots", "Judge", "What sold coins had cost: proceeds, cost, gain by FIFO, HIFO, LIFO or average."),
    Verb("shifts", "Judge", "The months at which its treasury policy changed, with the rival reading."),
    Verb("balanced", "Judge", "Best figures for all periods at once, beside the reported ones."),
    Verb("tie-out", "Judge", "Do the months add up to the printed quarters and years."),
    Verb("encumbrance", "Judge", "Free and restricted bitcoin through time, and bitcoin-backed loans."),
    Verb("margins", "Judge", "Is mining squeezed: hash price, hash cost, break-even power, a coin's cost."),
    Verb("backcast", "Judge", "Does production confirm the reported hash rate, month by month."),
    Verb("megawatts", "Judge", "Megawatts from queue to rent, gross apart from IT; promised against delivered."),
    Verb("leases", "Judge", "The lease register: rent per kW-month, NOI, yield on cost, payback, debt cover."),
    Verb("check-deal", "Judge", "Do a deal's stated figures hold together: value, rent, NOI, yield."),
    Verb("motive", "Judge", "Was a sale forced or strategic: score, interval, evidence for and against."),
    Verb("audit", "Judge", "An article's claims, each recomputed: right, wrong, unsupported, cannot check."),
    Verb("funding", "Judge", "What a sale can have paid for: sources and uses, bounds, coverage in its scope."),
    Verb("peers", "Judge", "Every company on the same measures; the pivot to AI; the industry by quarter."),
    Verb("watch", "Judge", "What changed since a day, the gravest first; exit code for cron with --fail-on."),
    Verb("retrofit", "Judge", "A workbook's hard-coded numbers against the record, with a commented copy."),
    Verb("forecast", "Ahead", "The months ahead if nothing varies: coins, MW, revenue, cost, capex, debt, cash."),
    Verb("worlds", "Ahead", "What could happen: price, network, hash price, fees, power, AI rent, drawn jointly."),
    Verb("backtest", "Ahead", "The worlds against what came: bands, errors and simple rivals since 2019."),
    Verb("simulate", "Ahead", "A company in many worlds: spreads, funding gaps, margin calls, the worst tail."),
    Verb("runs", "Ahead", "Simulations and plans that are kept, by what made them."),
    Verb("assumptions", "Ahead", "Every number that is not a fact: value, range, what it rests on, and why."),
    Verb("plan", "Decide", "What to do with megawatts, bitcoin and debt: the best policy, with a proven bound."),
    Verb(
        "hindsight", "Decide", "At each past quarter-end: what the plan would have said, what was done, what followed."
    ),
    Verb("schedule", "Decide", "Sell a block of bitcoin day by day: cost against risk, caps, cash by a date."),
    Verb("mcp", "Share", "The same questions as read-only tools for an assistant (MCP, standard input)."),
    Verb("serve", "Share", "The record as pages in your browser: every number leads to its source."),
    Verb("drivers", "Worth", "What drives the share: betas on bitcoin, AI, the market; who explains most since when."),
    Verb("event-study", "Worth", "What the share did around its news beyond the market and bitcoin."),
    Verb("owners", "Worth", "Who holds the stock: net change by holder and quarter, from 13F tables."),
    Verb("worth", "Worth", "What a share is worth by parts; mNAV; brokers' published rules side by side."),
    Verb("priced-in", "Worth", "What the price supposes: megawatts, dollars a megawatt, rent or bitcoin's drift."),
    Verb("schema", "Share", "The JSON Schema of what a verb prints."),
    Verb("sweep", "Ahead", "Companies x days x policies x assumption sets into one table, on one machine or many."),
    Verb("facts", "Record", "The chosen figures of a company by period: badge, interval, day known, source."),
    Verb("import", "Record", "Add your own figures from a CSV file: all of it, or every problem in it."),
    Verb("read", "Record", "The facts in a document, with quote and place. Nothing is stored."),
    Verb("ingest", "Record", "Take documents into your record, and say what became of each number."),
    Verb("fetch", "Record", "Filings from EDGAR into your record: 8-K and 6-K with exhibits, 10-Q, 10-K."),
    Verb("refresh", "Record", "Market series into your record: daily price, network, difficulty, fees."),
    Verb("export", "Record", "Every printing with all it says, as CSV, Parquet or JSON."),
    Verb("companies", "Record", "The companies, every name that means them, and how much is known of each."),
    Verb("concepts", "Record", "The concepts that figures may be of: name, unit, definition."),
    Verb("doctor", "Record", "What the record is, whether it is sound, and what it runs on."),
    Verb("backup", "Record", "A copy of your record as of one moment, every line with its digest."),
    Verb("restore", "Record", "A backup into an empty record: checked line by line, all of it or nothing."),
    Verb("log", "Record", "What was appended to your record, when, and from which address."),
    Verb("token", "Record", "Tokens for the page from elsewhere: new, list, revoke."),
    Verb("why", "Record", "Where one number comes from: source, day known, other printings, formula."),
)


def verb(name: str) -> Verb | None:
    """Return the verb called exactly `name`."""
    return next((known for known in VERBS if known.name == name), None)


def help_page() -> str:
    """Return the first page of help, as text of 100 columns."""
    lines = [
        "Usage: headframe VERB [ARGUMENTS] [OPTIONS]",
        "",
        "What listed bitcoin miners reported, what it adds up to, and what it means. Every number answers to `why`.",
        "Start with: headframe brief RIOT",
    ]
    for panel in PANELS:
        lines += ["", panel]
        lines += [f"  {known.name:<12} {known.summary}" for known in VERBS if known.panel == panel]
    lines += [
        "",
        "On every verb: --record FILE|URL  --as-of DAY  --form FORM  --out FILE  --offline  -v  --help",
        "Dates: 2025-11, 2025-Q4, 2025, 2025-11-30.   `headframe VERB --help` says the rest.",
        "  --version              package, schema and snapshot day",
        "  --install-completion   completion for your shell",
    ]
    return "\n".join(lines) + "\n"
