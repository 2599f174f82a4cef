"""Insured events: the facts that the law asks about when a month brings a right to a payment of the Fund."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY, months_of
from tirek.forecast.population.life import benefits, leave
from tirek.forecast.population.life.payments import CREDITED_MONTHS

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

DAYS_TO_APPLY = 15
"""Mean days between an event and the application."""
YEARS_OF_CHILDCARE = 1.5
MOST_MONTHS_PAID = 6
MONTHS_AFTER_BIRTH = 2
_COMPLICATED = 0.12


def insured(state: State, rows: Column) -> Column:
    """Return those of `rows` for whom contributions were made in any month."""
    return rows[state.persons["record"][rows] > 0]


def file(state: State, kind: str, rows: Column, happened: Column, **facts: Any) -> Column:  # noqa: ANN401
    """Add insured events of one kind for the persons in `rows`, and return their places in the table."""
    persons, events = state.persons, state.insured_events
    start = state.step
    applied = happened + state.rng.geometric(1 / DAYS_TO_APPLY, len(rows))
    return events.append(
        len(rows),
        **{
            "event_id": state.number("insured_events", len(rows)), "kind": events.code("kind", kind),
            "person_id": persons["person_id"][rows],
            "family_id": state.families["family_id"][persons["home"][rows]],
            "happened_on": happened, "applied_on": applied, "birth_date": persons["birth_date"][rows],
            "sex": persons["sex"][rows], "residence_status": persons["residence_status"][rows],
            "record_months": persons["record"][rows],
            "credited_income": persons["credited"][rows, start : start + CREDITED_MONTHS],
        } | facts,
    )  # fmt: skip


def leave_begins(state: State, women: Column) -> None:
    """File maternity for insured women whose leave begins this month."""
    persons = state.persons
    begins = persons["birth_due_on"][women] - state.frame.law.leave_before
    now = women[(begins >= state.first_day) & (begins < state.first_day + state.days)]
    now = insured(state, now[persons.is_("employment", "employee", "self_employed")[now]])
    if not len(now):
        return
    kind = np.where(state.rng.random(len(now)) < _COMPLICATED, "complicated", "normal")
    codes = np.array([state.insured_events.code("birth_kind", each) for each in kind])
    file(
        state, "maternity", now, persons["birth_due_on"][now] - state.frame.law.leave_before,
        birth_kind=codes, birth_order=persons["children_born"][now] + 1,
    )  # fmt: skip
    leave.begin(state, now, months_of(persons["birth_due_on"][now]) + MONTHS_AFTER_BIRTH)


def births(state: State, mothers: Column, children: Column, twice: Column) -> None:
    """Complete maternity events with the child, file childcare, and begin the childcare payment or allowance."""
    persons, events = state.persons, state.insured_events
    waiting = np.flatnonzero(events.is_("kind", "maternity") & (events["child_id"] == NOBODY))
    place = {number: row for row, number in zip(waiting.tolist(), events["person_id"][waiting].tolist(), strict=True)}
    numbers = persons["person_id"][mothers].tolist()
    found = [(place[n], at) for at, n in enumerate(numbers) if n in place]
    if found:
        rows, at = np.array(found).T
        events["child_id"][rows] = persons["person_id"][children[at]]
        events["child_born_on"][rows] = persons["birth_date"][children[at]]
        multiple = events.code("birth_kind", "multiple")
        events["birth_kind"][rows] = np.where(twice[at], multiple, events["birth_kind"][rows])
    has_record = persons["record"][mothers] > 0
    born = persons["birth_date"][children]
    until = (born + round(YEARS_OF_CHILDCARE * 365.25)).astype(np.int32)
    who = mothers[has_record]
    file(
        state, "childcare", who, born[has_record], child_id=persons["person_id"][children[has_record]],
        child_born_on=born[has_record], birth_order=persons["children_born"][who], ends_on=until[has_record],
    )  # fmt: skip
    benefits.begin(state, "childcare_payment", who, born[has_record], until[has_record])
    benefits.begin(state, "childcare_allowance", mothers[~has_record], born[~has_record], until[~has_record])


def job_losses(state: State, rows: Column, happened: Column) -> None:
    """File losses of work; the payment runs for some months."""
    months = state.frame.numbers["months_of_job_loss_payment"]
    ends = (happened + 30 * months).astype(np.int32)
    state.journal.count("job_loss_award", state.year, state.weights[rows])
    events = state.insured_events
    earlier = events.is_("kind", "job_loss")
    person, paid = events["person_id"][earlier], (events["ends_on"] - events["happened_on"].astype(np.int64))[earlier]
    known, place = np.unique(person, return_inverse=True)
    before = np.append(np.bincount(place, np.clip(paid // 30, 0, MOST_MONTHS_PAID), len(known)), 0)
    at = np.minimum(np.searchsorted(known, state.persons["person_id"][rows]), len(known))
    again = np.isin(state.persons["person_id"][rows], known)
    file(state, "job_loss", rows, happened, ends_on=ends, months_paid_before=np.where(again, before[at], 0))
    benefits.begin(state, "job_loss_payment", rows, happened, ends)


def disabilities(state: State, rows: Column, happened: Column) -> None:
    """File disabilities of insured persons as they stand now in the table of persons."""
    persons, events = state.persons, state.insured_events
    known = persons["record"][rows] > 0
    rows, happened = rows[known], happened[known]
    groups = np.array([events.code("disability_group", g) for g in ("none", "first", "second", "third", "none")])
    file(
        state, "disability", rows, happened, disability_group=groups[persons["disability_group"][rows]],
        disability_degree=persons["disability_degree"][rows], ends_on=persons["disability_until"][rows],
    )  # fmt: skip
    benefits.begin(state, "disability_payment", rows, happened, persons["disability_until"][rows])


def survivors(state: State, dead: Column, youngest: Column, dependants: Column) -> None:
    """File deaths of breadwinners; the family of the youngest child receives."""
    persons, events = state.persons, state.insured_events
    family = state.families["family_id"][persons["home"][youngest]]
    student = persons["full_time_student"][youngest]
    facts: dict[str, Any] = {
        "family_id": family, "dependants": dependants, "survivor_id": persons["person_id"][youngest],
        "survivor_kind": np.full(len(dead), events.code("survivor_kind", "child")),
        "survivor_birth_date": persons["birth_date"][youngest], "survivor_full_time_student": student,
        "survivor_study_ends_on": np.where(student, persons["study_ends_on"][youngest], NEVER),
    }  # fmt: skip
    known = persons["record"][dead] > 0
    if known.any():
        file(state, "survivors", dead[known], persons["day"][dead[known]], **{n: c[known] for n, c in facts.items()})
        benefits.begin(state, "survivor_payment", youngest[known], persons["day"][dead[known]])
    benefits.begin(state, "survivor_allowance", youngest, persons["day"][dead])
