"""What partners own of projects and of mining: said wherever cash flows are shown whole."""

from __future__ import annotations

from headframe.economics.miner import Miner


def has_minorities(miner: Miner) -> bool:
    """Whether anything that the company carries belongs to others in part."""
    return miner.minority_share_of_mining > 0.0 or any(project.owned_share < 1.0 for project in miner.projects)


def minority_notes(miner: Miner) -> tuple[str, ...]:
    """Return what a reader of whole cash flows must know about partners; nothing where there are none."""
    if not has_minorities(miner):
        return ()
    partly = [f"{each.name} ({each.owned_share:.0%} owned)" for each in miner.projects if each.owned_share < 1.0]
    if miner.minority_share_of_mining > 0.0:
        partly.append(f"mining ({1.0 - miner.minority_share_of_mining:.0%} owned)")
    return (
        f"partners own a part of {', '.join(partly)}: months, cash and debt are shown whole, and nothing is paid out "
        "to partners on a path; `headframe worth` takes out what their share is worth".replace("%", " %"),
    )
