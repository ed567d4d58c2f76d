"""Every tool, one entry each: its name, what it says, what it takes, which function answers.

To add one, add an entry. The function takes a view and the parameters by their names, and returns an `Answer`, or one
with a note of what was left out (`Told` in `headframe.mcp.calls`). `as_of` belongs to every tool and is not listed.
One that takes long takes the session's `Kept` after the view, and has a bound on its time among its parameters.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple

from headframe.mcp.parameters import Parameter
from headframe.vocabulary.answer import Answer

LONGEST_ARTICLE = 400_000
MOST_ROWS = 1_000
AS_OF = Parameter(
    "as_of",
    "string",
    "What was known through the end of this day (UTC): 2025-12-31, or a month or quarter for its last day. Without it, "
    "all that is known; an article is judged as of its own day.",
)
COMPANY = Parameter("company", "string", "Ticker or any name of the company, exactly: RIOT, Riot Platforms.", True)
CONCEPT = Parameter("concept", "string", "A concept's name, exactly: bitcoin_held. The tool concepts lists them.")
THE_CONCEPT = replace(CONCEPT, needed=True)
PERIOD = Parameter(
    "period", "string", "2025-12 for an amount over a month, 2025-12-31 for a balance, 2025-Q4, 2025.", True
)
WHICH = Parameter("which", "string", "The words after the period in a figure's id, where a number is one of several.")
PRICE = Parameter("price", "number", "A price of bitcoin to value it at now [USD/BTC].", least=0.01, most=1e9)
SECTION = Parameter("section", "string", "One section of the page, with all its rows: holdings, closes, megawatts.")
LAST = Parameter("last", "integer", "How many of the newest rows to return.", least=1, most=MOST_ROWS)
TEXT = Parameter("text", "string", "The article: plain text or HTML, not a file name or URL.", True, LONGEST_ARTICLE)
COINS = Parameter("coins", "number", "The block to sell [BTC], above 0: 2201.", True, least=0, most=21e6)
DAYS = Parameter("days", "integer", "Within how many days it is sold: 40.", True, least=1, most=366)
BY = Parameter("by", "string", "What is made least: cost, or risk (the mean cost of the worst outcomes).")
CASH_BY = Parameter("cash_by", "string", "Money that must be in by given days, by commas: 50e6@10d, 100e6@20d.")
WHOSE = Parameter("company", "string", "Whose coins: its own sales stand beside, and its holdings bound the block.")
MONTHS = Parameter("months", "integer", "How far ahead [months].", least=1, most=240)
FEW_MONTHS = replace(MONTHS, words="How far ahead [months]; 24 without it.", most=36)
"""Each quarter brings two dozen figures with their formulas: more would be too long to read in one go."""
RULES = ("hold-all", "sell-production", "sell-to-fund")
POLICY = Parameter("policy", "string", "What it does with its coins; hold-all without it.", choices=RULES)
TUNED = replace(
    POLICY,
    words="What it does with its coins; without it tuned, a rule found once for a company and a day.",
    choices=("tuned", *RULES),
)
PATHS = Parameter("paths", "integer", "Worlds drawn; 20000 without it, and fewer take less time.", least=2, most=20_000)
SEED = Parameter("seed", "integer", "Of the random numbers: the same seed, the same answer.", least=0, most=10**9)
SCENARIO = Parameter("scenario", "string", "A named set of assumptions; base without it, and a refusal lists them.")
SET = Parameter(
    "set", "string", "Assumptions to change, name=value by commas: ai.capex_usd_per_mw_it=10e6.", longest=2_000
)
SHARE_PRICE = Parameter("price", "number", "A price of the share to set beside it [USD].", least=0.0001, most=1e6)
RISK = Parameter("risk", "number", "Weight of the mean of the worst outcomes, 0 to 1.", least=0, most=1)
TAIL = Parameter("tail", "number", "The worst fraction of outcomes.", least=0.01, most=1)
SECONDS = Parameter("seconds", "number", "To work for [s]; 30 without it, and more narrows the gap.", least=5, most=120)
NAME = Parameter("name", "string", "One concept, exactly; all names without it.")


class Tool(NamedTuple):
    """One tool: `function` and `answer` are "module:name", loaded when first called."""

    name: str
    title: str
    words: str
    parameters: tuple[Parameter, ...]
    function: str
    answer: str
    reads_record: bool = False
    """Whether the function takes the record and the day rather than a view."""
    keeps_runs: bool = False
    """Whether the function takes, after the view, where a session keeps what took long."""

    @property
    def takes(self) -> tuple[Parameter, ...]:
        """All it takes, the day included."""
        return (*self.parameters, AS_OF)

    def loaded(self) -> Any:
        """Return the function that answers."""
        return _named(self.function)

    def answers_with(self) -> type[Answer]:
        """Return the class of its answer."""
        found: type[Answer] = _named(self.answer)
        return found


TOOLS = (
    Tool(
        "brief",
        "A company on one page",
        "What a company did, whether it closes, and what it means: headline, then sections of figures with findings. "
        "Without `section`, each section's newest rows.",
        (COMPANY, SECTION, PRICE),
        "headframe.mcp.calls:brief",
        "headframe.briefs.brief:Brief",
    ),
    Tool(
        "facts",
        "Figures by period",
        "The chosen figure of a concept for each period a source prints: value, range, badge, day known, source, and "
        "how many other printings there are.",
        (COMPANY, CONCEPT, LAST),
        "headframe.mcp.calls:facts",
        "headframe.record.listing:Listing",
    ),
    Tool(
        "why",
        "Where one number comes from",
        "Everything behind one number: source, quote, day known, other printings, restatements, or its formula and "
        "inputs. A figure's id is its company, concept, period and `which`.",
        (COMPANY, THE_CONCEPT, PERIOD, WHICH),
        "headframe.worth.why:explain",
        "headframe.accounts.why:Why",
    ),
    Tool(
        "reconcile",
        "Does the bitcoin add up",
        "The roll-forward of a company's bitcoin: opening + produced + purchased + received - sold - paid against "
        "closing, step by step, with residual, tolerance and verdict.",
        (COMPANY, LAST),
        "headframe.mcp.calls:steps",
        "headframe.accounts.rollforward:Reconciliation",
    ),
    Tool(
        "audit",
        "An article, claim by claim",
        "Each claim about a listed miner in a text, recomputed from the record as of the text's day: right, wrong, "
        "unsupported, or not checkable, with our figure, tolerance and sources.",
        (TEXT,),
        "headframe.mcp.calls:audit",
        "headframe.audit.verdict:Audit",
        reads_record=True,
    ),
    Tool(
        "schedule",
        "A block of bitcoin sold day by day",
        "Coins to sell each day for the least cost or risk, with mean cost, price risk, cash dates, plain schedules "
        "beside it and the frontier between cost and risk. Volume and impact are assumptions.",
        (COINS, DAYS, BY, CASH_BY, PRICE, WHOSE),
        "headframe.mcp.calls:schedule",
        "headframe.planning.schedule:Schedule",
    ),
    Tool(
        "forecast",
        "The months ahead",
        "Coins, megawatts, revenue, costs, NOI, capex, debt and cash by quarter on the middle path, where nothing "
        "varies: estimates under the packaged assumptions.",
        (COMPANY, FEW_MONTHS, POLICY, SCENARIO, SET),
        "headframe.mcp.ahead:forecast",
        "headframe.economics.forecast:Forecast",
        keeps_runs=True,
    ),
    Tool(
        "worth",
        "What a share is worth",
        "Value a share by parts (bitcoin, mining, sites, leases, debt) on the middle path and over many drawn worlds, "
        "with the spread, the chance of running out of money, and the price beside it. The first takes up to a minute.",
        (COMPANY, SHARE_PRICE, TUNED, PATHS, MONTHS, SEED, SCENARIO, SET),
        "headframe.mcp.ahead:worth",
        "headframe.worth.worth:Worth",
        keeps_runs=True,
    ),
    Tool(
        "plan",
        "The best plan, with its proof",
        "Megawatts to convert, bitcoin to sell and debt to raise under uncertainty: the first decision, a certificate "
        "of how far from the best it can be, other policies beside it. It takes `seconds`, after a while to begin "
        "with; the same question again goes on from there.",
        (COMPANY, SECONDS, RISK, TAIL, SEED, SCENARIO, SET),
        "headframe.mcp.ahead:plan",
        "headframe.planning.plan_answer:Plan",
        keeps_runs=True,
    ),
    Tool(
        "companies",
        "Companies known",
        "The companies, every name that means them, and how much is known of each.",
        (),
        "headframe.record.catalogue:list_companies",
        "headframe.record.catalogue:Companies",
    ),
    Tool(
        "concepts",
        "What figures may be of",
        "The concepts by name with unit and definition, and what others mean by the same words.",
        (NAME,),
        "headframe.record.catalogue:list_concepts",
        "headframe.record.catalogue:Concepts",
    ),
)


def tool(name: str) -> Tool | None:
    """Return the tool called exactly `name`."""
    return next((known for known in TOOLS if known.name == name), None)


def _named(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)
