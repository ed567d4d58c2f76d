"""Worlds around curves of a reader's own: what the form asks for."""

from __future__ import annotations

from headframe.web.long_page import LongField, LongPage
from headframe.web.long_table import MONTHS, SCENARIO, SET

MOST_PATHS = 20_000
FORWARDS = "month and any of bitcoin_usd_per_btc, power_usd_per_mwh, hash_price_usd_per_ph_day; one row a month"
CURVES = ("curves", "price_path", "correlations")
"""The fields that hold a CSV each."""

CURVES_PAGE = LongPage(
    "worlds-curves",
    "Worlds around curves of your own",
    "The joint worlds of price, network, power and rent, drawn around forwards or a path of the price of your own, or "
    "with correlations of your own. Paste one or more of the three.",
    (
        LongField("curves", "forwards, as CSV", "area", why=FORWARDS),
        LongField("price_path", "path of bitcoin's price, as CSV", "area", why="month, price_usd_per_btc"),
        LongField("correlations", "correlations, as CSV", "area", why="the six drivers, both ways"),
        MONTHS,
        LongField("hub", "where power is priced", "text", "HB_WEST"),
        LongField("paths", "worlds drawn", "whole", "10000", low=2, high=MOST_PATHS, step="1000"),
        LongField("sampling", "sampling", "choice", "plain", choices=("plain", "antithetic", "sobol")),
        LongField("price", "price of bitcoin to start from [USD]", low=0.01, high=1e9, why="empty: the last close"),
        LongField("seed", "seed", "whole", "1", low=0, high=1e9),
        SCENARIO,
        SET,
    ),
    "Draw them",
    command="worlds",
)
