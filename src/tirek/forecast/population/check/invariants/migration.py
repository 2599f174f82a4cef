"""Who came from abroad: when, with whom, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT, full_years
from tirek.forecast.population.check.invariants.families import ADULT
from tirek.forecast.population.check.limits import limits
from tirek.forecast.population.days import NEVER

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Flags
    from tirek.forecast.population.check.notebook import Notebook

MOST_MONTHS: Final = 600
_YEAR: Final = 365.25


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold arrivals and residence statuses of a block against births, parents and each other."""
    persons = block.ints("persons", "person_id")
    arrived, born = block.days("persons", "arrived_on"), block.days("persons", "birth_date")
    came = arrived != NEVER
    adult_months = np.where(came, (arrived - born) / _YEAR - ADULT, 0.0) * 12
    off = np.abs(block.ints("persons", "months_abroad") - np.clip(adult_months, 0, MOST_MONTHS)) > 1
    notebook.look("arrival", off | (came & ((arrived <= born) | (arrived > block.today))), persons)
    mother = block.rows_of("persons", block.ints("persons", "mother_id"))
    known = mother != ABSENT
    hers = np.where(known, arrived[mother], NEVER) if len(persons) else arrived
    notebook.look("arrival_with_mother", arrived != np.where(hers > born, hers, NEVER), persons, among=known)
    foreign = ~block.is_("persons", "residence_status", "citizen")
    notebook.look("residence", foreign & ~came & (_child_of_citizen(block, ~foreign) | _alone(block)), persons)
    kandas = block.is_("persons", "residence_status", "kandas") & came
    years = full_years(np.where(kandas, arrived, block.today), block.today)
    notebook.look("kandas", kandas & (years >= limits()["kandas_years"]), persons)


def _child_of_citizen(block: BlockData, citizen: Flags) -> Flags:
    """Return who has a mother or father here who is a citizen."""
    found = np.zeros(len(citizen), np.bool_)
    for parent in ("mother_id", "father_id"):
        row = block.rows_of("persons", block.ints("persons", parent))
        found |= (row != ABSENT) & citizen[row] if len(row) else found
    return found


def _alone(block: BlockData) -> Flags:
    """Return who has no parent here, in a nation that has not lived: nobody can have died since."""
    rows = [block.rows_of("persons", block.ints("persons", parent)) for parent in ("mother_id", "father_id")]
    return np.asarray((rows[0] == ABSENT) & (rows[1] == ABSENT) & (block.lived_months == 0))
