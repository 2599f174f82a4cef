"""Citizenship: newcomers become citizens one by one, children with a parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER, months_of
from tirek.forecast.population.life.draws import monthly

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN = 18
_YEAR = 12


def naturalise(state: State) -> None:
    """Let kandas and holders of residence permits who have been here long enough become citizens, and their children.

    Every kandas is a citizen after the most years that `kandas_years` tells, each in a month of his or her own.
    """
    persons = state.persons
    citizen = persons.code("residence_status", "citizen")
    waiting = persons["alive"] & (persons["residence_status"] != citizen)
    grown = waiting & (state.ages >= GROWN) & (persons["arrived_on"] != NEVER)
    here = np.where(grown, state.month - months_of(persons["arrived_on"]), 0)
    kandas, permits = state.frame.of_people["kandas_years"], state.frame.numbers["citizens_by_permit"]
    least, most = kandas["least"] * _YEAR, kandas["most"] * _YEAR
    chances = np.where(here >= least, 1 / np.maximum(most - here, 1), 0.0) * persons.is_("residence_status", "kandas")
    by_permit = persons.is_("residence_status", "permanent_resident") & (here >= permits["from_years"] * _YEAR)
    chances[by_permit] = monthly(permits["yearly"])
    _become_citizens(state, np.flatnonzero(grown & (state.rng.random(len(persons)) < chances)))
    while len(children := _of_citizens(state)):
        _become_citizens(state, children)


def _of_citizens(state: State) -> Column:
    """Return minors, and those born here, who have a citizen for a parent or lost the parents who were none."""
    persons = state.persons
    citizen = persons.is_("residence_status", "citizen")
    follows = (state.ages < GROWN) | (persons["arrived_on"] == NEVER)
    parents = np.stack([persons["mother"], persons["father"]])
    living = (parents >= 0) & persons["alive"][parents]
    of_citizen = (living & citizen[parents]).any(axis=0) | ~living.any(axis=0)
    return np.flatnonzero(persons["alive"] & ~citizen & follows & of_citizen)


def _become_citizens(state: State, rows: Column) -> None:
    persons = state.persons
    before = persons["residence_status"][rows]
    persons["residence_status"][rows] = persons.code("residence_status", "citizen")
    after = persons["residence_status"][rows]
    state.tell("naturalised", rows, persons["day"][rows], before=(before,), after=(after,))
