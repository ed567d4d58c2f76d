"""`python -m benchmarks [NAME…] [--list] [--json]`: list the benchmarks and run those named, or all."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from benchmarks.registry import Measure, all_benchmarks


def main() -> int:
    """Run, print, and return 1 where a limit does not hold."""
    known = all_benchmarks()
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    asked.add_argument("--list", action="store_true", help="list them and run none")
    asked.add_argument("--json", action="store_true", help="print one JSON object a line")
    given = asked.parse_args()
    if unknown := [name for name in given.names if name not in known]:
        asked.error(f"no benchmark is called {', '.join(unknown)}: {', '.join(known)}")
    if not given.json:
        print("\n".join(f"{name:<16} {benchmark.summary}" for name, benchmark in known.items()))
    if given.list:
        return 0
    measures = [
        (name, measure) for name in given.names or known for measure in shown(name, known[name].run(), given.json)
    ]
    return 0 if all(measure.holds for _, measure in measures) else 1


def shown(name: str, measures: list[Measure], as_json: bool) -> list[Measure]:
    """Print measures as they come, and return them."""
    if not as_json:
        print(f"\n{name}")
    for measure in measures:
        if as_json:
            print(json.dumps({"benchmark": name, **asdict(measure), "holds": measure.holds}))
            continue
        limit = "" if measure.limit is None else f"  {'≤' if measure.holds else 'OVER'} {measure.limit:g}"
        print(f"  {measure.name:<52} {measure.value:>12,.4g} {measure.unit}{limit}")
    sys.stdout.flush()
    return measures


if __name__ == "__main__":
    sys.exit(main())
