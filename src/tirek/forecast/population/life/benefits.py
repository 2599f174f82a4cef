"""Pensions and benefits in payment: they begin, follow the index of the year, and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.basics.text import TIYN_PER_TENGE
from tirek.forecast.population.days import NEVER
from tirek.forecast.population.life.rows import rows_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

CHILDREN_OF_LARGE_FAMILY = 4


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
    """Begin and end the allowance for four children and more; it is paid to the mother or, without her, the head."""
    persons, families, awards = state.persons, state.families, state.awards
    many = families["children_and_students"] >= CHILDREN_OF_LARGE_FAMILY
    kind = awards.is_("kind", "large_family_allowance")
    few = families["family_id"][~many]
    awards.keep(~(kind & np.isin(awards["family_id"], few)))
    has = np.isin(families["family_id"], awards["family_id"][awards.is_("kind", "large_family_allowance")])
    lacking = many & ~has
    heads = np.isin(persons["person_id"], families["head_id"][lacking]) & persons["alive"]
    rows = np.flatnonzero(heads)
    begin(state, "large_family_allowance", rows, np.full(len(rows), state.first_day))
