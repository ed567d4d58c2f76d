"""Takes each guard away, one at a time, in a copy of the sources: the test that names it must then fail.

Usage: python -m harness.guards [NAME …]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.measured_figures import Cell, keep, kept
from harness.trust_page import main as write_page

PROJECT = Path(__file__).resolve().parents[1]
LONGEST_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard: against what, the line that guards, what it becomes without it, and the tests that must notice."""

    against: str
    file: str
    line: str
    without: str
    tests: str
    chosen: str = ""


GUARDS = (
    Guard("private addresses (SSRF)", "sources/guard.py", "if not is_public(address):", "if False:",
          "unit/sources/test_guard.py", "leads_inside or every_spelling"),
    Guard("a second answer of the name server", "sources/door.py", "host=address, port", "host=target.host, port",
          "unit/sources/test_guard.py", "checked_address"),
    Guard("redirects to another host", "sources/door.py",
          "if reaches_in or not is_same_site(first.host, following.host):", "if False:",
          "unit/sources/test_door.py", "redirect_elsewhere"),
    Guard("packed replies that unpack to too much", "sources/body.py", "machine.decompress(body, most_bytes + 1)",
          "machine.decompress(body)[:most_bytes]", "unit/sources/test_door.py", "unpacks_to_a_huge_one"),
    Guard("entities in a workbook (XXE)", "audit/workbook_xml.py",
          'if b"<!DOCTYPE" in head or b"<!ENTITY" in head:', "if False:",
          "refuse/test_workbooks.py", "cannot_be_checked"),
    Guard("workbook parts that unpack to too much", "audit/workbook_package.py",
          "> LARGEST_PART:", "> 10**18:", "refuse/test_workbooks.py", "unpacks_to_more"),
    Guard("PDFs that take too long", "reading/pdf.py", "lambda: clock() > deadline", "lambda: False",
          "unit/reading_filings/test_pdf.py"),
    Guard("formulas in an imported file", "intake/csv_file.py", "elif FORMULA.match(text):", "elif False:",
          "refuse/test_import_refusals.py"),
    Guard("hidden and bidirectional characters in an imported file", "intake/csv_file.py", "    elif hidden:",
          "    elif False:", "refuse/test_import_refusals.py"),
    Guard("hidden and bidirectional characters in an article", "audit/article.py",
          "if shown != character and (BIDI.match(character) or character.isdigit()):", "if False:",
          "refuse/test_audit_refused.py", "spoofed"),
    Guard("formulas in what is exported", "record/export.py", "return str(defused(value))", "return str(value)",
          "refuse/test_injection.py", "no_cell_of_an_export"),
    Guard("formulas in what verbs print", "briefs/csv_form.py", "defused(to_wire(getattr(row, name)))",
          "to_wire(getattr(row, name))", "refuse/test_web_refused.py", "spreadsheet_would_run"),
    Guard("numbers too large to be one", "vocabulary/assumptions.py", "except OverflowError as error:",
          "except ZeroDivisionError as error:", "unit/vocabulary/test_assumptions.py", "larger_than_any"),
    Guard("digits that make no number", "reading/quantities.py", "or MORE_DIGITS.match(text, end)", "",
          "unit/reading/test_reading_quantities.py", "make_no_number"),
    Guard("a strange name for this machine (DNS rebinding)", "web/guards.py", "if host not in self.settings.hosts:",
          "if False:", "refuse/test_web_refused.py", "strangers_name"),
    Guard("forms from another site", "web/guards.py",
          "if not _own_origin(headers, host, strict=request.method in CHANGING):", "if False:",
          "refuse/test_web_refused.py", "form_from_another_site"),
    Guard("strangers without a token", "web/guards.py", "            if who is None:", "            if False:",
          "refuse/test_web_refused.py", "stranger_sees_nothing"),
    Guard("tokens that were revoked", "record/tokens.py", "if token.revoked_at is None)", "if True)",
          "unit/record/test_tokens.py", "revoked_token and sqlite"),
    Guard("damaged lines of a backup", "record/backup_lines.py", "or digest != _digest(text):", "or False:",
          "unit/record/test_backup.py", "damaged_line"),
    Guard("restoring over facts", "record/restore.py", "raise _not_empty(store)", "pass",
          "refuse/test_backup_refused.py", "overwrites_no_facts"),
    Guard("writing on another's position", "record/store.py",
          "if after is not None and _last_position(connection) != after:", "if False:",
          "unit/record/test_store_both.py", "older_position and sqlite"),
    Guard("other people's databases", "record/store_version.py",
          "if not (tables >= OURS and _is_stamped(connection)):", "if False:",
          "unit/record/test_store_file.py", "somebody_elses or same_names"),
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run every guard's tests with it and without it; return 0 where each was missed."""
    rows: list[Mapping[str, Cell]] = []
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "src"
        shutil.copytree(PROJECT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        for guard in GUARDS:
            if not arguments or any(word in guard.against for word in arguments):
                rows.append(_tried(guard, source))
                sys.stdout.write(f"{rows[-1]}\n")
                sys.stdout.flush()
    before = {row["against"]: row for table in kept() if table.title == TITLE for row in table.rows}
    tried = {row["against"]: row for row in rows}
    listed = [(before | tried)[guard.against] for guard in GUARDS if guard.against in before | tried]
    keep("5-guards", TITLE, SAYS, "python -m harness.guards", listed)
    write_page()
    return 0 if all(row["with it"] == "pass" and row["without it"] == "fail" for row in rows) else 1


TITLE = "Guards, each taken away once"
SAYS = (
    "In a copy of the sources one line is changed, so that the guard is gone, and the tests that name it are run: with "
    "the guard they must pass, without it fail."
)


def _tried(guard: Guard, source: Path) -> dict[str, Cell]:
    path = source / "headframe" / guard.file
    text = path.read_text("utf-8")
    if guard.line not in text:
        raise RuntimeError(f"{guard.file} has no longer the line '{guard.line}'")
    before = _verdict(guard, source)
    path.write_text(text.replace(guard.line, guard.without), "utf-8")
    try:
        after = _verdict(guard, source)
    finally:
        path.write_text(text, "utf-8")
    return {"against": guard.against, "where": guard.file, "test": guard.tests, "with it": before, "without it": after}


def _verdict(guard: Guard, source: Path) -> str:
    """Return what pytest says: pass, fail, or what else happened."""
    chosen = ["-k", guard.chosen] if guard.chosen else []
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *chosen]
    environment = os.environ | {"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, str(PROJECT / "tests" / guard.tests)],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    return {0: "pass", 1: "fail"}.get(done.returncode, f"code {done.returncode}: {done.stdout[-200:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
