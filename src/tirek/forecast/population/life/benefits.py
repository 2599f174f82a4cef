"""Pensions and benefits in payment: they begin, follow the index of the year, and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.basics.text import TIYN_PER_TENGE
from tirek.forecast.population.awards.large_families import Kin, large_families
from tirek.forecast.population.days import NEVER, ages, first_days, month_number
from tirek.forecast.population.life.rows import rows_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.rows import Rows
    from tirek.forecast.population.life.state import State

GROWN, STUDENT_TO = 18, 23
"""Ages up to which children, and full-time students, count in a family of many children."""


def begin(state: State, kind: str, rows: Column, since: Column, until: Column | int = NEVER) -> None:
    """Begin a payment of one kind to the persons in `rows`; the amount is one now paid in the block for this kind."""
    if not len(rows):
        return
    awards, persons = state.awards, state.persons
    paid = awards["amount"][awards.is_("kind", kind)]
    if len(paid):
        amount = paid[state.rng.integers(0, len(paid), len(rows))]
    else:
        amount = np.full(len(rows), state.frame.numbers["amounts"][kind] * TIYN_PER_TENGE, np.int64)
    awards.append(
        len(rows),
        award_id=state.number("awards", len(rows)), person_id=persons["person_id"][rows],
        family_id=state.families["family_id"][persons["home"][rows]], kind=awards.code("kind", kind),
        since=since, until=until, amount=amount,
    )  # fmt: skip


def end(state: State, rows: Column, *kinds: str) -> None:
    """End payments of these kinds to the persons in `rows` at the end of the month before."""
    awards = state.awards
    those = np.isin(awards["person_id"], state.persons["person_id"][rows]) & awards.is_("kind", *kinds)
    awards.keep(~those)


def extend(state: State, rows: Column, until: Column) -> None:
    """Let what is paid because of the disability of the persons in `rows`, also to their carers, run to a new day."""
    awards, persons = state.awards, state.persons
    own = awards.is_("kind", "disability_allowance", "disability_payment")
    carers = awards.is_("kind", "disabled_child_carer_allowance", "first_group_carer_allowance")
    carer = rows_of(persons["person_id"], awards["person_id"])
    about = np.where(carers & (carer >= 0), persons["carer_of"][carer], awards["person_id"])
    place = rows_of(persons["person_id"][rows], about)
    those = (place >= 0) & (own | carers)
    awards["until"][those] = until[place[those]]


def index(state: State) -> None:
    """Raise what is paid by the index of the year, on 1 January; payments of the Fund are left as they are."""
    if state.month_of_year == 1:
        awards = state.awards
        fund = awards.is_("kind", "childcare_payment", "job_loss_payment")
        raised = awards["amount"] * round(1000 * (1 + state.frame.numbers["indexation"])) // 1000
        awards["amount"] = np.where(fund, awards["amount"], raised)


def pay_large_families(state: State) -> None:
    """Begin and end the allowance for four children and more, since the fourth was born or came into the family."""
    persons, awards = state.persons, state.awards
    found = large_families(_kin(state))
    now = persons["person_id"][found.recipient]
    kind = awards.is_("kind", "large_family_allowance")
    awards.keep(~kind | np.isin(awards["person_id"], now))
    going = np.flatnonzero(awards.is_("kind", "large_family_allowance"))
    place = np.searchsorted(now[order := np.argsort(now)], awards["person_id"][going])
    awards["since"][going] = np.maximum(awards["since"][going], found.since[order[place]])
    has = np.isin(now, awards["person_id"][going])
    rows = found.recipient[~has]
    lived_from = first_days(np.array([month_number(state.began)]))[0]
    begin(state, "large_family_allowance", rows, np.maximum(found.since[~has], lived_from))


def _kin(state: State) -> Kin:
    """Return who lives with whom on the first day after the month."""
    persons, kinship = state.persons, state.kinship
    of_ward = kinship.is_("relation", "guardian")
    ward, keeper = (rows_of(persons["person_id"], kinship[of][of_ward]) for of in ("person_id", "relative_id"))
    guardian = np.full(len(persons), -1, np.int64)
    guardian[ward[ward >= 0]] = keeper[ward >= 0]
    age = ages(persons["birth_date"], int(first_days(np.array([state.month + 1]))[0]))
    student = persons["full_time_student"] & (age < STUDENT_TO) & persons.is_("family_role", "child", "grandchild")
    return Kin(
        home=np.where(persons["alive"], persons["home"], -1),
        mother=_living(persons, "mother"),
        father=_living(persons, "father"),
        guardian=np.where(age < GROWN, guardian, -1),
        spouse=_living(persons, "spouse"),
        woman=persons.is_("sex", "female"),
        counted=persons["alive"] & ((age < GROWN) | student),
        birth_date=persons["birth_date"],
    )


def _living(persons: Rows, relative: str) -> Column:
    row: Column = persons[relative]
    return np.where((row >= 0) & persons["alive"][row], row, -1)
