"""Which law answers: that of the day the right arose, or of the day of asking when the right lies ahead."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from tirek.basics.errors import InputError
from tirek.calculator.answers import Result, calculate, today
from tirek.calculator.record import result_record
from tirek.law.kernel.law import Law
from tirek.law.kernel.unknown import Unknown
from tirek.registers.situation import parse_situation

LAW = Law.load("tirek.law")


def asked(raw: dict[str, Any], on: str | None = None, known_on: dt.date | None = None) -> Result:
    day = dt.date.fromisoformat(on) if on else None
    (result,) = calculate(parse_situation(raw, LAW, "here"), LAW, on=day, known_on=known_on)
    return result


def disabled(on: str) -> dict[str, Any]:
    facts = {
        "disability_established_on": dt.date.fromisoformat(on),
        "disability_degree": Fraction(6, 10),
        "disability_term_indefinite": True,
        "disability_group": "second",
    }
    spell = {"payer": "Works", "months": 80, "wage": 160000}
    person = {"birth_date": dt.date(1975, 3, 3), "sex": "male"}
    return {"person": person, "contributions": [spell], "events": {"disability": facts}}


def test_a_past_right_is_judged_by_the_law_of_its_day() -> None:
    result = asked(disabled("2019-12-31"), "2026-02-01")
    assert result.law_on == dt.date(2019, 12, 31)
    assert result.answer.edition.on == dt.date(2019, 12, 31)


def test_a_right_ahead_is_judged_by_the_law_of_the_day_of_asking() -> None:
    result = asked(disabled("2026-06-01"), "2026-02-01")
    assert result.law_on == dt.date(2026, 2, 1)
    assert result.right_on == dt.date(2026, 6, 1)


def test_an_event_without_a_day_happens_on_the_day_of_asking() -> None:
    result = asked({"contributions": [{"months": 20, "wage": 100000}], "events": {"job_loss": None}}, "2021-05-05")
    assert result.right_on == dt.date(2021, 5, 5)


def test_a_birth_gives_the_day_of_the_right_to_childcare() -> None:
    facts = {"childcare_child_born_on": dt.date(2026, 1, 7), "childcare_birth_order": 1}
    result = asked({"contributions": [{"months": 30, "wage": 100000}], "events": {"childcare": facts}}, "2026-03-01")
    assert result.right_on == dt.date(2026, 1, 7)


def test_the_file_tells_the_day_when_nobody_else_does() -> None:
    raw = {"on": dt.date(2022, 2, 2), "contributions": [], "events": {"job_loss": None}}
    assert asked(raw).asked_on == dt.date(2022, 2, 2)
    assert asked(raw | {"on": None}).asked_on == today()


def test_a_running_amount_is_raised_until_a_percentage_is_not_known() -> None:
    raised = asked(disabled("2021-04-15"), "2024-06-01").running
    assert raised is not None
    assert [f"{change.on:%Y-%m}" for change in raised.changes] == ["2022-01", "2022-04", "2023-01", "2024-01"]
    unknown = asked(disabled("2021-04-15"), "2025-06-01")
    assert unknown.running is not None
    assert isinstance(unknown.running.amount, Unknown)
    record = result_record(unknown, "en")
    assert record["running"]["gross"] is None
    assert record["running"]["unknown_on"] == ["2025-01-01"]


def test_an_illness_over_new_year_is_two_months_each_under_its_own_index() -> None:
    facts = {
        "sick_leave_from": dt.date(2025, 12, 22),
        "sick_leave_certificate": True,
        "sick_leave_pay_12_months": 3600000,
        "sick_leave_days_worked_12_months": 247,
        "days_by_month": {"2025-12": 8, "2026-01": 8},
    }
    result = asked({"events": {"sick_leave": facts}}, "2026-01-15")
    assert [part.payment for part in result.parts] == [9830000, 10812500], "25 monthly indexes of 3,932 and of 4,325"
    assert [part["gross"] for part in result_record(result, "ru")["parts"]] == ["98300.00", "108125.00"]


def test_a_ground_that_happened_works_from_its_day() -> None:
    ground = {"ground": "job_loss_death", "on": dt.date(2026, 3, 4)}
    names = [name for name in LAW.benefits.grounds if name.startswith("job_loss") and "death" in name]
    facts = {"job_loss_registered_on": dt.date(2026, 2, 10), "happened": [ground | {"ground": names[0]}]}
    result = asked({"contributions": [{"months": 30, "wage": 100000}], "events": {"job_loss": facts}}, "2026-03-10")
    (stop,) = result.answer.stops
    assert stop.from_on in (dt.date(2026, 3, 31), dt.date(2026, 4, 1))
    assert result_record(result, "kk")["stops"][0]["effect"] == "ended"


def test_a_benefit_the_day_does_not_know_is_said_so() -> None:
    result = asked({"contributions": [], "events": {"maternity": {"maternity_birth": "normal"}}}, "2006-01-01")
    assert result.answer.outcome == "no_such_benefit"
    assert result_record(result, "en")["values"] == {}


@pytest.mark.parametrize(("known", "counted"), [("2025-07-01", 85000_00), ("2025-08-01", 45000_00)])
def test_a_retroactive_law_counts_only_once_it_could_be_known(known: str, counted: int) -> None:
    """Law 207-VIII of 15.07.2025 lifted the floor for civil-law contracts back to 1 January 2025."""
    spell = {"payer": "Client", "kind": "civil_contract", "from": "2025-01", "to": "2025-06", "wage": 50000}
    raw = {"contributions": [spell], "events": {"job_loss": {"job_loss_registered_on": dt.date(2025, 7, 1)}}}
    result = asked(raw, "2025-07-01", known_on=dt.date.fromisoformat(known))
    assert result.answer.case.facts["credited_income"].tiyn[-1] == counted


def test_who_paid_only_the_single_aggregate_payment_has_no_right_to_job_loss() -> None:
    spell = {"kind": "single_aggregate_payment", "from": "2020-01", "to": "2022-06", "wage": 30000}
    raw = {"contributions": [spell], "events": {"job_loss": {"job_loss_registered_on": dt.date(2022, 7, 1)}}}
    result = asked(raw, "2022-07-01")
    assert result.answer.outcome == "refused"
    assert [step.name for step in result.answer.failed] == ["job_loss_participant"]


def test_contributions_after_pension_age_do_not_count() -> None:
    raw = {
        "person": {"birth_date": dt.date(1955, 5, 5), "sex": "male"},
        "contributions": [{"from": "2005-01", "to": "2026-01", "wage": 200000}],
        "events": {"survivors": {"survivors_death_on": dt.date(2026, 1, 20), "survivors_dependants": 1}},
    }
    facts = asked(raw, "2026-02-01").answer.case.facts
    assert facts["credited_income"].tiyn == (0,) * 36
    assert facts["record_months"] < 170


def test_an_ended_payment_is_said_to_have_ended() -> None:
    ground = {"ground": "job_loss_death", "on": dt.date(2026, 3, 4)}
    names = [name for name in LAW.benefits.grounds if name.startswith("job_loss") and "death" in name]
    facts = {"job_loss_registered_on": dt.date(2026, 2, 10), "happened": [ground | {"ground": names[0]}]}
    raw = {"contributions": [{"months": 30, "wage": 100000}], "events": {"job_loss": facts}}
    assert asked(raw, "2026-06-01").ended_on in (dt.date(2026, 3, 31), dt.date(2026, 4, 1))
    assert asked(raw, "2026-03-10").ended_on is None


def test_what_nobody_told_is_marked_as_assumed() -> None:
    result = asked({"contributions": [{"months": 30, "wage": 100000}], "events": {"job_loss": None}}, "2026-02-10")
    assert {"job_loss_registered_on", "job_loss_applied_on", "job_loss_registered"} <= result.assumed


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": {"birth_date": dt.date(2027, 1, 1), "sex": "male"}}, "before the person was born on 2027-01-01"),
        ({"facts": {"adjustment_amount": 60000}}, "adjustment_amount is worked out from the rest of the situation"),
        ({"contributions": [{"payer": "A", "months": 3, "wage": 1}] * 2}, "two rows of 'A' both tell"),
        ({"given": {"average_income": -5}}, "average_income is -5, expected a number from 0"),
        ({"name": ["a"]}, "name is"),
        ({"person": 0}, "person is 0, expected fields"),
        ({"emergency_payment_months": 5}, "emergency_payment_months is 5, expected a list"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        asked({"contributions": [], "events": {"job_loss": None}} | change, "2026-02-10")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"days_by_month": {"2020-01": 8}}, "days_by_month, expected each month once, none before 2025-12"),
        ({"happened": [{"ground": "sick", "on": dt.date(2020, 1, 1)}]}, "'sick' is not known here"),
    ],
)
def test_an_illness_that_cannot_be_is_refused(facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        asked({"events": {"sick_leave": {"sick_leave_from": dt.date(2025, 12, 22)} | facts}}, "2026-01-15")


def test_a_job_loss_payment_running_into_2020_passes_to_the_new_coefficients() -> None:
    spell = {"from": "2010-01", "to": "2019-11", "wage": 100000}
    raw = {"contributions": [spell], "events": {"job_loss": {"job_loss_registered_on": dt.date(2019, 12, 1)}}}
    result = asked(raw, "2020-01-15")
    assert result.answer.value("gross") == 27000_00
    assert result.running is not None
    assert result.running.amount == Fraction(27000_00) / Fraction(3, 10) * Fraction(4, 10) * Fraction(108, 100)
    assert asked(raw, "2019-12-15").running is None
    earlier = raw | {"events": {"job_loss": {"job_loss_registered_on": dt.date(2019, 3, 1)}}}
    assert asked(earlier, "2020-01-15").running is None, "four months from March ended in 2019"


def test_months_after_the_day_of_knowledge_are_judged_by_the_law_of_their_own_day() -> None:
    spell = {"from": "2019-09", "to": "2026-01", "wage": 200000}
    raw = {"contributions": [spell], "events": {"job_loss": {"job_loss_registered_on": dt.date(2026, 2, 10)}}}
    facts = asked(raw, "2026-02-10", known_on=dt.date(2022, 4, 30)).answer.case.facts
    assert facts["record_months"] == 77
