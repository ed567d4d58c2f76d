"""The bill of materials: every package that an installed Headframe runs on, with version, licence and why it is there.

Usage: python -m harness.materials [--json FILE] — refuses a licence that would bind Headframe's users.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

EXTRAS = ("dask", "postgres")
REFUSED = re.compile(r"\b(?:A?GPL|SSPL|BUSL|Commons Clause)|Affero|(?<!Lesser )General Public", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
"""Allowed: used as a library that a user can exchange, never changed nor linked into ours."""
CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True)
class Material:
    """One package."""

    name: str
    version: str
    licence: str
    needed_by: str
    extra: str


def materials() -> list[Material]:
    """Return everything that Headframe needs to run, with its extras, by walking what is installed."""
    found: dict[str, Material] = {}
    waiting = [("headframe", "", ""), *(("headframe", extra, extra) for extra in EXTRAS)]
    seen = set(waiting)
    while waiting:
        name, asked, extra = waiting.pop(0)
        for needed in _needs(name, asked):
            key = re.sub(r"[-_.]+", "-", needed.name).lower()
            try:
                told = metadata.distribution(key)
            except metadata.PackageNotFoundError:
                continue
            found.setdefault(key, Material(key, told.version, licence_of(told), name, extra))
            more = [(key, inner, extra) for inner in ("", *sorted(needed.extras))]
            waiting += [one for one in more if one not in seen]
            seen.update(more)
    return sorted(found.values(), key=lambda material: material.name)


def _needs(name: str, extra: str) -> Iterator[Requirement]:
    for text in metadata.requires(name) or []:
        needed = Requirement(text)
        asked = needed.marker is None or needed.marker.evaluate({"extra": extra})
        own = extra == "" or "extra" in text.partition(";")[2]
        if asked and own:
            yield needed


def licence_of(told: metadata.Distribution) -> str:
    """Return what a package says of its licence: its expression, its classifiers, or its own first line."""
    said = told.metadata
    if said["License-Expression"]:
        return said["License-Expression"]
    named = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if line.startswith(CLASSIFIER)]
    if named:
        return " OR ".join(named)
    return next((line.strip() for line in (said["License"] or "").splitlines() if line.strip()), "not said")


def refused(found: list[Material]) -> list[Material]:
    """Return the packages whose licence binds those who use Headframe, or is not said."""
    return [
        one
        for one in found
        if one.licence == "not said" or (REFUSED.search(one.licence) and not _has_other_choice(one.licence))
    ]


def _has_other_choice(licence: str) -> bool:
    choices = [choice for choice in re.split(r"\bOR\b", licence) if not REFUSED.search(LESSER.sub("", choice))]
    return bool(choices)


def bill(found: list[Material]) -> dict[str, object]:
    """Return the bill as CycloneDX 1.5 writes one."""
    parts = [
        {
            "type": "library",
            "name": one.name,
            "version": one.version,
            "purl": f"pkg:pypi/{one.name}@{one.version}",
            "licenses": [{"license": {"name": one.licence}}],
            "properties": [{"name": "needed_by", "value": one.needed_by}, {"name": "extra", "value": one.extra}],
        }
        for one in found
    ]
    made = {"component": {"type": "application", "name": "headframe", "version": metadata.version("headframe")}}
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": made, "components": parts}


def main(arguments: list[str]) -> int:
    """Print the bill, and return 1 where a licence is refused."""
    asked = argparse.ArgumentParser(prog="python -m harness.materials", description=__doc__)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write it as CycloneDX")
    given = asked.parse_args(arguments)
    found = materials()
    if given.json:
        given.json.write_text(json.dumps(bill(found), indent=1) + "\n", "utf-8")
    for one in found:
        sys.stdout.write("  ".join(f"{text:<28}" for text in map(str, asdict(one).values())).rstrip() + "\n")
    wrong = refused(found)
    for one in wrong:
        sys.stdout.write(f"REFUSED {one.name} {one.version}: licence '{one.licence}', needed by {one.needed_by}\n")
    return 1 if wrong or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
