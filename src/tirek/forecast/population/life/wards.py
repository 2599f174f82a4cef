"""Children who lost those they lived with: to a parent who lives elsewhere, else under a guardian at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.life.rows import rows_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN = 18
_STRONG = 70
"""Older relatives become guardians only where there is nobody else."""


def without_parent(state: State) -> Column:
    """Return minors who live neither with a parent nor with a guardian."""
    persons, kinship = state.persons, state.kinship
    parents = np.stack([persons["mother"], persons["father"]])
    with_parent = ((parents >= 0) & persons["alive"][parents] & (persons["home"][parents] == persons["home"])).any(
        axis=0
    )
    under = kinship.is_("relation", "guardian")
    ward, keeper = (rows_of(persons["person_id"], kinship[of][under]) for of in ("person_id", "relative_id"))
    kept = (ward >= 0) & (keeper >= 0) & persons["alive"][keeper] & (persons["home"][keeper] == persons["home"][ward])
    guarded = np.zeros(len(persons), np.bool_)
    guarded[ward[kept]] = True
    return np.flatnonzero(persons["alive"] & (state.ages < GROWN) & ~with_parent & ~guarded)


def parent_elsewhere(state: State, children: Column) -> Column:
    """Return the row of the living mother of each child, or the father's, or -1."""
    persons = state.persons
    mother, father = persons["mother"][children], persons["father"][children]
    found = np.where((father >= 0) & persons["alive"][father], father, -1)
    return np.where((mother >= 0) & persons["alive"][mother], mother, found)


def adult_at_home(state: State, children: Column) -> Column:
    """Return the row of the adult who lives with each child and is likeliest to become a guardian, or -1."""
    persons, age = state.persons, state.ages
    grown = np.flatnonzero(persons["alive"] & (age >= GROWN))
    rank = np.where(age[grown] < _STRONG, age[grown], -age[grown])
    order = np.lexsort((rank, persons["home"][grown]))
    of_home = np.full(len(state.families), -1)
    of_home[persons["home"][grown][order]] = grown[order]  # the last one written stays
    return np.asarray(of_home[persons["home"][children]])


def guard(state: State, wards: Column, guardians: Column) -> None:
    """Put children under guardians, in place of those they had."""
    release(state, wards)
    kinship, number = state.kinship, state.persons["person_id"]
    for one, other, relation in ((wards, guardians, "guardian"), (guardians, wards, "ward")):
        kinship.append(
            len(one), person_id=number[one], relative_id=number[other], relation=kinship.code("relation", relation),
            together=True,
        )  # fmt: skip


def release(state: State, wards: Column) -> None:
    """End the guardianship of persons, where there is one."""
    kinship, numbers = state.kinship, state.persons["person_id"][wards]
    of_ward = kinship.is_("relation", "guardian") & np.isin(kinship["person_id"], numbers)
    of_ward |= kinship.is_("relation", "ward") & np.isin(kinship["relative_id"], numbers)
    kinship.keep(~of_ward)
