"""The Law of 2019 kept: its rules and numbers on later days, with the national figures of those days."""

import datetime as dt
from fractions import Fraction

import pytest

from tirek.law.kernel.law import Law

LAW = Law.load("tirek.law")
DAY = dt.date(2024, 3, 1)
KEPT = LAW.edition(DAY, reforms=("law-2019",))
IN_FORCE = LAW.edition(DAY)


@pytest.mark.parametrize(
    ("name", "kept", "in_force"),
    [
        ("disability_deduction_share", Fraction(55, 100), Fraction(50, 100)),
        ("survivors_deduction_share", Fraction(55, 100), Fraction(50, 100)),
        ("job_loss_replacement_rate", Fraction(40, 100), Fraction(45, 100)),
        ("childcare_until_months", 12, 18),
    ],
)
def test_numbers_of_the_payments_are_those_of_2020(name: str, kept: object, in_force: object) -> None:
    assert KEPT.case({}).value(name) == kept
    assert IN_FORCE.case({}).value(name) == in_force


@pytest.mark.parametrize("name", ["minimum_wage", "mci", "indexation_factor", "pension_contribution_rate"])
def test_what_lies_outside_the_payments_is_of_the_day(name: str) -> None:
    assert KEPT.case({}).value(name) == IN_FORCE.case({}).value(name)
    assert KEPT.node(name) is not None


def test_the_record_coefficient_has_no_cap_again() -> None:
    record = {"record_months": 400}
    assert KEPT.case(record).value("record_coefficient") > IN_FORCE.case(record).value("record_coefficient")


def test_conditions_that_only_the_code_has_are_gone() -> None:
    assert IN_FORCE.has("job_loss_recent_contribution")
    assert not KEPT.has("job_loss_recent_contribution")


def test_every_payment_can_still_be_worked_out() -> None:
    for name in ("maternity", "childcare", "job_loss", "disability", "survivors"):
        benefit = LAW.benefits.by_name[name]
        assert KEPT.has(benefit.amounts["gross"]), name


def test_days_before_2020_keep_their_own_law() -> None:
    early = dt.date(2018, 1, 1)
    share = LAW.edition(early, reforms=("law-2019",)).case({}).value("disability_deduction_share")
    assert share == LAW.edition(early).case({}).value("disability_deduction_share") == Fraction(80, 100)


def test_pension_age_is_of_the_day() -> None:
    born = {"birth_date": dt.date(1966, 3, 13), "sex": "female"}
    assert KEPT.case(born).value("pension_age_reached_on") == dt.date(2027, 3, 13)
    assert IN_FORCE.case(born).value("pension_age_reached_on") == dt.date(2027, 3, 13)
