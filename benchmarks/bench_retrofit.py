"""`headframe retrofit`: planted errors found, false alarms, and the seconds for a million cells."""

from __future__ import annotations

import time
from collections import Counter

from benchmarks.registry import Measure
from benchmarks.retrofit_books import KINDS, big_book, planted_book, unrelated_book
from headframe.audit.retrofit import retrofit_workbook
from headframe.record.record import Record
from headframe.record.view import View

SEEDS = range(20)


def run() -> list[Measure]:
    view = Record().view()
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    alarms = innocent = 0
    for seed in SEEDS:
        hits, given, false, clean = rates(view, seed)
        found, planted = found + hits, planted + given
        alarms, innocent = alarms + false, innocent + clean
    measures = [Measure(f"missed, {kind}", 1 - found[kind] / planted[kind], "share") for kind in KINDS if planted[kind]]
    missed = 1 - found.total() / planted.total()
    quiet = sum(len(retrofit_workbook(view, unrelated_book(seed), "plan.xlsx").findings) for seed in range(5))
    return [
        Measure("planted errors missed", missed, "share", 0.05),
        Measure("false alarms", alarms / innocent, "share", 0.02),
        *measures,
        Measure("findings in unrelated workbooks", float(quiet), "cells", 0.0),
        Measure("a million cells", million(view), "s", 30.0),
    ]


def rates(view: View, seed: int) -> tuple[Counter[str], Counter[str], int, int]:
    """Return what was found by kind, what was planted, false alarms, and the numbers that are right."""
    data, hard = planted_book(view, seed)
    errors = {(found.sheet, found.cell) for found in retrofit_workbook(view, data, "model.xlsx").errors()}
    wrong = {(one.sheet, one.cell): one.planted for one in hard if one.planted}
    hits = Counter(kind for place, kind in wrong.items() if place in errors)
    return hits, Counter(wrong.values()), len(errors - set(wrong)), len(hard) - len(wrong)


def million(view: View) -> float:
    data = big_book(1_000_000)
    start = time.perf_counter()
    retrofit_workbook(view, data, "big.xlsx")
    return time.perf_counter() - start
