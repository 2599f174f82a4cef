"""More record, income, degree, dependants or days of leave never bring less; where the law breaks this, it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from tests.law.properties.compare import LAW
from tests.law.properties.people import LARGEST_MONTH, change_dates, columns, facts, person
from tests.law.properties.reference import Person
from tirek.law.kernel.quantity import MonthlyMoney

DATES = change_dates(LAW)
PER_DATE = 4
MONTHLY = ("job_loss_payment_net", "disability_payment_net", "survivors_payment_net", "childcare_payment_net")
LEAVE = ("maternity_payment_net", "adoption_payment_net")
CREDITED = ("contribution_base", "social_contribution", "credited_month_income")
REFORMS: tuple[tuple[str, ...], ...] = ((), ("concept-2018",))


@dataclass(frozen=True)
class Rise:
    """A change for the better, and the answers that must not fall by it."""

    name: str
    change: Callable[[dict[str, Any]], None]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Broken:
    """Where the law itself breaks a rise: when, which answer, for whom; and one who is hit, before and after."""

    rise: str
    answer: str
    why: str
    concerns: Callable[[dt.date, Person], bool]
    on: dt.date
    before: dict[str, Any]
    after: dict[str, Any]


def _up(name: str, step: int, most: int) -> Callable[[dict[str, Any]], None]:
    def change(someone: dict[str, Any]) -> None:
        someone[name] = min(someone[name] + step, most)

    return change


def _higher_income(someone: dict[str, Any]) -> None:
    someone["credited_income"] = tuple(min(tiyn + 12_345, LARGEST_MONTH) for tiyn in someone["credited_income"])


def _one_better_month(someone: dict[str, Any]) -> None:
    *others, last = someone["credited_income"]
    someone["credited_income"] = (*others, min(last + 1, LARGEST_MONTH))


def _higher_degree(someone: dict[str, Any]) -> None:
    someone["disability_degree"] = min(someone["disability_degree"] + Fraction(1, 100), Fraction(1))


def _harder_birth(someone: dict[str, Any]) -> None:
    if someone["maternity_birth"] == "normal":
        someone["maternity_birth"] = "complicated"


def _earlier_adoption(someone: dict[str, Any]) -> None:
    born, adopted = someone["adopted_child_born_on"], someone["adoption_leave_starts_on"]
    someone["adopted_child_born_on"] = min(born + dt.timedelta(days=1), adopted)


def _fewer_months_paid_before(someone: dict[str, Any]) -> None:
    someone["job_loss_months_paid_before"] = max(someone["job_loss_months_paid_before"] - 1, 0)


RISES = (
    Rise(
        "one more month of record", _up("record_months", 1, 300),
        (*MONTHLY, *LEAVE, "job_loss_months", "job_loss_record_reached", "record_coefficient"),
    ),
    Rise("twelve more months of record", _up("record_months", 12, 300), (*MONTHLY, *LEAVE, "job_loss_months")),
    Rise(
        "higher income in every month", _higher_income,
        (*MONTHLY, *LEAVE, "disability_amount_not_negative", "survivors_amount_not_negative"),
    ),
    Rise("one tiyn more in the last month", _one_better_month, (*MONTHLY, *LEAVE)),
    Rise(
        "income in the month of the right",
        lambda someone: someone.update(
            maternity_income_of_month_of_right=someone["maternity_income_of_month_of_right"] + 100
        ),
        LEAVE,
    ),
    Rise("higher degree", _higher_degree, ("disability_payment_net", "disability_degree_sufficient")),
    Rise("more dependants", _up("survivors_dependants", 1, 20), ("survivors_payment_net", "survivors_share")),
    Rise("complicated birth", _harder_birth, ("maternity_payment_net", "maternity_leave_days")),
    Rise("adoption a day earlier in life", _earlier_adoption, ("adoption_payment_net", "adoption_leave_days")),
    Rise("later child", _up("childcare_birth_order", 1, 30), ("childcare_payment_net",)),
    Rise(
        "one month of job-loss payment fewer before", _fewer_months_paid_before,
        ("job_loss_payment_net", "job_loss_months"),
    ),
    Rise("higher pay from one payer", _up("payer_income", 1_000, 10**11), CREDITED),
    Rise("more contributions received", _up("contribution_received", 100, 10**9), ("credited_month_income",)),
    Rise("higher pay before the illness", _up("sick_leave_pay_12_months", 50_000, 10**11), ("sick_leave_payment",)),
    Rise("one more day of illness", _up("sick_leave_days", 1, 31), ("sick_leave_payment",)),
)  # fmt: skip

BEFORE_2013 = dt.date(2013, 2, 15)
STEADY = {"credited_income": (5_000_000,) * 36, "adopted_child_born_on": dt.date(2011, 6, 1)}

EXCEPTIONS = (
    *(
        Broken(
            rise, answer,
            "until 2013 the divisor was the months paid for a record under 12, and 12 from there on (23-1(4))",
            lambda on, someone: on < BEFORE_2013 and someone["record_months"] < 12,
            dt.date(2011, 6, 1),
            {"record_months": 11, "credited_income": (0,) * 26 + (5_000_000,) * 10},
            {"record_months": months, "credited_income": (0,) * 26 + (5_000_000,) * 10},
        )
        for rise, months in (("one more month of record", 12), ("twelve more months of record", 23))
        for answer in LEAVE
    ),
    *(
        Broken(
            "income in the month of the right", answer,
            "until 2013 any income of the month of the right pushed the oldest of twelve months out (23-1(4))",
            lambda on, someone: on < BEFORE_2013 and not someone["maternity_income_of_month_of_right"],
            dt.date(2011, 6, 1),
            {"maternity_income_of_month_of_right": 0, "credited_income": (5_000_000,) * 36},
            {"maternity_income_of_month_of_right": 100, "credited_income": (5_000_000,) * 36},
        )
        for answer in LEAVE
    ),
    Broken(
        "more dependants", "survivors_share",
        "the coefficient grows slower than the family: each one's share falls, the family's sum does not (240(2))",
        lambda _on, someone: someone["survivors_dependants"] > 0,
        dt.date(2026, 1, 1),
        {"survivors_dependants": 1},
        {"survivors_dependants": 2},
    ),
)  # fmt: skip


def _someone(on: dt.date, **known: object) -> dict[str, Any]:
    """Return an ordinary person on a day, with what is told of them."""
    table = columns(1, 1, on)
    ordinary = {
        **person(table, 0), **STEADY, "record_months": 60, "pension_contribution_exempt": False,
        "maternity_birth": "normal", "maternity_nuclear_territory": False, "maternity_note_after_birth": False,
        "maternity_income_per_month_paid": 5_000_000, "maternity_income_of_month_of_right": 0,
        "adopted_child_born_on": on, "adoption_leave_starts_on": on,
        "credited_income": (40_000_000,) * 36,
    }  # fmt: skip
    return {**ordinary, **known}


def _laws_and_people(seed: int) -> Iterator[tuple[dt.date, tuple[str, ...], Person]]:
    for reforms in REFORMS:
        for place, on in enumerate(DATES):
            table = columns(seed * 1_000 + place, PER_DATE, on)
            for row in range(PER_DATE):
                yield on, reforms, person(table, row)


def _answers(on: dt.date, reforms: tuple[str, ...], someone: Person, names: tuple[str, ...]) -> tuple[Any, ...]:
    return LAW.edition(on, reforms=reforms).case(facts(someone)).values(names)


@pytest.mark.parametrize("rise", RISES, ids=lambda rise: rise.name)
def test_a_change_for_the_better_never_brings_less(rise: Rise) -> None:
    listed = [one for one in EXCEPTIONS if one.rise == rise.name]
    compared = 0
    for on, reforms, before in _laws_and_people(RISES.index(rise)):
        edition = LAW.edition(on, reforms=reforms)
        names = tuple(
            name
            for name in rise.answers
            if edition.has(name) and not any(one.answer == name and one.concerns(on, before) for one in listed)
        )
        after = dict(before)
        rise.change(after)
        for name, less, more in zip(
            names, _answers(on, reforms, before, names), _answers(on, reforms, after, names), strict=True
        ):
            if name == "sick_leave_payment" and 2008 <= on.year < 2016:
                continue  # a ceiling that nobody has found
            assert less <= more, (on, reforms, name, less, more, before)
            compared += 1
    assert compared > len(DATES) * PER_DATE // 2


@pytest.mark.parametrize("one", EXCEPTIONS, ids=lambda one: f"{one.rise}: {one.answer}")
def test_a_listed_exception_is_real(one: Broken) -> None:
    before, after = (_someone(one.on, **known) for known in (one.before, one.after))
    assert one.concerns(one.on, before)
    (more,), (less,) = (_answers(one.on, (), someone, (one.answer,)) for someone in (before, after))
    assert less < more, one.why


def test_applying_later_never_helps() -> None:
    deadlines = {
        "job_loss_applied_in_time": ("job_loss_applied_on", "job_loss_registered_on"),
        "maternity_applied_in_time": ("maternity_applied_on", "maternity_leave_starts_on"),
        "adoption_applied_in_time": ("adoption_applied_on", "adoption_leave_starts_on"),
        "childcare_applied_in_time": ("childcare_applied_on", "childcare_right_on"),
    }
    delays = (0, 1, 180, 364, 365, 366, 367, 546, 547, 548, 549, 730)
    for on in DATES:
        edition = LAW.edition(on)
        for condition, (applied, arose) in deadlines.items():
            if not edition.has(condition):
                continue
            days = [{applied: on + dt.timedelta(days=delay), arose: on} for delay in delays]
            fine = [edition.case(known).value(condition) for known in days]
            assert fine == sorted(fine, reverse=True), (on, condition)
            assert fine[0], (on, condition)
            assert not fine[-1], (on, condition)
        if edition.has("childcare_starts_on"):
            starts = [
                edition.case({"childcare_right_on": on, "childcare_applied_on": on + dt.timedelta(days=delay)}).value(
                    "childcare_starts_on"
                )
                for delay in delays
            ]
            assert starts == sorted(starts)


def test_net_is_never_above_gross_and_nothing_is_below_zero() -> None:
    pairs = (
        "job_loss_payment", "disability_payment", "survivors_payment", "maternity_payment", "adoption_payment",
        "childcare_payment",
    )  # fmt: skip
    for on, reforms, someone in _laws_and_people(99):
        edition = LAW.edition(on, reforms=reforms)
        for gross in (name for name in pairs if edition.has(name)):
            whole, left = _answers(on, reforms, someone, (gross, f"{gross}_net"))
            assert 0 <= left <= whole, (on, gross)
            assert whole.denominator == left.denominator == 1  # rounded to the tiyn


def test_childcare_lies_between_floor_and_ceiling() -> None:
    for on, reforms, someone in _laws_and_people(98):
        if on.year < 2008:
            continue
        names = ("childcare_floor", "childcare_payment", "childcare_ceiling")
        floor, paid, ceiling = _answers(on, reforms, someone, names)
        assert floor - Fraction(1, 2) < paid <= ceiling, on


def test_months_before_the_first_one_given_count_as_nothing() -> None:
    on = dt.date(2026, 1, 1)
    for reforms in REFORMS:
        for months in (1, 11, 12, 23, 24, 25, 35):
            short, padded = (4_100_000,) * months, (0,) * (36 - months) + (4_100_000,) * months
            case = LAW.edition(on, reforms=reforms).case
            assert case({"credited_income": MonthlyMoney(short)}).value("average_income") == case(
                {"credited_income": MonthlyMoney(padded)}
            ).value("average_income")
