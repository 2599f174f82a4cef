"""Leave around a birth: the work is kept, nothing is earned meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER, months_of
from tirek.forecast.population.life import labour

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

LEAVE_UNTIL = 3
"""Age of the child up to which there is leave."""


def remember(state: State) -> None:
    """Say of those on leave on the first day when they come back, to the wage of their standing among equals."""
    persons, months = state.persons, state.frame.numbers["months_of_leave"]["after_birth"]
    rows = np.flatnonzero(persons["alive"] & persons["on_leave"])
    born = persons["last_birth"][rows]
    back = np.where(born == NEVER, state.month, months_of(born) + months)
    expecting = persons["birth_due_on"][rows] != NEVER
    due = months_of(persons["birth_due_on"][rows])
    persons["away_until"][rows] = np.where(expecting, due + months, np.maximum(back, state.month))
    persons["kept_wage"][rows] = labour.wages_of_standing(state, rows)


def begin(state: State, rows: Column, until: Column) -> None:
    """Let employees go on leave up to the end of a month, and the self-employed pay no contributions meanwhile."""
    persons = state.persons
    persons["away_until"][rows] = until
    goes = rows[persons.is_("employment", "employee")[rows] & ~persons["on_leave"][rows]]
    before = persons["wage"][goes]
    persons["kept_wage"][goes] = before
    persons["on_leave"][goes], persons["wage"][goes] = True, 0
    state.tell("wage_changed", goes, persons["day"][goes], before=(before,), after=(persons["wage"][goes],))


def come_back(state: State) -> None:
    """Let those whose leave is over earn again."""
    persons = state.persons
    needed = persons["birth_due_on"] != NEVER
    infants = np.flatnonzero(persons["alive"] & (state.ages < LEAVE_UNTIL))
    for parent in ("mother", "father"):
        of = persons[parent][infants]
        needed[of[of >= 0]] = True
    over = (persons["away_until"] < state.month) | ~needed
    rows = np.flatnonzero(persons["alive"] & persons["on_leave"] & over)
    least = np.int64(state.frame.law.minimum_wage[state.step])
    before = persons["wage"][rows]
    persons["wage"][rows] = np.maximum(persons["kept_wage"][rows], least)
    persons["on_leave"][rows] = False
    state.tell("wage_changed", rows, persons["day"][rows], before=(before,), after=(persons["wage"][rows],))
