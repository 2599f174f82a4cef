"""The insured account: each month by the law of that month; several payers; months that law leaves out."""

import datetime as dt
from fractions import Fraction

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel.law import Law
from tirek.registers.account import Account, Spell, first_day, month_number

LAW = Law.load("tirek.law")


def month(text: str) -> int:
    return month_number(dt.date.fromisoformat(text + "-01"))


def spell(first: str, last: str, wage: int, kind: str = "employer") -> Spell:
    facts = {"payer_kind": kind, "payer_income": Fraction(wage * 100)}
    return Spell("Works", month(first), month(last), facts)


def test_months_are_numbered_without_gaps() -> None:
    assert first_day(month("2026-12") + 1) == dt.date(2027, 1, 1)


def test_the_cap_is_each_payers_and_each_months() -> None:
    account = Account((spell("2019-12", "2020-01", 500000), spell("2020-01", "2020-01", 100000)))
    credited = account.credited(LAW, dt.date(2020, 6, 1))
    assert credited[month("2019-12")] == 425000_00, "ten minimum wages of 42,500"
    assert credited[month("2020-01")] == (297500 + 90000) * 100, "seven minimum wages, and the second payer's own"


def test_a_small_wage_counts_as_the_minimum_wage_and_no_wage_as_nothing() -> None:
    account = Account((spell("2025-01", "2025-01", 50000), spell("2025-02", "2025-02", 0)))
    assert account.credited(LAW, dt.date(2025, 6, 1)) == {month("2025-01"): 8500000, month("2025-02"): 0}


def test_months_of_the_emergency_payment_count_for_the_record_and_earlier_months_take_their_place() -> None:
    account = Account((spell("2016-01", "2020-02", 100000),), frozenset({month("2020-03"), month("2020-04")}))
    facts = account.record(LAW, dt.date(2020, 5, 10))
    assert facts["credited_income"].tiyn == (9000000,) * 36
    assert facts["record_months"] == 52


def test_months_of_two_payers_count_once() -> None:
    account = Account((spell("2024-01", "2024-12", 200000), spell("2024-07", "2025-06", 200000)))
    facts = account.record(LAW, dt.date(2025, 7, 1))
    assert facts["record_months"] == 18
    assert facts["credited_income"].tiyn[-18:] == (18000000,) * 6 + (36000000,) * 6 + (18000000,) * 6


def test_the_month_of_the_right_itself_does_not_count() -> None:
    account = Account((spell("2025-01", "2025-12", 200000),))
    assert account.record(LAW, dt.date(2025, 6, 30))["record_months"] == 5


def test_an_income_that_cannot_be_told_is_refused() -> None:
    account = Account((Spell("Works", month("2025-01"), month("2025-01"), {"payer_kind": "employer"}),))
    with pytest.raises(InputError, match="income credited for 2025-01 from Works cannot be told without"):
        account.credited(LAW, dt.date(2025, 6, 1))


def test_a_single_aggregate_payment_credits_a_minimum_wage_unless_an_employer_paid_too() -> None:
    facts = {"payer_kind": "single_aggregate_payment", "payer_income": Fraction(30000_00)}
    alone = Spell("Herself", month("2022-01"), month("2022-02"), facts)
    account = Account((alone, spell("2022-02", "2022-02", 200000)))
    assert account.credited(LAW, dt.date(2022, 6, 1)) == {
        month("2022-01"): 60000_00,
        month("2022-02"): (180000 + 3063) * 100,
    }
