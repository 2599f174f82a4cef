"""When people apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.days import Days


def applied(kind: str, happened_on: Days, frame: AwardsFrame, rng: np.random.Generator) -> Days:
    """Return the day of application: some days after the right, and before the day of the nation."""
    days = rng.exponential(frame.assumed["days_to_apply"][kind], len(happened_on))
    waited = np.minimum(np.floor(days), frame.assumed["most_days_to_apply"]).astype(np.int32)
    return np.asarray(np.maximum(np.minimum(happened_on + waited, frame.on - 1), happened_on), np.int32)
