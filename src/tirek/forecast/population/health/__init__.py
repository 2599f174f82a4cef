"""Who has a disability, who is ill, who cares for whom, who has a special status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.forecast.population.health.carers import carers
from tirek.forecast.population.health.disability import disability
from tirek.forecast.population.health.frame import HealthFrame, prepare
from tirek.forecast.population.health.illness import illness, special_status

if TYPE_CHECKING:
    import numpy as np

    from tirek.forecast.population.block import Block

__all__ = ["HealthFrame", "fill", "prepare"]


def fill(block: Block, frame: HealthFrame, rng: np.random.Generator) -> None:
    """Add disability, illness, clinics, special statuses and carers to the persons of a block.

    `health_insured` follows from work and is filled by the room `awards`.
    """
    disability(block, frame, rng)
    illness(block, frame, rng)
    special_status(block, frame, rng)
    carers(block, frame, rng)
