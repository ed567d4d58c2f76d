"""`headframe mcp` as an assistant starts it: a process, spoken to on its standard input by the SDK's client."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from headframe.cli.main import main

START = "from headframe.cli.main import run; import sys; sys.argv = ['headframe', 'mcp', *sys.argv[1:]]; run()"
NOISY = "import os; print('noise'); os.write(1, b'noise from C'); "


def conversation(code: str, *arguments: str) -> Any:
    async def run() -> Any:
        server = StdioServerParameters(command=sys.executable, args=["-c", code, *arguments], env=dict(os.environ))
        with Path(os.devnull).open("w") as silent:
            async with stdio_client(server, errlog=silent) as (heard, said), ClientSession(heard, said) as session:
                started = await session.initialize()
                tools = await session.list_tools()
                asked = {"company": "RIOT", "concept": "bitcoin_held", "period": "2025-12-31"}
                return started, tools, await session.call_tool("why", asked)

    with ThreadPoolExecutor(1) as pool:  # a browser driven in this thread leaves its event loop running
        return pool.submit(asyncio.run, run()).result()


def test_the_process_introduces_itself_and_answers() -> None:
    started, tools, told = conversation(START)
    assert started.serverInfo.name == "headframe"
    assert "reported" in started.instructions
    assert len(tools.tools) > 5
    assert told.structuredContent["data"]["figure"]["value"] == 18005


def test_what_else_prints_never_reaches_the_protocol() -> None:
    printing = START.replace("run()", "")
    noisy = f"{printing}import headframe.mcp.desk as d; whole = d.Desk.ask\ndef ask(*a):\n    {NOISY}return whole(*a)\n"
    _, _, told = conversation(f"{noisy}d.Desk.ask = ask\nrun()")
    assert told.structuredContent["data"]["figure"]["value"] == 18005


def test_a_day_given_at_the_start_holds_for_every_question() -> None:
    _, _, told = conversation(START, "--as-of", "2026-01-05")
    assert told.structuredContent["as_of"] == "2026-01-05"


def test_the_process_ends_with_its_input_and_prints_messages_only() -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }
    lines = json.dumps(hello) + "\nthis is no message\n"
    ended = subprocess.run([sys.executable, "-c", START], input=lines, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0
    assert [json.loads(line)["jsonrpc"] for line in ended.stdout.splitlines()] != []


def test_starting_loads_nothing_heavy() -> None:
    code = (
        "import sys; import headframe.mcp.stdio; "
        "sys.exit(any(m in sys.modules for m in ('polars', 'numba', 'scipy', 'cvxpy', 'altair', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_answers_go_to_no_file(capsys: Any) -> None:
    assert main(["mcp", "--out", "x.json"]) == 2
    assert "assistant" in capsys.readouterr().err
