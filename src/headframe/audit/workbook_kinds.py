"""What a file is when it is no plain .xlsx, and what its owner can do about it."""

from __future__ import annotations

from collections.abc import Iterable

from headframe.ground.errors import InputRefused

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "open it in a spreadsheet program and save it as Excel Workbook (.xlsx)"


def refuse_other_files(data: bytes, name: str) -> None:
    """Refuse bytes that are no ZIP package: encrypted, old .xls, text, or nothing at all."""
    if data[:4] == b"PK\x03\x04":
        return
    if not data:
        raise InputRefused(f"{name} is empty", where=name, next="check the name")
    if data[:8] == OLE:
        if ENCRYPTED in data:
            raise InputRefused(
                f"{name} is encrypted",
                where=name,
                why="its cells cannot be read without the password, and Headframe asks for none",
                next="save a copy without the password (File, Info, Protect Workbook)",
            )
        raise InputRefused(f"{name} is an old .xls workbook", where=name, next=SAVE_AS)
    text = "comma-separated text" if name.lower().endswith((".csv", ".tsv", ".txt")) else "no Excel workbook"
    own = " (figures of your own go in with `headframe import`)" if "text" in text else ""
    raise InputRefused(f"{name} is {text}", where=name, why="a .xlsx is a ZIP package", next=SAVE_AS + own)


def refuse_other_packages(parts: Iterable[str], content_types: bytes, name: str) -> None:
    """Refuse ZIP packages that are no plain .xlsx: with macros, binary, OpenDocument, or something else."""
    held = set(parts)
    macros = any("vbaproject" in part.lower() or part.lower().startswith("xl/macrosheets/") for part in held)
    if macros or b"macroEnabled" in content_types:
        raise InputRefused(
            f"{name} holds macros",
            where=name,
            why="a copy that carries code nobody checked is not handed back",
            next=SAVE_AS + ", which leaves the macros out",
        )
    if "xl/workbook.bin" in held:
        raise InputRefused(f"{name} is a binary workbook (.xlsb)", where=name, next=SAVE_AS)
    if "mimetype" in held or "content.xml" in held:
        raise InputRefused(f"{name} is an OpenDocument sheet", where=name, next=SAVE_AS)
    if "[Content_Types].xml" not in held or b"spreadsheetml" not in content_types:
        raise InputRefused(f"{name} is a ZIP file but no workbook", where=name, next="name a .xlsx")
