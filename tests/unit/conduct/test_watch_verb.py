"""`headframe watch`: exit codes for cron, JSON for hooks, refusals in words."""

from __future__ import annotations

import json
from datetime import date

import jsonschema
import pytest

from headframe.cli.main import main
from headframe.conduct.watch import Watch, watch
from headframe.conduct.watch_alert import SEVERITIES, AlertKind, kinds_to_fail_on
from headframe.ground.errors import UsageProblem
from headframe.record.record import Record

RIOT_IN_JANUARY = ("watch", "RIOT", "--since", "2026-01-05", "--as-of", "2026-01-10")


def told() -> Watch:
    return watch(Record().view(date(2026, 1, 10)), "RIOT", date(2026, 1, 5))


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [((), 0), (("--fail-on", "any"), 1), (("--fail-on", "ladder"), 0), (("--fail-on", "ladder,restricted_share"), 1)],
)
def test_findings_exit_with_1_only_where_asked_for(
    fail_on: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*RIOT_IN_JANUARY, *fail_on]) == code


def test_quiet_exits_with_0_even_when_failing_on_any(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "RIOT", "--since", "2026-01-10", "--as-of", "2026-01-10", "--fail-on", "any"]) == 0
    assert "Nothing changed since 2026-01-10." in capsys.readouterr().out


def test_an_unknown_kind_is_a_usage_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RIOT_IN_JANUARY, "--fail-on", "everything"]) == 2
    assert "ladder" in capsys.readouterr().err


def test_a_later_since_is_a_usage_problem() -> None:
    with pytest.raises(UsageProblem):
        watch(Record().view(date(2026, 1, 10)), "RIOT", date(2026, 1, 11))


def test_since_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "RIOT"]) == 2


def test_the_answer_keeps_its_schema_and_the_command_line_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema.validate(told().to_json(), Watch.json_schema())
    main([*RIOT_IN_JANUARY, "--form", "json"])
    assert json.loads(capsys.readouterr().out) == told().to_json()


def test_alerts_come_the_gravest_first() -> None:
    order = [list(AlertKind).index(alert.kind) for alert in told().alerts]
    assert order == sorted(order)


def test_every_kind_has_one_severity() -> None:
    assert sorted(kind for kinds in SEVERITIES.values() for kind in kinds) == sorted(AlertKind)


def test_any_means_every_kind() -> None:
    assert kinds_to_fail_on("any") == frozenset(AlertKind)


def test_nothing_to_fail_on_means_none() -> None:
    assert kinds_to_fail_on(None) == frozenset()
