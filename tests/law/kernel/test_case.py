"""One person under one edition: values, traces, and answers that do not change when asked again."""

import datetime as dt
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.law.kernel.sketch import sketch
from tirek.law.kernel import calendar
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import MonthlyMoney
from tirek.law.kernel.unknown import Unknown

LAW = Law.load("tests.law.kernel.ruritania")
CROWN = LAW.edition(dt.date(2005, 1, 1))
REPUBLIC = LAW.edition(dt.date(2013, 1, 1))
COINS = MonthlyMoney((10000, 20000, 30000))


def test_several_values_are_worked_out_together_and_equal_each_alone() -> None:
    facts = {"coins": COINS, "children": 3, "married": True, "spouse_alive": False}
    names = ("mite", "widowed", "average_coin")
    assert CROWN.case(facts).values(names) == tuple(CROWN.case(facts).value(name) for name in names)


def test_what_was_met_on_the_way_is_known_without_asking_again() -> None:
    case = CROWN.case({"coins": COINS})
    assert case.value("mite") == 7000
    assert case.value("average_coin") == 20000
    assert case.value("mite") == 7000


def test_a_trace_puts_inputs_before_what_is_worked_out_from_them() -> None:
    seen: set[str] = set()
    for step in REPUBLIC.case({"coins": COINS, "service": 70}).trace("mite"):
        assert set(step.inputs) <= seen
        seen.add(step.name)
    assert step.name == "mite"
    assert step.inputs["average_coin"] == 20000


def test_a_result_is_rounded_though_other_facts_are_missing() -> None:
    case = CROWN.case({"coins": MonthlyMoney((100, 100, 33))})
    assert case.values(("mite", "widowed"))[0] == 0
    assert isinstance(case.values(("mite", "widowed"))[1], Unknown)
    assert CROWN.case({"coins": MonthlyMoney((10000, 10000, 30))}).values(("mite", "widowed"))[0] == 2300


def test_a_result_whose_rounding_nobody_found_is_not_known() -> None:
    basis = 'act: toll-act, article: "1", status:'
    unknown = (f"value: tenge_up, {basis} assumed", f"value: null, {basis} unknown")
    case = sketch(unknown).edition(dt.date(2005, 1, 1)).case({"loyal": 0, "bridge": "old"})
    assert case.missing("toll") == ("cut",)


def test_a_way_for_which_the_table_has_no_row_leaves_the_answer_unknown() -> None:
    late = sketch(("{0: 1, 12: 0.5}", "{6: 1, 12: 0.5}")).edition(dt.date(2005, 1, 1))
    assert late.case({"loyal": 0}).missing("toll") == ("bridge",)


def test_nothing_is_missing_where_the_answer_is_known() -> None:
    assert CROWN.case({"coins": COINS}).missing("mite") == ()
    assert CROWN.case({}).missing("widowed") == ("married", "spouse_alive")


def test_a_word_of_the_calendar_about_a_day_not_known_is_not_known() -> None:
    day: Any = Unknown(frozenset({"widowed_on"}))
    told: Any = calendar.add_months(day, 3)
    assert isinstance(told, Unknown)
    assert told.missing == {"widowed_on"}


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=12), st.integers(0, 600))
def test_the_mite_is_never_below_the_least_mite_and_whole_tenge(tiyn: list[int], service: int) -> None:
    mite = REPUBLIC.case({"coins": MonthlyMoney(tuple(tiyn)), "service": service}).value("mite")
    assert mite >= 10000
    assert mite % 100 == 0
    share = REPUBLIC.case({}).value("mite_by_service").at(service)
    assert abs(mite - max(Fraction(sum(tiyn[-3:]), 3) * share, Fraction(10000))) <= 50
