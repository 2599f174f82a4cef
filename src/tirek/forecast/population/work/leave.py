"""Births and the leave around them: months in which a mother who has work does not earn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import NEVER, NOBODY, month_number, months_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block

Whole = npt.NDArray[np.int64]
LONG_AGO = -(10**6)


@dataclass(frozen=True, slots=True)
class Leaves:
    """One row a birth, past or expected soon: row of the mother, its month, first month of leave, first month after."""

    mother: Whole
    born: Whole
    start: Whole
    end: Whole

    def mark(self, persons: int, first_month: int, months: int) -> npt.NDArray[np.uint8]:
        """Return where (persons, months from `first_month`) a mother is on leave."""
        marked = np.zeros((persons, months), np.uint8)
        start, end = (np.clip(side - first_month, 0, months) for side in (self.start, self.end))
        lengths = np.maximum(end - start, 0)
        row = np.repeat(self.mother, lengths)
        place = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths) + np.repeat(start, lengths)
        marked[row, place] = 1
        return marked

    def last_births(self, persons: int, on: int) -> Whole:
        """Return the month of each woman's last birth before the month `on`; LONG_AGO where there is none."""
        last = np.full(persons, LONG_AGO, np.int64)
        past = self.born < on
        np.maximum.at(last, self.mother[past], self.born[past])
        return last


def draw_leaves(block: Block, assumed: dict[str, Any], rng: np.random.Generator) -> Leaves:
    """Draw when leave began and ended for every birth whose mother lives in the block, and for births expected soon."""
    persons = block["persons"]
    mother = np.where(persons["mother_id"] == NOBODY, -1, persons["mother_id"] - block.first_number)
    known = np.flatnonzero((mother >= 0) & (mother < len(persons)))
    expecting = np.flatnonzero(persons["birth_due_on"] != NEVER) if "birth_due_on" in persons else np.zeros(0, np.int64)
    mothers = np.concatenate((mother[known], expecting)).astype(np.int64)
    days = np.concatenate((persons["birth_date"][known], persons["birth_due_on"][expecting] if len(expecting) else []))
    born = months_of(days.astype(np.int32)).astype(np.int64)
    table = assumed["childcare_leave"]
    lasts = np.array(table["months"], np.int64)
    chance = rng.random(len(born))
    before, since = (lasts[_chosen(table[name], chance)] for name in ("before", "since"))
    months = np.where(born < month_number(table["turn"]), before, since)
    to_the_end = rng.random(len(born)) < assumed["leave_before_birth"]["works_to_the_end"]
    return Leaves(mothers, born, np.where(to_the_end, born, born - 2), born + months)


def _chosen(shares: list[float], chance: npt.NDArray[np.float64]) -> Whole:
    edges = np.cumsum(shares)[:-1] / np.sum(shares)
    return np.searchsorted(edges, chance, side="right").astype(np.int64)
