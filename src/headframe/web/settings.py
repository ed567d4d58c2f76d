"""How the server was started: address, names it answers to, limits. Whoever starts it decides."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reader may cost.

    Parameters
    ----------
    article_bytes, workbook_bytes, document_bytes : int
        Largest uploads [bytes].
    upload_seconds : float
        How long a body may take to arrive [s].
    page_seconds : float
        How long a page may take to be made [s].
    kept_bytes : int
        Pages kept in memory [bytes].
    """

    article_bytes: int = 2 * MEBIBYTE
    workbook_bytes: int = 30 * MEBIBYTE
    document_bytes: int = 30 * MEBIBYTE
    upload_seconds: float = 60.0
    page_seconds: float = 120.0
    kept_bytes: int = 96 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class WebSettings:
    """One server.

    Parameters
    ----------
    host : str
        The address it listens on.
    port : int
        Its port.
    names : tuple of str
        Further names that a browser may call it by.
    limits : Limits
        What one reader may cost.
    warms : bool
        Whether pages are made before anyone asks.
    """

    host: str = "127.0.0.1"
    port: int = 8400
    names: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    warms: bool = True

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    @property
    def hosts(self) -> frozenset[str]:
        """Every Host header it answers to: another is a stranger's name for this machine (DNS rebinding)."""
        bound = f"[{self.host}]" if ":" in self.host else self.host
        every = {*LOOPBACK_NAMES, *self.names, *(() if is_wildcard(self.host) else (bound,))}
        with_port = {f"{name}:{self.port}" for name in every}
        return frozenset(with_port | every) if self.port == 80 else frozenset(with_port)

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        bound = "127.0.0.1" if is_wildcard(self.host) else self.host
        return f"http://{f'[{bound}]' if ':' in bound else bound}:{self.port}/"


def is_loopback(host: str) -> bool:
    """Say whether an address is this machine's own.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_wildcard(host: str) -> bool:
    """Say whether an address means every address of the machine."""
    return host in ("0.0.0.0", "::", "")
