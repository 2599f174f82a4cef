"""What a population looks like in a few numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.projection.whole_persons import Numbers

AGE_INDICATORS: Final = ("population", "median_age", "share_60_and_over", "dependency_ratio")
_ADULT, _OLD, _OLDER = 15, 65, 60


def by_age(people: npt.NDArray[Any]) -> dict[str, Numbers]:
    """Return the AGE_INDICATORS of populations (..., 2, 101).

    `population`: persons. `median_age`: years. `share_60_and_over`: percent. `dependency_ratio`: persons under 15 and
    from 65 on for each hundred from 15 to 64, as the UN counts.
    """
    ages = people.sum(axis=-2)
    total = ages.sum(axis=-1)
    some = np.maximum(total, 1)
    working = ages[..., _ADULT:_OLD].sum(axis=-1)
    return {
        "population": total,
        "median_age": _median(ages, total),
        "share_60_and_over": ages[..., _OLDER:].sum(axis=-1) / some * 100,
        "dependency_ratio": (total - working) / np.maximum(working, 1) * 100,
    }


def _median(ages: Numbers, total: Numbers) -> Numbers:
    """Return the age below which half of the persons are, counting an age as lived evenly."""
    below = np.cumsum(ages, axis=-1)
    half = (total / 2)[..., None]
    age = np.argmax(below >= half, axis=-1)[..., None]
    inside = np.take_along_axis(ages, age, -1)
    part = (half - (np.take_along_axis(below, age, -1) - inside)) / np.maximum(inside, 1)
    return np.asarray((age + part)[..., 0])
