"""Families: whole, headed by an adult, counted as their persons tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData
    from tirek.forecast.population.check.notebook import Notebook

ADULT: Final = 18
LAST_STUDENT_AGE: Final = 22


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold the families of a block against their persons."""
    persons, families = block.ints("persons", "person_id"), block.ints("families", "family_id")
    size = block.per_family(np.ones(len(persons)))
    notebook.look("family_whole", block.family == ABSENT, persons)
    notebook.look("family_whole", size == 0, families, what="family_id")
    adults = block.per_family(block.age >= ADULT)
    notebook.look("family_adult", adults == 0, families, what="family_id")
    _head(block, notebook)
    counted = {"size": size, "adults": adults, "children": size - adults}
    wrong = np.zeros(len(families), bool)
    for column, count in counted.items():
        wrong |= block.ints("families", column) != count
    notebook.look("family_counts", wrong, families, what="family_id")
    student = block.flags("persons", "full_time_student") & (block.age >= ADULT) & (block.age <= LAST_STUDENT_AGE)
    students = block.per_family(student & block.is_("persons", "family_role", "child", "grandchild"))
    told = block.ints("families", "children_and_students")
    notebook.look("family_students", told != size - adults + students, families, what="family_id")
    _place(block, notebook)
    notebook.look("family_weight", ~(block.weight > 0), families, what="family_id")


def _head(block: BlockData, notebook: Notebook) -> None:
    families = block.ints("families", "family_id")
    head = block.rows_of("persons", block.ints("families", "head_id"))
    there = head != ABSENT
    row = np.where(there, head, 0)
    called = block.is_("persons", "family_role", "head")
    if not block.rows("persons"):
        notebook.look("family_head", np.ones(len(families), bool), families, what="family_id")
        return
    of_family = there & (block.family[row] == np.arange(len(families))) & (block.age[row] >= ADULT) & called[row]
    notebook.look("family_head", ~of_family | (block.per_family(called) != 1), families, what="family_id")


def _place(block: BlockData, notebook: Notebook) -> None:
    import polars as pl

    there = block.family != ABSENT
    home = block.part("families")[np.where(there, block.family, 0)] if block.rows("families") else None
    if home is None:
        return
    wrong = np.zeros(len(there), bool)
    for column in ("region", "urban", "district"):
        lived, kept = block.part("persons")[column], home[column]
        if isinstance(lived.dtype, pl.Categorical | pl.Enum):
            lived, kept = lived.cast(pl.String), kept.cast(pl.String)
        wrong |= ~lived.eq_missing(kept).to_numpy()
    notebook.look("family_place", wrong, block.ints("persons", "person_id"), among=there)
