"""Mutated documents through the reader: no crash, no hang, no entity expansion, no network call, no path opened.

Usage: python -m harness.mutated_documents [COUNT] [SEED] [FOLDER …]: made-up documents, and those of the folders.
"""

from __future__ import annotations

import builtins
import mimetypes
import random
import re
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from headframe.ground.errors import HeadframeError
from headframe.reading.read import read_document

LONGEST_SECONDS = 5
LARGEST_SEED = 400_000
TABLE = (
    "<html><body><p>Northfield Announces May 2031 Production and Operations Updates</p><p>June 4, 2031</p><table>"
    "<tr><th>Metric</th><th>May 2031 <sup>1</sup></th><th>April 2031</th><th>May 2030</th><th>Month/Month</th></tr>"
    "<tr><td>Bitcoin Produced</td><td>512</td><td>488</td><td>401</td><td>5%</td></tr>"
    "<tr><td>Bitcoin Held <sup>2</sup></td><td>8,204 <sup>3</sup></td><td>7,842</td><td>6,010</td><td>5%</td></tr>"
    "<tr><td>Bitcoin Sold</td><td>250</td><td>-</td><td>-</td><td>N/A</td></tr>"
    "<tr><td>All-in Power Cost</td><td>(1.4)c/kWh</td><td>3.6c/kWh</td><td>3.1c/kWh</td><td>N/M</td></tr>"
    "</table></body></html>"
)
PROSE = (
    "Riot produced 512 bitcoin in May 2031 and sold 250 for net proceeds of $22.4 million, an average of $89,600. "
    "It held 8,204 BTC at month end, of which 1,150 were restricted. Deployed hash rate was 41.7 EH/s, 21.2 J/TH."
)
GLUED = "Riot Announces May 2031 Production\nBitcoin Held18,2047,8426,010 5%37%\nBitcoin Produced512488401 5%28%\n"
IXBRL = (
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" '
    'xmlns:xbrli="http://www.xbrl.org/2003/instance"><body><ix:header><ix:resources><xbrli:context id="c1">'
    "<xbrli:entity><xbrli:identifier>0001167419</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:instant>"
    '2031-03-31</xbrli:instant></xbrli:period></xbrli:context><xbrli:unit id="u"><xbrli:measure>riot:item'
    "</xbrli:measure></xbrli:unit></ix:resources></ix:header><p>Bitcoin <ix:nonFraction "
    'name="us-gaap:CryptoAssetNumberOfUnits" contextRef="c1" unitRef="u" decimals="INF" scale="0">8,204'
    "</ix:nonFraction></p></body></html>"
)
SGML = (
    "<SEC-DOCUMENT>0001.txt\n<SEC-HEADER>\nACCESSION NUMBER: 0001167419-31-000001\nCONFORMED SUBMISSION TYPE: 8-K\n"
    "FILED AS OF DATE: 20310604\nCENTRAL INDEX KEY: 0001167419\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n"
    + TABLE
    + "\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>"
)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body>&b;</body></html>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/hostname">]><html><body><p>&p;</p><img src="http://127.0.0.1/x"></body></html>'
SEEDS = tuple(text.encode() for text in (TABLE, PROSE, GLUED, IXBRL, SGML, BOMB, OUTSIDE, "%PDF-1.4\n" + PROSE))
STRANGE = (
    "\u200b\u202e\u2066\u0000\ufeff\ufffd".encode()
    + b"<sup>3</sup><table><tr><td></table>&#x1F600;&amp;&lt;]]><!--"
    + b"9" * 60
    + b"1e999 NaN inf -0 ,,,, 1,2,3,4 \xff\xfe\x00 $((((%%%%"
)

NUMBER = re.compile(rb"[0-9][0-9_,.]*")
ODD_NUMBERS = (
    *(b"0", b"-0", b"-1", b"1e308", b"-1e999", b"nan", b"-inf", b"0x1F", b"1_000_000", b"1,00,000", b"1.2.3", b"true"),
    *(b"9" * 400, b"0." + b"0" * 300 + b"1", b'"12"', b"[]", b"{}", b"2026-02-30", b"12:00:00", b"\xe2\x80\xae12"),
)


class Hung(Exception):
    """A document took longer than it may."""


