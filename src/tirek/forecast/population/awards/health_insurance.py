"""Who is insured in mandatory health insurance: the state pays for many, work for most others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.awards.births import young_children
from tirek.forecast.population.days import NEVER, NOBODY, ages
from tirek.forecast.population.health.sampling import draw

if TYPE_CHECKING:
    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.block import Block

_ADULT: Final = 18
_CARED_FOR: Final = 36
_LARGE: Final = 4


def health_insurance(block: Block, frame: AwardsFrame, rng: np.random.Generator) -> None:
    """Fill `health_insured`.

    The state pays for children, pensioners, persons with a disability, full-time students, registered unemployed,
    pregnant women, mothers of small or many children and carers (Law on mandatory social health insurance, art. 26).
    """
    persons = block["persons"]
    age = ages(persons["birth_date"], frame.on)
    by_state = (
        (age < _ADULT)
        | persons["pensioner"]
        | ~persons.is_("disability_group", "none")
        | persons["full_time_student"]
        | persons["registered_unemployed"]
        | (persons["birth_due_on"] != NEVER)
        | (persons["children_born"] >= _LARGE)
        | (persons["carer_of"] != NOBODY)
    )
    by_state[young_children(block, frame.on, _CARED_FOR)[1]] = True
    chance = np.where(
        by_state, 1.0, np.where(persons["formal"], frame.assumed["formal_paid"], frame.assumed["health_insured"])
    )
    persons["health_insured"] = draw(chance, rng, age)
