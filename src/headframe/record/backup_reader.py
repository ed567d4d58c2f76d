"""Reading a backup: every line, batch and count is checked before it is handed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from headframe.record.backup_lines import FORMAT, LONGEST_LINE, damaged, read_line
from headframe.record.rows import fact_of
from headframe.record.rows_digest import COLUMNS, FIRST, batch_digest

BATCH_COLUMNS = ("batch", "recorded_at", "what", "rows", "digest", "address", "token")
FACT_COLUMNS = ("position", *COLUMNS)


@dataclass(frozen=True, slots=True)
class CopiedBatch:
    """One batch with its facts, as rows of the two tables, and from where it came (None where nobody noted it)."""

    batch: Mapping[str, Any]
    facts: Sequence[Mapping[str, Any]]
    address: str | None
    token: str | None


class BackupReader:
    """A backup being read. After `batches` has ended, the counts are those of the whole.

    Parameters
    ----------
    file : text file
        The backup, at its beginning.
    where : str
        Its name, for refusals.
    """

    def __init__(self, file: TextIO, where: str) -> None:
        self._file = file
        self._where = where
        self._number = self._position = 0
        self.made_at = ""
        self.batches = self.facts = 0
        self.digest = FIRST

    def read(self) -> Iterator[CopiedBatch]:
        """Yield each batch, checked against the chain of those before it.

        Raises
        ------
        InputRefused
            At the first line that is not what was written.
        """
        self._head()
        while isinstance(content := self._next(), list):
            begun, named = self._number, self._named(BATCH_COLUMNS, content)
            rows = [self._fact() for _ in range(self._rows(named))]
            if named["digest"] != batch_digest(self.digest, named["recorded_at"], named["what"], rows):
                raise damaged(begun, self._where, f"batch {named['batch']} is not what was taken in")
            self.digest = named["digest"]
            self.batches, self.facts = self.batches + 1, self.facts + len(rows)
            address, token = named.pop("address"), named.pop("token")
            yield CopiedBatch(named, [row | {"batch": named["batch"]} for row in rows], address, token)
        self._end(content)

    def _head(self) -> None:
        head = self._next()
        if not isinstance(head, dict) or head.get("format") != FORMAT or head.get("columns") != list(COLUMNS):
            raise damaged(1, self._where, "this is no backup that this Headframe reads")
        self.made_at = str(head.get("made_at"))

    def _end(self, content: object) -> None:
        if content != {"batches": self.batches, "facts": self.facts, "digest": self.digest} or not self.batches:
            raise damaged(self._number, self._where, "its end does not fit what stands before it")
        if self._file.readline(1):
            raise damaged(self._number + 1, self._where, "something stands after its end")

    def _rows(self, batch: Mapping[str, Any]) -> int:
        rows = batch["rows"]
        if not isinstance(rows, int) or isinstance(rows, bool) or rows < 1:
            raise damaged(self._number, self._where, "a batch without facts")
        return rows

    def _fact(self) -> dict[str, Any]:
        content = self._next()
        if not isinstance(content, list):
            raise damaged(self._number, self._where, "a fact is missing here")
        row = self._named(FACT_COLUMNS, content)
        try:
            in_order = row["position"] > self._position
            fact_of((row["position"], 0, *(row[name] for name in COLUMNS)))
        except (TypeError, ValueError, KeyError) as error:
            raise damaged(self._number, self._where, f"this is no fact: {error}") from error
        if not in_order:
            raise damaged(self._number, self._where, "its position does not follow the one before")
        self._position = row["position"]
        return row

    def _named(self, names: Sequence[str], content: Sequence[Any]) -> dict[str, Any]:
        if len(content) != len(names):
            raise damaged(self._number, self._where, f"{len(content)} values stand for {len(names)}")
        return dict(zip(names, content, strict=True))

    def _next(self) -> Any:
        self._number += 1
        return read_line(self._file.readline(LONGEST_LINE + 1), self._number, self._where)
