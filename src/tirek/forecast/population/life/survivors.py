"""Families that lose a breadwinner: the payment of the Fund and the state's allowance begin, go on, and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tirek.forecast.population.days import NEVER, add_months, first_days
from tirek.forecast.population.life import benefits, insured, wards
from tirek.forecast.population.life.rows import rows_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN = 18
"""Age from which a child receives what is paid for it itself."""
AFTER_SUMMER = 10
"""The month before which who left school begins to study further."""


def begin(state: State, dead: Column, youngest: Column, dependants: Column) -> None:
    """File deaths of breadwinners and begin what is paid; `youngest` is the youngest child of each."""
    persons, events = state.persons, state.insured_events
    family = state.families["family_id"][persons["home"][youngest]]
    student = persons["full_time_student"][youngest]
    day, until = persons["day"][dead], _right_ends(state, youngest)
    facts: dict[str, Any] = {
        "family_id": family, "dependants": dependants, "survivor_id": persons["person_id"][youngest],
        "survivor_kind": np.full(len(dead), events.code("survivor_kind", "child")),
        "survivor_birth_date": persons["birth_date"][youngest], "survivor_full_time_student": student,
        "survivor_study_ends_on": np.where(student, persons["study_ends_on"][youngest], NEVER), "ends_on": until,
    }  # fmt: skip
    paid = insured.payable(state, "survivors", dead)
    paid &= state.rng.random(len(dead)) < state.frame.numbers["survivors_paid"]
    insured.file(state, "survivors", dead[paid], day[paid], **{name: cells[paid] for name, cells in facts.items()})
    state.journal.count("survivor_award", state.year, state.weights[dead[paid]])
    recipient = _recipients(state, youngest)
    benefits.begin(state, "survivor_payment", recipient[paid], day[paid], until[paid])
    benefits.begin(state, "survivor_allowance", recipient, day, until)


def _recipients(state: State, children: Column) -> Column:
    """Return who receives for each child: the other parent at home, else another adult there, else the child."""
    persons = state.persons
    mother, father = persons["mother"][children], persons["father"][children]
    found = np.where(_at_home(state, father, children), father, wards.adult_at_home(state, children))
    found = np.where(_at_home(state, mother, children), mother, found)
    return np.where((found >= 0) & (state.ages[children] < GROWN), found, children)


def _at_home(state: State, parent: Column, children: Column) -> Column:
    persons = state.persons
    home: Column = persons["home"][parent] == persons["home"][children]
    return (parent >= 0) & persons["alive"][parent] & home


def _right_ends(state: State, children: Column) -> Column:
    """Return the last day of the right of each child as far as is known now: by age, or by study."""
    persons, (minor, student) = state.persons, state.frame.law.survivor_ages
    birth = persons["birth_date"][children]
    grown, oldest = add_months(birth, minor) - 1, add_months(birth, student) - 1
    full = persons["full_time_student"][children]
    ends = np.where(full, np.maximum(grown, np.minimum(persons["study_ends_on"][children], oldest)), grown)
    summer = persons["left_study"][children] == state.month
    autumn = int(first_days(np.array([state.year * 12 + AFTER_SUMMER - 1]))[0]) - 1
    return np.where(summer, np.maximum(ends, np.minimum(autumn, oldest)), ends).astype(np.int32)


def go_on(state: State) -> None:
    """Let what ends this month be paid on where a child of the family is still a minor or studies full time."""
    persons, awards = state.persons, state.awards
    ends = awards.is_("kind", "survivor_payment", "survivor_allowance") & (awards["until"] != NEVER)
    ends &= (awards["until"] >= state.first_day) & (awards["until"] < state.first_day + state.days)
    those = np.flatnonzero(ends)
    kinship = state.kinship
    told = kinship.is_("relation", "parent") & np.isin(kinship["relative_id"], state.deceased["person_id"])
    orphans = rows_of(persons["person_id"], kinship["person_id"][told])
    orphans = orphans[orphans >= 0]
    orphans = orphans[persons["alive"][orphans]]
    last = np.full(len(state.families) + 1, -1, np.int64)
    np.maximum.at(last, persons["home"][orphans], _right_ends(state, orphans))
    owner = rows_of(persons["person_id"], awards["person_id"][those])
    home = np.where(owner >= 0, persons["home"][owner], -1)
    awards["until"][those] = np.maximum(awards["until"][those], last[home])
