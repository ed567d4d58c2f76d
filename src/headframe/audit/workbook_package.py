"""The package of a workbook: its parts as bytes. What is not replaced is written back as it was."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from headframe.audit.workbook_kinds import refuse_other_files, refuse_other_packages
from headframe.audit.workbook_limits import (
    LARGEST_FILE,
    LARGEST_PART,
    LARGEST_WHOLE,
    MOST_PARTS,
    MOST_RATIO,
    RATIO_FROM,
)
from headframe.ground.errors import InputRefused

BOMB = "a file that grows so much when unpacked is a bomb or broken"
TYPES = "[Content_Types].xml"
FOR_ALL = (1980, 1, 1, 0, 0, 0)
"""The day of the parts we add: the same copy for the same input, whatever the clock says."""


@dataclass(frozen=True, slots=True)
class Package:
    """An opened workbook: its name for messages, its bytes, and its parts in order."""

    name: str
    data: bytes
    parts: tuple[str, ...]

    @classmethod
    def opened(cls, data: bytes, name: str) -> Package:
        """Return the package that `data` is.

        Raises
        ------
        InputRefused
            Where it is no plain .xlsx, is encrypted, holds macros, or unpacks to more than the limits.
        """
        if len(data) > LARGEST_FILE:
            raise InputRefused(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB", where=name, next="cut it first")
        refuse_other_files(data, name)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                listed = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise InputRefused(f"{name} is damaged", where=name, why=str(error), next="save it again") from error
        _refuse_sizes(listed, name)
        package = cls(name, data, tuple(entry.filename for entry in listed))
        refuse_other_packages(package.parts, package.read(TYPES) if TYPES in package.parts else b"", name)
        return package

    def read(self, part: str) -> bytes:
        """Return one part's bytes, however its directory lies about their number."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(part) as stream:
                data = stream.read(LARGEST_PART + 1)
        except KeyError as error:
            raise InputRefused(
                f"{self.name} names a part it does not hold", where=part, next="save it again"
            ) from error
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise InputRefused(f"{self.name} is damaged", where=part, why=str(error), next="save it again") from error
        if len(data) > LARGEST_PART:
            raise InputRefused(f"{self.name} is too large unpacked", where=part, why=BOMB, next="cut the workbook")
        return data

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the package with some parts replaced or added; every other part keeps its bytes, name and place."""
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.data)) as before,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
        ):
            for entry in before.infolist():
                entry.compress_type = zipfile.ZIP_DEFLATED
                after.writestr(entry, changed.get(entry.filename) or before.read(entry.filename))
            for part in sorted(set(changed) - set(self.parts)):
                entry = zipfile.ZipInfo(part, FOR_ALL)
                entry.compress_type = zipfile.ZIP_DEFLATED
                after.writestr(entry, changed[part])
        return buffer.getvalue()


def _refuse_sizes(listed: list[zipfile.ZipInfo], name: str) -> None:
    if len(listed) > MOST_PARTS:
        raise InputRefused(f"{name} holds {len(listed):,} parts", where=name, why=BOMB, next="save it again")
    if len({entry.filename for entry in listed}) < len(listed):
        raise InputRefused(
            f"{name} holds two parts of one name",
            where=name,
            why="programs would read different ones",
            next="save it again",
        )
    if any(entry.flag_bits & 1 for entry in listed):
        raise InputRefused(f"{name} is encrypted", where=name, next="save a copy without the password")
    for entry in listed:
        large = entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        if large or entry.file_size > LARGEST_PART:
            raise InputRefused(f"{name} is too large unpacked", where=entry.filename, why=BOMB, next="cut the workbook")
    if sum(entry.file_size for entry in listed) > LARGEST_WHOLE:
        raise InputRefused(f"{name} is too large unpacked", where=name, why=BOMB, next="cut the workbook")
