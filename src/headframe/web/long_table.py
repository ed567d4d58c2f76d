"""Every question about one company that takes a while: a line here, a file in `jobs` and a line in `jobs_table`."""

from __future__ import annotations

from headframe.web.long_page import NEVER, LongField, LongPage

NAMED = ("hold-all", "sell-production", "sell-to-fund")
MOST_PATHS, MOST_MONTHS, MOST_SECONDS = 100_000, 240, 600
"""What a page may ask of the machine; the command line takes more."""
SCENARIO = LongField("scenario", "scenario", "scenario", "base", why="a named set of changes")
SET = LongField("set", "other assumptions", "text", why="name=value, with spaces between")
PRICE = LongField("price", "price of a share [USD]", low=0.0001, high=1e6, why="empty: the last packaged close")
POLICY = LongField(
    "policy", "policy", "choice", "tuned", choices=("tuned", *NAMED), why="tuned: found once for a company and a day"
)
PATHS = LongField("paths", "worlds drawn", "whole", "20000", low=2, high=MOST_PATHS, step="1000")
MONTHS = LongField("months", "months ahead", "whole", "120", low=1, high=MOST_MONTHS, step="1")
SEED = LongField("seed", "seed", "whole", "7", low=0, high=1e9, why="the same seed, the same answer")
CLOSES = LongField(
    "prices", "daily closes", "file", why="CSV of date,ticker,close and adj_close: the company, SPY, the AI basket, BTC"
)

TIMES = {"before the close": "--before-close", "after the close": "--after-close"}

PLAN = LongPage(
    "plan",
    "What to do",
    "The best allocation of megawatts, bitcoin and debt under uncertainty, with a proof of how far from the best. "
    "Both bounds are shown while it works.",
    (
        LongField("capex", "capex a megawatt of IT [USD]", step="100000", assumption="ai.capex_usd_per_mw_it"),
        LongField("rent", "AI rent, times today's", low=0.25, high=4.0, step="0.05", assumption="ai.market_rent_scale"),
        LongField(
            "drift",
            "bitcoin's growth beyond the risk-free rate, a year",
            step="0.01",
            low=-0.3,
            high=0.5,
            assumption="worlds.bitcoin_drift_premium",
        ),
        LongField("risk", "weight of the worst outcomes", usual="0", low=0, high=1, step="0.05"),
        LongField("tail", "the worst fraction", usual="0.1", low=0.01, high=1, step="0.01"),
        LongField("seconds", "seconds to work", usual="60", low=5, high=MOST_SECONDS, step="5"),
        LongField("frontier", "plans for five weights of risk (the frontier)", "check"),
        SCENARIO,
        SET,
    ),
    "Find the plan",
)
SIMULATE = LongPage(
    "simulate",
    "What could happen to it",
    "The company in many worlds at once: its coins, cash and debt, and what can go wrong.",
    (
        LongField("policy", "policy", "choice", "hold-all", choices=(*NAMED, "tuned")),
        LongField("paths", "worlds drawn", "whole", "20000", 2, MOST_PATHS, "1000", of_verb="100000"),
        MONTHS,
        LongField("tail", "worst fraction of worlds", usual="0.05", low=0.01, high=1, step="0.01"),
        SEED,
        SCENARIO,
        SET,
    ),
    "Simulate",
)
WORTH = LongPage(
    "worth",
    "What a share is worth",
    "By parts, in many worlds and on the middle path; or, from an earlier day, what changed since.",
    (
        PRICE,
        LongField("since", "bridge from", "date", why="empty: no bridge, the parts"),
        POLICY,
        PATHS,
        MONTHS,
        SEED,
        SCENARIO,
        SET,
    ),
    "Value it",
)
PRICED_IN = LongPage(
    "priced-in",
    "What the price supposes",
    "Megawatts, dollars a megawatt, rent or bitcoin's drift that would make a share worth its price.",
    (
        LongField("solve", "solve for", "choice", "mw", choices=("mw", "usd-per-mw", "rent", "bitcoin-drift")),
        PRICE,
        POLICY,
        PATHS,
        MONTHS,
        SEED,
        SCENARIO,
        SET,
    ),
    "Solve",
)
DRIVERS_DAILY = LongPage(
    "drivers-daily",
    "What drives the share, from daily closes of your own",
    "Betas on bitcoin, AI infrastructure and the market that drift, and who explains most since when.",
    (CLOSES, LongField("seed", "seed", "whole", "0", low=0, high=1e9), SET),
    "Find the drivers",
    command="drivers",
    endings=(".csv",),
)
EVENT_STUDY = LongPage(
    "event-study",
    "What the share did around its news",
    "Beyond what the market and bitcoin explain, with overlapping news named. It needs daily closes of your own.",
    (
        CLOSES,
        LongField("day", "day of the news", "date", why="empty: every dated step in the record (--events record)"),
        LongField("when", "it came", "choice", "not told", choices=("not told", *TIMES), typed=tuple(TIMES.items())),
        SET,
    ),
    "Study it",
    endings=(".csv",),
)
HINDSIGHT = LongPage(
    "hindsight",
    "What it would have said",
    "At each quarter-end: the plan from what was known that day, what was done, and what followed. Each quarter-end "
    "is a plan of its own, so it takes some minutes.",
    (
        LongField("from", "from the quarter-end on or after", "date", "2023-12-31"),
        LongField("risk", "weight of the worst outcomes", usual="0", low=0, high=1, step="0.05"),
        LongField("tail", "the worst fraction", usual="0.1", low=0.01, high=1, step="0.01"),
        LongField("seconds", "seconds for all quarter-ends together", usual="60", low=5, high=MOST_SECONDS, step="5"),
        SCENARIO,
        SET,
    ),
    "Look back",
)
SCHEDULE = LongPage(
    "schedule",
    "Sell a block of bitcoin day by day",
    "Coins to sell each day for the least cost or the least risk, under a cap on the day's volume and cash dates. "
    "The company's own sales stand beside, and its holdings bound the block.",
    (
        LongField("coins", "coins to sell [BTC]", usual="2201", low=1e-8, high=21e6, is_named=True),
        LongField("days", "within days", "whole", "40", low=1, high=366, step="1", of_verb=NEVER),
        LongField("by", "what is made least", "choice", "cost", choices=("cost", "risk")),
        LongField("cash_by", "money that must be in", "text", why="such as 50e6@10d 100e6@20d", repeats=True),
        LongField("sure", "chance at which cash dates are met", usual="0.5", low=0.5, high=0.999, step="0.01"),
        LongField("cap", "most to sell in a day, share of volume", low=1e-6, high=1, why="empty: the assumption's"),
        LongField("impact", "how the price gives way", "choice", "square-root", choices=("square-root", "linear")),
        LongField("memory", "share that weighs on the next day", low=0, high=1, why="empty: the assumption's"),
        LongField("tail", "the worst fraction, by risk", low=0.01, high=1, why="empty: the assumption's"),
        LongField("price", "price of bitcoin [USD]", low=0.01, high=1e9, why="empty: the last packaged close"),
        SCENARIO,
        SET,
    ),
    "Schedule it",
    company_option="--company",
)

LISTED = (PLAN, HINDSIGHT, SCHEDULE, SIMULATE, WORTH, PRICED_IN, DRIVERS_DAILY, EVENT_STUDY)
LONG_PAGES: dict[str, LongPage] = {page.name: page for page in LISTED}
