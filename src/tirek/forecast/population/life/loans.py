"""Loans: taken, paid back month by month, sometimes in arrears.

A mortgage buys a dwelling, one for a family; a loan for a car or a business needs one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import first_days
from tirek.forecast.population.life.bought_on_credit import (
    buy_dwellings,
    keep_mortgages_with_dwellings,
    months_left,
)
from tirek.forecast.population.life.draws import draw
from tirek.forecast.population.life.rows import rows_of
from tirek.forecast.population.means.loan_kinds import KINDS

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN, OLD = 21, 65
MOST_DAYS = 3000
FOR_ONE = ("car", "business")
"""Kinds of which a person has one at a time."""
WITHOUT_DWELLING = 3.0
"""How much likelier than others a family without a dwelling of its own takes a mortgage."""


def remember(state: State) -> None:
    """Keep how many loans of each kind there are for each adult on the first day."""
    adults = state.persons["alive"] & (state.ages >= GROWN) & (state.ages < OLD)
    state.targets["loans"] = np.bincount(state.loans["kind"], minlength=len(KINDS)) / max(int(adults.sum()), 1)


def live_with_loans(state: State) -> None:
    """Pay this month's instalments, fall into arrears or out of them, take new loans."""
    persons, loans = state.persons, state.loans
    owner = rows_of(persons["person_id"], loans["person_id"])
    kept = (owner >= 0) & persons["alive"][owner]
    loans.keep(kept)
    keep_mortgages_with_dwellings(state)
    _pay(state, rows_of(persons["person_id"], loans["person_id"]))
    _take(state)


def _pay(state: State, owner: Column) -> None:
    persons, loans, rng = state.persons, state.loans, state.rng
    numbers = state.frame.numbers
    chance = numbers["arrears"]
    late = loans["days_in_arrears"] > 0
    working = persons.is_("employment", "employee", "self_employed")[owner] | persons["pensioner"][owner]
    luck = rng.random(len(loans))
    falls = ~late & (luck < np.where(working, chance["begin"], chance["begin_out_of_work"]))
    cured = late & (luck < chance["cured"])
    stays = (late & ~cured) | falls
    before = loans["days_in_arrears"].astype(np.int64)
    after = np.where(stays, np.minimum(before + 30, MOST_DAYS), 0)
    loans["days_in_arrears"] = after.astype(np.int16)
    changed = np.flatnonzero(falls)
    state.tell(
        "loan_arrears", owner[changed], persons["day"][owner[changed]], other=loans["loan_id"][changed],
        before=(before[changed],), after=(after[changed],),
    )  # fmt: skip
    interest = loans["balance"] * round(numbers["loan_interest"] * 1000) // 12000
    principal = np.maximum(loans["instalment"] - interest, loans["instalment"] // 10)
    owed = loans["balance"].copy()
    loans["balance"] = np.where(stays, owed, np.maximum(owed - principal, 0))
    done = np.flatnonzero(loans["balance"] <= 0)
    state.tell(
        "loan_repaid", owner[done], persons["day"][owner[done]], other=loans["loan_id"][done],
        before=(owed[done],), after=(loans["balance"][done],),
    )  # fmt: skip
    loans.keep(loans["balance"] > 0)


def _take(state: State) -> None:
    """Let adults with an income take loans: as many as keep those of each kind at their first number for an adult."""
    persons, adults = state.persons, state.persons["alive"] & (state.ages >= GROWN) & (state.ages < OLD)
    there = np.bincount(state.loans["kind"], minlength=len(KINDS))
    wanted = np.maximum(state.targets["loans"] * int(adults.sum()) - there, 0.0)
    leaning = adults * (0.2 + (persons["wage"] + persons["own_income"] > 0))
    for kind, of_kind in state.frame.numbers["loans"].items():
        able = leaning * _able(state, kind)
        rows = draw(state.rng, np.minimum(0.5, able * wanted[KINDS.index(kind)] / max(able.sum(), 1e-9)))
        if kind == "mortgage":
            rows = np.sort(rows[np.unique(persons["home"][rows], return_index=True)[1]])
            buy_dwellings(state, persons["home"][rows])
        _lend(state, rows, kind, of_kind)


def _able(state: State, kind: str) -> Column:
    """Return who can take a loan of a kind: in time to pay it back, with what it is for, and without another such."""
    persons, families, vehicles, loans = state.persons, state.families, state.vehicles, state.loans
    same = loans["kind"] == loans.code("kind", kind)
    able: Column = months_left(state, kind) > 0
    if kind == "mortgage":
        able = months_left(state, kind) >= state.frame.of_means["shortest_mortgage"]
        able &= ~np.isin(persons["family_id"], loans["family_id"][same])
        return able * np.where(families.is_("dwelling", "owned")[persons["home"]], 1.0, WITHOUT_DWELLING)
    if kind == "car":
        able &= np.isin(persons["person_id"], vehicles["person_id"][vehicles.is_("kind", "car")])
    if kind == "business":
        able &= persons["founder"] | (persons.is_("employment", "self_employed") & persons["formal"])
    return able & ~np.isin(persons["person_id"], loans["person_id"][same]) if kind in FOR_ONE else able


def _lend(state: State, rows: Column, kind: str, of_kind: dict[str, float]) -> None:
    """Lend so much that the instalment leaves the borrower the part of the income that banks must leave."""
    persons, loans = state.persons, state.loans
    if not len(rows):
        return
    months = np.minimum(int(of_kind["months"]), months_left(state, kind)[rows])
    income = (persons["wage"] + persons["own_income"])[rows]
    base = np.maximum(income, np.int64(state.frame.law.minimum_wage[state.step]))
    rate = state.frame.numbers["loan_interest"] / 12
    annuity = rate / (1 - (1 + rate) ** -months)
    wages = of_kind["wages"] * state.rng.uniform(0.5, 1.5, len(rows))
    bearable = np.minimum(wages, state.frame.of_means["debt_burden"] / annuity)
    balance = (base * bearable).astype(np.int64) // 100_000 * 100_000 + 100_000
    day = persons["day"][rows]
    number = state.number("loans", len(rows))
    loans.append(
        len(rows), loan_id=number, person_id=persons["person_id"][rows],
        family_id=state.families["family_id"][persons["home"][rows]], kind=loans.code("kind", kind), taken_on=day,
        ends_on=first_days(state.month + months), balance=balance, instalment=(balance * annuity).astype(np.int64),
    )  # fmt: skip
    nothing = np.zeros(len(rows), np.int64)
    state.tell("loan_taken", rows, day, other=number, before=(nothing,), after=(balance,))
