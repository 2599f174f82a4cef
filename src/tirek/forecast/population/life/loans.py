"""Loans: taken, paid back month by month, sometimes in arrears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import first_days
from tirek.forecast.population.life.draws import choose, draw
from tirek.forecast.population.life.rows import rows_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN, OLD = 21, 65
MOST_DAYS = 3000


def remember(state: State) -> None:
    """Keep how many loans there are for each adult on the first day."""
    adults = state.persons["alive"] & (state.ages >= GROWN) & (state.ages < OLD)
    state.targets["loans"] = np.array([len(state.loans) / max(int(adults.sum()), 1)])


def live_with_loans(state: State) -> None:
    """Pay this month's instalments, fall into arrears or out of them, take new loans."""
    persons, loans = state.persons, state.loans
    owner = rows_of(persons["person_id"], loans["person_id"])
    kept = (owner >= 0) & persons["alive"][owner]
    loans.keep(kept)
    owner = owner[kept]
    _pay(state, owner)
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
    """Let adults with an income take loans: as many as keep the loans for each adult at their first number."""
    persons, loans, rng = state.persons, state.loans, state.rng
    kinds = state.frame.numbers["loans"]
    adults = persons["alive"] & (state.ages >= GROWN) & (state.ages < OLD)
    wanted = float(state.targets["loans"][0]) * int(adults.sum()) - len(loans)
    income = persons["wage"] + persons["own_income"]
    leaning = adults * (0.2 + (income > 0))
    rows = draw(rng, np.minimum(0.5, leaning * max(wanted, 0) / max(leaning.sum(), 1)))
    if not len(rows):
        return
    names = list(kinds)
    kind = choose(rng, np.array([kinds[name]["share"] for name in names]), len(rows))
    months = np.array([kinds[name]["months"] for name in names])[kind]
    wages = np.array([kinds[name]["wages"] for name in names])[kind]
    base = np.maximum(income[rows], np.int64(state.frame.law.minimum_wage[state.step]))
    balance = (base * wages * rng.uniform(0.5, 1.5, len(rows))).astype(np.int64) // 100_000 * 100_000 + 100_000
    rate = state.frame.numbers["loan_interest"] / 12
    instalment = (balance * rate / (1 - (1 + rate) ** -months)).astype(np.int64)
    day = persons["day"][rows]
    number = state.number("loans", len(rows))
    loans.append(
        len(rows), loan_id=number, person_id=persons["person_id"][rows],
        family_id=state.families["family_id"][persons["home"][rows]],
        kind=np.array([loans.code("kind", name) for name in names])[kind], taken_on=day,
        ends_on=first_days(state.month + months), balance=balance, instalment=instalment,
    )  # fmt: skip
    nothing = np.zeros(len(rows), np.int64)
    state.tell("loan_taken", rows, day, other=number, before=(nothing,), after=(balance,))
