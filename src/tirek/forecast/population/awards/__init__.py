"""What people receive: pensions and benefits in payment, and the events for which the Fund may have to pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.awards.benefits import benefits
from tirek.forecast.population.awards.frame import AwardsFrame, prepare
from tirek.forecast.population.awards.health_insurance import health_insurance
from tirek.forecast.population.awards.insured_events import insured_events
from tirek.forecast.population.awards.orphans import orphans
from tirek.forecast.population.awards.parts import joined
from tirek.forecast.population.awards.payments import payments
from tirek.forecast.population.awards.pensions import pensions

if TYPE_CHECKING:
    from tirek.forecast.population.awards.parts import Part
    from tirek.forecast.population.block import Block

__all__ = ["AwardsFrame", "fill", "prepare"]


def fill(block: Block, frame: AwardsFrame, rng: np.random.Generator) -> None:
    """Add the tables `insured_events` and `awards`, and the columns `pensioner` and `health_insured` of persons."""
    left = orphans(block, frame.law, frame.assumed["finished_study"])
    insured_events(block, left, frame, rng)
    parts = [*pensions(block, frame, rng), *benefits(block, left, frame, rng), *payments(block, frame)]
    _awards(block, parts)
    health_insurance(block, frame, rng)


def _awards(block: Block, parts: list[Part]) -> None:
    """Add the table of what is in payment, in the order of persons."""
    persons = block["persons"]
    told = joined("awards", parts, ("kind", "since", "until", "amount"))
    order = np.lexsort((told["since"], told["kind"], told["row"]))
    table = block.add("awards", len(order))
    for name, cells in told.items():
        table[name] = cells[order]
    table["award_id"] = block.first_number + np.arange(len(order))
    table["person_id"] = persons["person_id"][table["row"]]
    table["family_id"] = persons["family_id"][table["row"]]
