from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from tirek.law.insurance.adjustments.timeline import RunningAmount, running_amount
from tirek.law.kernel.law import Law
from tirek.law.kernel.unknown import Unknown

TENGE = 100


@pytest.fixture(scope="module")
def law() -> Law:
    return Law.load("tirek.law")


def _running(law: Law, awarded_on: str, asked_on: str, risk: str = "disability", **facts: object) -> RunningAmount:
    asked = law.edition(dt.date.fromisoformat(asked_on))
    known = {"adjustment_awarded_on": dt.date.fromisoformat(awarded_on), **facts}
    return running_amount(asked, risk, Fraction(30_000 * TENGE), known)  # type: ignore[arg-type]


def test_nothing_changes_between_two_increases(law: Law) -> None:
    running = _running(law, "2024-02-01", "2024-12-31")
    assert running.amount == 30_000 * TENGE
    assert running.changes == ()


def test_every_increase_since_the_award_is_applied_once_and_rounded(law: Law) -> None:
    running = _running(law, "2021-06-01", "2024-06-01")
    assert running.amount == Fraction("38032.72") * TENGE  # 31 500; 32 760; 35 544.60; 38 032.722
    assert [change.on for change in running.changes] == [
        dt.date(2022, 1, 1), dt.date(2022, 4, 1), dt.date(2023, 1, 1), dt.date(2024, 1, 1),
    ]  # fmt: skip
    assert running.unknown_on == ()


def test_an_award_on_the_day_of_an_increase_is_not_increased(law: Law) -> None:
    assert _running(law, "2024-01-01", "2024-06-01").changes == ()
    assert _running(law, "2023-12-31", "2024-06-01").amount == 32_100 * TENGE


def test_an_unknown_percentage_is_named_and_makes_later_amounts_unknown(law: Law) -> None:
    running = _running(law, "2024-02-01", "2026-02-01")
    assert isinstance(running.amount, Unknown)
    assert running.amount.missing == {"indexation_factor of 2025-01-01"}
    assert running.unknown_on == (dt.date(2025, 1, 1),)
    assert [change.on for change in running.changes] == [dt.date(2025, 1, 1), dt.date(2026, 1, 1)]


def test_the_transition_follows_the_increase_of_its_day(law: Law) -> None:
    running = _running(law, "2019-06-01", "2020-01-01", record_months=84, disability_degree=Fraction(65, 100))
    assert [(change.on, change.rule) for change in running.changes] == [
        (dt.date(2020, 1, 1), "disability_indexed_amount"),
        (dt.date(2020, 1, 1), "disability_transition_amount"),
    ]
    assert isinstance(running.amount, Unknown)
    assert running.unknown_on == (dt.date(2020, 1, 1),)


def test_facts_needed_for_the_transition_are_named_too(law: Law) -> None:
    running = _running(law, "2019-06-01", "2020-01-01", risk="survivors")
    assert isinstance(running.amount, Unknown)
    assert {
        "record_months",
        "survivors_dependants",
        "indexation_factor of 2020-01-01",
    } <= running.amount.missing


def test_what_was_not_yet_decided_is_not_applied(law: Law) -> None:
    asked = law.edition(dt.date(2026, 2, 1), known_on=dt.date(2023, 6, 30))
    running = running_amount(asked, "survivors", Fraction(TENGE), {"adjustment_awarded_on": dt.date(2022, 6, 1)})
    assert all(change.case.edition.known_on == dt.date(2023, 6, 30) for change in running.changes)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_change_explains_itself_with_number_and_article(law: Law, language: str) -> None:
    running = _running(law, "2021-06-01", "2022-02-01")
    factor, *_, change = running.changes[0].explain(language)  # type: ignore[arg-type]
    lines = running.changes[0].explain(language)  # type: ignore[arg-type]
    assert {line.name for line in lines} >= {"indexation_factor", "disability_indexed_amount"}
    assert change.name == "disability_indexed_amount"
    assert change.citation
    assert factor.title
