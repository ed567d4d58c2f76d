"""What was fetched, on disk: one body and one note beside it for each address, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from headframe.ground.errors import RecordProblem


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a fetched body: whence, how long, its digest, and what the server said of its age."""

    url: str
    sha256: str
    size: int
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    served_at: str = ""


@dataclass(frozen=True, slots=True)
class Cupboard:
    """A folder of fetched bodies. Its notes are the manifest by which an interrupted run goes on."""

    folder: Path

    def find(self, url: str) -> tuple[Note, bytes] | None:
        """Return what was fetched from `url`; None where nothing was, or the body no longer has its digest."""
        body_path, note_path = self._paths(url)
        try:
            note = _note(note_path.read_text("utf-8"))
            body = body_path.read_bytes()
        except (OSError, ValueError):
            return None
        whole = note is not None and note.url == url and note.sha256 == hashlib.sha256(body).hexdigest()
        return (note, body) if note is not None and whole else None

    def keep(self, note: Note, body: bytes) -> None:
        """Write a body and its note; a crash in between leaves the old pair, or a body without a note.

        Raises
        ------
        RecordProblem
            Where the folder cannot be written.
        """
        body_path, note_path = self._paths(note.url)
        try:
            body_path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(body_path, body)
            _write_whole(note_path, json.dumps(asdict(note), indent=1, ensure_ascii=False).encode("utf-8"))
        except OSError as error:
            raise RecordProblem(
                "what was fetched cannot be kept",
                where=str(self.folder),
                why=str(error),
                next="free some space, or name another cache folder",
            ) from error

    def manifest(self) -> Iterator[Note]:
        """Yield the notes of everything fetched, in the order of their addresses' digests."""
        for path in sorted(self.folder.glob("*/*.json")):
            try:
                note = _note(path.read_text("utf-8"))
            except (OSError, ValueError):
                continue
            if note is not None:
                yield note

    def _paths(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode("utf-8")).hexdigest()
        stem = self.folder / name[:2]
        return stem / f"{name}.body", stem / f"{name}.json"


def _note(text: str) -> Note | None:
    read = json.loads(text)
    names = {field.name for field in fields(Note)}
    if not isinstance(read, dict) or set(read) != names or not isinstance(read["size"], int):
        return None
    return Note(**read)


def _write_whole(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
