"""Illness and disability: they come with age, are examined again, get better or worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER, months_of
from tirek.forecast.population.life import benefits, insured
from tirek.forecast.population.life.draws import choose, draw, levelled, monthly

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN = 18
_BANDS = (30, 40, 50, 60, 70)
_GROUPS = ("first", "second", "third")
DEGREES = {"first": (80, 100), "second": (60, 80), "third": (30, 60), "child": (0, 0), "none": (0, 0)}
"""Degree of loss of work capacity that goes with a group, in percent (from, below)."""


def fall_ill(state: State) -> None:
    """Let chronic illnesses begin."""
    persons, numbers = state.persons, state.frame.numbers["illness"]
    chance = monthly(numbers["from_zero"] + numbers["per_year_of_age"] * state.ages)
    rows = draw(state.rng, chance * (persons["alive"] & ~persons["chronic_illness"]))
    before = persons["chronic_illness"][rows]
    persons["chronic_illness"][rows] = True
    after = persons["chronic_illness"][rows]
    state.tell("illness", rows, persons["day"][rows], before=(before,), after=(after,))


def become_disabled(state: State) -> None:
    """Let disabilities be established for the first time.

    Those with a right to the payment of the Fund are levelled to its new awards, the other adults to the rest.
    """
    persons, frame, rng = state.persons, state.frame, state.rng
    numbers, age = frame.numbers, state.ages
    healthy = persons["alive"] & persons.is_("disability_group", "none")
    child = state.month - months_of(persons["birth_date"]) < GROWN * 12
    yearly = numbers["disability_a_year"]
    lean = np.array(numbers["disability_by_age"])[np.searchsorted(_BANDS, age, side="right")]
    grown = persons["alive"] & ~child
    weights = state.weights
    here = float(weights[grown].sum()) / frame.adults / 12
    right = grown & insured.payable(state, "disability", np.arange(len(persons))) & ~persons["pensioner"]
    rate = healthy * child * yearly["child"] / (frame.persons - frame.adults) / 12
    for those, total in ((right, yearly["insured"]), (grown & ~right, yearly["adult"] - yearly["insured"])):
        rate += levelled(lean * (those & healthy), weights, total * here)
    rows = draw(rng, rate)
    shares = numbers["disability_groups"]
    group = choose(rng, np.array([shares[name] for name in _GROUPS]), len(rows)) + persons.code(
        "disability_group", "first"
    )
    group = np.where(child[rows], persons.code("disability_group", "child"), group)
    causes = numbers["disability_causes"]
    cause = choose(rng, np.array(list(causes.values())), len(rows)) + 1
    cause = np.where(child[rows], persons.code("disability_cause", "since_childhood"), cause)
    persons["disability_cause"][rows] = cause
    persons["disability_since"][rows] = persons["day"][rows]
    before = persons["disability_group"][rows]
    _establish(state, rows, group)
    state.tell("disability_established", rows, persons["day"][rows], before=(before,), after=(group,))
    adult = rows[~child[rows]]
    insured.disabilities(state, adult, persons["day"][adult])
    benefits.begin(state, "disability_allowance", rows, persons["day"][rows])


def examine(state: State) -> None:
    """Examine again those whose term ends this month, and children who turn 18."""
    persons, rng, numbers = state.persons, state.rng, state.frame.numbers
    until = persons["disability_until"]
    ends = persons["alive"] & (until != NEVER) & (until < state.first_day + state.days)
    child = persons.is_("disability_group", "child")
    turned = persons["alive"] & child & (state.month - months_of(persons["birth_date"]) >= GROWN * 12)
    rows = np.flatnonzero((ends | turned) & ~persons.is_("disability_group", "none"))
    if not len(rows):
        return
    group = persons["disability_group"][rows].astype(np.int64)
    first, third = persons.code("disability_group", "first"), persons.code("disability_group", "third")
    outcome = choose(rng, np.array(list(numbers["reexamination"].values())), len(rows))
    better, worse = outcome == 2, outcome == 3  # noqa: PLR2004  # the order of the shares
    recovery = numbers["recovery"]
    lately = persons["disability_since"][rows] > state.first_day - 365.25 * recovery["years"]
    recovered = rng.random(len(rows)) < np.where(lately, recovery["within"], recovery["later"])
    after = np.where(
        better, np.where(group >= third, 0, group + 1), np.where(worse, np.maximum(group - 1, first), group)
    )
    after = np.where(recovered, 0, np.where(child[rows], group, after))
    shares = numbers["examined_grown"]
    adult = choose(rng, np.array([shares[name] for name in (*_GROUPS, "none")]), len(rows)) + first
    after = np.where(turned[rows], np.where(adult > third, 0, adult), after)
    _establish(state, rows, after)
    for_life = (outcome == 1) & ~recovered & (after > 0) & (after <= third)
    persons["disability_until"][rows[for_life]] = NEVER
    benefits.extend(state, rows, persons["disability_until"][rows])
    changed = after != group
    state.tell(
        "disability_changed",
        rows[changed],
        persons["day"][rows[changed]],
        before=(group[changed],),
        after=(after[changed],),
    )
    healed = rows[after == 0]
    persons["disability_cause"][healed] = 0
    persons["disability_since"][healed] = NEVER
    benefits.end(state, healed, "disability_allowance", "disability_payment", "disabled_child_carer_allowance",
                 "first_group_carer_allowance")  # fmt: skip
    worse_off = rows[changed & (after > 0) & ((after < group) | turned[rows])]
    insured.disabilities(state, worse_off, persons["day"][worse_off])


def _establish(state: State, rows: Column, group: Column) -> None:
    """Write group, degree and term: the last day before the same day some years on, for children not beyond 18."""
    persons, rng, years = state.persons, state.rng, state.frame.numbers["disability_years"]
    names = ("none", "first", "second", "third", "child")
    low, high = np.array([DEGREES[name] for name in names]).T
    persons["disability_group"][rows] = group
    step = np.maximum((high - low)[group] // 5, 1)
    persons["disability_degree"][rows] = low[group] + 5 * np.floor(rng.random(len(rows)) * step)
    term = np.array([0, *(years[name] for name in names[1:])])[group]
    until = persons["day"][rows] + np.round(365.25 * term).astype(np.int64) - 1
    persons["disability_until"][rows] = np.where(group > 0, until, NEVER)
