"""Retirement at the pension age of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.life import benefits, labour

if TYPE_CHECKING:
    from tirek.forecast.population.life.state import State

SERVICE_FOR_SOLIDARITY = 6
"""Months of service before 1998 that give a solidarity pension."""


def retire(state: State) -> None:
    """Let those who reach pension age receive their pensions; some go on working."""
    persons = state.persons
    reached = state.frame.law.pension_ages.reached_in(persons["birth_date"], persons["sex"])
    # Who reached it earlier and has no pension has no right to one, unless he or she has just come to the country.
    now = (reached == state.month) | ((reached < state.month) & (persons["arrived_on"] >= state.first_day))
    # Early pensioners have a base pension from the general age only (art. 205 of the Code).
    early = np.flatnonzero(persons["alive"] & persons["pensioner"] & (reached == state.month))
    benefits.begin(state, "base_pension", early, persons["day"][early])
    rows = np.flatnonzero(persons["alive"] & ~persons["pensioner"] & now)
    if not len(rows):
        return
    day, before = persons["day"][rows], persons["pensioner"][rows]
    persons["pensioner"][rows] = True
    state.tell("retired", rows, day, before=(before,), after=(persons["pensioner"][rows],))
    benefits.end(state, rows, "disability_payment", "childcare_payment", "job_loss_payment", "disability_allowance")
    benefits.begin(state, "base_pension", rows, day)
    served = persons["soviet_service_months"][rows] >= SERVICE_FOR_SOLIDARITY
    benefits.begin(state, "solidarity_pension", rows[served], day[served])
    saved = (persons["record"][rows] > 0) & (state.rng.random(len(rows)) < state.frame.numbers["accumulative_share"])
    benefits.begin(state, "accumulative_pension", rows[saved], day[saved])
    working = persons.is_("employment", "employee", "self_employed", "unemployed")[rows]
    stops = working & (state.rng.random(len(rows)) >= state.frame.numbers["work_after_pension_age"])
    idle = persons.is_("employment", "unemployed")[rows]
    labour.dismiss(state, rows[stops & ~idle], "outside")
    persons["employment"][rows[idle]] = persons.code("employment", "outside")
    persons["registered_unemployed"][rows[idle]] = False
