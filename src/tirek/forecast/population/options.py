"""What nation is asked for."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any, Final

from tirek.basics.errors import InputError

FIRST_DAY: Final = dt.date(2024, 1, 1)
LAST_DAY: Final = dt.date(2027, 1, 1)
SMALLEST_SHARE: Final = 0.0005
"""The smallest at which `check` passes with the seeds 1 to 5; below it some blocks hold no whole family life."""
LARGEST_SEED: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Options:
    """A nation: its share of the real one, its seed and its day (the first of a month); InputError when impossible."""

    share: float
    seed: int
    on: dt.date

    def __post_init__(self) -> None:
        if not math.isfinite(self.share) or not SMALLEST_SHARE <= self.share <= 1:
            raise InputError(f"--share is {self.share:g}, expected a number from {SMALLEST_SHARE} to 1")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise InputError(f"--seed is {self.seed}, expected a whole number from 0 to {LARGEST_SEED}")
        if not FIRST_DAY <= self.on <= LAST_DAY or self.on.day != 1:
            raise InputError(f"--on is {self.on}, expected the first day of a month from {FIRST_DAY} to {LAST_DAY}")

    def record(self) -> dict[str, Any]:
        """Return the options as data."""
        return {"share": self.share, "seed": self.seed, "on": self.on.isoformat()}