def main(arguments: list[str]) -> int:
    """Run the harness and return 0 where nothing went wrong."""
    count = int(arguments[0]) if arguments else 20_000
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    seeds = [*SEEDS, *_documents(arguments[2:])]
    chance = random.Random(seed)
    forbid_the_outside()
    done: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        data = mutated(chance, seeds)
        started = time.perf_counter()
        outcome = _read(data)
        slowest = max(slowest, time.perf_counter() - started)
        done[outcome.split(":")[0]] += 1
        if outcome.startswith("FAULT"):
            sys.stdout.write(f"document {number} of seed {seed}: {outcome}\n  {data[:300]!r}\n")
    counts = ", ".join(f"{kind} {many:,}" for kind, many in sorted(done.items()))
    sys.stdout.write(f"{count:,} mutated documents of {len(seeds)}: {counts}; slowest {slowest:.2f} s\n")
    return 1 if done["FAULT"] else 0


def mutated(chance: random.Random, seeds: list[bytes], most_changes: int = 8) -> bytes:
    """Return one document with up to so many changes."""
    data = chance.choice(seeds)
    changes = CHANGES if most_changes > FEW or chance.random() < 0.5 else ONLY_NUMBERS
    for _ in range(chance.randint(1, most_changes)):
        data = chance.choice(changes)(chance, data, seeds)[:LARGEST_SEED]
    return data


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _flip(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    at = _place(chance, data)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _digit(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    at = _place(chance, data)
    return data[:at] + chance.choice([b"0", b"9", b",", b".", b"-", b"%", b"$", b" "]) + data[at + 1 :]


def _cut(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    start = _place(chance, data)
    return data[:start] + data[start + chance.randint(1, 400) :]


def _double(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    start = _place(chance, data)
    piece = data[start : start + chance.randint(1, 200)]
    return data[:start] + piece * chance.randint(2, 40) + data[start:]


def _splice(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    other = chance.choice(seeds)
    return data[: _place(chance, data)] + other[_place(chance, other) :]


def _strange(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    at, start = _place(chance, data), _place(chance, STRANGE)
    return data[:at] + STRANGE[start : start + chance.randint(1, 60)] + data[at:]


def _truncate(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    return data[: _place(chance, data)]


def _number(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    """Put an odd number in the place of one that is there."""
    found = list(NUMBER.finditer(data))
    if not found:
        return data
    start, end = chance.choice(found).span()
    return data[:start] + chance.choice(ODD_NUMBERS) + data[end:]


Change = Callable[[random.Random, bytes, list[bytes]], bytes]
CHANGES: tuple[Change, ...] = (_flip, _digit, _digit, _number, _number, _cut, _double, _splice, _strange, _truncate)
ONLY_NUMBERS: tuple[Change, ...] = (_digit, _number)
FEW = 3
"""Changes that a strict format survives now and then; half of those with so few change numbers alone."""


def _read(data: bytes) -> str:
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST_SECONDS)
    try:
        found = read_document(data)
        return "read" if found.facts else "empty"
    except HeadframeError:
        return "refused"
    except Hung:
        return f"FAULT: hung over {LONGEST_SECONDS} s"
    except Exception as error:  # any other exception is what the harness is for
        return f"FAULT: {type(error).__name__}: {error}"
    finally:
        signal.alarm(0)


def too_long(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Be the alarm that ends a document which takes too long."""
    raise Hung


def forbid_the_outside() -> None:
    """Make a socket, or a file opened by a document, a fault. Imports and packaged tables stay readable."""
    mimetypes.init()  # reads the machine's own table, once
    read_document(TABLE.encode())
    for seed in SEEDS:
        _read(seed)
    plain_open = builtins.open

    def guarded(path: Any, *rest: Any, **more: Any) -> Any:
        if str(path).startswith(("/etc", "http", "ftp")):
            raise AssertionError(f"a document opened {path}")
        return plain_open(path, *rest, **more)

    def refused(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a document opened a socket")

    builtins.open = guarded
    socket.socket.connect = refused  # type: ignore[method-assign,assignment]


def _documents(folders: list[str]) -> list[bytes]:
    paths = [path for folder in folders for path in sorted(Path(folder).iterdir()) if path.is_file()]
    return [path.read_bytes()[:LARGEST_SEED] for path in paths]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
