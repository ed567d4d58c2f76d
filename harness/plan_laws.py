"""Every law of the plan over random companies: how many hold it, by how much the worst breaks it, how long each takes.

Usage: python -m harness.plan_laws [--companies N] [--seed N]
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.laws.plan_laws import LAWS, Law, random_model
from tests.unit.planning.planned import small_lattice, small_miner, small_model

from harness.measured_figures import Cell, keep
from harness.trust_page import main as write_page
from headframe.ground.streams import stream
from headframe.solver.lattice import Lattice

QUARTERS = (2, 3, 4, 6, 8)
SAYS = (
    "Made-up companies with up to three open phases, a loan or none, a share programme or none, over 2 to 8 quarters "
    "and 3 nodes. Up to 4 quarters every path of the lattice is followed; beyond, 200 drawn ones, and three standard "
    "errors are allowed. Learning may leave open 0.2 % of the company's size; seconds are of one processor, of a law "
    "on one company with all the problems that it solves."
)


def main(arguments: list[str]) -> int:
    """Ask every law of every company, keep the table, and return 0 where none is broken."""
    asked = argparse.ArgumentParser(prog="python -m harness.plan_laws", description=__doc__)
    asked.add_argument("--companies", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args(arguments)
    lattices = {quarters: small_lattice(small_model(small_miner(), quarters)) for quarters in QUARTERS}
    rows = [_row(law, given.companies, given.seed, lattices) for law in LAWS]
    command = f"python -m harness.plan_laws --companies {given.companies} --seed {given.seed}"
    keep("9-plan-laws", f"Laws of the plan over {given.companies} random companies", SAYS, command, rows)
    write_page()
    return int(any(row["broken"] for row in rows))


def _row(law: Law, companies: int, seed: int, lattices: dict[int, Lattice]) -> dict[str, Cell]:
    worst, broken, seconds = 0.0, [], []
    for number in range(companies):
        generator = stream(seed, "harness: companies of the plan's laws", number)
        quarters = QUARTERS[number % len(QUARTERS)]
        model, share = random_model(generator, quarters), float(generator.random())
        began = time.process_time()
        excess = law(model, lattices[quarters], share)
        seconds.append(time.process_time() - began)
        if excess > 0:
            broken.append(number)
            sys.stderr.write(
                f"{law.__name__}: company {number} over {quarters} quarters, by {excess:.2e} of its size\n"
            )
        worst = max(worst, excess)
    sys.stderr.write(f"{law.__name__}: {len(broken)} of {companies} broken\n")
    return {
        "law": (law.__doc__ or law.__name__).strip().rstrip("."),
        "companies": companies,
        "broken": len(broken),
        "worst, share of size": round(worst, 6),
        "seconds, mean": round(sum(seconds) / len(seconds), 2),
        "seconds, most": round(max(seconds), 2),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
