"""The names of states, choices and limits in the company's problem: what prices and failures are told in."""

from __future__ import annotations

from headframe.planning.phase_terms import PhaseTerms

CASH, COINS, LINE, PROGRAMME, LIVE = "cash", "coins", "loan against coins", "programme left", "net NOI live"
DRAWN, REPAID, ISSUED, EMERGENCY = "loan drawn", "loan repaid", "shares issued", "equity in need"
MINED = "mining"
CASH_ACCOUNT, COINS_ACCOUNT, LINE_ACCOUNT = "cash account", "coins account", "loan account"
PROGRAMME_ACCOUNT = "programme account"
FLOOR, CALL, DRAW_LIMIT, FACILITY = (
    "cash floor",
    "margin call",
    "opening loan to value",
    "size of the loan against coins",
)
MEGAWATTS, SITES, BUILDING_PACE, TENANTS = "megawatts developed", "sites for phases", "pace of building", "tenants"
PROGRAMME_PACE = "pace of the share programme"


def started_name(kind: PhaseTerms) -> str:
    """Phases of a kind begun so far."""
    return f"phases begun ({kind.name})"


def starts_name(kind: PhaseTerms) -> str:
    """Phases of a kind started in the quarter."""
    return f"phases started ({kind.name})"


def displaced_name(kind: PhaseTerms) -> str:
    """Megawatts of mining stopped by phases of a kind."""
    return f"mining stopped ({kind.name})"


def due_name(quarters: int) -> str:
    """Equity of phases begun that falls due: 1 in this quarter, 2 in the next."""
    return f"equity due {quarters}"


def soon_name(quarters: int) -> str:
    """Net NOI of phases begun that bills in so many quarters."""
    return f"net NOI in {quarters}"


def sold_name(segment: int) -> str:
    """Coins sold in a segment, the cheapest first."""
    return f"coins sold {segment + 1}"


def mined_name(tier: int, name: str) -> str:
    """Megawatts of a tier that mine."""
    return f"{MINED} {tier + 1} {name}"


def note_name(number: int) -> str:
    """A convertible that is still standing: 1, or 0 once it has been paid or turned into shares."""
    return f"convertible {number + 1}"
