"""Children whose father or mother died: who is left of each family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY, Days, add_months, day_number

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.law_numbers import LawNumbers
    from tirek.forecast.population.block import Block

_WOMB = 300


@dataclass(frozen=True, slots=True)
class Orphans:
    """Pairs of a row of the deceased and of a child, sorted by the former; `until` is the last day of the right.

    `study_ends_on` is the day on which the study of a `student` ends or ended.
    """

    deceased: npt.NDArray[np.int64]
    child: npt.NDArray[np.int64]
    until: Days
    student: npt.NDArray[np.bool_]
    study_ends_on: Days


def orphans(block: Block, law: LawNumbers, finished: dict[str, int]) -> Orphans:
    """Return the children of the deceased who live here and had a right on the day of death.

    The right lasts to the ages that the law sets for children and for full-time students. Who has an education of
    those in `finished` and studies no more had studied up to that age.
    """
    persons, deceased = block["persons"], block["deceased"]
    minor, student_age = law.survivor_ages
    parent = _deceased_parent(block)
    minor_until = add_months(persons["birth_date"], minor) - 1
    study_ends_on = _studied_until(block, finished)
    student = study_ends_on != NEVER
    study_until = np.minimum(study_ends_on, add_months(persons["birth_date"], student_age) - 1)
    until = np.where(student, np.maximum(minor_until, study_until), minor_until).astype(np.int32)
    child = np.flatnonzero(parent >= 0)
    died_on = deceased["died_on"][parent[child]]
    own = (persons["birth_date"][child] <= died_on + _WOMB) & (until[child] >= died_on)
    child = child[own]
    child = child[np.lexsort((child, parent[child]))]
    beyond = student[child] & (until[child] > minor_until[child])
    return Orphans(parent[child], child, until[child], beyond, study_ends_on[child])


def _studied_until(block: Block, finished: dict[str, int]) -> Days:
    """Return the day on which full-time study ends or ended; NEVER for who is not known to have studied."""
    persons = block["persons"]
    day = day_number(block.on)
    found = np.where(persons["full_time_student"], persons["study_ends_on"], NEVER)
    for education, age in finished.items():
        ended = add_months(persons["birth_date"], 12 * age) - 1
        past = persons.is_("education", education) & ~persons["full_time_student"] & (ended < day)
        found = np.where(past, ended, found)
    return np.asarray(found, np.int32)


def _deceased_parent(block: Block) -> npt.NDArray[np.int64]:
    """Return for each person the row of the deceased parent, as `kinship` tells; -1 for none."""
    kinship, deceased = block["kinship"], block["deceased"]
    parent = np.full(len(block["persons"]), -1, np.int64)
    order = np.argsort(deceased["person_id"], kind="stable")
    dead = deceased["person_id"][order]
    told = np.flatnonzero(kinship.is_("relation", "parent") & np.isin(kinship["relative_id"], dead))
    place = order[np.searchsorted(dead, kinship["relative_id"][told])]
    parent[kinship["person_id"][told] - block.first_number] = place
    return parent


def recipients(block: Block) -> npt.NDArray[np.int64]:
    """Return for each of the deceased the row of who receives for the family.

    That is the widow or widower, else the other parent of the eldest child, else the head.
    """
    persons, families, deceased = block["persons"], block["families"], block["deceased"]
    if len(deceased) == 0:
        return np.zeros(1, np.int64)
    order = np.argsort(families["family_id"], kind="stable")
    place = np.searchsorted(families["family_id"][order], deceased["family_id"])
    receiver = families["head_id"][order[np.minimum(place, len(order) - 1)]]
    for other in (_other_parent(block), deceased["widow_id"]):
        row = other - block.first_number
        receiver = np.where((row >= 0) & (row < len(persons)), other, receiver)
    return np.asarray(receiver - block.first_number, np.int64)


def _other_parent(block: Block) -> npt.NDArray[np.int64]:
    """Return for each of the deceased the number of the other parent of the eldest child, NOBODY for none living."""
    persons = block["persons"]
    parent = _deceased_parent(block)
    child = np.flatnonzero(parent >= 0)
    child = child[np.lexsort((child, -persons["birth_date"][child]))]
    living = np.where(persons["mother_id"] != NOBODY, persons["mother_id"], persons["father_id"])
    other = np.full(len(block["deceased"]), NOBODY, np.int64)
    other[parent[child]] = living[child]  # the eldest is written last
    return other
