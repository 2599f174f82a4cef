"""The rules by hand in NumPy, without any engine: in float64 as one would write them, and in exact int64.

Blocks of 8,192 people stay in the cache of the processor; whole columns would be half as fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import figures

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.engine import Results
    from benchmarks.people import People

    Array = npt.NDArray[Any]

BLOCK = 8_192
AVERAGE = slice(figures.HISTORY_MONTHS - figures.AVERAGE_MONTHS, None)
MATERNITY = figures.AVERAGE_MONTHS - figures.MATERNITY_MONTHS
STEPS = np.array([months for months, _ in figures.RECORD_STEPS])


def _clipped(table: Array, index: Array) -> Array:
    """The entry for 1, 2, 3 ... with the last one for everything above."""
    entries: Array = table[np.minimum(index, len(table)) - 1]
    return entries


class _Blocks:
    """Runs a block at a time and puts the pieces into whole columns."""

    dtype: type[np.generic]

    def load(self, people: People) -> None:
        self.people = people

    def calculate(self) -> Results:
        people = self.people
        columns: Results = {
            name: np.empty(people.count, dtype=self.dtype) for name in figures.OUTPUTS if name != figures.FAMILY_OUTPUT
        }
        for first in range(0, people.count, BLOCK):
            block = slice(first, first + BLOCK)
            for name, values in self.persons(people.only(block)).items():
                columns[name][block] = values
        columns[figures.FAMILY_OUTPUT] = self.families(people)
        return columns

    def persons(self, people: People) -> Results:
        raise NotImplementedError

    def families(self, people: People) -> Array:
        raise NotImplementedError


class Float64(_Blocks):
    """Tenge in float64, in the order of the law's words, rounded half up."""

    dtype = np.float64
    rates = np.array([rate for _, rate in figures.RECORD_STEPS])
    dependants = np.array([rate for _, rate in figures.DEPENDANT_STEPS])
    allowances = np.array([indices for _, indices in figures.CHILDCARE_STEPS]) * figures.MONTHLY_INDEX

    def persons(self, people: People) -> Results:
        wage = figures.MINIMUM_WAGE
        cap = figures.CAP_IN_MINIMUM_WAGES * wage
        income = np.minimum(people.income[AVERAGE] / 100, cap)
        average = income.sum(axis=0) / figures.AVERAGE_MONTHS
        months = people.record_months
        coefficient = self.rates[np.searchsorted(STEPS, months, side="right") - 1]
        bonus = figures.RECORD_BONUS * np.floor((months - figures.RECORD_BONUS_AFTER) / figures.RECORD_BONUS_EVERY)
        longer = np.minimum(1 + bonus, figures.RECORD_CAP)
        coefficient = np.where(months >= figures.RECORD_BONUS_FROM, longer, coefficient)
        above = np.maximum(average - figures.DEDUCTED_SHARE * wage, 0)
        disability = above * figures.REPLACEMENT_DISABILITY * (people.degree / 100) * coefficient
        rate = _clipped(self.dependants, people.dependants)
        survivors = above * figures.REPLACEMENT_SURVIVORS * rate * coefficient
        job_loss = average * figures.REPLACEMENT_JOB_LOSS * coefficient
        maternity = (income[MATERNITY:].sum(axis=0) / figures.MATERNITY_MONTHS) * (people.days / figures.DAYS_IN_MONTH)
        floor = _clipped(self.allowances, people.birth_order) / (1 - figures.PENSION_CONTRIBUTION_SHARE)
        share = figures.REPLACEMENT_CHILDCARE
        childcare = np.maximum(np.minimum(average * share, share * cap), floor)
        return {
            "average_income": np.floor(average + 0.5),
            "record_coefficient": np.floor(coefficient * 100 + 0.5),
            "disability": np.floor(disability + 0.5),
            "survivors": np.floor(survivors + 0.5),
            "job_loss": np.where(months >= figures.JOB_LOSS_MINIMUM_RECORD, np.floor(job_loss + 0.5), 0),
            "maternity": np.floor(maternity + 0.5),
            "childcare": np.floor(childcare + 0.5),
        }

    def families(self, people: People) -> Array:
        members = np.bincount(people.family)
        income = np.bincount(people.family, weights=people.quarter_income / 100)
        gap = np.maximum(figures.ASSISTANCE_LINE * members - income / figures.QUARTER_MONTHS, 0)
        return np.floor(gap + 0.5)


class Int64Exact(_Blocks):
    """Tiyn in int64: multiply first, one division at the end that rounds half up."""

    dtype = np.int64
    rates = np.array([round(rate * 100) for _, rate in figures.RECORD_STEPS])
    dependants = np.array([round(rate * 100) for _, rate in figures.DEPENDANT_STEPS])
    allowances = np.array([round(indices * 100) for _, indices in figures.CHILDCARE_STEPS]) * figures.MONTHLY_INDEX

    def persons(self, people: People) -> Results:
        cap = figures.CAP_IN_MINIMUM_WAGES * figures.MINIMUM_WAGE * 100
        income = np.minimum(people.income[AVERAGE], cap)
        latest = income[MATERNITY:].sum(axis=0)
        total = income[:MATERNITY].sum(axis=0) + latest
        months = people.record_months.astype(np.int64)
        rate = self.rates[np.searchsorted(STEPS, months, side="right") - 1]
        longer = np.minimum(100 + 2 * ((months - figures.RECORD_BONUS_AFTER) // figures.RECORD_BONUS_EVERY), 130)
        rate = np.where(months >= figures.RECORD_BONUS_FROM, longer, rate)
        above = np.maximum(total - figures.AVERAGE_MONTHS * figures.MINIMUM_WAGE * 50, 0) * 6 * rate
        job_loss = np.where(months >= figures.JOB_LOSS_MINIMUM_RECORD, total * 45 * rate, 0)
        childcare = np.minimum(4 * total, 4 * 24 * cap)
        floor = (2 * _clipped(self.allowances, people.birth_order) + 90) // 180
        return {
            "average_income": (2 * total + 2_400) // 4_800,
            "record_coefficient": rate,
            "disability": (2 * above * people.degree + 240_000_000) // 480_000_000,
            "survivors": (2 * above * _clipped(self.dependants, people.dependants) + 240_000_000) // 480_000_000,
            "job_loss": (2 * job_loss + 24_000_000) // 48_000_000,
            "maternity": (2 * latest * people.days + 36_000) // 72_000,
            "childcare": np.maximum((2 * childcare + 24_000) // 48_000, floor),
        }

    def families(self, people: People) -> Array:
        members = np.bincount(people.family)
        # integers in float64 are exact here: a family has far less than 2 ** 53 tiyn
        income = np.bincount(people.family, weights=people.quarter_income).astype(np.int64)
        gap = np.maximum(round(figures.ASSISTANCE_LINE * 100) * 3 * members - income, 0)
        amounts: Array = (2 * gap + 300) // 600
        return amounts
