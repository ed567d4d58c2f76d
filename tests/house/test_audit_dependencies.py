"""The look-up of known weaknesses never passes what it did not look up."""

from __future__ import annotations

import json

from harness.audit_dependencies import NOT_CHECKED, WEAK, understood

NAMES = ("first", "second")


def said(*told: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(told), "fixes": []})


SOUND = [{"name": name, "version": "1.0", "vulns": []} for name in NAMES]


def test_all_looked_up_and_none_weak_is_a_pass() -> None:
    assert understood(NAMES, said(*SOUND), "").code == 0


def test_a_service_that_cannot_be_reached_is_no_pass() -> None:
    looked = understood(NAMES, "", "ConnectionError: no way there")
    assert looked.code == NOT_CHECKED
    assert "could not be reached: nothing was checked" in looked.words


def test_packages_that_are_passed_over_are_not_checked_though_it_says_that_none_is_weak() -> None:
    passed_over = [{"name": name, "skip_reason": "not found: it could not be audited"} for name in NAMES]
    looked = understood(NAMES, said(*passed_over), "No known vulnerabilities found")
    assert looked.code == NOT_CHECKED
    assert "nothing was checked" in looked.words


def test_one_package_that_is_passed_over_is_named() -> None:
    looked = understood(NAMES, said(SOUND[0], {"name": "second", "skip_reason": "unknown"}), "")
    assert looked.code == NOT_CHECKED
    assert "NOT checked: second" in looked.words


def test_a_known_weakness_fails_and_names_the_version_that_mends_it() -> None:
    weak = {"name": "second", "version": "1.0", "vulns": [{"id": "MADE-UP-1", "fix_versions": ["1.1"]}]}
    looked = understood(NAMES, said(SOUND[0], weak), "")
    assert looked.code == WEAK
    assert "MADE-UP-1, mended in 1.1" in looked.words
