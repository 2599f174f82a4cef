"""Employers of a block: few large, many small; some closed in the last years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import NEVER, day_number, first_days
from tirek.forecast.population.people.iin import check_digits
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.days import Days

Whole = npt.NDArray[np.int64]

MOST_EMPLOYERS: Final = 1150
"""Of a block; the BIN has room for three times 500."""
SERIALS: Final = 500
SYNTHETIC_DIGIT: Final = 9
_NO_CHECK_DIGIT: Final = 10
_YEAR_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Employers:
    """The employers of a block: activity, and by activity the running total of their attraction."""

    activity: Whole
    edges: npt.NDArray[np.float64]

    def choose(self, activity: Whole, chance: npt.NDArray[np.float64]) -> Whole:
        """Return an employer of each activity (1 to 9), large ones more often."""
        found: Whole = np.searchsorted(self.edges, activity - 1 + chance, side="right")
        return np.minimum(found, len(self.activity) - 1)


def found_employers(employees: Whole, assumed: dict[str, Any], rng: np.random.Generator) -> Employers:
    """Return employers for a block with this many employees in each activity 1 to 9; each activity has at least one."""
    wanted = np.maximum(1, np.rint(employees / assumed["employees_to_an_employer"])).astype(np.int64)
    most = MOST_EMPLOYERS - 60
    if wanted.sum() > most:
        wanted = np.maximum(1, wanted * most // wanted.sum())
    activity = np.repeat(np.arange(1, len(wanted) + 1), wanted)
    size = (1 - rng.random(len(activity))) ** (-1 / assumed["employer_size_tail"])
    total = np.bincount(activity - 1, size)
    edges = np.cumsum(size / total[activity - 1])
    edges[np.cumsum(wanted) - 1] = np.arange(1, len(wanted) + 1)
    return Employers(activity, edges)


def write_employers(
    block: Block, activity: Whole, liquidated: Days, first_use: Days, employees: Whole, rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Add the table of employers that anybody works or has worked for; return the number of each, or -1.

    `first_use` is the first day on which somebody worked there (a day after `on` where nobody did).
    """
    used = first_use <= day_number(block.on)
    place = np.cumsum(used) - 1
    rows = int(used.sum())
    table = block.add("employers", rows)
    table["employer_id"] = block.first_number + np.arange(rows, dtype=np.int64)
    older = rng.exponential(6 * _YEAR_DAYS, rows).astype(np.int64) + 30
    earliest = np.datetime64("1992-01-01", "D").astype(np.int64)
    founded = np.maximum(np.minimum(first_use[used], day_number(block.on)) - older, earliest)
    serial = np.arange(rows)
    month = founded.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    month -= (month - serial // SERIALS) % 3
    table["founded_on"] = first_days(month)
    table["bin"] = _bins(month, block.number, serial % SERIALS)
    table["region"] = np.full(rows, REGIONS.index(block.region), np.int8)
    table["activity"] = activity[used].astype(np.int8)
    table["employees"] = employees[used].astype(np.int32)
    table["liquidated_on"] = np.where(liquidated[used] == NEVER, NEVER, liquidated[used]).astype(np.int32)
    return np.where(used, block.first_number + place, -1)


def _bins(month: Whole, block: int, serial: Whole) -> npt.NDArray[np.str_]:
    """Return synthetic numbers: year and month, 9, the block, a serial, a check digit.

    A serial has two written forms, 2n and 2n + 1: the second is taken where the first has no check digit.
    """
    digits = np.empty((len(month), 12), np.int64)
    digits[:, 0:2] = _digits(month // 12 % 100, 2)
    digits[:, 2:4] = _digits(month % 12 + 1, 2)
    digits[:, 4] = SYNTHETIC_DIGIT
    digits[:, 5:8] = _digits(np.full(len(month), block % 1000), 3)
    digits[:, 8:11] = _digits(2 * serial, 3)
    check = check_digits(digits)
    digits[check == _NO_CHECK_DIGIT, 10] += 1
    digits[:, 11] = check_digits(digits)
    return np.ascontiguousarray(digits.astype(np.uint32) + ord("0")).view("U12").reshape(-1)


def _digits(number: Whole, width: int) -> Whole:
    return number[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10
