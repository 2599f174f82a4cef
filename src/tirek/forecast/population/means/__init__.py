"""What families live on and own: dwelling, land, vehicles, loans, help, and the income of all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.forecast.population.means.contact import fill_contact
from tirek.forecast.population.means.dwelling import fill_dwelling
from tirek.forecast.population.means.frame import MeansFrame
from tirek.forecast.population.means.household import Household
from tirek.forecast.population.means.income import fill_income
from tirek.forecast.population.means.loans import fill_loans
from tirek.forecast.population.means.plot import fill_plot
from tirek.forecast.population.means.support import fill_support
from tirek.forecast.population.means.vehicles import fill_vehicles

if TYPE_CHECKING:
    import numpy as np

    from tirek.forecast.population.block import Block
    from tirek.forecast.population.margins import Margins

__all__ = ["MeansFrame", "fill", "prepare"]


def prepare(margins: Margins) -> MeansFrame:  # noqa: ARG001  # rooms are prepared alike
    """Return the numbers of this room; nothing here is levelled to the nation, for nothing is published."""
    return MeansFrame.read()


def fill(block: Block, frame: MeansFrame, rng: np.random.Generator) -> None:
    """Give the families of a block their means of living, and its persons vehicles, loans, phones and accounts."""
    household = Household.of(block)
    fill_contact(block, frame, rng)
    fill_dwelling(block, household, frame, rng)
    fill_plot(block, household, frame, rng)
    fill_vehicles(block, household, frame, rng)
    fill_support(block, household, frame, rng)
    fill_income(block, household)
    fill_loans(block, household, frame, rng)
