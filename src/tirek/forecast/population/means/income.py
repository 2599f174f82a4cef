"""The income of a family: all that comes in, in money and in kind, before tax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.household import Household

SOURCES: Final = ("farm_income", "property_income", "received_from_others")


def fill_income(block: Block, household: Household) -> None:
    """Fill income: what members earn and receive as pensions and benefits, and what this room has added."""
    families = block["families"]
    income = household.earned.copy()
    for source in SOURCES:
        income += families[source]
    families["income"] = income
