"""How well a family stands by what its members earn and receive, before this room adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import ages, day_number

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block

Rows = npt.NDArray[np.intp]
Money = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Household:
    """Families of a block, and where their members are.

    `family` gives for each person the row of the family; `head` for each family the row of its head; `earned` is what
    members earn and receive (tiyn a month); `standing` the family's rank by it per head, in (0, 1).
    """

    family: Rows
    head: Rows
    age: npt.NDArray[np.int16]
    earned: Money
    standing: npt.NDArray[np.float64]

    @classmethod
    def of(cls, block: Block) -> Household:
        """Look at a block that people, work and awards have filled."""
        persons, families = block["persons"], block["families"]
        family = rows_of(persons["family_id"], families["family_id"])
        head = rows_of(families["head_id"], persons["person_id"])
        earned = summed(family, persons["wage"] + persons["own_income"], len(families))
        awards = block["awards"]
        earned += summed(rows_of(awards["family_id"], families["family_id"]), awards["amount"], len(families))
        per_head = earned / families["size"]
        standing = np.empty(len(families))
        standing[np.argsort(per_head, kind="stable")] = (np.arange(len(families)) + 0.5) / max(len(families), 1)
        return cls(family, head, ages(persons["birth_date"], day_number(block.on)), earned, standing)


def rows_of(numbers: npt.NDArray[np.integer], keys: npt.NDArray[np.integer]) -> Rows:
    """Return the row of each number in a rising column of keys, all of which are there."""
    return np.searchsorted(keys, numbers)


def summed(rows: Rows, amounts: Money, length: int) -> Money:
    """Return the exact sum of the amounts that fall on each row."""
    totals = np.zeros(length, np.int64)
    np.add.at(totals, rows, amounts)
    return totals
