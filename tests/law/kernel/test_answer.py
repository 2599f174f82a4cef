"""A benefit for one person: entitled, refused, not yet known, or no such benefit on that day."""

import datetime as dt
from typing import Any

import pytest

from tests.law.kernel.sketch import sketch
from tirek.law.kernel.answer import Answer, answer
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import MonthlyMoney
from tirek.law.kernel.unknown import Unknown

DAY = dt.date(2005, 1, 1)
RURITANIA = Law.load("tests.law.kernel.ruritania")
WIDOW: dict[str, Any] = {
    "coins": MonthlyMoney((10000, 20000, 30000)), "children": 0, "married": True, "spouse_alive": False,
    "widowed_on": dt.date(2004, 12, 24),
}  # fmt: skip


def mite(facts: dict[str, Any], on: dt.date = DAY, **happened: dt.date) -> Answer:
    return answer(RURITANIA.edition(on), RURITANIA.benefits.by_name["mite"], facts, tuple(happened.items()))


def test_entitled() -> None:
    found = mite(WIDOW)
    assert (found.outcome, found.missing, found.failed) == ("entitled", (), ())
    assert found.value("gross") == 7000
    assert found.value("right_on") == dt.date(2004, 12, 24)
    assert found.value("net") is None
    assert [step.name for step in found.conditions] == ["widowed"]


def test_refused_names_the_condition_and_asks_for_nothing_more() -> None:
    found = mite({"spouse_alive": True})
    assert (found.outcome, found.missing) == ("refused", ())
    assert [step.name for step in found.failed] == ["widowed"]


def test_unknown_asks_for_what_is_missing_conditions_first_and_each_fact_once() -> None:
    found = mite({"married": True})
    assert (found.outcome, found.missing) == ("unknown", ("spouse_alive", "coins", "widowed_on"))


def test_on_a_day_without_the_law_there_is_no_such_benefit() -> None:
    found = mite(WIDOW, dt.date(1999, 12, 31))
    assert (found.outcome, found.conditions, found.values) == ("no_such_benefit", (), ())


def test_what_is_only_shown_may_stay_unknown() -> None:
    law = sketch(("  right_on: crossed_on", "  right_on: crossed_on\n  details: [loyal]\n  conditions_note: none"))
    passage = law.benefits.by_name["passage"]
    found = answer(law.edition(DAY), passage, {"crossed": True, "crossed_on": DAY, "toll": 500})
    assert found.outcome == "entitled"
    assert isinstance(found.value("loyal"), Unknown)


def test_a_condition_that_the_law_of_the_day_has_not_is_skipped() -> None:
    law = sketch(('@provision("toll-act 1")', '@provision("toll-act 1 from 2010-01-01")'))
    facts = {"crossed": False, "crossed_on": DAY, "loyal": 0, "bridge": "old"}
    outcomes = [
        answer(law.edition(dt.date(year, 1, 1)), law.benefits.by_name["passage"], facts) for year in (2005, 2010)
    ]
    assert [(one.outcome, len(one.conditions)) for one in outcomes] == [("entitled", 0), ("refused", 1)]


@pytest.mark.parametrize(("facts", "from_on"), [
    ({"crossed_on": dt.date(2005, 3, 1)}, dt.date(2005, 3, 1)), ({}, dt.date(2005, 6, 15)),
])  # fmt: skip
def test_a_ground_that_works_from_the_award_works_from_the_first_day_of_the_payment(
    facts: dict[str, Any], from_on: dt.date
) -> None:
    law = sketch(("  right_on: crossed_on", "  right_on: crossed_on\n  starts_on: crossed_on"),
                 ("moment: on_the_day", "moment: from_award"))  # fmt: skip
    happened = (("flood", dt.date(2005, 6, 15)),)
    (stop,) = answer(law.edition(DAY), law.benefits.by_name["passage"], facts, happened).stops
    assert (stop.ground.name, stop.event_on, stop.from_on) == ("flood", dt.date(2005, 6, 15), from_on)


def test_a_ground_works_from_the_day_the_law_says() -> None:
    (stop,) = mite(WIDOW, remarriage=dt.date(2006, 2, 14)).stops
    assert stop.from_on == dt.date(2006, 3, 1)
