"""The documentation is whole: made pages are up to date, links lead somewhere, every verb and convention is there."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from headframe.cli.answers_table import answer_of
from headframe.cli.verbs_table import VERBS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
MADE = ("concepts", "glossary", "command_line", "readme")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|Users|var)/|[A-Z]:\\")
STAYS = {
    "why": ("figure", "others", "restatements"),
    "reconcile": ("steps",),
}
STEP_KEYS = (
    *("start", "end", "opening", "produced", "purchased", "received", "sold", "paid", "closing"),
    *("residual", "tolerance", "verdict"),
)


def by_path(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(text: str) -> set[str]:
    """Return the anchors that a page's headings make."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_up_to_date(name: str) -> None:
    maker: dict[str, Any] = runpy.run_path(str(DOCS / "_make" / f"{name}.py"))
    assert maker["PAGE"].read_text("utf-8") == maker["page"](), f"run python docs/_make/{name}.py"


@pytest.mark.parametrize("path", PAGES, ids=by_path)
def test_links_inside_the_documentation_lead_somewhere(path: Path) -> None:
    lost = []
    for link in LINK.findall(path.read_text("utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name) if name else path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("path", PAGES, ids=by_path)
def test_no_page_names_a_place_on_somebodys_machine(path: Path) -> None:
    assert MACHINE_PATH.findall(path.read_text("utf-8")) == []


def test_every_page_can_be_reached_from_the_index() -> None:
    seen: set[Path] = set()
    queue = [DOCS / "README.md"]
    while queue:
        page = queue.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        names = [link.split("#")[0] for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
        queue += [found for name in names if name and (found := (page.parent / name).resolve()).is_file()]
    assert {by_path(path) for path in DOCS.rglob("*.md")} - {
        by_path(path) for path in seen if DOCS in path.parents
    } == set()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_readme_names_every_verb(verb: Any) -> None:
    assert re.search(rf"`{verb.name}[ `]", (ROOT / "README.md").read_text("utf-8"))


def test_the_readmes_first_commands_are_the_promised_two() -> None:
    block = re.search(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block is not None
    lines = [line.split("#")[0].strip() for line in block[1].splitlines()]
    assert lines == [
        "pip install uv && uv run headframe brief RIOT",
        "pip install uv && uv run --group test pytest",
    ]


def test_all_twelve_conventions_are_there_and_their_tests_exist() -> None:
    text = (DOCS / "why" / "conventions.md").read_text("utf-8")
    assert re.findall(r"^## §(\d+) ", text, re.MULTILINE) == [str(number) for number in range(1, 13)]
    cited = re.findall(r"`(tests/[\w/]+\.py)`", text)
    assert [name for name in cited if not (ROOT / name).is_file()] == []


def test_code_cites_conventions_that_exist() -> None:
    cited = set()
    for path in (ROOT / "src").rglob("*.py"):
        cited |= {int(number) for number in re.findall(r"conventions? §(\d+)", path.read_text("utf-8"))}
    assert cited <= set(range(1, 13))


@pytest.mark.parametrize("verb", sorted(STAYS))
def test_the_keys_that_stay_are_in_the_schema(verb: str) -> None:
    properties = answer_of(verb).json_schema()["properties"]["data"]["properties"]
    assert set(STAYS[verb]) <= set(properties)


def test_the_keys_of_a_step_stay() -> None:
    step = answer_of("reconcile").json_schema()["properties"]["data"]["properties"]["steps"]["items"]
    assert set(STEP_KEYS) <= set(step["properties"])


def test_json_shown_on_pages_is_json() -> None:
    for path in PAGES:
        for body in re.findall(r"^```json\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            json.loads(body)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=by_path)
def test_an_example_runs_and_says_something(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(path), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) > 1
