"""Rows judged by the law of their own day get what one person gets on that day, to the tiyn."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.assessment.own_day import NO_CONDITION, OwnDay, first_days
from tirek.assessment.tally import OUTCOMES
from tirek.basics.errors import InputError
from tirek.law.kernel.answer import answer
from tirek.law.kernel.edition import Number, Rule
from tirek.law.kernel.law import Law
from tirek.law.kernel.program import EPOCH
from tirek.law.kernel.quantity import MonthlyMoney

LAW = Law.load("tirek.law")
JOB_LOSS = LAW.benefits.by_name["job_loss"]
BENEFITS = ("adoption", "childcare", "disability", "job_loss", "maternity", "sick_leave", "survivors")
FIRST, LAST = dt.date(2022, 6, 1), dt.date(2025, 12, 31)


def losses(rows: int, seed: int) -> dict[str, np.ndarray]:
    numbers = np.random.default_rng(seed)
    days = numbers.integers((FIRST - EPOCH).days, (LAST - EPOCH).days + 1, rows).astype(np.int32)
    return {
        "job_loss_registered_on": days,
        "job_loss_applied_on": days + numbers.integers(0, 500, rows).astype(np.int32),
        "credited_income": np.where(
            numbers.random((rows, 36)) < 0.6, numbers.integers(0, 90_000_000, (rows, 36)), 0
        ).astype(np.int32),
        "record_months": numbers.integers(0, 240, rows).astype(np.int32),
        "birth_date": numbers.integers(-6_000, 12_000, rows).astype(np.int32),
        "sex": numbers.integers(0, 2, rows).astype(np.int8),
        "residence_status": numbers.integers(0, 4, rows).astype(np.int8),
        "pension_contribution_exempt": numbers.random(rows) < 0.1,
    }  # fmt: skip


def person(facts: dict[str, np.ndarray], row: int) -> dict[str, object]:
    """Return one row as the interpreter takes it."""
    days = ("job_loss_registered_on", "job_loss_applied_on", "birth_date")
    return {
        **{name: EPOCH + dt.timedelta(days=int(facts[name][row])) for name in days},
        "credited_income": MonthlyMoney(tuple(int(cell) for cell in facts["credited_income"][row])),
        "record_months": int(facts["record_months"][row]),
        "sex": LAW.facts["sex"].choices[facts["sex"][row]],
        "residence_status": LAW.facts["residence_status"].choices[facts["residence_status"][row]],
        "pension_contribution_exempt": bool(facts["pension_contribution_exempt"][row]),
    }


@pytest.mark.parametrize("reforms", [(), ("law-2019",)])
def test_each_row_gets_the_answer_of_its_own_day(reforms: tuple[str, ...]) -> None:
    facts = losses(150, seed=5)
    ruling = OwnDay(LAW, JOB_LOSS, reforms).judge(facts)
    seen = set()
    for row in range(150):
        one = person(facts, row)
        expected = answer(LAW.edition(one["job_loss_registered_on"], reforms=reforms), JOB_LOSS, one)  # type: ignore[arg-type]
        seen.add(expected.outcome)
        assert OUTCOMES[ruling.outcome[row]] == expected.outcome
        if expected.outcome == "entitled":
            assert ruling.refused_by[row] == NO_CONDITION
            assert ruling.values["gross"][row] == expected.value("gross")
            assert EPOCH + dt.timedelta(days=int(ruling.values["ends_on"][row])) == expected.value("ends_on")
            assert ruling.values["months"][row] == expected.value("months")
        else:
            assert ruling.conditions[ruling.refused_by[row]] == expected.failed[0].name
            assert ruling.values["gross"][row] == 0
    assert seen == {"entitled", "refused"}


def test_no_rows_are_no_answers() -> None:
    facts = {name: cells[:0] for name, cells in losses(1, seed=1).items()}
    assert len(OwnDay(LAW, JOB_LOSS).judge(facts).outcome) == 0


def test_a_cell_outside_its_declared_range_is_refused() -> None:
    facts = losses(5, seed=1)
    facts["record_months"][3] = 1_000
    with pytest.raises(InputError, match=r"record_months lies between \d+ and 1000 .* expected 0 to 900"):
        OwnDay(LAW, JOB_LOSS).judge(facts)


def test_before_there_was_such_a_payment_nobody_is_judged() -> None:
    childcare = LAW.benefits.by_name["childcare"]
    day = np.array([(dt.date(2006, 5, 1) - EPOCH).days], np.int32)
    ruling = OwnDay(LAW, childcare).judge({"childcare_right_on": day})
    assert OUTCOMES[ruling.outcome[0]] == "no_event"


@settings(max_examples=40, deadline=None)
@given(day=st.dates(FIRST, LAST), name=st.sampled_from(BENEFITS))
def test_between_two_first_days_nothing_changes(day: dt.date, name: str) -> None:
    benefit = LAW.benefits.by_name[name]
    start = max(first for first in first_days(LAW, benefit, FIRST, LAST) if first <= day)
    names = tuple(one for one in benefit.conditions if LAW.edition(day).has(one))
    one, other = (LAW.edition(on).plan((*names, benefit.amounts["gross"])) for on in (start, day))
    assert one.names == other.names
    for left, right in zip(one.nodes, other.nodes, strict=True):
        if isinstance(left, Rule) and isinstance(right, Rule):
            assert left.provision is right.provision
        if isinstance(left, Number) and isinstance(right, Number):
            assert left.value == right.value


def test_the_first_day_of_a_law_is_the_day_it_changes() -> None:
    days = first_days(LAW, JOB_LOSS, FIRST, LAST)
    assert days[0] == FIRST
    assert dt.date(2023, 1, 1) in days  # 0.45 instead of 0.4
    assert dt.date(2023, 7, 1) in days  # the Code
