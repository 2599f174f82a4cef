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
"""Age of the child, in years, up to which there is leave."""


def remember(state: State) -> None:
    """Say of those on leave on the first day when they come back, to the wage of their standing among equals."""
    persons = state.persons
    rows = np.flatnonzero(persons["alive"] & persons["on_leave"])
    born = persons["last_birth"][rows]
    passed = np.where(born == NEVER, 0, state.month - months_of(born))
    back = state.month - passed + months_away(state, np.clip(passed, 0, None))
    expecting = persons["birth_due_on"][rows] != NEVER
    due = months_of(persons["birth_due_on"][rows])
    persons["away_until"][rows] = np.where(expecting, due + months_away(state, np.zeros(len(rows))), back) - 1
    persons["kept_wage"][rows] = labour.wages_of_standing(state, rows)


def months_away(state: State, passed: Column) -> Column:
    """Draw for how many months after a birth mothers stay away who have stayed away for `passed` months."""
    table = state.frame.of_work["childcare_leave"]
    months, edges = np.array(table["months"]), np.cumsum(table["since"])
    below = np.append(0.0, edges)[np.searchsorted(months, passed, side="right")]
    luck = below + state.rng.random(len(passed)) * (edges[-1] - below)
    longest: Column = months[np.minimum(np.searchsorted(edges, luck, side="right"), len(months) - 1)]
    return longest


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
    months_old = state.month - months_of(persons["birth_date"])
    infants = np.flatnonzero(
        persons["alive"] & (months_old < 12 * LEAVE_UNTIL)
    )  # in the month of that birthday it is over
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
