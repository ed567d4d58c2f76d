"""Ask `find_shifts` as of every day on which a labelled company's figures became known, and list what was wrong then.

The stored walk takes today's choice of figures, each on its day; this takes the view of the day itself, restatements,
gaps and all. A call counts here even in the last period known on its day. Run from the root:

    uv run --group bench python benchmarks/shifts_replay.py
"""

from __future__ import annotations

from datetime import date

from headframe.conduct.shift_truth import DatedCall, is_false_alarm, labelled_shifts
from headframe.conduct.shifts import find_shifts
from headframe.record.record import Record


def main() -> None:
    record, labels = Record(), labelled_shifts()
    for ticker in sorted({label.company for label in labels}):
        view = record.view()
        spans = {one.period for one in find_shifts(view, ticker).periods}
        days = sorted({fact.known_at for fact in view.facts(ticker) if fact.concept.startswith("bitcoin_")})
        wrong: dict[DatedCall, list[date]] = {}
        for day in days:
            for shift in find_shifts(record.view(as_of=day), ticker).shifts:
                call = DatedCall(ticker, shift.period, shift.period, shift.from_policy, shift.to_policy)
                if is_false_alarm(call, labels, sorted(spans | {call.period})):
                    wrong.setdefault(call, []).append(day)
        print(f"{ticker}: {len(days)} days replayed, {len(wrong)} calls outside every window")
        for call, stood in wrong.items():
            print(
                f"  {call.period} {call.from_policy} → {call.to_policy}: {stood[0]} to {stood[-1]}, {len(stood)} days"
            )


if __name__ == "__main__":
    main()
