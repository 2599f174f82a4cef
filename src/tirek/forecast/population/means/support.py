"""Money that is not earned: rent and interest, help of relatives, alimony."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.means.draws import amounts, chosen, leaning
from tirek.forecast.population.means.household import rows_of, summed

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.frame import MeansFrame
    from tirek.forecast.population.means.household import Household, Money

THOUSANDTHS: Final = 1000


def fill_support(block: Block, household: Household, frame: MeansFrame, rng: np.random.Generator) -> None:
    """Fill property_income and received_from_others of families, and alimony of kinship."""
    families = block["families"]
    families["property_income"] = _property_income(block, household, frame, rng)
    alimony = _alimony(block, frame, rng)
    helped = chosen(leaning(frame.here("helped", block), frame.number("helped_lean"), household.standing), rng)
    given = amounts(frame.here("help_given", block), frame.number("help_spread"), len(families), rng)
    families["received_from_others"] = np.where(helped, given, 0) + alimony


def _property_income(block: Block, household: Household, frame: MeansFrame, rng: np.random.Generator) -> Money:
    families = block["families"]
    length, spread = len(families), frame.number("rent_spread")
    further = families["dwellings_owned"] - families.is_("dwelling", "owned")
    let = rng.binomial(further, frame.number("lets_dwelling"))
    rent = let * amounts(frame.here("rent", block), spread, length, rng)
    premises = amounts(frame.here("rent_of_premises", block), spread, length, rng)
    lean = frame.number("interest_lean")
    saves = chosen(leaning(frame.here("has_interest", block), lean, household.standing), rng)
    interest = amounts(frame.number("interest"), frame.number("interest_spread"), length, rng)
    return rent + np.where(families["commercial_property"], premises, 0) + np.where(saves, interest, 0)


def _alimony(block: Block, frame: MeansFrame, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Fill `alimony`: the payer's share of wage and own income, where it is paid; return what each family receives."""
    persons, families, kinship = block["persons"], block["families"], block["kinship"]
    share = kinship["alimony_share"].astype(np.int64)
    kinship["alimony"] = np.zeros(len(kinship), np.int64)
    owed = np.flatnonzero((share > 0) & kinship.is_("relation", "supports"))
    owed = owed[np.isin(kinship["person_id"][owed], persons["person_id"])]
    payers, which = np.unique(kinship["person_id"][owed], return_inverse=True)  # who pays, pays for all children
    owed = owed[chosen(np.full(len(payers), frame.number("alimony_paid")), rng)[which]]
    payer = rows_of(kinship["person_id"][owed], persons["person_id"])
    income = persons["wage"][payer] + persons["own_income"][payer]
    kinship["alimony"][owed] = income * share[owed] // THOUSANDTHS
    here = np.isin(kinship["relative_id"][owed], persons["person_id"])
    receiver = rows_of(kinship["relative_id"][owed[here]], persons["person_id"])
    family = rows_of(persons["family_id"][receiver], families["family_id"])
    return summed(family, kinship["alimony"][owed[here]], len(families))
