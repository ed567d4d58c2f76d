"""The door: what it lets in, what it refuses, and how long it waits."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest
from loopback_server import LoopbackServer, PatientClock, Reply

from headframe.ground.errors import NetworkProblem, UsageProblem
from headframe.sources.door import Door, Limits
from headframe.sources.pace import Timekeeper

MakeDoor = Callable[..., Door]


def test_a_page_comes_as_it_stands(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/update", Reply(body=b"Bitcoin held 8,204", headers={"Content-Type": "text/plain"}))
    fetched = open_door().fetch(url)
    assert (fetched.data, fetched.content_type, fetched.from_cache) == (b"Bitcoin held 8,204", "text/plain", False)


def test_a_packed_page_is_unpacked(server: LoopbackServer, open_door: MakeDoor) -> None:
    body = gzip.compress(b"Bitcoin held 8,204")
    url = server.answer("/packed", Reply(body=body, headers={"Content-Encoding": "gzip"}))
    assert open_door().fetch(url).data == b"Bitcoin held 8,204"


def test_other_hosts_than_sec_do_not_learn_who_asks(server: LoopbackServer, open_door: MakeDoor) -> None:
    open_door().fetch(server.answer("/", b"yes"))
    assert "jane@example.org" not in server.asked[0].headers["user-agent"]
    assert server.asked[0].headers["user-agent"].startswith("Headframe/")


def test_sec_is_not_asked_without_an_identity(open_door: MakeDoor) -> None:
    with pytest.raises(UsageProblem, match="who asks") as refused:
        open_door(identity="").fetch("https://www.sec.gov/cgi-bin/browse-edgar")
    assert "identity" in refused.value.next


@pytest.mark.parametrize("identity", ["Jane\r\nX-Evil: 1", "J\u00fcrgen j@example.org", "x" * 500])
def test_an_identity_that_no_header_takes_is_refused(identity: str) -> None:
    with pytest.raises(UsageProblem, match="identity"):
        Door(identity=identity)


def test_offline_answers_from_what_was_kept(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/kept", b"kept")
    open_door().fetch(url)
    assert open_door(offline=True).fetch(url).from_cache
    assert len(server.asked) == 1


def test_offline_refuses_what_was_never_fetched(server: LoopbackServer, open_door: MakeDoor) -> None:
    with pytest.raises(NetworkProblem, match="offline") as refused:
        open_door(offline=True).fetch(server.answer("/never", b"x"))
    assert refused.value.exit_code == 6
    assert server.asked == []


def test_a_filing_once_kept_is_never_asked_for_again(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/filing.txt", b"filed")
    open_door().fetch(url, unchanging=True)
    assert open_door().fetch(url, unchanging=True).from_cache
    assert len(server.asked) == 1


def test_an_index_is_asked_for_again_only_where_it_has_changed(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/index", Reply(body=b"one", headers={"ETag": '"v1"'}), Reply(status=304))
    door = open_door()
    door.fetch(url)
    again = door.fetch(url)
    assert (again.data, again.from_cache) == (b"one", True)
    assert server.asked[1].headers["if-none-match"] == '"v1"'


def test_a_body_damaged_on_disk_is_fetched_again(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/filing.txt", b"filed")
    door = open_door()
    door.fetch(url, unchanging=True)
    assert door.cache is not None
    for path in door.cache.glob("*/*.body"):
        path.write_bytes(b"fil")
    assert door.fetch(url, unchanging=True).data == b"filed"
    assert len(server.asked) == 2


def test_the_manifest_tells_what_need_not_be_fetched_again(server: LoopbackServer, open_door: MakeDoor) -> None:
    door = open_door()
    urls = {server.answer(f"/{number}", b"x" * number) for number in (1, 2, 3)}
    for url in urls:
        door.fetch(url)
    assert {note.url for note in open_door().manifest()} == urls


def test_a_broken_off_body_is_asked_for_again(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/cut", Reply(body=b"half", promised=8), b"all of it")
    assert open_door().fetch(url).data == b"all of it"


def test_a_body_that_always_breaks_off_is_refused_and_not_kept(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/cut", Reply(body=b"half", promised=8))
    door = open_door()
    with pytest.raises(NetworkProblem, match="3 tries"):
        door.fetch(url)
    assert door.manifest() == ()


def test_a_packed_body_that_breaks_off_is_noticed_though_its_length_is_as_promised(
    server: LoopbackServer, open_door: MakeDoor
) -> None:
    cut = gzip.compress(b"Bitcoin held 8,204 " * 20)[:-12]
    url = server.answer("/cut.gz", Reply(body=cut, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(NetworkProblem, match="breaks off"):
        open_door().fetch(url)


def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(server: LoopbackServer, open_door: MakeDoor) -> None:
    bomb = gzip.compress(b"0" * 1_000_000)
    url = server.answer("/bomb", Reply(body=bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(NetworkProblem, match="larger than"):
        open_door().fetch(url)


@pytest.mark.parametrize("promised", [None, 20_000])
def test_a_body_over_the_limit_is_refused(server: LoopbackServer, open_door: MakeDoor, promised: int | None) -> None:
    url = server.answer("/large", Reply(body=b"x" * 20_000, promised=promised))
    with pytest.raises(NetworkProblem, match="larger than 10,000"):
        open_door().fetch(url)


def test_a_busy_host_is_asked_again_after_the_wait_it_names(
    server: LoopbackServer, open_door: MakeDoor, clock: PatientClock
) -> None:
    url = server.answer("/busy", Reply(status=429, headers={"Retry-After": "7"}), b"now")
    assert open_door().fetch(url).data == b"now"
    assert 7.0 in clock.waits


def test_a_wait_named_as_a_moment_is_measured_on_the_hosts_own_clock(
    server: LoopbackServer, open_door: MakeDoor, clock: PatientClock
) -> None:
    headers = {"Retry-After": "Fri, 16 Jan 2026 10:00:12 GMT", "Date": "Fri, 16 Jan 2026 10:00:00 GMT"}
    open_door().fetch(server.answer("/busy", Reply(status=503, headers=headers), b"now"))
    assert 12.0 in clock.waits


def test_a_wait_beyond_patience_is_not_waited(server: LoopbackServer, open_door: MakeDoor, clock: PatientClock) -> None:
    url = server.answer("/busy", Reply(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(NetworkProblem, match="3,600 s"):
        open_door().fetch(url)
    assert 3600.0 not in clock.waits


def test_waits_double_where_the_host_names_none(
    server: LoopbackServer, open_door: MakeDoor, clock: PatientClock
) -> None:
    url = server.answer("/broken", Reply(status=500), Reply(status=500), b"well")
    open_door(rates={"127.0.0.1": 1e9}).fetch(url)
    assert [wait for wait in clock.waits if wait > 0.01] == [0.5, 1.0]


def test_a_silent_host_is_given_up(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/silent", Reply(body=b"late", silent_for=1.0))
    with pytest.raises(NetworkProblem, match="silent"):
        open_door(limits=Limits(connect_seconds=0.2, read_seconds=0.1, tries=1)).fetch(url)


def test_a_slow_drip_ends_though_every_byte_comes_in_time(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/drip", Reply(body=b"x" * 200, dripping_every=0.05))
    door = open_door(limits=Limits(read_seconds=0.5, total_seconds=0.3, tries=1), time=Timekeeper())
    started = time.monotonic()
    with pytest.raises(NetworkProblem, match="too slowly"):
        door.fetch(url)
    assert time.monotonic() - started < 2


def test_nobody_at_home_is_a_network_problem(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/", b"x")
    server.close()
    with pytest.raises(NetworkProblem) as refused:
        open_door().fetch(url)
    assert refused.value.exit_code == 6


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_page_is_not_asked_for_twice(server: LoopbackServer, open_door: MakeDoor, status: int) -> None:
    with pytest.raises(NetworkProblem, match="nothing stands"):
        open_door().fetch(server.answer("/gone", Reply(status=status)))
    assert len(server.asked) == 1


def test_a_redirect_on_the_same_host_is_followed(server: LoopbackServer, open_door: MakeDoor) -> None:
    server.answer("/new", b"here")
    url = server.answer("/old", Reply(status=301, headers={"Location": "/new"}))
    assert open_door().fetch(url).data == b"here"


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest", "https://example.org/", "file:///etc/passwd", "ftp://127.0.0.1/", "http://["],
)
def test_a_redirect_elsewhere_is_refused(server: LoopbackServer, open_door: MakeDoor, location: str) -> None:
    url = server.answer("/away", Reply(status=302, headers={"Location": location}))
    with pytest.raises(NetworkProblem, match="sends to"):
        open_door().fetch(url)


def test_a_ring_of_redirects_ends(server: LoopbackServer, open_door: MakeDoor) -> None:
    url = server.answer("/ring", Reply(status=302, headers={"Location": "/ring"}))
    with pytest.raises(NetworkProblem, match="without end"):
        open_door().fetch(url)


def test_two_requests_to_one_host_keep_their_distance(
    server: LoopbackServer, open_door: MakeDoor, clock: PatientClock
) -> None:
    door = open_door(rates={"127.0.0.1": 4.0})
    for number in range(3):
        door.fetch(server.answer(f"/{number}", b"x"))
    assert clock.seconds == pytest.approx(0.5)


def test_the_environments_proxy_is_not_used(
    server: LoopbackServer, open_door: MakeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert open_door().fetch(server.answer("/", b"direct")).data == b"direct"
