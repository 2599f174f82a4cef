"""Cars, commercial transport and farm machinery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.means.draws import chosen, leaning, more

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.frame import MeansFrame
    from tirek.forecast.population.means.household import Household

DRIVING_AGE: Final = 18
SPREAD_OF_AGE: Final = 3.0
"""Shape of the gamma distribution of a vehicle's age: few are new, few very old."""


def fill_vehicles(block: Block, household: Household, frame: MeansFrame, rng: np.random.Generator) -> None:
    """Add the table of vehicles: the first of a family belongs to its head, a further one to another adult."""
    persons, families = block["persons"], block["families"]
    self_employed = np.zeros(len(families), np.bool_)
    self_employed[household.family[persons.is_("employment", "self_employed")]] = True
    has_car = chosen(leaning(frame.here("car", block), frame.number("car_lean"), household.standing), rng)
    in_business = np.where(self_employed, frame.number("commercial_vehicle_business"), 1.0)
    commercial = frame.here("commercial_vehicle", block) * in_business * (len(families) / max(in_business.sum(), 1.0))
    machine = np.where(families["land_plot"], frame.here("farm_machine", block) / frame.here("land_plot", block), 0.0)
    numbers = (
        more(has_car, frame.number("further_car"), rng),
        more(chosen(np.minimum(commercial, 1.0), rng), 0.0, rng),
        more(chosen(np.minimum(machine, 1.0), rng), frame.number("further_farm_machine"), rng),
    )
    kind = np.concatenate([np.full(int(count.sum()), code, np.int8) for code, count in enumerate(numbers)])
    family = np.concatenate([np.repeat(np.arange(len(families)), count) for count in numbers])
    which = np.concatenate([_places(count) for count in numbers])

    order = np.lexsort((which, kind, family))
    kind, family, which = kind[order], family[order], which[order]
    age = rng.gamma(SPREAD_OF_AGE, frame.table("vehicle_age")[kind] / SPREAD_OF_AGE)
    age = np.minimum(age, frame.number("oldest_vehicle"))
    table = block.add("vehicles", len(kind))
    table["vehicle_id"] = block.first_number + np.arange(len(kind), dtype=np.int64)
    table["person_id"] = persons["person_id"][_owners(household, family, which)]
    table["family_id"] = families["family_id"][family]
    table["kind"] = kind
    table["year"] = (block.on.year - 1 - age.astype(np.int16)).astype(np.int16)


def _places(count: npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    """Return 0, 1, ... for the things of each family in turn."""
    first = np.cumsum(count) - count
    return np.arange(int(count.sum())) - np.repeat(first, count)


def _owners(household: Household, family: npt.NDArray[np.intp], which: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Return the row of the owner of each vehicle: the head, then the other adults in turn, then the head again."""
    adults = np.flatnonzero(household.age >= DRIVING_AGE)
    is_head = np.zeros(len(household.family), np.bool_)
    is_head[household.head] = True
    adults = adults[np.lexsort((~is_head[adults], household.family[adults]))]
    number = np.bincount(household.family[adults], minlength=len(household.head))
    first = np.cumsum(number) - number
    some = np.maximum(number[family], 1)
    place = np.minimum(first[family] + which % some, max(len(adults) - 1, 0))
    return (
        np.where(number[family] > 0, adults[place], household.head[family]) if len(adults) else household.head[family]
    )
