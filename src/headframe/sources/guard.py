"""Which addresses may be asked: the rules that keep a fetch from wandering into somebody's own network."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from headframe.ground.errors import NetworkProblem, UsageProblem

Resolver = Callable[[str, int], list[str]]
"""From host and port to addresses, as text."""

MOST_ADDRESSES = 4
ORDINARY_PORTS = (80, 443)
HOST = r"[A-Za-z0-9._-]{1,253}|\[?[0-9A-Fa-f:.]{2,45}\]?"
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: who is asked, where exactly, and for what."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address as one would print it."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """Host, with the port where it is not the scheme's own; the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules: https to public addresses, and whatever is asked of hosts the user has named as trusted.

    `trusted` holds hosts with their ports ("127.0.0.1:8080") that may be private and may speak plain http: a test's
    loopback server, a company's own mirror. A name is resolved once, and the very address that was checked is
    connected to, so that a second answer from the name server cannot lead elsewhere.
    """

    trusted: frozenset[str] = frozenset()
    resolve: Resolver | None = None

    def target(self, url: str) -> Target:
        """Return the checked parts of `url`.

        Raises
        ------
        UsageProblem
            Where the address is none, names a user, or asks for another scheme or port than the web's.
        """
        import httpx

        try:
            parsed = httpx.URL(url)
            host, port = parsed.raw_host.decode("ascii"), parsed.port
        except (httpx.InvalidURL, UnicodeError, TypeError, ValueError) as error:
            raise UsageProblem(f"'{str(url)[:80]}' is no web address", why=str(error)) from error
        scheme = parsed.scheme
        if scheme not in ("http", "https") or not re.fullmatch(HOST, host):
            raise UsageProblem(f"'{str(url)[:80]}' is no web address", next="write https://…")
        if parsed.userinfo:
            raise UsageProblem("an address must not carry a name or password", where=host)
        port = port or {"https": 443, "http": 80}[scheme]
        target = Target(scheme, host.strip("[]").lower(), port, parsed.raw_path.decode("ascii") or "/")
        if not self.is_trusted(target):
            _refuse_unusual(target)
        return target

    def is_trusted(self, target: Target) -> bool:
        """Say whether the user has named this host and port."""
        return f"{target.host}:{target.port}" in self.trusted

    def addresses(self, target: Target) -> list[str]:
        """Return the addresses to connect to, each checked.

        Raises
        ------
        NetworkProblem
            Where the name has no address, or any of its addresses lies in a private network.
        """
        try:
            found = (self.resolve or resolved)(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise NetworkProblem(
                f"'{target.host}' has no address", why=str(error), next="check the name and the connection"
            ) from error
        if not self.is_trusted(target):
            _refuse_private(target, found)
        if not found:
            raise NetworkProblem(f"'{target.host}' has no address", next="check the name and the connection")
        return list(dict.fromkeys(found))[:MOST_ADDRESSES]


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses the system's resolver gives for a name."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Say whether an address lies in the public internet, whatever it is wrapped in.

    Examples
    --------
    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("8.8.8.8")
    (False, False, True)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(part.is_global and not part.is_multicast for part in _unwrapped(ip))


def _unwrapped(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    inner: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = [ip]
    if ip.sixtofour:
        inner.append(ip.sixtofour)
    if ip.teredo:
        inner.extend(ip.teredo)
    if ip in NAT64:
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return inner


def _refuse_unusual(target: Target) -> None:
    if target.scheme != "https":
        raise UsageProblem(
            f"'{target.url[:80]}' is not encrypted", why="figures could be changed on the way", next="write https://"
        )
    if target.port not in ORDINARY_PORTS:
        raise UsageProblem(f"port {target.port} of '{target.host}' is not a web server's", next="leave the port out")


def _refuse_private(target: Target, addresses: Iterable[str]) -> None:
    for address in addresses:
        if not is_public(address):
            raise NetworkProblem(
                f"'{target.host}' leads into a private network",
                where=address,
                why="a page from outside must not reach what is inside",
                next="fetch it yourself and hand over the file",
            )
