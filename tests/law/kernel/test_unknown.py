"""Missing facts: never zero, settled when every way agrees, and named when not."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps
from tirek.law.kernel.unknown import Unknown, settle

LAW = Law.load("tests.law.kernel.ruritania")
CROWN = LAW.edition(dt.date(2005, 1, 1))
A, B = Unknown(frozenset({"a"})), Unknown(frozenset({"b"}))


def test_one_false_settles_an_and_whichever_is_missing() -> None:
    assert CROWN.case({"married": False}).value("widowed") is False
    assert CROWN.case({"spouse_alive": True}).value("widowed") is False


def test_what_is_missing_is_named_in_the_order_of_the_law() -> None:
    case = CROWN.case({})
    assert case.missing("widowed") == ("married", "spouse_alive")
    assert case.missing("mite") == ("coins",)


def test_a_fact_with_a_default_is_not_missing() -> None:
    assert CROWN.case({"coins": MonthlyMoney((300,) * 3)}).value("mite") == round(300 * Fraction(35, 100) / 100) * 100


def test_a_number_of_the_law_that_nobody_found_makes_the_answer_unknown_unless_it_does_not_matter() -> None:
    edition = LAW.edition(dt.date(2015, 6, 1))
    value = edition.case({"coins": MonthlyMoney((300,)), "service": 70}).value("mite")
    assert isinstance(value, Unknown)
    assert value.missing == {"least_mite"}


def test_an_irrelevant_fact_is_not_asked_for() -> None:
    dream = LAW.edition(dt.date(2011, 1, 1), reforms=("dream",))
    assert dream.case({"coins": MonthlyMoney((300,))}).missing("mite") == ()


def test_arithmetic_on_unknowns_gathers_what_is_missing() -> None:
    assert (A + B).missing == {"a", "b"}
    assert (1 - A).missing == (A / 2).missing == (-A).missing == {"a"}
    tables: tuple[Any, Any] = (Steps(((Fraction(0), 1),)), Choices({"x": 1}))
    assert tables[0].at(A) is A
    assert tables[1].of(A) is A


def test_a_condition_outside_a_provision_cannot_be_asked() -> None:
    with pytest.raises(TypeError, match="outside a provision"):
        bool(A)


def test_the_same_unknown_asked_twice_goes_the_same_way() -> None:
    assert settle(lambda a: a or not a, [A]) is True  # noqa: SIM221  # the point


def test_both_ways_equal_is_known() -> None:
    assert settle(lambda a, x: x if a else x + 0, [A, 5]) == 5


def test_different_ways_are_unknown_by_what_was_asked() -> None:
    result = settle(lambda a, b, x: (1 if a else 2) if x else (3 if b else 4), [A, B, True])
    assert isinstance(result, Unknown)
    assert result.missing == {"a"}


def test_too_many_ways_are_unknown() -> None:
    flags = [Unknown(frozenset({f"f{number}"})) for number in range(12)]
    result = settle(lambda *f: sum(1 for one in f if one), flags)
    assert isinstance(result, Unknown)
    assert len(result.missing) == 12


@given(st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3))
def test_settling_never_contradicts_any_completion(flags: list[bool | None]) -> None:
    def rule(a: bool, b: bool, c: bool) -> int:
        if a and not b:
            return 1
        return 2 if c or (a and b) else 3

    names = ["a", "b", "c"]
    unknowns = [Unknown(frozenset({name})) if flag is None else flag for name, flag in zip(names, flags, strict=True)]
    told = settle(rule, unknowns)
    completions = {
        rule(*(choice[i] if flag is None else flag for i, flag in enumerate(flags)))
        for choice in [(x, y, z) for x in (True, False) for y in (True, False) for z in (True, False)]
    }
    if isinstance(told, Unknown):
        assert len(completions) > 1
    else:
        assert completions == {told}


def test_two_questions_about_one_unknown_are_two_questions() -> None:
    def base(income: Fraction, floor: Fraction) -> Fraction:
        return Fraction(0) if income <= 0 else max(income, floor)

    assert isinstance(settle(base, [A, Fraction(5)]), Unknown)
