"""Study: it ends when it was to end, and begins in September."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NEVER, ages, first_days
from tirek.forecast.population.life import labour
from tirek.forecast.population.life.draws import draw
from tirek.forecast.population.schooling.study_ends import (
    ELEVENTH,
    JULY,
    NINTH,
    highest_level,
    study_ends,
    years_since_first_form,
)

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

SCHOOL_AGE, NINTH_FORM_AGE, LAST_FORM_AGE = 6, 15, 17
JUNE, SEPTEMBER = 6, 9
SUMMER: Final = (6, 7, 8)
WORKER, RETURNER = 0.3, 0.5
"""How likely those who work, and those who did not leave study lately, begin to study, against others."""
OLDEST_FULL_TIME = 30
_BEGINNERS: Final = (
    ("kindergarten", ("none",), SCHOOL_AGE), ("school", ("none", "basic"), LAST_FORM_AGE + 1),
    ("college", ("basic", "secondary"), OLDEST_FULL_TIME),
    ("university", ("secondary", "vocational", "higher"), OLDEST_FULL_TIME),
)  # fmt: skip
"""What is begun, with which education, up to which age on 1 January; in this order."""
_LEAST: Final = {"college": {"basic": 3, "secondary": 1}, "university": {"secondary": 4, "vocational": 3, "higher": 1}}
"""Years of study from the September of the beginning, by what is begun and with which education."""
_REACHED: Final = {"college": "vocational", "university": "higher"}


def remember(state: State) -> None:
    """Where the first life begins in summer, take the young who neither study nor work for school leavers."""
    if state.month_of_year in SUMMER and not state.base:
        persons, age = state.persons, state.ages
        idle = persons.is_("study", "none") & persons.is_("employment", "outside", "child")
        persons["left_study"][idle & (age >= NINTH_FORM_AGE) & (age <= LAST_FORM_AGE + 1)] = state.month


def on_holiday(state: State) -> Column:
    """Return who left school, college or university this summer: before September nobody of them looks for work."""
    left: Column = state.persons["left_study"] >= state.year * 12 + JUNE - 1
    return left & (state.month_of_year in SUMMER)


def study(state: State) -> None:
    """Let study end and begin this month; nobody is a full-time student for ever."""
    state.persons["full_time_student"] &= state.ages < OLDEST_FULL_TIME
    _end(state)
    if state.month_of_year == JULY + 1:
        _leave_ninth_form(state)
    if state.month_of_year == SEPTEMBER:
        _begin(state)


def _leave_ninth_form(state: State) -> None:
    """Give those who stay at school after the ninth form their basic education."""
    persons = state.persons
    pupils = np.flatnonzero(persons["alive"] & persons.is_("study", "school"))
    years = years_since_first_form(persons["birth_date"][pupils], dt.date(state.year, state.month_of_year, 1))
    basic = pupils[years >= NINTH]
    persons["education"][basic] = np.maximum(persons["education"][basic], persons.code("education", "basic"))


def _end(state: State) -> None:
    persons = state.persons
    ends = persons["study_ends_on"]
    over = persons["alive"] & (persons["study"] != persons.code("study", "none")) & (ends != NEVER)
    rows = np.flatnonzero(over & (ends < state.first_day + state.days))
    if not len(rows):
        return
    years = years_since_first_form(persons["birth_date"][rows], dt.date(state.year, JULY + 1, 1))
    reached = np.zeros(len(rows), np.int8)
    school = persons.is_("study", "school")[rows]
    reached[school] = persons.code("education", "basic")
    reached[school & (years >= ELEVENTH)] = persons.code("education", "secondary")
    for study_, level in _REACHED.items():
        reached[persons.is_("study", study_)[rows]] = persons.code("education", level)
    reached = np.minimum(reached, highest_level(years)).astype(np.int8)
    days = np.maximum(ends[rows], state.first_day)
    persons["education"][rows] = np.maximum(persons["education"][rows], reached)
    before = persons["study"][rows]
    persons["study"][rows] = persons.code("study", "none")
    persons["full_time_student"][rows] = False
    persons["study_ends_on"][rows] = NEVER
    persons["left_study"][rows] = state.month
    state.tell("study_ended", rows, days, before=(before,), after=(persons["study"][rows],))


def _begin(state: State) -> None:
    """Let so many begin that on 1 January as many of each sex and age study as the room `schooling` says.

    Where more go on studying than it says, fewer begin; who finished school early for his age takes places further on.
    """
    persons, schooling = state.persons, state.frame.schooling
    on = int(first_days(np.array([(state.year + 1) * 12]))[0])
    age = ages(persons["birth_date"], on).clip(0, schooling.attendance.shape[1] - 1)
    cell = persons["sex"].astype(np.int64) * schooling.attendance.shape[1] + age
    shares = schooling.attendance.reshape(-1, schooling.attendance.shape[2])
    order = np.argsort(cell, kind="stable")

    def count(those: Column) -> Column:
        return np.bincount(cell[those], minlength=len(shares))

    people = count(persons["alive"])
    room = np.maximum((1 - shares[:, 0]) * people - count(persons["alive"] & ~persons.is_("study", "none")), 0)
    lacking = np.zeros(len(shares))
    works = persons.is_("employment", "employee", "self_employed")
    for name, levels, oldest in _BEGINNERS:
        study_ = persons.code("study", name)
        places = shares[:, study_] * people - count(persons["alive"] & (persons["study"] == study_))
        wanted = np.minimum(np.maximum(places, 0) + lacking, room)
        free = persons["alive"] & persons.is_("study", "none") & persons.is_("education", *levels) & (age <= oldest)
        leaning = free * np.where(works, WORKER, 1.0) * np.where(persons["left_study"] >= 0, 1.0, RETURNER)
        level = wanted / np.maximum(np.bincount(cell, leaning, len(shares)), 1e-9)
        rows = np.sort(order[draw(state.rng, np.minimum(1.0, leaning * level[cell])[order])])
        begun = count(rows)
        room = np.maximum(room - begun, 0)
        if name != "kindergarten":
            lacking = np.maximum(wanted - begun, 0)
        _enrol(state, rows, study_)


def _enrol(state: State, rows: Column, study_: int) -> None:
    """Let persons begin to study, until the June in which the room `schooling` ends it; full time is without work."""
    persons, schooling = state.persons, state.frame.schooling
    if not len(rows):
        return
    before = persons["study"][rows]
    persons["study"][rows] = study_
    full = state.rng.random(len(rows)) < schooling.full_time[study_]
    birth, on = persons["birth_date"][rows], dt.date(state.year, state.month_of_year, 1)
    leaves = schooling.leaves_after_ninth_form
    ends = study_ends(birth, persons["study"][rows].astype(np.int64), on, leaves, state.rng)
    persons["study_ends_on"][rows] = np.maximum(ends, _soonest(state, rows))
    persons["full_time_student"][rows] = full
    persons["left_study"][rows] = -1
    state.tell("study_began", rows, state.first_day, before=(before,), after=(persons["study"][rows],))
    give_up = rows[full]
    works = persons.is_("employment", "employee", "self_employed")[give_up]
    labour.dismiss(state, give_up[works], "outside")
    looks = give_up[persons.is_("employment", "unemployed")[give_up]]
    persons["employment"][looks] = persons.code("employment", "outside")
    persons["unemployed_since"][looks] = NEVER
    persons["registered_unemployed"][looks] = False


def _soonest(state: State, rows: Column) -> Column:
    """Return the last day of June of the year before which nobody finishes what he or she begins now."""
    persons = state.persons
    years = np.zeros(len(rows), np.int64)
    for study_, of_level in _LEAST.items():
        for level, least in of_level.items():
            begins = persons.is_("study", study_)[rows] & persons.is_("education", level)[rows]
            years[begins] = least
    soonest: Column = np.where(years > 0, first_days((state.year + years) * 12 + JULY) - 1, NEVER)
    return soonest
