"""Labels match exactly, or raise with the nearest ones offered (conventions §4)."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from headframe.ground.errors import UsageProblem


def unknown_name(kind: str, name: str, known: Iterable[str], list_verb: str) -> UsageProblem:
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
    """
    folded = {label.casefold(): label for label in sorted(known)}
    near = [folded[key] for key in get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)]
    offer = f"did you mean {', '.join(near)}? " if near else ""
    return UsageProblem(
        f"'{name[:60]}' is no {kind} that Headframe knows",
        where=kind,
        why="labels match exactly, so that a near one is never taken by mistake",
        next=f"{offer}`headframe {list_verb}` lists them all",
    )
