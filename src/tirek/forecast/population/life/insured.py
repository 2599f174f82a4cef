"""Insured events: the facts that the law asks about when a month brings a right to a payment of the Fund."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tirek.forecast.population.days import NOBODY, months_of
from tirek.forecast.population.life import benefits, leave
from tirek.forecast.population.life.payments import CREDITED_MONTHS
from tirek.forecast.population.life.rows import rows_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

DAYS_TO_APPLY = 15
"""Mean days between an event and the application."""
YEARS_OF_CHILDCARE = 1.5
MONTH_PAID = 30
RECORD_SPENT = 12
"""Months of record that each month paid before costs."""
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
    """File maternity for women whose leave begins this month and for whom anybody ever contributed, as in the past.

    Whether she has a right, the law says from her income; only who works goes on leave.
    """
    persons = state.persons
    begins = persons["birth_due_on"][women] - state.frame.law.leave_before
    now = women[(begins >= state.first_day) & (begins < state.first_day + state.days)]
    now = insured(state, now)
    if not len(now):
        return
    kind = np.where(state.rng.random(len(now)) < _COMPLICATED, "complicated", "normal")
    codes = np.array([state.insured_events.code("birth_kind", each) for each in kind])
    file(
        state, "maternity", now, persons["birth_due_on"][now] - state.frame.law.leave_before,
        birth_kind=codes, birth_order=persons["children_born"][now] + 1,
    )  # fmt: skip
    works = now[persons.is_("employment", "employee", "self_employed")[now]]
    leave.begin(state, works, months_of(persons["birth_due_on"][works]) + MONTHS_AFTER_BIRTH)


def births(state: State, mothers: Column, children: Column, twice: Column) -> None:
    """Complete maternity events with the child, file childcare, and begin the childcare payment or allowance.

    The allowance goes to those for whom nobody contributed in the months that count.
    """
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
    lately = state.step + CREDITED_MONTHS
    has_income = (persons["credited"][mothers, lately - state.frame.law.income_window : lately] > 0).any(axis=1)
    who = mothers[has_record]
    file(
        state, "childcare", who, born[has_record], child_id=persons["person_id"][children[has_record]],
        child_born_on=born[has_record], birth_order=persons["children_born"][who], ends_on=until[has_record],
    )  # fmt: skip
    benefits.begin(state, "childcare_payment", mothers[has_income], born[has_income], until[has_income])
    benefits.begin(state, "childcare_allowance", mothers[~has_income], born[~has_income], until[~has_income])


def payable(state: State, kind: str, rows: Column) -> Column:
    """Return for which of `rows` the mean income of the law's months exceeds what it leaves out for this payment."""
    law, until = state.frame.law, state.step + CREDITED_MONTHS
    income = state.persons["credited"][rows, until - law.income_window : until].mean(axis=1)
    exceeds: Column = income > law.left_out[kind][state.step]
    return exceeds


def job_losses(state: State, rows: Column, happened: Column) -> None:
    """File losses of work; the payment runs for as many months as the record gives, less those paid before."""
    state.journal.count("job_loss_award", state.year, state.weights[rows])
    persons, events, longest = state.persons, state.insured_events, state.frame.law.job_loss_months
    earlier = events.is_("kind", "job_loss")
    person = events["person_id"][earlier]
    paid = events["ends_on"][earlier] - events["happened_on"][earlier].astype(np.int64)
    known, place = np.unique(person, return_inverse=True)
    before = np.append(np.bincount(place, np.clip(paid // MONTH_PAID, 0, longest[-1]), len(known)), 0).astype(np.int64)
    at = np.minimum(np.searchsorted(known, persons["person_id"][rows]), len(known))
    again = np.where(np.isin(persons["person_id"][rows], known), before[at], 0)
    counted = np.maximum(persons["record"][rows] - RECORD_SPENT * again, 0)
    ends = (happened + MONTH_PAID * longest[np.minimum(counted, len(longest) - 1)]).astype(np.int32)
    file(state, "job_loss", rows, happened, ends_on=ends, months_paid_before=again)
    benefits.begin(state, "job_loss_payment", rows, happened, ends)


def work_found(state: State, rows: Column) -> None:
    """End what is paid for the loss of work to those who have found some."""
    persons, events = state.persons, state.insured_events
    running = np.flatnonzero(events.is_("kind", "job_loss") & (events["ends_on"] > state.first_day))
    place = rows_of(persons["person_id"][rows], events["person_id"][running])
    over, place = running[place >= 0], place[place >= 0]
    day = persons["day"][rows[place]]
    events["ends_on"][over] = np.maximum(np.minimum(events["ends_on"][over], day), events["happened_on"][over] + 1)
    benefits.end(state, rows, "job_loss_payment")


def disabilities(state: State, rows: Column, happened: Column) -> None:
    """File disabilities, as they stand now, of those under pension age whose income gives a right to a payment.

    Who is paid already goes on being paid.
    """
    persons, events, awards = state.persons, state.insured_events, state.awards
    right = payable(state, "disability", rows) & ~persons["pensioner"][rows]
    rows, happened = rows[right], happened[right]
    groups = np.array([events.code("disability_group", g) for g in ("none", "first", "second", "third", "none")])
    file(
        state, "disability", rows, happened, disability_group=groups[persons["disability_group"][rows]],
        disability_degree=persons["disability_degree"][rows], ends_on=persons["disability_until"][rows],
    )  # fmt: skip
    fresh = ~np.isin(persons["person_id"][rows], awards["person_id"][awards.is_("kind", "disability_payment")])
    rows, happened = rows[fresh], happened[fresh]
    state.journal.count("disability_award", state.year, state.weights[rows])
    benefits.begin(state, "disability_payment", rows, happened, persons["disability_until"][rows])
