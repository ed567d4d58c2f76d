"""How often a host is asked, and how long to wait before asking again."""

from __future__ import annotations

import email.utils
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SEC_REQUESTS_PER_SECOND = 9.0
"""SEC closes its doors at ten; all its hosts count together."""
OTHER_REQUESTS_PER_SECOND = 2.0
FIRST_WAIT = 0.5


@dataclass(frozen=True, slots=True)
class Timekeeper:
    """Seconds that only grow, and a way to let them pass; a test's own never sleeps."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Keeps requests to one host apart, over all threads that share it."""

    def __init__(self, time: Timekeeper, rates: Mapping[str, float]) -> None:
        self._time = time
        self._rates = dict(rates)
        self._free_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Wait until `host` may be asked again, and take that turn."""
        family = family_of(host)
        with self._lock:
            now = self._time.clock()
            turn = max(now, self._free_at.get(family, now))
            self._free_at[family] = turn + 1 / self._rate(family)
        if turn > now:
            self._time.sleep(turn - now)

    def _rate(self, family: str) -> float:
        usual = SEC_REQUESTS_PER_SECOND if family == "sec.gov" else OTHER_REQUESTS_PER_SECOND
        asked = self._rates.get(family, usual)
        return min(asked, SEC_REQUESTS_PER_SECOND) if family == "sec.gov" else asked


def family_of(host: str) -> str:
    """Return the name under which a host's requests are counted: all of SEC's hosts are one."""
    return "sec.gov" if is_sec(host) else host


def is_sec(host: str) -> bool:
    """Say whether the host is the Securities and Exchange Commission's."""
    return host == "sec.gov" or host.endswith(".sec.gov")


def wait_before_retry(attempt: int, retry_after: str, served_at: str) -> float:
    """Return the seconds to wait before trying again.

    Parameters
    ----------
    attempt : int
        How many tries have failed, from 1.
    retry_after : str
        The server's Retry-After header: seconds, or a date; empty where it sent none.
    served_at : str
        The server's own Date header, against which a date is measured: no clock of ours is asked.
    """
    wait = FIRST_WAIT * float(2 ** (attempt - 1))
    if retry_after.strip().isascii() and retry_after.strip().isdigit():
        return max(wait, float(retry_after.strip()[:9]))
    until, served = _moment(retry_after), _moment(served_at)
    return max(wait, until - served) if until is not None and served is not None else wait


def _moment(text: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
