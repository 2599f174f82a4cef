"""What the blocks of a nation hold together: weighted counts with their error of sampling, ages, incomes, numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT
from tirek.forecast.population.check.invariants import look_at
from tirek.forecast.population.check.invariants.identity import identification_numbers
from tirek.forecast.population.check.measures import count, income_per_head, paid_wages
from tirek.forecast.population.check.notebook import Notebook
from tirek.forecast.population.check.spread import Spread
from tirek.forecast.population.tables import TABLES

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Floats, Ints

AGES: Final = 101
"""Single ages; the last is 100 and over."""


@dataclass(slots=True)
class Sums:
    """One block, or many: everything here can be added up.

    `total` holds the weighted count of each name, `second` the sums of products of weighted counts of families, from
    which errors of sampling follow. `pyramid` and `cells` are persons by sex (male, female) and age, weighted and not;
    `mothers` are weighted children of 0 and of 1 by the present age of their mother.
    """

    names: tuple[str, ...]
    total: Floats
    second: Floats
    pyramid: Floats
    cells: Floats
    mothers: Floats
    income: Spread
    wages: Spread
    rows: dict[str, int]
    notebook: Notebook
    numbers: dict[str, list[Ints]] = field(default_factory=dict)

    def add(self, other: Sums) -> None:
        """Take in another block."""
        for name in ("total", "second", "pyramid", "cells", "mothers"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.income.add(other.income)
        self.wages.add(other.wages)
        for table, rows in other.rows.items():
            self.rows[table] += rows
        self.notebook.add(other.notebook)
        for column, numbers in other.numbers.items():
            self.numbers[column] += numbers


def sum_up(block: BlockData) -> Sums:
    """Hold all invariants against a block and count everything in it."""
    notebook = Notebook()
    look_at(block, notebook)
    counts = count(block)
    names = tuple(counts.by_name)
    cells = np.stack([counts.by_name[name] for name in names]) * block.weight
    weight = _person_weights(block)
    sex = np.where(block.is_("persons", "sex", "male"), 0, 1)
    cell = sex * AGES + np.clip(block.age, 0, AGES - 1)
    return Sums(
        names, cells.sum(axis=1), cells @ cells.T,
        np.bincount(cell, weight, 2 * AGES).astype(np.float64).reshape(2, AGES),
        np.bincount(cell, minlength=2 * AGES).reshape(2, AGES).astype(np.float64),
        _mothers(block, weight), _incomes(block, counts.by_name["persons"]), _wages(block, weight),
        {table: block.rows(table) for table in TABLES if block.nation.has(table)}, notebook,
        {column: [identification_numbers(block, column)] for column in ("iin", "bin")},
    )  # fmt: skip


def _person_weights(block: BlockData) -> Floats:
    weights = np.zeros(len(block.family))
    there = block.family != ABSENT
    weights[there] = block.weight[block.family[there]]
    return weights


def _mothers(block: BlockData, weight: Floats) -> Floats:
    mother = block.rows_of("persons", block.ints("persons", "mother_id"))
    found = np.zeros((2, AGES))
    for age in (0, 1):
        child = (block.age == age) & (mother != ABSENT)
        found[age] = np.bincount(np.clip(block.age[mother[child]], 0, AGES - 1), weight[child], AGES)
    return found


def _incomes(block: BlockData, persons: Floats) -> Spread:
    return Spread.of(income_per_head(block), block.weight * persons)


def _wages(block: BlockData, weight: Floats) -> Spread:
    paid, wage = paid_wages(block)
    return Spread.of(wage[paid], weight[paid])
