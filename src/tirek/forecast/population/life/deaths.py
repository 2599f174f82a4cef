"""Deaths: by sex and age at the death rates of the year, levelled to the nation's; what they leave behind.

Disability, marriage and work say who dies among those of the same sex and age, not how many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY
from tirek.forecast.population.life import survivors
from tirek.forecast.population.life.draws import draw
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN, STUDENT_TO = 18, 23
BAND = 5
"""Years of age within which deaths are levelled."""


def die(state: State) -> None:
    """Let people die this month."""
    persons, by_age = state.persons, state.frame.death_rates(state.year)
    age = np.minimum(state.ages, by_age.shape[1] - 1).clip(0)
    rates = by_age[persons["sex"], age]
    harder = _frailty(state)
    cell = persons["sex"] * by_age.shape[1] + age // BAND
    alive = persons["alive"]
    weighed = rates * state.weights
    expected = np.bincount(cell[alive], weighed[alive])
    found = np.bincount(cell[alive], (weighed * harder)[alive])
    harder[alive] *= (expected / np.maximum(found, 1e-12))[cell[alive]]
    chances = (1 - np.exp(-rates * harder / 12)) * alive
    order = np.lexsort((age, persons["sex"]))
    dead = np.sort(order[draw(state.rng, chances[order])])
    if len(dead):
        _bury(state, dead)


def _frailty(state: State) -> Column:
    """Return how much likelier than others of the same sex and age each person dies, before levelling."""
    persons, numbers = state.persons, state.frame.numbers
    grown = state.ages >= GROWN
    harder = np.ones(len(persons))
    for column, name in (("disability_group", "deaths_with_disability"), ("marital_status", "deaths_by_marriage")):
        choices = table_spec("persons").columns[column].choices
        times = np.array([numbers[name].get(choice, 1.0) for choice in choices])[persons[column]]
        harder *= np.where(grown | (column == "disability_group"), times, 1.0)
    harder[persons["formal"]] *= numbers["deaths_at_work"]
    return harder


def _bury(state: State, dead: Column) -> None:
    persons = state.persons
    persons["alive"][dead] = False
    state.families["touched"][persons["home"][dead]] = True
    day = persons["day"][dead]
    spouse = persons["spouse"][dead]
    spouse_id = np.where(spouse >= 0, persons["person_id"][spouse], NOBODY)
    state.tell("death", dead, day, other=spouse_id)
    left = np.flatnonzero((spouse >= 0) & persons["alive"][spouse])
    widows = spouse[left]
    before = persons["marital_status"][widows]
    persons["marital_status"][widows] = persons.code("marital_status", "widowed")
    persons["married_on"][widows], persons["spouse"][widows] = NEVER, -1
    after = persons["marital_status"][widows]
    state.tell("widowed", widows, day[left], other=persons["person_id"][dead[left]], before=(before,), after=(after,))
    persons["spouse"][dead] = -1
    _leave_survivors(state, dead, spouse_id)


def _leave_survivors(state: State, dead: Column, spouse_id: Column) -> None:
    """Keep breadwinners who leave children behind, and let the survivors' right arise."""
    persons, age = state.persons, state.ages
    dependent = persons["alive"] & ((age < GROWN) | (persons["full_time_student"] & (age < STUDENT_TO)))
    place = np.full(len(persons) + 1, -1)
    place[dead] = np.arange(len(dead))
    pairs = []
    for parent in ("mother", "father"):
        of = place[persons[parent]]
        child = np.flatnonzero(dependent & (of >= 0))
        pairs.append((of[child], child))
    of, child = (np.concatenate(each) for each in zip(*pairs, strict=True))
    if not len(of):
        return
    _relate(state, dead[of], child)
    order = np.lexsort((-persons["birth_date"][child], of))
    of, child = of[order], child[order]
    breadwinner, first, count = np.unique(of, return_index=True, return_counts=True)
    rows, youngest = dead[breadwinner], child[first]
    state.deceased.append(
        len(rows),
        person_id=persons["person_id"][rows], family_id=state.families["family_id"][persons["home"][youngest]],
        iin=persons["iin"][rows], birth_date=persons["birth_date"][rows], sex=persons["sex"][rows],
        died_on=persons["day"][rows], widow_id=spouse_id[breadwinner],
    )  # fmt: skip
    survivors.begin(state, rows, youngest, count)


def _relate(state: State, parent: Column, child: Column) -> None:
    """Keep a deceased breadwinner as the parent of his children: columns of persons name the living only."""
    kinship, number = state.kinship, state.persons["person_id"]
    kinship.append(
        len(child), person_id=number[child], relative_id=number[parent], relation=kinship.code("relation", "parent")
    )
