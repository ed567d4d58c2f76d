"""The sections of a brief that look ahead: what a share is worth by parts, and the plan that was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.cli.ahead import assumptions_of_call, miner_of_call, ready_engine
from headframe.cli.policies import announce, policy_of_call

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.record.view import View


def sections_ahead(view: View, company: str) -> tuple[Section, ...]:
    """Return the parts of a share's value under the tuned rule, and mNAV through time.

    Raises
    ------
    NotEnoughData
        Where the company cannot be carried forward; every missing field is named.
    """
    from headframe.briefs.sections.worth import parts_page
    from headframe.briefs.sections.yardsticks import yardsticks_section

    ready_engine()
    from headframe.worth.worth import value_parts

    held = assumptions_of_call(None, None)
    miner = miner_of_call(view, company, held)
    named, rule = policy_of_call(view, miner, held, None)
    worth = value_parts(view, miner, held, policy=named, rule=rule, announce=announce)
    multiples = yardsticks_section(view, company)
    return (parts_page(worth), *(() if multiples is None else (multiples,)))
