"""Where a family lives, by what right, and what else it owns of buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.means.draws import by_shares, chosen, leaning, more

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.frame import MeansFrame
    from tirek.forecast.population.means.household import Household

GROWN: Final = 30
OLD: Final = 60
SMALLEST_AREA: Final = 9
LARGEST_AREA: Final = 600


def fill_dwelling(block: Block, household: Household, frame: MeansFrame, rng: np.random.Generator) -> None:
    """Fill dwelling, dwelling_area, dwellings_owned and commercial_property."""
    families = block["families"]
    length = len(families)
    right = np.zeros(length, np.int8)
    head_age = household.age[household.head]
    for name, of_age in (
        ("dwelling_young", head_age < GROWN),
        ("dwelling_grown", (head_age >= GROWN) & (head_age < OLD)),
        ("dwelling_old", head_age >= OLD),
    ):
        right[of_age] = by_shares(frame.table(name)[int(block.urban)], int(of_age.sum()), rng)
    families["dwelling"] = right
    owned = families.is_("dwelling", "owned")

    area = frame.here("area_of_one", block) * families["size"] ** frame.number("area_by_size")
    area *= np.exp(frame.number("area_spread") * rng.standard_normal(length))
    area *= np.exp(frame.number("area_lean") * (household.standing - 0.5))
    area *= np.where(families.is_("dwelling", "rented", "dormitory"), frame.number("rented_area"), 1.0)
    area = np.clip(np.rint(area), SMALLEST_AREA, LARGEST_AREA)
    families["dwelling_area"] = np.where(families.is_("dwelling", "none"), 0, area).astype(np.int16)

    share, lean = frame.here("second_dwelling", block), frame.number("second_dwelling_lean")
    further = chosen(np.where(owned, leaning(share, lean, household.standing), frame.number("dwelling_elsewhere")), rng)
    families["dwellings_owned"] = owned + more(further, share, rng)
    share, lean = frame.here("commercial_property", block), frame.number("commercial_property_lean")
    families["commercial_property"] = chosen(leaning(share, lean, household.standing), rng)
