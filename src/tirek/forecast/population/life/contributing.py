"""Social contributions of the month by the law of the month: paid, missed, or not due during leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NOBODY, months_of
from tirek.forecast.population.life.payments import CREDITED_MONTHS
from tirek.forecast.population.tables import table_spec
from tirek.forecast.population.work.contributions import contributions_of_month

if TYPE_CHECKING:
    from tirek.forecast.population.life.state import State

GROWN = 16


def remember(state: State) -> None:
    """Keep in mind who pays for himself: no column of the nation says it, the contributions of the last quarter do."""
    persons = state.persons
    own = persons.is_("employment", "self_employed") & persons["formal"]
    persons["pays"] = own & state.payments.pay_for_themselves(persons["person_id"])


def contribute(state: State) -> None:
    """Pay the month's contributions of who works formally, is not on leave and is under pension age.

    Of those who work for themselves only some pay, and stay with it; see `remember`.
    """
    persons, frame, rng = state.persons, state.frame, state.rng
    gap = frame.numbers["contribution_gap"]
    employee = persons.is_("employment", "employee")
    payer = np.where(employee, 0, _payer_of_own_account()[persons["own_account"]])
    income = np.where(employee, persons["wage"], persons["own_income"])
    age_months = state.month - months_of(persons["birth_date"])
    young = state.month < frame.law.pension_ages.reached_in(persons["birth_date"], persons["sex"])
    works = persons["alive"] & persons["formal"] & (payer >= 0) & (income > 0) & young & (age_months >= GROWN * 12)
    works &= (persons["away_until"] < state.month) & (employee | persons["pays"])
    luck = rng.random(len(persons))
    begins = works & ~persons["in_gap"] & (luck < np.where(employee, gap["employer"], gap["others"]))
    persons["in_gap"] = works & ((persons["in_gap"] & (luck < gap["goes_on"])) | begins)
    rows = np.flatnonzero(works)
    due, credited = contributions_of_month(
        frame.law.contributions, state.month, payer[rows], income[rows], in_city=True
    )
    missed = persons["in_gap"][rows]
    paid = np.where(missed, 0, due)
    employer = np.where(employee[rows], persons["employer_id"][rows], NOBODY)
    state.payments.add(state.month, persons["person_id"][rows], employer, payer[rows], income[rows], paid)
    arrived = rows[paid > 0]
    persons["record"][arrived] += 1
    persons["credited"][arrived, CREDITED_MONTHS + state.step] = credited[paid > 0]
    missing = np.flatnonzero(begins)
    day = state.first_day + state.days - 1
    state.tell("contribution_missed", missing, day, other=persons["employer_id"][missing])


def _payer_of_own_account() -> np.ndarray:
    """Return the kind of payer for each form of self-employment, -1 where nobody pays."""
    kinds = table_spec("contributions").columns["payer_kind"].choices
    forms = table_spec("persons").columns["own_account"].choices
    return np.array([kinds.index(form) if form in kinds else -1 for form in forms])
