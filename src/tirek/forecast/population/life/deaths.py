"""Deaths: by sex and age as the life table says, levelled to the nation's; what they leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY
from tirek.forecast.population.life import insured
from tirek.forecast.population.life.draws import draw, monthly
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN, STUDENT_TO = 18, 23


def die(state: State) -> None:
    """Let people die this month."""
    persons, frame = state.persons, state.frame
    age = np.minimum(state.ages, frame.deaths.shape[1] - 1).clip(0)
    chances = frame.deaths[persons["sex"], age]
    groups = table_spec("persons").columns["disability_group"].choices
    times = np.array([frame.numbers["deaths_with_disability"][group] for group in groups])
    harder = times[persons["disability_group"]]
    for band in range(0, frame.deaths.shape[1], 10):
        those = persons["alive"] & (age >= band) & (age < band + 10)
        if those.any():  # levelled within ten years of age: disability says who dies, not how many
            harder[those] *= chances[those].sum() / max((chances[those] * harder[those]).sum(), 1e-12)
    chances = monthly(np.minimum(chances * harder, 0.95)) * persons["alive"]
    order = np.lexsort((age, persons["sex"]))
    dead = np.sort(order[draw(state.rng, chances[order])])
    if len(dead):
        _bury(state, dead)


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
    insured.survivors(state, rows, youngest, count)


def _relate(state: State, parent: Column, child: Column) -> None:
    """Keep a deceased breadwinner as the parent of his children: columns of persons name the living only."""
    kinship, number = state.kinship, state.persons["person_id"]
    kinship.append(
        len(child), person_id=number[child], relative_id=number[parent], relation=kinship.code("relation", "parent")
    )
