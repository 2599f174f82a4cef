"""Study, disability, care and pensions against age and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT
from tirek.forecast.population.check.invariants.families import ADULT
from tirek.forecast.population.days import NEVER, NOBODY

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData
    from tirek.forecast.population.check.notebook import Notebook

OLDEST_IN_KINDERGARTEN: Final = 7
OLDEST_AT_SCHOOL: Final = 20
OLDEST_STUDENT: Final = 30
YOUNGEST_WITH: Final = {"basic": 14, "secondary": 16, "vocational": 17, "higher": 20}
"""Age from which a level of education can have been completed, with nine years at school, eleven, twelve, fifteen."""
YOUNGEST_PENSIONER: Final = 40
"""The lists of hard work and military service; the general age is the law's."""


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold what persons study, suffer and receive against their age."""
    _study(block, notebook)
    _disability(block, notebook)
    _care(block, notebook)
    receives = block.flags("persons", "pensioner")
    notebook.look("pensioner_age", block.age < YOUNGEST_PENSIONER, block.ints("persons", "person_id"), among=receives)


def _study(block: BlockData, notebook: Notebook) -> None:
    persons, ends = block.ints("persons", "person_id"), block.days("persons", "study_ends_on")
    full_time = block.flags("persons", "full_time_student")
    nowhere = block.is_("persons", "study", "none")
    at_kindergarten = block.is_("persons", "study", "kindergarten")
    wrong = nowhere & (full_time | (ends != NEVER)) | (at_kindergarten & full_time)
    notebook.look("study", wrong, persons)
    too_old = at_kindergarten & (block.age > OLDEST_IN_KINDERGARTEN)
    too_old |= block.is_("persons", "study", "school") & (block.age > OLDEST_AT_SCHOOL)
    too_old |= full_time & (block.age > OLDEST_STUDENT)
    notebook.look("study_age", too_old, persons)
    too_high = block.is_("persons", "study", "school") & ~block.is_("persons", "education", "none", "basic")
    for level, youngest in YOUNGEST_WITH.items():
        too_high |= block.is_("persons", "education", level) & (block.age < youngest)
    notebook.look("education_age", too_high, persons)
    notebook.look("study_end", ends < block.today, persons, among=ends != NEVER)


def _disability(block: BlockData, notebook: Notebook) -> None:
    persons = block.ints("persons", "person_id")
    group = ~block.is_("persons", "disability_group", "none")
    cause = ~block.is_("persons", "disability_cause", "none")
    since, until = block.days("persons", "disability_since"), block.days("persons", "disability_until")
    for_children = block.is_("persons", "disability_group", "child")
    of_age = for_children == (block.age < ADULT)
    told = (group == cause) & (group == (since != NEVER)) & (group | (until == NEVER)) & (~group | of_age)
    degree = block.ints("persons", "disability_degree")
    notebook.look("disability", ~told | (~group & (degree != 0)), persons)
    dated = since != NEVER
    wrong = (since < block.days("persons", "birth_date")) | (since > block.today)
    wrong |= (until != NEVER) & (until <= since)
    notebook.look("disability_dates", wrong, persons, among=dated)


def _care(block: BlockData, notebook: Notebook) -> None:
    persons, cared = block.ints("persons", "person_id"), block.ints("persons", "carer_of")
    row = block.rows_of("persons", cared)
    there = (row != ABSENT) & (cared != NOBODY)
    disabled = ~block.is_("persons", "disability_group", "none")
    wrong = ~disabled[np.where(there, row, 0)] | (cared == persons) if len(persons) else there
    notebook.look("carer", wrong, persons, among=there)
