"""How often people lose, change and find work: some are settled, others are not, all their life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Turnover:
    """Monthly chances of each person: to lose work and stay without, to go to another employer, to find work."""

    separation: Numbers
    move: Numbers
    hiring: Numbers


def temper(person_id: Whole) -> Numbers:
    """Return a number between 0 and 1 that belongs to a person for life: how unsettled he or she is at work.

    It is worked out from the person's number (splitmix64), so that it need not be written down.
    """
    mixed = person_id.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53


def turnover(person_id: Whole, paying: Flags, assumed: dict[str, Any], young: Flags | None = None) -> Turnover:
    """Return the monthly chances of persons; `paying` are those whose work brings contributions now.

    `assumed` are the values of this room's assumptions; `young` are those under `careers.young_until`, who lose work
    more often.
    """
    rates = assumed["careers"]
    share = np.where(paying, rates["unsettled_share"], rates["unsettled_when_out"])
    unsettled = temper(person_id) < share
    separation = np.where(unsettled, rates["unsettled_separation"], rates["settled_separation"])
    if young is not None:
        separation = separation * np.where(young, rates["young_factor"], 1.0)
    return Turnover(
        separation=separation,
        move=np.full(len(person_id), float(rates["job_to_job"])),
        hiring=np.where(unsettled, rates["unsettled_hiring"], rates["settled_hiring"]),
    )
