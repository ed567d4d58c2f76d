"""A script that reads a verb's JSON goes on working: what breaks it raises the schema's revision.

`pytest tests/house/test_schemas_kept.py --update-schemas` keeps the schemas of today: read the difference first.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from schema_breaks import breaks

from headframe.cli.answers_table import ANSWERS, answer_of

FOLDER = Path(__file__).parent / "schemas"
KEPT = sorted(path.stem for path in FOLDER.glob("*.json"))
RAISE_IT = "raise `revision` of the answer, say so in CHANGELOG.md, and keep the new schema with --update-schemas"


def kept_schema(verb: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{verb}.json").read_text("utf-8"))
    return found


def named(schema: dict[str, Any]) -> str:
    return str(schema["properties"]["schema"]["const"])


@pytest.fixture(scope="session", autouse=True)
def _updated(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-schemas"):
        for verb in ANSWERS:
            text = json.dumps(answer_of(verb).json_schema(), indent=1, ensure_ascii=False)
            (FOLDER / f"{verb}.json").write_text(text + "\n", "utf-8")


@pytest.mark.parametrize("verb", KEPT)
def test_what_breaks_a_reader_raises_the_revision(verb: str) -> None:
    kept, now = kept_schema(verb), answer_of(verb).json_schema()
    if named(kept) != named(now):
        pytest.fail(f"{named(now)} is not kept yet: {RAISE_IT}")
    assert breaks(kept, now) == [], RAISE_IT


@pytest.mark.parametrize("verb", KEPT)
def test_no_verb_that_was_published_is_gone(verb: str) -> None:
    assert verb in ANSWERS


OLD = {
    "type": "object",
    "required": ["a", "b"],
    "properties": {
        "a": {"type": "number"},
        "b": {"enum": ["x", "y"]},
        "c": {"type": "array", "items": {"type": "object", "properties": {"d": {"type": "string"}}}},
        "e": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
}
FEWER_WORDS = {"b": {"enum": ["x"]}}
MORE_KEYS = {"f": {"type": "string"}}
BROKEN = {
    "a key gone": {"a": None},
    "a key of another type": {"a": {"type": "string"}},
    "a word more": {"b": {"enum": ["x", "y", "z"]}},
    "a key gone within a list": {"c": {"type": "array", "items": {"type": "object", "properties": {}}}},
    "a choice more": {"e": {"anyOf": [{"type": "string"}, {"type": "null"}, {"type": "number"}]}},
}


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    properties = {name: kind for name, kind in (OLD["properties"] | changes).items() if kind is not None}  # type: ignore[operator]
    return OLD | {"properties": properties}


@pytest.mark.parametrize("change", sorted(BROKEN))
def test_a_break_is_found(change: str) -> None:
    assert len(breaks(OLD, changed(BROKEN[change]))) == 1


def test_a_key_that_need_no_longer_be_there_is_a_break() -> None:
    assert breaks(OLD, OLD | {"required": ["a"]}) == ["$.b: need no longer be there"]


@pytest.mark.parametrize("change", [{}, FEWER_WORDS, MORE_KEYS])
def test_what_a_reader_can_skip_is_no_break(change: dict[str, Any]) -> None:
    assert breaks(OLD, changed(change)) == []
