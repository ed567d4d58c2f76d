"""A client of the SDK's own, talking to the server in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from mcp import ClientSession
from mcp.shared.memory import create_connected_server_and_client_session

from headframe.mcp.server import build_server
from headframe.record.record import Record

Talk = Callable[[ClientSession], Awaitable[Any]]


@pytest.fixture
def talk() -> Callable[[Talk], Any]:
    """Run a conversation with a server over the packaged record, and return what it returns."""

    def held(conversation: Talk) -> Any:
        async def run() -> Any:
            async with create_connected_server_and_client_session(build_server(Record())) as session:
                return await conversation(session)

        with ThreadPoolExecutor(1) as pool:  # a browser driven in this thread leaves its event loop running
            return pool.submit(asyncio.run, run()).result()

    return held


@pytest.fixture
def call(talk: Callable[[Talk], Any]) -> Callable[..., Any]:
    """Call one tool by name and arguments, and return the SDK's result."""
    return lambda tool, /, **arguments: talk(lambda session: session.call_tool(tool, arguments))
