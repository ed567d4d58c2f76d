"""The guard: no fetch reaches a private network, whatever name or wrapping it is given."""

from __future__ import annotations

import socket

import pytest

from headframe.ground.errors import NetworkProblem, UsageProblem
from headframe.sources.door import Door, Limits
from headframe.sources.guard import Guard, is_public
from headframe.sources.pace import Pace, Timekeeper, wait_before_retry


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_private_addresses_are_known_as_such(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_known_as_such(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https://user:secret@example.org/", "https://",
        "https://example.org:22/", "javascript:alert(1)", "", "https://exa mple.org/", "https://\x00/",
        "https://[::1", "//example.org", "https://example.org:99999/",
    ],
)  # fmt: skip
def test_addresses_that_are_none_are_refused(url: str) -> None:
    with pytest.raises(UsageProblem):
        Guard().target(url)


def test_a_name_that_leads_inside_is_refused() -> None:
    guard = Guard(resolve=lambda host, port: ["8.8.8.8", "192.168.0.10"])
    with pytest.raises(NetworkProblem, match="private network"):
        Door(guard=guard).fetch("https://rebinding.example/")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "localhost"])
def test_this_machine_is_refused_in_every_spelling(host: str) -> None:
    with pytest.raises((NetworkProblem, UsageProblem)):
        Door().fetch(f"https://{host}/")


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(address: tuple[str, int], *_: object, **__: object) -> None:
        asked.append(address[0])
        raise OSError("no way out of the test")

    monkeypatch.setattr(socket, "create_connection", refuse)
    answers = iter([["203.0.114.7"], ["127.0.0.1"]])
    guard = Guard(resolve=lambda host, port: next(answers))
    with pytest.raises(NetworkProblem):
        Door(guard=guard, limits=Limits(tries=1)).fetch("https://rebinding.example/")
    assert asked == ["203.0.114.7"]


def test_a_name_without_address_is_a_network_problem() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(NetworkProblem, match="no address"):
        Door(guard=Guard(resolve=unknown)).fetch("https://no.example/")


def test_all_of_sec_shares_one_pace_of_at_most_nine_a_second() -> None:
    seconds = [0.0]

    def sleep(wait: float) -> None:
        seconds[0] += wait

    pace = Pace(Timekeeper(lambda: seconds[0], sleep), {"sec.gov": 100.0})
    for turn in range(19):
        pace.wait("www.sec.gov" if turn % 2 else "data.sec.gov")
    assert seconds[0] >= 18 / 9 - 1e-9


@pytest.mark.parametrize("header", ["soon", "-5", "", "Fri, 99 Jan", "１２", "9" * 400])
def test_a_wait_that_cannot_be_read_is_still_some_wait(header: str) -> None:
    assert wait_before_retry(1, header, "") >= 0.5
