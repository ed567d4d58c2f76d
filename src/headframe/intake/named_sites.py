"""A site's row is a figure of its own where the vocabulary has a name for it: hash_rate_deployed_rockdale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from headframe.reading.found import Found
from headframe.vocabulary.concept import concepts
from headframe.vocabulary.fact import Basis


def with_named_sites(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the facts of a document with each site's rows under the site's own concept, where there is one."""
    return tuple(_named(fact) for fact in found)


def _named(found: Found) -> Found:
    name = f"{found.concept}_{found.part.lower()}"
    if found.basis is not Basis.PART or name not in concepts():
        return found
    return replace(found, concept=name, basis=Basis.AS_DEFINED, part="")
