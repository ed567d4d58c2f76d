"""What of a schema's change breaks a script that read the old one. A new key does not: a reader skips it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

CHOICES = ("anyOf", "oneOf")


def breaks(old: Any, new: Any, where: str = "$") -> list[str]:
    """Return every place at which what the new schema allows is no longer what the old one promised."""
    return list(_breaks(old, new, where))


def _breaks(old: Any, new: Any, where: str) -> Iterator[str]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield f"{where}: was {old!r}, is {new!r}"
        return
    for key in ("type", "enum", "const", "format", *CHOICES):
        yield from _kind_breaks(key, old, new, where)
    for name, kept in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{where}.{name}: is gone"
        else:
            yield from _breaks(kept, new["properties"][name], f"{where}.{name}")
    for name in sorted(set(old.get("required", ())) - set(new.get("required", ()))):
        yield f"{where}.{name}: need no longer be there"
    for key in ("items", "additionalProperties"):
        if isinstance(old.get(key), dict):
            yield from _breaks(old[key], new.get(key), f"{where}[{key}]")


def _kind_breaks(key: str, old: dict[str, Any], new: dict[str, Any], where: str) -> Iterator[str]:
    if key in CHOICES:
        kept, now = old.get(key, []), new.get(key, [])
        if len(kept) != len(now):
            yield f"{where}: {len(kept)} choices were there, {len(now)} are"
            return
        for index, (one, other) in enumerate(zip(kept, now, strict=True)):
            yield from _breaks(one, other, f"{where}<{index}>")
        return
    if key == "enum" and key in old and key in new:
        added = sorted(set(map(str, new[key])) - set(map(str, old[key])))
        if added:
            yield f"{where}: may now be {', '.join(added)}"
    elif old.get(key) != new.get(key):
        yield f"{where}: {key} was {old.get(key)!r}, is {new.get(key)!r}"
