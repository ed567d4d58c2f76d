"""What made an answer that rests on worlds: the view, the assumptions read, the seed."""

from __future__ import annotations

from dataclasses import replace

from headframe.record.view import View
from headframe.vocabulary.answer import MadeFrom
from headframe.vocabulary.assumptions import Assumptions

ROOM = "worlds."


def made_with_worlds(view: View, held: Assumptions, seed: int) -> MadeFrom:
    """Return the provenance; assumptions of the worlds that are younger than the view's day are named as hindsight."""
    late = tuple(name for name in held.look_ahead(view.as_of) if name.startswith(ROOM))
    return replace(view.made_from(), assumptions=held.digest, seed=seed, look_ahead=late)
