"""Study: it ends when it was to end, and begins in September."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NEVER, first_days

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

YOUNGEST, SCHOOL_AGE, NINTH_FORM_AGE, LAST_FORM_AGE, OLDEST = 1, 6, 15, 17, 25
JUNE, AUGUST, SEPTEMBER = 6, 8, 9
OLDEST_FULL_TIME = 30
_REACHED: Final = {"college": "vocational", "university": "higher"}


def study(state: State) -> None:
    """Let study end and begin this month; nobody is a full-time student for ever."""
    state.persons["full_time_student"] &= state.ages < OLDEST_FULL_TIME
    _end(state)
    if state.month_of_year == SEPTEMBER:
        _begin(state)


def _end(state: State) -> None:
    persons = state.persons
    ends = persons["study_ends_on"]
    over = persons["alive"] & (persons["study"] != persons.code("study", "none")) & (ends != NEVER)
    rows = np.flatnonzero(over & (ends < state.first_day + state.days))
    if not len(rows):
        return
    age = state.ages[rows]
    reached = np.zeros(len(rows), np.int8)
    school = persons.is_("study", "school")[rows]
    reached[school] = persons.code("education", "basic")
    reached[school & (age >= LAST_FORM_AGE)] = persons.code("education", "secondary")
    for study_, level in _REACHED.items():
        reached[persons.is_("study", study_)[rows]] = persons.code("education", level)
    days = np.maximum(ends[rows], state.first_day)
    persons["education"][rows] = np.maximum(persons["education"][rows], reached)
    before = persons["study"][rows]
    persons["study"][rows] = persons.code("study", "none")
    persons["full_time_student"][rows] = False
    persons["study_ends_on"][rows] = NEVER
    state.tell("study_ended", rows, days, before=(before,), after=(persons["study"][rows],))


def _begin(state: State) -> None:
    persons, rng, chance = state.persons, state.rng, state.frame.numbers["study"]
    age = state.ages
    free = persons["alive"] & persons.is_("study", "none")
    luck = rng.random(len(persons))
    where = np.zeros(len(persons), np.int8)

    def go(those: Column, study_: str, share: float, low: float = 0.0) -> None:
        where[free & those & (luck >= low) & (luck < low + share)] = persons.code("study", study_)

    basic, secondary, vocational = (persons.is_("education", level) for level in ("basic", "secondary", "vocational"))
    for years, share in enumerate(chance["kindergarten"]):
        go(age == YOUNGEST + years, "kindergarten", share)
    go((age >= SCHOOL_AGE) & (age < NINTH_FORM_AGE), "school", chance["school"])
    go(basic & (age >= NINTH_FORM_AGE) & (age < LAST_FORM_AGE), "college", 1.0)
    young = (age >= LAST_FORM_AGE) & (age <= LAST_FORM_AGE + 1)
    go(secondary & young, "university", chance["after_school_university"])
    go(secondary & young, "college", chance["after_school_college"], chance["after_school_university"])
    go(vocational & (age >= LAST_FORM_AGE) & (age <= OLDEST - 4), "university", chance["after_college_university"])
    rows = np.flatnonzero(where)
    _enrol(state, rows, where[rows], age[rows])


def _enrol(state: State, rows: Column, where: Column, age: Column) -> None:
    persons, rng, numbers = state.persons, state.rng, state.frame.numbers["study"]
    before = persons["study"][rows]
    persons["study"][rows] = where
    school, kindergarten = (where == persons.code("study", name) for name in ("school", "kindergarten"))
    leaves = rng.random(len(rows)) < numbers["after_nine_years_college"]
    form_years = np.maximum(1, numbers["school_years"] - 2 * leaves - (age - SCHOOL_AGE))
    college = np.where(where == persons.code("study", "college"), numbers["college_years"], numbers["university_years"])
    years = np.where(school, form_years, np.where(kindergarten, np.maximum(1, SCHOOL_AGE - age), college))
    month = np.where(kindergarten, AUGUST, JUNE)
    persons["study_ends_on"][rows] = first_days((state.year + years) * 12 + month) - 1
    full = school | (~kindergarten & (rng.random(len(rows)) < numbers["full_time"]))
    persons["full_time_student"][rows] = full
    state.tell("study_began", rows, state.first_day, before=(before,), after=(where,))
