"""The JSON Schemas of a tool: what it takes, and the envelope it answers with, each kind of figure written once."""

from __future__ import annotations

from functools import cache
from typing import Any

from headframe.mcp.tools_table import Tool
from headframe.vocabulary.wire import FIGURE_SCHEMA, MISSING_SCHEMA

SHARED = {"figure": FIGURE_SCHEMA, "missing": MISSING_SCHEMA}


def input_schema(tool: Tool) -> dict[str, Any]:
    """Return what a tool takes."""
    return {
        "type": "object",
        "properties": {parameter.name: parameter.schema() for parameter in tool.takes},
        "required": [parameter.name for parameter in tool.takes if parameter.needed],
        "additionalProperties": False,
    }


@cache
def output_schema(tool: Tool) -> dict[str, Any]:
    """Return the schema of a tool's answer: that of its verb, with `$defs` for figures and gaps."""
    whole = tool.answers_with().json_schema()
    made: dict[str, Any] = _shortened(whole)
    return made | {"$defs": SHARED}


def _shortened(node: Any) -> Any:
    for name, schema in SHARED.items():
        if node == schema:
            return {"$ref": f"#/$defs/{name}"}
    if isinstance(node, dict):
        return {key: _shortened(value) for key, value in node.items()}
    return [_shortened(value) for value in node] if isinstance(node, list) else node
