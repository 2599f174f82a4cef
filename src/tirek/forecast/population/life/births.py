"""Births: pregnancies planned so that births of each month add up to the nation's, then children born.

As many mothers had an income from contributions before the birth as before life began: within the months that count for
care, and within those before the leave. Who does not work when a child is on the way is hardly hired any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY, first_days, months_of
from tirek.forecast.population.life import identity, insured, leave
from tirek.forecast.population.life.draws import draw, levelled
from tirek.forecast.population.life.payments import CREDITED_MONTHS

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.rows import Rows
    from tirek.forecast.population.life.state import State

YOUNGEST, OLDEST = 15, 50
ALTYN, KUMIS = 7, 6
"""Children who bring the golden and the silver pendant of a mother of many children."""
LEAVE_FROM_MONTHS_BEFORE: Final = 2
LAST_YEAR: Final = 12
"""Months of births that tell how many mothers were insured."""
UNINSURED, FORMERLY, LATELY = range(3)
"""Mothers without income in the months that count; with income, but none in the year before the leave; with such."""
ROUNDS: Final = 20


def remember(state: State) -> None:
    """Keep the shares of last year's mothers who were uninsured, insured formerly, and until shortly before the leave.

    Where a block had no births, the shares are those that a nation is made with.
    """
    persons, law = state.persons, state.frame.law
    born = months_of(persons["last_birth"])
    mothers = np.flatnonzero(persons["alive"] & (born >= state.month - LAST_YEAR) & (born < state.month))
    month = np.arange(state.month - CREDITED_MONTHS, state.month)
    paid = persons["credited"][mothers, :CREDITED_MONTHS] > 0
    until = born[mothers, None]
    counts = paid & (month >= until - law.income_window) & (month < until)
    leave_from = until - LEAVE_FROM_MONTHS_BEFORE
    late = paid & (month >= leave_from - law.maternity_window) & (month < leave_from)
    standing = np.where(late.any(axis=1), LATELY, np.where(counts.any(axis=1), FORMERLY, UNINSURED))
    found = np.bincount(standing, state.weights[mothers], 3)
    insured_share = state.frame.of_work["insured_before_birth"]["share"]
    usual = np.array([1 - insured_share, 0.0, insured_share])
    state.targets["insured_mothers"] = found / found.sum() if found.sum() > 0 else usual


def conceive(state: State) -> None:
    """Plan births of the month eight months ahead; until then those are born who are on the way on the first day.

    To plan more where a block has few on the way, and not fewer where it has many, would add births at the beginning.
    """
    _plan(state, state.month + state.frame.numbers["months_known_before"])


def _plan(state: State, month: int) -> None:
    persons, frame, numbers = state.persons, state.frame, state.frame.numbers
    age = (month - months_of(persons["birth_date"])) // 12
    women = persons["alive"] & (persons["sex"] == persons.code("sex", "female")) & (age >= YOUNGEST) & (age < OLDEST)
    rates = np.zeros(len(persons))
    rates[women] = frame.fertility[persons["region"][women], age[women]] / 12
    rates *= frame.births_level[month // 12] / (1 + numbers["twins"])  # two are born to some of those who bear
    weights = state.weights
    expected = float((rates * weights).sum())
    due = women & (months_of(persons["birth_due_on"]) == month)
    since = month - months_of(persons["last_birth"])
    free = women & (persons["birth_due_on"] == NEVER) & (since >= numbers["months_between_births"])
    first = (persons["children_born"] == 0).astype(np.int64)
    leaning = np.where(persons.is_("marital_status", "married"), 1.0, numbers["births_unmarried"]) * rates * free
    parity = np.array(numbers["births_by_parity"])
    leaning *= parity[np.minimum(persons["children_born"], len(parity) - 1)]
    owed = state.targets.get("births", np.zeros(1))  # kept from month to month, so that chance evens out
    owed += expected - float(weights[due].sum())
    missing = max(0.0, float(owed[0]))
    state.targets["births"] = owed - missing
    of_first = min(missing, max(0.0, expected * numbers["first_births"] - float(weights[due & (first > 0)].sum())))
    standing = _standing(state, month)
    cell = first * 3 + standing
    births = _shared_out(
        np.bincount(cell, leaning * weights, 6).reshape(2, 3),
        np.array([missing - of_first, of_first]), missing * state.targets["insured_mothers"],
    ).ravel()  # fmt: skip
    length = int(first_days(np.array([month + 1]))[0] - first_days(np.array([month]))[0])
    for group in range(6):
        chosen = draw(state.rng, levelled(leaning * (cell == group), weights, births[group]))
        days = state.rng.integers(0, length, len(chosen))
        persons["birth_due_on"][chosen] = first_days(np.array([month]))[0] + days


def _standing(state: State, month: int) -> Column:
    """Return how each woman would be insured before a birth in `month`, as far as is known now.

    Who is on leave and comes back to formal work before the next leave will have an income again.
    """
    persons, law = state.persons, state.frame.law
    now = CREDITED_MONTHS + state.step
    leave_from = month - LEAVE_FROM_MONTHS_BEFORE
    credited = persons["credited"] > 0
    counts = credited[:, now - (law.income_window - (month - state.month)) : now].any(axis=1)
    late = credited[:, now - (law.maternity_window - (leave_from - state.month)) : now].any(axis=1)
    late |= persons["on_leave"] & persons["formal"] & (persons["away_until"] < leave_from - 1)
    return np.where(late, LATELY, np.where(counts, FORMERLY, UNINSURED))


def _shared_out(leanings: Column, by_order: Column, by_standing: Column) -> Column:
    """Return births by order (later, first) and standing of the mother: both sums kept as far as there are women."""
    births = leanings.astype(np.float64)
    for _ in range(ROUNDS):
        births *= (by_standing / np.maximum(births.sum(axis=0), 1e-12))[None, :]
        births *= (by_order / np.maximum(births.sum(axis=1), 1e-12))[:, None]
    return births


def bear(state: State) -> None:
    """Let the children of this month be born, and their mothers go on leave."""
    persons, numbers = state.persons, state.frame.numbers
    due = persons["birth_due_on"]
    end = state.first_day + state.days
    insured.leave_begins(
        state, np.flatnonzero(persons["alive"] & (due != NEVER) & (due < end + state.frame.law.leave_before))
    )
    mothers = np.flatnonzero(persons["alive"] & (due != NEVER) & (due < end))
    if not len(mothers):
        return
    days = np.maximum(due[mothers], state.first_day).astype(np.int32)
    twice = state.rng.random(len(mothers)) < numbers["twins"]
    persons["birth_due_on"][mothers] = NEVER
    _awarded(state, mothers, days, 1 + twice.astype(np.int16))
    each = np.repeat(mothers, 1 + twice)
    children = _children(state, each, np.repeat(days, 1 + twice))
    insured.births(state, mothers, children[np.flatnonzero(np.diff(each, prepend=-1))], twice)


def _awarded(state: State, mothers: Column, days: Column, born: Column) -> None:
    persons = state.persons
    persons["children_born"][mothers] += born
    persons["last_birth"][mothers] = days
    children = persons["children_born"][mothers]
    pendant = np.where(children >= ALTYN, persons.code("awarded_mother", "altyn_alka"), 0)
    pendant = np.where(children == KUMIS, persons.code("awarded_mother", "kumis_alka"), pendant)
    persons["awarded_mother"][mothers] = np.maximum(pendant, persons["awarded_mother"][mothers])


def _children(state: State, mothers: Column, days: Column) -> Column:
    persons = state.persons
    count = len(mothers)
    female = persons.code("sex", "female")
    sex = np.where(state.rng.random(count) < state.frame.boys, persons.code("sex", "male"), female).astype(np.int8)
    iin, born = identity.of_newborn(state, days, sex)
    spouse = persons["spouse"][mothers]
    fathered = (spouse >= 0) & (persons["sex"][spouse] != female)
    father = np.where(fathered, spouse, -1)
    twin = np.r_[False, mothers[1:] == mothers[:-1]]
    order = persons["children_born"][mothers] - np.r_[twin[1:], False].astype(np.int16)
    order = identity.eldest_first(order, born, mothers)
    home = persons["home"][mothers]
    children = persons.append(
        count,
        person_id=state.number("persons", count), family_id=state.families["family_id"][home], iin=iin, birth_date=born,
        sex=sex, region=persons["region"][mothers], urban=persons["urban"][mothers],
        district=persons["district"][mothers], residence_status=_status(persons, mothers, father),
        family_role=persons.code("family_role", "child"), mother_id=persons["person_id"][mothers],
        father_id=np.where(fathered, persons["person_id"][father], NOBODY), birth_order=order,
        employment=persons.code("employment", "child"), clinic_attached=True, health_insured=True,
        wage_rank=state.rng.random(count), home=home, mother=mothers, father=father, day=born, alive=True,
    )  # fmt: skip
    state.families["touched"][home] = True
    family, region = state.families["family_id"][home], persons["region"][children]
    nothing = np.zeros(count, np.int64)
    arrival = (family, region, nothing, nothing - 1, nothing, nothing, nothing)
    state.tell("birth", children, born, other=persons["person_id"][mothers], after=arrival)
    away = np.unique(mothers[persons.is_("employment", "employee")[mothers]])
    leave.begin(state, away, state.month + leave.months_away(state, np.zeros(len(away))) - 1)
    return children


def _status(persons: Rows, mothers: Column, fathers: Column) -> Column:
    """Return the residence statuses of the newborn: a citizen's child is a citizen, others are what the mother is."""
    citizen = persons.code("residence_status", "citizen")
    hers = persons["residence_status"][mothers]
    his = np.where(fathers >= 0, persons["residence_status"][fathers], hers)
    return np.where((hers == citizen) | (his == citizen), citizen, hers)
