"""An illness over several months, put together from its parts."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from tirek.law.insurance.sick_leave.parts import sick_leave_parts, total
from tirek.law.kernel.law import Law
from tirek.law.kernel.unknown import Unknown

DECEMBER, JANUARY, FEBRUARY = dt.date(2024, 12, 1), dt.date(2025, 1, 1), dt.date(2025, 2, 1)
FACTS = {"sick_leave_pay_12_months": Fraction(360_000_000), "sick_leave_days_worked_12_months": 247}


@pytest.fixture(scope="module")
def law() -> Law:
    return Law.load("tirek.law")


def test_each_month_has_the_ceiling_of_its_own_year(law: Law) -> None:
    parts = sick_leave_parts(law, FACTS, [(DECEMBER, 10), (JANUARY, 10), (FEBRUARY, 1)])
    assert [part.payment for part in parts] == [92_300_00, 98_300_00, 14_574_90]
    assert total(parts) == 205_174_90


def test_a_reform_lies_on_every_part(law: Law) -> None:
    parts = sick_leave_parts(law, FACTS, [(DECEMBER, 10), (JANUARY, 10)], reforms=("concept-2021",))
    assert [part.payment for part in parts] == [35 * 3_692_00, 35 * 3_932_00]


def test_the_first_part_begins_on_the_first_day_of_illness(law: Law) -> None:
    facts = FACTS | {"sick_leave_from": dt.date(2024, 12, 17)}
    first, second = sick_leave_parts(law, facts, [(DECEMBER, 4), (JANUARY, 3)])
    assert first.case.value("sick_leave_paid_from") == dt.date(2024, 12, 17)
    assert second.case.value("sick_leave_paid_from") == JANUARY


def test_one_unknown_part_makes_the_whole_unknown(law: Law) -> None:
    parts = sick_leave_parts(law, FACTS | {"sick_leave_person": "veteran"}, [(DECEMBER, 4), (JANUARY, 3)])
    whole = total(parts)
    assert isinstance(whole, Unknown)
    assert whole.missing == {"sick_leave_missed_pay"}


def test_no_part_is_no_money() -> None:
    assert total(()) == 0
