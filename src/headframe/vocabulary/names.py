"""Labels match exactly, or raise with the nearest ones offered (conventions §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from headframe.ground.errors import UsageProblem


def unknown_name(
    kind: str, name: str, known: Iterable[str], list_verb: str, stands_for: Mapping[str, str] | None = None
) -> UsageProblem:
    """Return the refusal of a label that nobody defined, with up to three near ones.

    Parameters
    ----------
    kind : str
        What the label should have named: "company", "concept".
    name : str
        The label as given.
    known : iterable of str
        Every label that would have been right.
    list_verb : str
        The verb that lists them, for the last sentence.
    stands_for : mapping of str, optional
        The label to offer for each (a company's ticker for any of its names).
    """
    offered = stands_for or {label: label for label in known}
    folded = {label.casefold(): offered[label] for label in sorted(offered)}
    near = [folded[key] for key in get_close_matches(name.casefold(), folded, n=5, cutoff=0.6)]
    distinct = list(dict.fromkeys(near))[:3]
    offer = f"did you mean {', '.join(distinct)}? " if distinct else ""
    return UsageProblem(
        f"'{name[:60]}' is no {kind} that Headframe knows",
        where=kind,
        why="labels match exactly, so that a near one is never taken by mistake",
        next=f"{offer}`headframe {list_verb}` lists them all",
    )
