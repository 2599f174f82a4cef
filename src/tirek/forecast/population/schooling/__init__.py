"""Schooling: what each person attends, when it ends, and the highest level completed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NEVER, ages, day_number
from tirek.forecast.population.evenly import evenly
from tirek.forecast.population.schooling.shares import LEVELS, STUDIES, SchoolingFrame, read_shares
from tirek.forecast.population.schooling.study_ends import (
    ELEVENTH,
    NINTH,
    highest_level,
    study_ends,
    years_since_first_form,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.block import Block
    from tirek.forecast.population.margins import Margins

__all__ = ["SchoolingFrame", "fill", "prepare"]

ADULT: Final = 18
STUDENT_UNTIL: Final = 23
"""Full-time students count with the children of a family until this age (art. 11 of the Social Code and others)."""


def prepare(margins: Margins) -> SchoolingFrame:  # noqa: ARG001 - every room has the same two doors
    """Return the shares of study and attainment; they are assumed, so there is no total to level them to."""
    return read_shares()


def fill(block: Block, frame: SchoolingFrame, rng: np.random.Generator) -> None:
    """Add education, study, full_time_student and study_ends_on; count children and students of each family anew."""
    persons = block["persons"]
    age = ages(persons["birth_date"], day_number(block.on)).astype(np.int64).clip(0, 100)
    sex = persons["sex"].astype(np.int64)
    same = sex * 101 + age
    years = years_since_first_form(persons["birth_date"], block.on)
    study = _in_time(_choose(frame.attendance[sex, age], evenly(same, rng)), years)
    full_time = rng.random(len(persons)) < frame.full_time[study]
    attained = _choose(frame.attainment[int(block.urban), sex, age], evenly(same, rng))
    persons["study"] = study.astype(np.int8)
    persons["full_time_student"] = full_time
    persons["education"] = _education(study, attained, age, years).astype(np.int8)
    ends = study_ends(persons["birth_date"], study, block.on, frame.leaves_after_ninth_form, rng)
    persons["study_ends_on"] = np.where(study > 0, ends, NEVER).astype(np.int32)
    _count_children_and_students(block, age)


def _choose(shares: npt.NDArray[np.float64], chance: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the column whose part of the line from 0 to 1 the chance falls in."""
    chosen: npt.NDArray[np.int64] = (chance[:, None] >= np.cumsum(shares, axis=1)[:, :-1]).sum(axis=1)
    return chosen


def _in_time(study: npt.NDArray[np.int64], years: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Keep at school who cannot have finished the ninth form before college, the eleventh before university."""
    early = (study == STUDIES.index("college")) & (years < NINTH)
    early |= (study == STUDIES.index("university")) & (years < ELEVENTH)
    return np.where(early, STUDIES.index("school"), study)


def _education(
    study: npt.NDArray[np.int64], attained: npt.NDArray[np.int64], age: npt.NDArray[np.int64],
    years: npt.NDArray[np.int64],
) -> npt.NDArray[np.int64]:  # fmt: skip
    """Return what has been completed, never more than the `years` since the first form allow.

    Who still studies has completed the level before: basic school, or secondary school for university.
    """
    basic, secondary, higher = LEVELS.index("basic"), LEVELS.index("secondary"), LEVELS.index("higher")
    completed = np.where(study == STUDIES.index("school"), basic, attained)
    completed = np.where(study == STUDIES.index("college"), np.where(age > ADULT, secondary, basic), completed)
    masters = np.where(age > STUDENT_UNTIL - 1, higher, secondary)
    completed = np.where(study == STUDIES.index("university"), masters, completed)
    return np.minimum(completed, highest_level(years))


def _count_children_and_students(block: Block, age: npt.NDArray[np.int64]) -> None:
    persons, families = block["persons"], block["families"]
    child = persons.is_("family_role", "child", "grandchild")
    student = persons["full_time_student"] & (age >= ADULT) & (age < STUDENT_UNTIL) & child
    family = np.searchsorted(families["family_id"], persons["family_id"])
    counted = np.bincount(family, (age < ADULT) | student, minlength=len(families))
    families["children_and_students"] = counted.astype(np.int16)
