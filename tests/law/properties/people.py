"""Random people for every payment of social insurance: ties of rounding, ceilings, floors, edges of tables.

Two makers of the same people: `people(on)` for hypothesis, which shrinks what it finds, and `columns(...)`, seeded
and fast, for large numbers. A person is a mapping of plain values, money in tiyn; `facts` turns it into what the
interpreter takes, `person` takes a row out of columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from tests.law.properties import reference_tables as tables
from tests.law.properties.reference import Person
from tests.law.properties.reference_tables import at
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import MonthlyMoney

Columns = dict[str, npt.NDArray[Any]]

EPOCH: Final = dt.date(1970, 1, 1)
TIYN: Final = 100
MONTHS: Final = 36
LARGEST_MONTH: Final = 2_000_000_000  # 20 million tenge, in tiyn

RECORD_EDGES: Final = (
    0, 1, 5, 6, 7, 11, 12, 13, 23, 24, 25, 35, 36, 37, 47, 48, 49, 59, 60, 61, 71, 72, 73, 83, 84, 85, 96,
    228, 239, 240, 241, 252, 276,
)  # fmt: skip
DEGREE_EDGES: Final = (0, 1, 29, 30, 31, 59, 60, 61, 79, 80, 81, 99, 100)
DAY_EDGES: Final = (-1, 0, 1, 55, 56, 57, 364, 365, 366, 547, 548, 549)
WAGE_MULTIPLES: Final = ("0.5", "0.55", "0.8", "1", "2", "3.5", "7", "7.01", "10", "14")
"""Monthly incomes of interest in minimum wages: the deductions, floor and ceilings of contributions."""


@dataclass(frozen=True)
class Field:
    """How to make one fact: its kind, choices or edges, and its largest value."""

    kind: Literal["flag", "choice", "whole", "degree", "money", "date", "history"]
    options: tuple[Any, ...] = ()
    high: int = 0
    low: int = 0


_DAY: Final = Field("date")
_FLAG: Final = Field("flag")
_MONEY: Final = Field("money", high=1_000_000_000)

FIELDS: Final[dict[str, Field]] = {
    "credited_income": Field("history", high=LARGEST_MONTH),
    "record_months": Field("whole", RECORD_EDGES, 300),
    "birth_date": _DAY,
    "sex": Field("choice", ("male", "female")),
    "pension_contribution_exempt": _FLAG,
    "job_loss_months_paid_before": Field("whole", (0, 0, 0, 1, 2, 4, 5, 6), 24),
    "job_loss_dismissal_ground": Field(
        "choice", ("other", "liquidation", "staff_reduction", "output_decline")
    ),
    "job_loss_registered_on": _DAY,
    "job_loss_applied_on": _DAY,
    "job_loss_payment_before_2020": _MONEY,
    "adjustment_amount": _MONEY,
    "disability_degree": Field("degree", DEGREE_EDGES, 100),
    "disability_changed_degree": Field("degree", DEGREE_EDGES, 100),
    "disability_term_indefinite": _FLAG,
    "disability_group": Field("choice", ("none", "first", "second", "third")),
    "disability_contributes_by_choice": _FLAG,
    "survivors_dependants": Field("whole", (0, 1, 2, 3, 4, 5, 6, 7), 20),
    "survivors_changed_dependants": Field("whole", (0, 1, 2, 3, 4, 5, 6, 7), 20),
    "maternity_birth": Field("choice", ("normal", "complicated", "multiple", "early_survived", "early_lost")),
    "maternity_nuclear_territory": _FLAG,
    "maternity_note_after_birth": _FLAG,
    "single_payment_contributions": _FLAG,
    "maternity_income_per_month_paid": _MONEY,
    "maternity_income_of_month_of_right": _MONEY,
    "maternity_leave_starts_on": _DAY,
    "adoption_leave_starts_on": _DAY,
    "adopted_child_born_on": _DAY,
    "childcare_birth_order": Field("whole", (1, 2, 3, 4, 5), 30, 1),
    "childcare_right_on": _DAY,
    "childcare_child_born_on": _DAY,
    "payer_kind": Field(
        "choice",
        (
            "employer", "sole_trader", "private_practice", "farm", "civil_contract", "individual_assistant",
            "self_employed_regime", "platform", "single_aggregate_payment", "single_payment",
        ),
    ),
    "payer_income": Field("money", high=100_000_000_000),
    "payer_income_exempt": _MONEY,
    "in_city": _FLAG,
    "special_tax_regime": _FLAG,
    "platform_general_rate_chosen": _FLAG,
    "contribution_correction_zero": _FLAG,
    "contribution_amount_known": _FLAG,
    "contribution_received": _MONEY,
    "employer_paid_same_month": _FLAG,
    "sick_leave_person": Field("choice", ("employee", "veteran", "diplomat_abroad")),
    "sick_leave_cause": Field("choice", ("general", "work_injury", "occupational_disease")),
    "sick_leave_missed_pay": _MONEY,
    "sick_leave_pay_12_months": Field("money", high=100_000_000_000),
    "sick_leave_days_worked_12_months": Field("whole", (1, 21, 120, 247, 248, 249), 366, 1),
    "sick_leave_days": Field("whole", (0, 1, 5, 10, 22, 23), 31),
}  # fmt: skip


def change_dates(law: Law) -> list[dt.date]:
    """Return every day of 2005 to 2026 on which the law changes, and the day before each."""
    starts = [day for day in law.change_dates() if 2005 <= day.year <= 2026]
    eves = [day - dt.timedelta(days=1) for day in starts if day > dt.date(2005, 1, 1)]
    return sorted({*starts, *eves})


def monthly_sums(on: dt.date) -> list[int]:
    """Return monthly incomes of interest on a day, in tiyn."""
    wage = at(tables.MINIMUM_WAGE, on) * TIYN
    index = at(tables.MONTHLY_INDEX, on) * TIYN
    sums = [int(Fraction(multiple) * wage) for multiple in WAGE_MULTIPLES]
    # where 40 % of the average meets the childcare floor, plain or raised by the pension contribution
    for rows in tables.ALLOWANCE:
        for indices in rows[1].values():
            sums += [int(indices * index / Fraction("0.4")), int(indices * index / Fraction("0.36"))]
    return sums


# --- many people at once


def columns(seed: int, rows: int, on: dt.date) -> Columns:
    """Return `rows` people as columns of cells: tiyn, per cents, days since 1970, places in the choices."""
    rng = np.random.default_rng(seed)
    return {name: _column(rng, name, rows, on) for name in FIELDS}


def _column(rng: np.random.Generator, name: str, rows: int, on: dt.date) -> npt.NDArray[Any]:
    field = FIELDS[name]
    if field.kind == "flag":
        return rng.random(rows) < 0.25
    if field.kind == "choice":
        return rng.integers(0, len(field.options), rows).astype(np.int8)
    if field.kind == "date":
        return _days(rng, name, rows, on)
    if field.kind == "history":
        return _histories(rng, rows, on)
    if field.kind == "money":
        return _money(rng, field.high, rows, on)
    anywhere = rng.integers(field.low, field.high + 1, rows)
    edges = rng.choice(np.array(field.options), rows)
    return np.where(rng.random(rows) < 0.6, edges, anywhere)


def _days(rng: np.random.Generator, name: str, rows: int, on: dt.date) -> npt.NDArray[Any]:
    today = (on - EPOCH).days
    if name == "birth_date":  # round about every pension age there is, and anybody
        ages = np.array([tables.MEN_RETIRE_AT, *range(696, 757, 6)]) * 30.4368
        near = today - rng.choice(ages, rows).astype(np.int64) + rng.integers(-400, 400, rows)
        anybody = today - rng.integers(16 * 365, 80 * 365, rows)
        return np.where(rng.random(rows) < 0.5, near, anybody)
    if name == "adopted_child_born_on":
        return today - rng.choice(np.array([0, 1, 30, 54, 55, 56, 57, 90]), rows)
    shift = np.where(rng.random(rows) < 0.5, rng.choice(np.array(DAY_EDGES), rows), rng.integers(-40, 700, rows))
    return today + (shift if name == "job_loss_applied_on" else np.zeros(rows, np.int64))


def _money(rng: np.random.Generator, high: int, rows: int, on: dt.date) -> npt.NDArray[Any]:
    sums = np.array([0, 0, 1, 99, 100, *monthly_sums(on), *(12 * one for one in monthly_sums(on)), high])
    edges = np.minimum(rng.choice(sums, rows) + rng.choice(np.array([0, 0, 0, -1, 1]), rows), high)
    likely = np.exp(rng.normal(16, 1.2, rows)).astype(np.int64)
    anywhere = rng.integers(0, high + 1, rows)
    kind = rng.random(rows)
    return np.clip(np.where(kind < 0.4, edges, np.where(kind < 0.8, likely, anywhere)), 0, high)


def _histories(rng: np.random.Generator, rows: int, on: dt.date) -> npt.NDArray[Any]:
    """Return histories: steady incomes of interest, ties of rounding, gaps, only old or only new months."""
    steady = rng.choice(np.array([0, 1, *monthly_sums(on)]), rows)[:, None].repeat(MONTHS, 1)
    likely = np.exp(rng.normal(16.2, 0.9, rows))[:, None] * np.exp(rng.normal(0, 0.2, (rows, MONTHS)))
    paid = rng.random((rows, MONTHS)) >= 0.25
    wild = rng.integers(0, LARGEST_MONTH + 1, (rows, MONTHS))
    kind = rng.random(rows)[:, None]
    found = np.where(kind < 0.35, steady, np.where(kind < 0.9, likely.astype(np.int64) * paid, wild))
    # only the twelve oldest months, or only the last one
    only = rng.random(rows)
    found[only < 0.04, 12:] = 0
    found[(only >= 0.04) & (only < 0.07), : MONTHS - 1] = 0
    # sums of 24 months at odd multiples of 1600 tiyn: 0.45 x 0.85 of a 24th then ends in half a tiyn
    tie = (only >= 0.07) & (only < 0.2)
    rest = found[:, 13:].sum(1)
    lacking = (1_600 - rest) % 3_200
    found[tie, 12] = lacking[tie]
    return np.clip(found, 0, LARGEST_MONTH)


def person(table: Mapping[str, npt.NDArray[Any]], row: int) -> Person:
    """Take one person out of columns."""
    return {name: _plain(name, table[name][row]) for name in FIELDS}


def _plain(name: str, cell: Any) -> Any:  # noqa: ANN401  # plain values of every kind
    field = FIELDS[name]
    match field.kind:
        case "flag":
            return bool(cell)
        case "choice":
            return field.options[cell]
        case "degree":
            return Fraction(int(cell), 100)
        case "date":
            return EPOCH + dt.timedelta(days=int(cell))
        case "history":
            return tuple(cell.tolist())
        case _:
            return int(cell)


def facts(someone: Person) -> dict[str, Any]:
    """Turn a person into facts as the interpreter takes them."""
    made = dict(someone)
    for name, field in FIELDS.items():
        if field.kind == "money":
            made[name] = Fraction(someone[name])
    made["credited_income"] = MonthlyMoney(someone["credited_income"])
    return made


# --- one person at a time, for hypothesis


def people(on: dt.date) -> st.SearchStrategy[Person]:
    """Return people for hypothesis, who stand at edges of the law of a day as often as not."""
    return st.fixed_dictionaries({name: _strategy(name, on) for name in FIELDS})


def _strategy(name: str, on: dt.date) -> st.SearchStrategy[Any]:
    field = FIELDS[name]
    if field.kind == "date":
        return _date_strategy(name, on)
    if field.kind == "history":
        return _history_strategy(on)
    if field.kind in ("flag", "choice"):
        return st.sampled_from(field.options or (False, True))
    edges = st.sampled_from(field.options or (0, *monthly_sums(on)))
    whole = edges | st.integers(field.low, field.high)
    return whole.map(lambda per_cent: Fraction(per_cent, 100)) if field.kind == "degree" else whole


def _date_strategy(name: str, on: dt.date) -> st.SearchStrategy[dt.date]:
    if name == "birth_date":
        return st.dates(dt.date(1935, 1, 1), dt.date(on.year - 15, 1, 1))
    if name == "adopted_child_born_on":
        return st.sampled_from((0, 1, 30, 54, 55, 56, 57, 90)).map(lambda days: on - dt.timedelta(days=days))
    if name == "job_loss_applied_on":
        later = st.sampled_from(DAY_EDGES) | st.integers(-40, 700)
        return later.map(lambda days: on + dt.timedelta(days=days))
    return st.just(on)


def _history_strategy(on: dt.date) -> st.SearchStrategy[tuple[int, ...]]:
    sums = st.sampled_from([0, 1, *monthly_sums(on)]) | st.integers(0, LARGEST_MONTH)
    steady = sums.map(lambda tiyn: (tiyn,) * MONTHS)
    return steady | st.lists(sums, min_size=1, max_size=MONTHS).map(tuple)
