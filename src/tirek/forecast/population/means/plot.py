"""The household plot: land, livestock, and what they yield."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.means.draws import amounts, chosen, leaning

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.frame import MeansFrame
    from tirek.forecast.population.means.household import Household


def fill_plot(block: Block, household: Household, frame: MeansFrame, rng: np.random.Generator) -> None:
    """Fill land_plot, farm_value and farm_income; livestock is kept by families that have land, where enough do."""
    families = block["families"]
    length = len(families)
    land = chosen(leaning(frame.here("land_plot", block), frame.number("land_plot_lean"), household.standing), rng)
    among_those = min(1.0, frame.here("keeps_livestock", block) / frame.here("land_plot", block))
    keeps = chosen(np.where(land, among_those, 0.0), rng)
    value = amounts(
        frame.here("livestock_value", block), frame.number("livestock_spread"), length, rng, at_most=200_000_000.0
    )
    value = np.where(keeps, value, 0)
    garden = amounts(frame.here("garden_yield", block), frame.number("garden_spread"), length, rng)
    garden = np.where(land, garden * families["size"], 0)
    families["land_plot"] = land
    families["farm_value"] = value
    families["farm_income"] = np.rint(value * frame.number("livestock_yield")).astype(np.int64) + garden
