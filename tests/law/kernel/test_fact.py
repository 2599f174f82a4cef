"""Facts as a person writes them: read exactly, or refused with the name, the value and what is expected."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.basics.errors import InputError
from tirek.law.kernel.fact import Fact, read_fact
from tirek.law.kernel.quantity import MonthlyMoney

WORDS = {"kk": "а", "ru": "б", "en": "c"}


def fact(unit: str, **changes: object) -> Fact:
    return read_fact("it", {"unit": unit, "title": WORDS, "question": WORDS, **changes}, "facts.yaml: it")


MONEY = fact("tenge", range=[0, 1000])
ROUND_MONEY = fact("tenge", range=[0, 1000], step=5)
SHARE = fact("rate", range=[0, 1], step=Fraction(1, 100))
MONTHS = fact("months", range=[-5, 600])
BRIDGE = fact("choice", choices=["old", "new"])
HISTORY = fact("monthly_tenge", range=[0, 1000], length=12)


@pytest.mark.parametrize(("one", "written", "held"), [
    (MONEY, 1000, 100000), (MONEY, Fraction("0.01"), 1), (ROUND_MONEY, 25, 2500),
    (SHARE, Fraction("0.35"), Fraction(7, 20)),
    (MONTHS, -5, -5), (MONTHS, Fraction(600), 600), (BRIDGE, "old", "old"), (fact("flag"), False, False),
    (fact("date"), dt.date(2026, 2, 10), dt.date(2026, 2, 10)),
    (HISTORY, [1, Fraction("0.5"), 0], MonthlyMoney((100, 50, 0))),
])  # fmt: skip
def test_a_fact_is_held_in_the_measure_of_its_unit(one: Fact, written: object, held: object) -> None:
    assert one.read(written, "situation.yaml") == held


@pytest.mark.parametrize(("one", "written", "refusal"), [
    (fact("flag"), 1, "1, expected yes or no"),
    (fact("flag"), "yes", "'yes', expected yes or no"),
    (fact("date"), "today", "'today', expected a date such as 2026-02-10"),
    (fact("date"), dt.datetime(2026, 2, 10, tzinfo=dt.UTC),
     "datetime.datetime(2026, 2, 10, 0, 0, tzinfo=datetime.timezone.utc), expected a date such as 2026-02-10"),
    (BRIDGE, "narrow", "'narrow', expected one of old, new"),
    (MONEY, "ten", "'ten', expected a number"),
    (MONEY, True, "True, expected a number"),
    (MONEY, Fraction("1000.01"), "1000.01, expected a number from 0 to 1,000"),
    (MONEY, Fraction("0.005"), "0.005, expected a multiple of 0.01"),
    (ROUND_MONEY, 12, "12, expected a multiple of 5"),
    (SHARE, Fraction("0.355"), "0.355, expected a multiple of 0.01"),
    (MONTHS, Fraction("1.5"), "1.5, expected a whole number of months"),
    (MONTHS, -6, "-6, expected a number from -5 to 600"),
    (HISTORY, 5, "5, expected a list of monthly amounts, oldest first"),
    (HISTORY, [], "[], expected a list of monthly amounts, oldest first"),
    (HISTORY, [1, "two"], "'two', expected a number"),
    (HISTORY, [1, 1001], "1001, expected a number from 0 to 1,000, to the tiyn"),
    (HISTORY, [1, Fraction("0.005")], "0.005, expected a number from 0 to 1,000, to the tiyn"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused(one: Fact, written: object, refusal: str) -> None:
    with pytest.raises(InputError) as refused:
        one.read(written, "situation.yaml")
    assert str(refused.value) == f"situation.yaml: it is {refusal}"


@given(st.integers(0, 100000))
def test_money_is_read_as_it_is_written_to_the_tiyn(tiyn: int) -> None:
    assert MONEY.read(Fraction(tiyn, 100), "here") == tiyn


@given(st.lists(st.integers(0, 100000), min_size=1, max_size=12))
def test_a_history_is_read_as_it_is_written(tiyn: list[int]) -> None:
    assert HISTORY.read([Fraction(amount, 100) for amount in tiyn], "here").tiyn == tuple(tiyn)


@given(st.integers(-10, 110))
def test_a_share_is_read_exactly_when_it_lies_in_its_range(hundredths: int) -> None:
    share = Fraction(hundredths, 100)
    if 0 <= hundredths <= 100:
        assert SHARE.read(share, "here") == share
    else:
        with pytest.raises(InputError, match="expected a number from 0 to 1"):
            SHARE.read(share, "here")


@pytest.mark.parametrize("part", ["unit", "title", "question"])
def test_a_declaration_without_a_part_is_refused(part: str) -> None:
    raw: dict[str, Any] = {"unit": "flag", "title": WORDS, "question": WORDS}
    del raw[part]
    with pytest.raises(InputError, match=f"^facts.yaml: it: the fact 'it' needs '{part}'$"):
        read_fact("it", raw, "facts.yaml: it")


def test_a_default_is_read_like_any_value() -> None:
    assert fact("tenge", range=[0, 1000], default=5).default == 500
    assert fact("flag", default=False).default is False
    assert fact("flag").default is None
    with pytest.raises(InputError, match=r"^facts.yaml: it: default: it is 'no', expected yes or no$"):
        fact("flag", default="no")


def test_money_is_told_to_the_tiyn_and_counts_to_the_one_unless_a_fact_says_otherwise() -> None:
    assert [one.step for one in (MONEY, HISTORY, MONTHS, ROUND_MONEY)] == [1, 1, 1, 500]
