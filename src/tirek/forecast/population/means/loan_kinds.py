"""What loans are for: a mortgage needs a dwelling, a loan for a car a car, one for business a business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.means.draws import by_shares, chosen
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.frame import MeansFrame
    from tirek.forecast.population.means.household import Household

KINDS: Final = table_spec("loans").columns["kind"].choices
CONSUMER, MORTGAGE, CAR, BUSINESS, MICROLOAN = (
    KINDS.index(name) for name in ("consumer", "mortgage", "car", "business", "microloan")
)
CAR_OF_VEHICLES: Final = table_spec("vehicles").columns["kind"].choices.index("car")


def draw_kinds(
    block: Block, household: Household, person: npt.NDArray[np.intp], frame: MeansFrame, rng: np.random.Generator
) -> npt.NDArray[np.int8]:
    """Return the kind of each loan of the persons (rows, in order): as many of a kind as its share asks.

    A family that owns a dwelling has at most one mortgage, given the sooner the more years are left to pay it back in;
    a person with a car or a business at most one loan for it.
    """
    persons, vehicles = block["persons"], block["vehicles"]
    shares, family = frame.table("loan_kinds"), household.family[person]
    left = months_left(household.age[person], np.full(len(person), MORTGAGE), frame)
    left[left < frame.number("shortest_mortgage")] = 0
    in_time = np.minimum(left / frame.table("loan_months")[MORTGAGE], 1.0)
    drives = np.isin(persons["person_id"], vehicles["person_id"][vehicles["kind"] == CAR_OF_VEHICLES])
    in_business = persons["founder"] | (persons.is_("employment", "self_employed") & persons["formal"])
    leanings = {
        MORTGAGE: (in_time * (block["families"]["dwellings_owned"][family] > 0), family),
        CAR: (drives[person].astype(np.float64), person),
        BUSINESS: (in_business[person].astype(np.float64), person),
    }
    kinds = np.full(len(person), -1, np.int8)
    for kind, (leaning, holder) in leanings.items():
        free = leaning * (kinds < 0)
        one = free * _first(holder, free)
        level = shares[kind] * len(person) / max(one.sum(), 1e-9)
        kinds[chosen(np.minimum(one * level, 1.0), rng)] = kind
    rest = np.flatnonzero(kinds < 0)
    small = by_shares(shares[[CONSUMER, MICROLOAN]], len(rest), rng)
    kinds[rest] = np.array([CONSUMER, MICROLOAN], np.int8)[small]
    return kinds


def months_left(
    age: npt.NDArray[np.integer], kind: npt.NDArray[np.integer], frame: MeansFrame
) -> npt.NDArray[np.int64]:
    """Return the months within which persons of an age must have paid back a loan of a kind."""
    oldest = frame.table("oldest_at_last_instalment")[kind]
    months: npt.NDArray[np.int64] = ((oldest - age) * 12).astype(np.int64)
    return np.maximum(months, 0)


def _first(holder: npt.NDArray[np.integer], leaning: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Mark of each holder the loan with the greatest leaning, the first of several."""
    order = np.lexsort((-leaning, holder))
    _, place = np.unique(holder[order], return_index=True)
    first = np.zeros(len(holder), np.bool_)
    first[order[place]] = True
    return first
