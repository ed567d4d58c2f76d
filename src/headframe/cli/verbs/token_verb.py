"""`headframe token`."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from headframe.cli.common import Common, emit, verb
from headframe.ground.errors import UsageProblem

if TYPE_CHECKING:
    from headframe.record.tokens import Tokens

SECRET_BYTES = 32


class Action(StrEnum):
    """What to do with tokens."""

    NEW = "new"
    LIST = "list"
    REVOKE = "revoke"


@verb("terminal", "json")
def command(
    common: Common,
    action: Annotated[Action, typer.Argument(help="new NAME, list, revoke NAME.")],
    name: Annotated[str | None, typer.Argument(help="Whose token it is: a desk, a machine.")] = None,
) -> int:
    """Tokens for whoever uses the page from another machine: one each, kept as a digest, revocable."""
    from headframe.record.tokens import list_tokens, new_token, revoke_token

    record, now = common.record(), datetime.now(UTC)
    if action is Action.LIST:
        return emit(common, list_tokens(record), {"terminal": tokens_text})
    if name is None:
        raise UsageProblem("whose token?", where="NAME", next=f"headframe token {action} NAME")
    if action is Action.REVOKE:
        return emit(common, revoke_token(record, name, now), {"terminal": tokens_text})
    return emit(common, new_token(record, name, secrets.token_urlsafe(SECRET_BYTES), now), {"terminal": tokens_text})


def tokens_text(told: Tokens) -> str:
    """Return the tokens as a terminal shows them."""
    lines = [f"{token.name:<24} since {token.made_at[:19]}{_until(token.revoked_at)}" for token in told.tokens]
    if told.secret:
        lines += ["", told.secret, "Shown once and kept nowhere: hand it over now."]
    return "\n".join(lines or ["There are no tokens: the page answers this machine alone."]) + "\n"


def _until(revoked_at: str | None) -> str:
    return f", revoked {revoked_at[:19]}" if revoked_at else ""
