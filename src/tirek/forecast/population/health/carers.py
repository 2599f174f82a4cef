"""Who cares for whom: parents for children with a disability, relatives for persons of group I."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NOBODY, ages
from tirek.forecast.population.health.frame import ADULT
from tirek.forecast.population.health.sampling import draw

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.block import Block, Table
    from tirek.forecast.population.health.frame import HealthFrame

_OLDEST_CARER = 75
_WOMAN = 1


def carers(block: Block, frame: HealthFrame, rng: np.random.Generator) -> None:
    """Fill `carer_of`: one person cares for one."""
    persons = block["persons"]
    carer_of = np.full(len(persons), NOBODY, np.int64)
    age = ages(persons["birth_date"], frame.on)
    able = (age >= ADULT) & (age < _OLDEST_CARER) & ~persons.is_("disability_group", "first", "second")
    child, parent = _parents(persons, block.first_number, able)
    share = min(1.0, frame.carers_per_child * persons.is_("disability_group", "child").sum() / max(len(child), 1))
    cared = draw(np.full(len(child), share), rng)
    carer_of[parent[cared]] = persons["person_id"][child[cared]]
    cared_for, carer = _relatives(persons, block.first_number, able & (carer_of == NOBODY), age, rng)
    wanted = frame.carers_per_first_group * persons.is_("disability_group", "first").sum()
    caring = draw(np.full(len(carer), min(1.0, wanted / max(len(carer), 1))), rng)
    carer_of[carer[caring]] = persons["person_id"][cared_for[caring]]
    persons["carer_of"] = carer_of


def _parents(
    persons: Table, first_number: int, able: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return rows of children with a disability and of the parent who cares: the mother, or else the father, if able.

    A parent of several is named once, with the last of them.
    """
    child = np.flatnonzero(persons.is_("disability_group", "child"))
    parent = np.full(len(child), -1, np.int64)
    for column in ("mother_id", "father_id"):
        row = persons[column][child] - first_number
        fits = (parent < 0) & (row >= 0) & (row < len(persons))
        fits &= able[np.where(fits, row, 0)]
        parent[fits] = row[fits]
    known = parent >= 0
    return child[known], parent[known]


def _relatives(
    persons: Table, first_number: int, able: npt.NDArray[np.bool_], age: npt.NDArray[np.int16], rng: np.random.Generator
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return rows of persons of group I and of the relative who would care, one pair for a person.

    Those of the own family come first, among them spouses and women, then children who live elsewhere; the young come
    last; the rest is chance. In a family with two persons of group I one is cared for.
    """
    other = _person_of_first_group(persons, first_number)
    candidate = np.flatnonzero(able & (other >= 0) & (other != np.arange(len(persons))))
    cared_for = other[candidate]
    together = persons["family_id"][candidate] == persons["family_id"][cared_for]
    spouse = persons["spouse_id"][candidate] == persons["person_id"][cared_for]
    woman = persons["sex"][candidate] == _WOMAN
    score = 2.0 * together + 2.0 * spouse + woman + 0.02 * np.minimum(age[candidate], 60) + rng.random(len(candidate))
    order = np.lexsort((-score, cared_for))
    found, best = np.unique(cared_for[order], return_index=True)
    return found, candidate[order][best]


def _person_of_first_group(persons: Table, first_number: int) -> npt.NDArray[np.int64]:
    """Return for each person the row of someone of group I: of the own family, or else the mother or father."""
    families, family = np.unique(persons["family_id"], return_inverse=True)
    first = persons.is_("disability_group", "first")
    rows = np.flatnonzero(first)
    _, one = np.unique(family[rows], return_index=True)
    of_family = np.full(len(families), -1, np.int64)
    of_family[family[rows[one]]] = rows[one]
    other = of_family[family]
    for column in ("mother_id", "father_id"):
        parent = persons[column] - first_number
        known = (parent >= 0) & (parent < len(persons))
        ill = known & first[np.where(known, parent, 0)]
        other = np.where((other < 0) & ill, parent, other)
    return other.astype(np.int64)
