"""Taking a reply's body off the wire: counted against what was promised, unpacked within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from headframe.ground.errors import NetworkProblem

ENCODINGS = "gzip, deflate"
AUTOMATIC_HEADER = 32 + zlib.MAX_WBITS


class Truncated(Exception):
    """The body is not what the reply promised; asking again may help."""


def take(chunks: Iterable[bytes], promised: str, most_bytes: int, url: str, check_time: Callable[[], None]) -> bytes:
    """Return the raw body.

    Parameters
    ----------
    chunks : iterable of bytes
        The body as it comes in, still packed.
    promised : str
        The Content-Length header; empty where there is none.
    most_bytes : int
        How many bytes are taken at most.
    url : str
        For the refusal's words.
    check_time : callable
        Raises where the fetch has taken too long; asked at every chunk, so that a slow drip ends.

    Raises
    ------
    Truncated
        Where fewer or more bytes came than promised.
    NetworkProblem
        Where the body is too large.
    """
    length = int(promised) if promised.isascii() and promised.isdigit() and len(promised) < 16 else None
    if length is not None and length > most_bytes:
        raise _too_large(url, most_bytes)
    body = bytearray()
    for chunk in chunks:
        check_time()
        body += chunk
        if len(body) > most_bytes:
            raise _too_large(url, most_bytes)
    if length is not None and len(body) != length:
        raise Truncated(f"{len(body):,} bytes came of {length:,} promised")
    return bytes(body)


def unpack(body: bytes, encoding: str, most_bytes: int, url: str) -> bytes:
    """Return the body without its transfer packing.

    Raises
    ------
    Truncated
        Where the packed stream breaks off or is damaged.
    NetworkProblem
        Where it unpacks to too much, or is packed in a way that was not asked for.
    """
    encoding = encoding.strip().casefold()
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise NetworkProblem(f"the reply is packed as '{encoding[:20]}'", where=url, why="nobody asked for that")
    try:
        return _inflated(body, AUTOMATIC_HEADER, most_bytes, url)
    except zlib.error:
        if encoding != "deflate":
            raise Truncated("the packed body is damaged") from None
    try:
        return _inflated(body, -zlib.MAX_WBITS, most_bytes, url)
    except zlib.error:
        raise Truncated("the packed body is damaged") from None


def _inflated(body: bytes, window: int, most_bytes: int, url: str) -> bytes:
    machine = zlib.decompressobj(window)
    whole = machine.decompress(body, most_bytes + 1)
    if len(whole) > most_bytes:
        raise _too_large(url, most_bytes)
    if not machine.eof:
        raise Truncated("the packed body breaks off")
    return whole


def _too_large(url: str, most_bytes: int) -> NetworkProblem:
    return NetworkProblem(
        f"the reply is larger than {most_bytes:,} bytes",
        where=url,
        why="so large a file cannot be what was asked for",
        next="fetch it yourself and hand over the part that matters",
    )
