"""Taking in what a browser sends: limited in size, kind and time; held in memory, never written to disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from headframe.web.problem import Refused

MOST_FIELDS = 20
SPARE_BYTES = 20_000
"""Room for the other fields and the lines between."""
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Posted:
    """A form as it came."""

    fields: dict[str, str]
    file_name: str
    data: bytes


class InMemory(MultiPartParser):
    """A parser that writes nothing to disk: the size was limited before."""

    spool_max_size = 1 << 40


async def posted(request: Request, most_bytes: int, seconds: float, endings: tuple[str, ...] = ()) -> Posted:
    """Return a form's fields and its file.

    Parameters
    ----------
    request : Request
        A POST.
    most_bytes : int
        The largest body [bytes].
    seconds : float
        How long it may take to arrive [s].
    endings : tuple of str
        How a file's name may end; any where none is given.

    Raises
    ------
    Refused
        413 where it is too large, 408 where it takes too long, 415 where it is of another kind.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        raise Refused(415, "this is no form", where="Content-Type", next="send it from the page")
    body = await _body(request, most_bytes + SPARE_BYTES, seconds)
    if kind != "multipart/form-data":
        return Posted(_plain(body), "", b"")
    found = await _parts(request, body, most_bytes)
    if found.file_name and endings and not found.file_name.lower().endswith(endings):
        raise Refused(
            415,
            f"{found.file_name} is not of a kind that this page reads",
            where="file",
            next=f"its name should end in {', '.join(endings)}",
        )
    return found


async def _body(request: Request, most_bytes: int, seconds: float) -> bytes:
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > most_bytes:
        raise _too_large(most_bytes)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                size += len(chunk)
                if size > most_bytes:
                    raise _too_large(most_bytes)
                parts.append(chunk)
    except TimeoutError as error:
        raise Refused(408, f"it took longer than {seconds:g} s to arrive", where="upload", next="try again") from error
    except ClientDisconnect as error:
        raise Refused(400, "the sending was broken off", where="upload", next="try again") from error
    return b"".join(parts)


def _plain(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise Refused(400, "the form cannot be read", where="form", next="send it from the page") from error


async def _parts(request: Request, body: bytes, most_bytes: int) -> Posted:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    parser = InMemory(
        request.headers, stream(), max_files=1, max_fields=MOST_FIELDS, max_part_size=most_bytes + SPARE_BYTES
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise Refused(400, "the form cannot be read", where="form", next="send it from the page") from error
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    data = await files[0].read() if files else b""
    name = shown_name(files[0].filename or "") if files and data else ""
    await form.close()
    return Posted(fields, name, data)


def shown_name(given: str) -> str:
    """Return a file's name as it may be shown: no folder, no control characters, not long.

    Examples
    --------
    >>> shown_name("../../etc/model.xlsx")
    'model.xlsx'
    """
    base = PureWindowsPath(PurePosixPath(given).name).name
    kept = "".join(letter for letter in base if letter.isprintable() and letter not in '"<>|:*?\\/')
    stem, dot, ending = kept.rpartition(".")
    return (
        kept if len(kept) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[:LONGEST_NAME]
    )


def _too_large(most_bytes: int) -> Refused:
    return Refused(
        413,
        f"it is larger than {most_bytes / 1_000_000:.1f} MB",
        where="upload",
        next="send less, or use the command line",
    )
