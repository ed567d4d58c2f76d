"""When the record moves on: what may be carried over is what would be made anew, and nobody waits or sees half."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from headframe.accounts.rollforward import reconcile
from headframe.briefs.sections.holdings import holdings_section
from headframe.intake.import_csv import import_csv
from headframe.record.reads import noted
from headframe.record.record import Record
from headframe.web.ask import Ask
from headframe.web.cache import PageCache
from headframe.web.content import Content
from headframe.web.desk import Desk
from headframe.web.kitchen import InThread
from headframe.web.moving import carry_over, make_moved, move_between
from headframe.web.position import Position
from headframe.web.render import render
from headframe.web.verbs_table import VERB_PAGES

T = TypeVar("T")
HEAD = "company,concept,period,value,unit,title\n"
QUICK = ("reconcile", "lots", "margins", "encumbrance", "backcast", "motive", "funding", "megawatts", "leases")


def run(work: Coroutine[object, object, T]) -> T:
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


def add(record: Record, company: str, period: str, value: float) -> int:
    rows = f"{HEAD}{company},bitcoin_held,{period},{value},BTC,made up for Northfield\n"
    import_csv(record, rows.encode(), f"{company}-{period}.csv", datetime.now(UTC))
    return record.position()


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, int, int]:
    """A record to which a fact about one company was added between two positions."""
    record = Record(str(tmp_path_factory.mktemp("moved") / "own.sqlite"))
    before = add(record, "BITZERO", "2025-10-31", 11_000)
    return record, before, add(record, "BITZERO", "2025-11-30", 11_500)


def asks() -> list[Ask]:
    company = ("company", "RIOT")
    pages = [Ask("verb", (company, ("verb", verb))) for verb in QUICK]
    files = [
        Ask("verb_data", (company, ("form", form), ("verb", verb)))
        for verb in QUICK
        for form in ("json", "csv")
        if form == "json" or VERB_PAGES[verb].csv
    ]
    why = Ask("why", (), (("id", "RIOT bitcoin_held 2025-12-31"),))
    sector = [Ask("leases_data", (("form", "json"),)), Ask("assumptions_data", (("form", "csv"),))]
    return [*pages, *files, *sector, why, replace(why, page="why_json")]


@pytest.mark.parametrize("ask", asks(), ids=lambda ask: " ".join([ask.page, *dict(ask.path).values()]))
def test_a_page_that_is_carried_over_is_the_page_made_anew(ask: Ask, moved: tuple[Record, int, int]) -> None:
    record, before, after = moved
    old = render(Desk(record), replace(ask, position=before))
    same = move_between(record, before, after).carried(old)
    new = render(Desk(record), replace(ask, position=after))
    assert same is None or same.body == new.body


def test_a_companys_own_page_is_carried_over_where_only_another_was_added_to(moved: tuple[Record, int, int]) -> None:
    record, before, after = moved
    ask = Ask("verb", (("company", "RIOT"), ("verb", "reconcile")), (), before)
    assert move_between(record, before, after).carried(render(Desk(record), ask)) is not None


def test_a_first_fact_of_a_company_changes_what_every_page_lists(tmp_path: Path) -> None:
    record = Record(str(tmp_path / "own.sqlite"))
    before = add(record, "RIOT", "2026-09-30", 12_345)
    assert not move_between(record, before, add(record, "BITZERO", "2025-10-31", 11_000)).same_lists


def test_a_day_later_than_any_before_changes_every_page(moved: tuple[Record, int, int]) -> None:
    record, before, after = moved
    later = replace(move_between(record, before, after), same_lists=False)
    assert later.carried(Content(b"", reads=frozenset({"RIOT"}))) is None


@pytest.mark.parametrize("company", ["BITZERO", ""])
def test_a_page_of_the_company_that_was_added_to_or_of_all_is_made_anew(
    company: str, moved: tuple[Record, int, int]
) -> None:
    record, before, after = moved
    verb = Ask("verb", (("company", company), ("verb", "facts")), (), before)
    ask = verb if company else Ask("peers", (), (), before)
    assert move_between(record, before, after).carried(render(Desk(record), ask)) is None


def test_a_stamp_in_an_unknown_form_is_not_carried_over(moved: tuple[Record, int, int]) -> None:
    record, before, after = moved
    move = move_between(record, before, after)
    odd = Content(b"made from " + move.before.digest.encode(), reads=frozenset({"RIOT"}))
    assert move.carried(odd) is None


def test_readers_see_the_position_before_until_the_next_is_shown(tmp_path: Path) -> None:
    async def shown() -> tuple[int, int, int]:
        record = Record(str(tmp_path / "own.sqlite"))
        position = Position(record)
        before = add(record, "RIOT", "2026-09-30", 12_345)
        position.hold(before)
        after = add(record, "RIOT", "2026-10-31", 12_346)
        position.moved_by("the writer")
        others, writer = await position.shown("a reader"), await position.shown("the writer")
        position.hold(after)
        return others - before, writer - after, await position.shown("a reader") - after

    assert run(shown()) == (0, 0, 0)


def test_pages_that_readers_ask_for_are_there_before_a_move_is_shown(moved: tuple[Record, int, int]) -> None:
    record, before, after = moved

    class Server:
        def __init__(self) -> None:
            self.record, self.kitchen, self.pages = record, InThread(record), PageCache(10_000_000)

    async def make() -> list[bool]:
        server = Server()
        wanted = [
            Ask("verb", (("company", ticker), ("verb", "reconcile")), (), before) for ticker in ("RIOT", "BITZERO")
        ]
        for ask in wanted:
            await server.pages.get(ask, server.kitchen.make)
        move = move_between(record, before, after)
        await make_moved(server, move, before, after)  # type: ignore[arg-type]
        await carry_over(server.pages, move, before, after)
        return [server.pages.has(replace(ask, position=after)) for ask in wanted]

    assert run(make()) == [True, True]


def test_views_of_positions_that_nobody_asked_for_lately_are_let_go(tmp_path: Path) -> None:
    record = Record(str(tmp_path / "own.sqlite"))
    positions = [0, *(add(record, "RIOT", f"2026-0{month}-28", 12_000 + month) for month in (2, 3, 4))]
    desk = Desk(record)
    views = [desk.view_of(None, position) for position in positions]
    assert [desk.view_of(None, at) is view for at, view in zip(positions[1:], views[1:], strict=True)] == [True] * 3
    assert desk.view_of(None, 0) is not views[0]


def test_what_lasts_of_a_brief_can_be_handed_on_to_a_later_position(moved: tuple[Record, int, int]) -> None:
    record, before, after = moved
    desk, ask = Desk(record), Ask("company", (("company", "RIOT"),))
    old = render(desk, replace(ask, position=before))
    later = render(desk, replace(ask, position=after))
    assert later.body == render(Desk(record), replace(ask, position=after)).body
    assert later.body != old.body


def test_a_view_takes_nothing_over_of_the_company_that_was_added_to(moved: tuple[Record, int, int]) -> None:
    record, before, after = moved
    older, view = record.view(None, before), record.view(None, after)
    older.figure("BITZERO", "bitcoin_held", "2025-11-30")
    older.lasting("lasts", lambda: older.facts("BITZERO"))
    view.succeed(older, frozenset({"BITZERO"}))
    assert len(view.lasting("lasts", lambda: view.facts("BITZERO"))) == len(older.facts("BITZERO")) + 1
    assert view.figure("BITZERO", "bitcoin_held", "2025-11-30") != older.figure("BITZERO", "bitcoin_held", "2025-11-30")


def test_the_holdings_of_a_brief_are_made_from_its_company_alone() -> None:
    """What is drawn from them notes that company, and no other."""
    view = Record().view()
    with noted() as reads:
        holdings_section(view, "RIOT", reconcile(view, "RIOT"))
    assert reads == {"RIOT"}


def test_a_page_that_stays_as_it_is_is_never_held_twice(moved: tuple[Record, int, int]) -> None:
    record, before, after = moved

    async def carry() -> list[bool]:
        move = move_between(record, before, after)
        pages = PageCache(30)
        asks = [Ask(name, position=before) for name in ("first", "second", "third")]
        for ask in asks:
            pages.keep(ask, Content(b"x" * 10, reads=frozenset({"RIOT"})), 0.0)
        await carry_over(pages, move, before, after)
        return [pages.has(replace(ask, position=after)) for ask in asks]

    assert run(carry()) == [True] * 3


def test_a_page_whose_reader_left_is_kept_for_the_next() -> None:
    async def leave() -> bool:
        cache = PageCache(1000)

        async def make(ask: Ask) -> Content:
            await asyncio.sleep(0.05)
            return Content(b"made")

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(cache.get(Ask("brief"), make), 0.01)
        await asyncio.sleep(0.1)
        return cache.has(Ask("brief"))

    assert run(leave())
