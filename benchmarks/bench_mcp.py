"""`headframe mcp` as an assistant meets it: seconds to its greeting, its list of tools, and its first answers."""

from __future__ import annotations

import asyncio
import os
import sys
from time import perf_counter

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from benchmarks.registry import Measure

START = "from headframe.cli.main import main; main(['mcp'])"
HELD = {"company": "RIOT", "concept": "bitcoin_held", "period": "2025-12-31"}
STEPS = (("tools listed", "", {}), ("first why", "why", HELD), ("first brief", "brief", {"company": "RIOT"}))


def run() -> list[Measure]:
    return asyncio.run(_conversation())


async def _conversation() -> list[Measure]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    server = StdioServerParameters(command=sys.executable, args=["-c", START], env=environment)
    start = perf_counter()
    async with stdio_client(server) as (heard, said), ClientSession(heard, said) as session:
        await session.initialize()
        measures = [Measure("greeting, from nothing", perf_counter() - start, "s", 1.5)]
        for name, tool, arguments in STEPS:
            start = perf_counter()
            await (session.call_tool(tool, arguments) if tool else session.list_tools())
            measures.append(Measure(name, perf_counter() - start, "s"))
    return measures
