"""Work: losing it, finding it, changing it, and what it pays.

A block keeps its labour market: in each group of sex and age, students apart, the shares of formal and informal
employees, of the self-employed and of the unemployed stay near those of the first day, so whoever leaves work makes
room for another. Who leaves school in summer looks for work from September on, unless he or she studies further.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY
from tirek.forecast.population.life import insured, study
from tirek.forecast.population.life.draws import draw, levelled, monthly
from tirek.forecast.population.life.payments import CREDITED_MONTHS, LATELY
from tirek.forecast.population.work.labour import LAST_UNEMPLOYED
from tirek.forecast.population.work.turnover import temper

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

FROM_AGE, TO_AGE, BAND = 15, 75, 5
GROUPS: Final = 2 * (TO_AGE - FROM_AGE) // BAND
CELLS: Final = GROUPS + 4
"""Groups of sex and age; the last four are of full-time students, by sex, under 20 and older."""
STUDENT_GROWN: Final = 20
FORMAL, INFORMAL, SELF_EMPLOYED, UNEMPLOYED = range(4)
OLD: Final = 60
ADULT, REGISTERED_FROM = 18, 16
"""Ages from which a contract is usual, and from which a career centre registers."""
BEGINNERS_TO: Final = (20, 25)
"""Ages up to which pay is that of beginners."""
FEW: Final = 5
"""So few of a group are too few to stand among."""
MINORS_RANK: Final = 0.5
"""Who is under 18 stands in the lower half of the group."""


def remember(state: State) -> None:
    """Keep the shares of the first day by group, and where the self-employed work."""
    cell, status = _cells(state), _status(state)
    known = (cell >= 0) & state.persons["alive"]
    persons = np.bincount(cell[known], minlength=CELLS)
    counts = np.bincount(cell[known] * 5 + status[known], minlength=CELLS * 5).reshape(CELLS, 5)
    state.targets["labour"] = counts[:, :4] / np.maximum(persons, 1)[:, None]
    state.targets["rounding"] = state.rng.random((CELLS, 4))


def _cells(state: State) -> Column:
    age = state.ages
    sex = state.persons["sex"].astype(np.int64)
    group = sex * (GROUPS // 2) + (age - FROM_AGE) // BAND
    students = state.persons["full_time_student"] | study.on_holiday(state)
    group = np.where(students, GROUPS + sex * 2 + (age >= STUDENT_GROWN), group)
    return np.where((age >= FROM_AGE) & (age < TO_AGE), group, -1)


def _status(state: State) -> Column:
    persons = state.persons
    employee = persons.is_("employment", "employee")
    own, seeking = persons.is_("employment", "self_employed"), persons.is_("employment", "unemployed")
    return np.select(
        [employee & persons["formal"], employee, own, seeking], [FORMAL, INFORMAL, SELF_EMPLOYED, UNEMPLOYED], 4
    )


def raise_wages(state: State) -> None:
    """Raise wages: everybody's once a year in a month of his own, and all to the minimum wage of the law."""
    persons, rng, growth = state.persons, state.rng, state.frame.numbers["wage_growth"]
    employee = persons["alive"] & persons.is_("employment", "employee")
    due = (persons["person_id"] % 12 == state.month % 12) & (persons["employed_since"] < state.first_day - 182)
    rise = np.maximum(0.0, rng.normal(growth["mean"], growth["spread"], len(persons)))
    wage = persons["wage"].copy()
    raised = employee & due
    wage[raised] = (wage[raised] * (1 + rise[raised])).astype(np.int64) // 10000 * 10000
    least = np.int64(state.frame.law.minimum_wage[state.step])
    wage = np.where(employee & persons["formal"] & (wage > 0), np.maximum(wage, least), wage)
    rows = np.flatnonzero(wage > persons["wage"])
    before = persons["wage"][rows]
    persons["wage"][rows] = wage[rows]
    state.tell("wage_changed", rows, state.first_day, before=(before,), after=(wage[rows],))
    own = persons["alive"] & due & (persons["own_income"] > 0)
    persons["own_income"][own] = (persons["own_income"][own] * (1 + rise[own])).astype(np.int64)


def lose_work(state: State) -> None:
    """Let people leave or lose their work; some register, and the insured among them are awarded the payment."""
    persons, rng, numbers = state.persons, state.rng, state.frame.numbers
    grown = persons["alive"] & (state.ages >= FROM_AGE) & (state.ages < TO_AGE)
    persons["employment"][grown & persons.is_("employment", "child")] = persons.code("employment", "outside")
    status = np.where(persons["alive"], _status(state), 4)
    yearly = numbers["leaving_work"]
    rates = np.array([yearly["formal"], yearly["informal"], yearly["self_employed"], 0, 0])
    chances = monthly(rates)[status] * np.where(state.ages < 25, 1.5, 1.0) * _restlessness(state, status)  # noqa: PLR2004  # the young change more often
    _lose_insured(state, status)
    leavers = draw(rng, chances * (_status(state) == status) * (status < UNEMPLOYED) * ~persons["on_leave"])
    register = rng.random(len(leavers)) < numbers["registered_without_award"]
    register &= (state.ages[leavers] >= REGISTERED_FROM) & (state.ages[leavers] <= LAST_UNEMPLOYED)
    dismiss(state, leavers)
    _stop_at_last(state)
    _retire_at_last(state)
    _register(state, leavers[register])
    over = persons["registered_unemployed"] & (rng.random(len(persons)) < 1 / numbers["months_registered"])
    persons["registered_unemployed"][over] = False


def _stop_at_last(state: State) -> None:
    """Let the very old and the gravely disabled stop working, and the old stop looking for work."""
    persons, age = state.persons, state.ages
    cannot = (age > state.frame.of_work["oldest_at_work"]) | persons.is_("disability_group", "first")
    works = persons["alive"] & persons.is_("employment", "employee", "self_employed")
    dismiss(state, np.flatnonzero(works & cannot & ~persons["on_leave"]), "outside")
    _stop_looking(state, np.flatnonzero(persons.is_("employment", "unemployed") & (age > LAST_UNEMPLOYED)))


def _retire_at_last(state: State) -> None:
    """Let pensioners stop working who are too many in their group: workers grow older, the group keeps its shares."""
    persons, cell, status = state.persons, _cells(state), _status(state)
    inside = (cell >= 0) & persons["alive"]
    wished = state.targets["labour"][:, :UNEMPLOYED] * np.bincount(cell[inside], minlength=CELLS)[:, None]
    kind = np.where(inside & (status < UNEMPLOYED), cell * UNEMPLOYED + status, CELLS * UNEMPLOYED)
    many = np.bincount(kind, minlength=CELLS * UNEMPLOYED + 1)[:-1] - wished.ravel()
    may = persons["pensioner"] & (state.ages >= OLD) & (kind < CELLS * UNEMPLOYED) & ~persons["on_leave"]
    share = np.maximum(many, 0) / np.maximum(np.bincount(kind[may], minlength=len(many)), 1)
    chances = np.append(np.minimum(share, 1.0), 0.0)[kind] * may
    dismiss(state, draw(state.rng, chances), "outside")


def _stop_looking(state: State, rows: Column) -> None:
    persons = state.persons
    persons["employment"][rows] = persons.code("employment", "outside")
    persons["unemployed_since"][rows] = NEVER
    persons["registered_unemployed"][rows] = False


def _lose_insured(state: State, status: Column) -> None:
    """Let as many insured employees lose their work as are awarded the payment in the nation."""
    persons = state.persons
    able = (status == FORMAL) & (persons["record"] > 0) & (state.ages >= 18) & (persons["away_until"] < state.month)  # noqa: PLR2004  # of age
    able &= ~persons["pensioner"] & ~persons["on_leave"]
    weights = state.weights
    adults = float(weights[persons["alive"] & (state.ages >= 18)].sum())  # noqa: PLR2004  # of age
    total = state.frame.numbers["job_loss_awards_a_year"] / 12 * adults / state.frame.adults
    rows = draw(state.rng, levelled(able * _restlessness(state, status), weights, total))
    dismiss(state, rows)
    _register(state, rows)
    insured.job_losses(state, rows, persons["day"][rows])


def _restlessness(state: State, status: Column) -> Column:
    """Return how often each person leaves work against others of the same status, as in the histories.

    Some are unsettled all their life: it is always the same people who change often. Who expects a child keeps her work
    more often.
    """
    rates = state.frame.of_work["careers"]
    unsettled = temper(state.persons["person_id"]) < rates["unsettled_share"]
    often = np.where(unsettled, rates["unsettled_separation"], rates["settled_separation"])
    mean = np.bincount(status, often, 5) / np.maximum(np.bincount(status, minlength=5), 1)
    against: Column = often / np.maximum(mean, 1e-9)[status]
    expecting = state.persons["birth_due_on"] != NEVER
    against[expecting] *= state.frame.of_work["work_kept_before_birth"]["separations"]
    return against


def _register(state: State, rows: Column) -> None:
    persons = state.persons
    before = persons["registered_unemployed"][rows]
    persons["registered_unemployed"][rows] = True
    after = np.ones(len(rows), np.bool_)
    state.tell("registered_unemployed", rows, persons["day"][rows], before=(before,), after=(after,))


def dismiss(state: State, rows: Column, into: str = "unemployed") -> None:
    """Let persons stop working."""
    persons = state.persons
    if not len(rows):
        return
    day = persons["day"][rows]
    before = (persons["employer_id"][rows], persons["wage"][rows])
    persons["employment"][rows] = persons.code("employment", into)
    for column, value in (
        ("formal", False), ("own_account", 0), ("activity", 0), ("employer_id", NOBODY), ("wage", 0),
        ("own_income", 0), ("employed_since", NEVER), ("away_until", -1), ("in_gap", False), ("on_leave", False),
        ("pays", False),
    ):  # fmt: skip
        persons[column][rows] = value
    persons["unemployed_since"][rows] = day if into == "unemployed" else NEVER
    after = (persons["employer_id"][rows], persons["wage"][rows])
    state.tell("dismissed", rows, day, other=before[0], before=before, after=after)


def find_work(state: State) -> None:
    """Fill the places that are free in each group, first with those who look for work; then balance the unemployed."""
    persons, rng = state.persons, state.rng
    lean = state.frame.numbers["hiring"]
    cell = _cells(state)
    age = state.ages
    inside = (cell >= 0) & persons["alive"]
    people = np.bincount(cell[inside], minlength=CELLS)
    lately = state.step + CREDITED_MONTHS
    paid = (persons["credited"][:, lately - LATELY : lately] > 0).any(axis=1)
    for status in (FORMAL, INFORMAL, SELF_EMPLOYED, UNEMPLOYED):
        wished = np.floor(state.targets["labour"][:, status] * people + state.targets["rounding"][:, status])
        if status == UNEMPLOYED:
            _give_up(state, cell, wished)
        now = _status(state)
        places = wished - np.bincount(cell[inside & (now == status)], minlength=CELLS)
        seeking, outside = now == UNEMPLOYED, now > UNEMPLOYED
        leaning = np.where(seeking, lean["unemployed"], np.where(age >= OLD, lean["outside_old"], lean["outside"]))
        leaning *= np.where(persons["registered_unemployed"], lean["registered"], 1.0)
        leaning *= np.where(paid == (status == FORMAL), lean["same_kind"], 1.0)
        leaning = leaning * (inside & (outside if status == UNEMPLOYED else outside | seeking))
        leaning *= np.where(age < ADULT, lean["minor"] * (status != FORMAL), 1.0)
        leaning[persons.is_("disability_group", "first")] = 0.0
        leaning[persons.is_("disability_group", "second")] *= lean["gravely_disabled"]
        leaning[persons["birth_due_on"] != NEVER] *= lean["gravely_disabled"]
        sums = np.bincount(cell[inside], leaning[inside], CELLS)
        wanted = np.maximum(places, 0)
        wanted *= max(0.0, float(places.sum())) / max(float(wanted.sum()), 1e-9)  # groups that are too full count too
        level = wanted / np.maximum(sums, 1e-9)
        order = np.argsort(cell, kind="stable")
        chances = np.where(inside, leaning * level[cell], 0.0)
        rows = np.sort(order[draw(rng, np.minimum(chances, 0.9)[order])])
        if status == UNEMPLOYED:
            persons["employment"][rows] = persons.code("employment", "unemployed")
            persons["unemployed_since"][rows] = persons["day"][rows]
        else:
            _hire(state, rows, status, cell)


def _give_up(state: State, cell: Column, wished: Column) -> None:
    """Let the unemployed who are too many for their group, and not registered, stop looking for work."""
    persons = state.persons
    unemployed = persons["alive"] & persons.is_("employment", "unemployed") & (cell >= 0)
    seeking = unemployed & ~persons["registered_unemployed"]
    many = np.maximum(np.bincount(cell[unemployed], minlength=CELLS) - wished, 0)
    share = many / np.maximum(np.bincount(cell[seeking], minlength=CELLS), 1)
    _stop_looking(state, draw(state.rng, np.minimum(1.0, share[cell]) * seeking))


def _hire(state: State, rows: Column, status: int, cell: Column) -> None:
    """Let persons begin to work: where and how somebody of this status works, at the wage of their standing."""
    persons, rng = state.persons, state.rng
    models = np.flatnonzero(persons["alive"] & (_status(state) == status) & ~persons["on_leave"])
    if not len(models) or not len(rows):
        return
    pay = "own_income" if status == SELF_EMPLOYED else "wage"
    like = models[rng.integers(0, len(models), len(rows))]
    amount = _standing(state, persons[pay], cell, models, rows)
    if status == FORMAL:
        amount = np.maximum(amount, np.int64(state.frame.law.minimum_wage[state.step]))
    before = (persons["employer_id"][rows], persons["wage"][rows])
    for column in ("employment", "formal", "own_account", "activity", "employer_id", "pays"):
        persons[column][rows] = persons[column][like]
    minors = rows[(state.ages[rows] < ADULT) & (status == SELF_EMPLOYED)]
    persons["own_account"][minors] = persons.code("own_account", "unregistered")
    persons["formal"][minors] = persons["pays"][minors] = False
    persons[pay][rows] = amount
    persons["employed_since"][rows] = persons["day"][rows]
    persons["unemployed_since"][rows] = NEVER
    persons["registered_unemployed"][rows] = False
    insured.work_found(state, rows)
    after = (persons["employer_id"][rows], persons["wage"][rows])
    state.tell("hired", rows, persons["day"][rows], other=persons["employer_id"][rows], before=before, after=after)


def wages_of_standing(state: State, rows: Column) -> Column:
    """Return the wages of employees of the same group who stand at the same rank as these persons."""
    persons = state.persons
    models = np.flatnonzero(persons["alive"] & persons.is_("employment", "employee") & (persons["wage"] > 0))
    if not len(models):
        return np.full(len(rows), state.frame.law.minimum_wage[state.step], np.int64)
    return _standing(state, persons["wage"], _cells(state), models, rows)


def _standing(state: State, pay: Column, cell: Column, models: Column, rows: Column) -> Column:
    """Return what those of the same group earn who stand at the same rank among equals.

    Where there are few such, the rank is that among all beginners, or all who are none.
    """
    age = state.ages
    rank = state.persons["wage_rank"][rows] * np.where(age[rows] < ADULT, MINORS_RANK, 1.0)
    among, few = _ranked(pay, cell, models, rows, rank)
    of_all, _ = _ranked(pay, np.searchsorted(BEGINNERS_TO, age, side="right"), models, rows, rank)
    return np.where(few, of_all, among)


def _ranked(pay: Column, cell: Column, models: Column, rows: Column, rank: Column) -> tuple[Column, Column]:
    """Return the pay of the model of the same cell at each rank, and where the cell has few models."""
    order = models[np.lexsort((pay[models], cell[models]))]
    start = np.searchsorted(cell[order], cell[rows], side="left")
    end = np.searchsorted(cell[order], cell[rows], side="right")
    place = start + ((end - start) * rank).astype(np.int64)
    return pay[order[np.minimum(place, len(order) - 1)]], end - start < FEW


def change_employer(state: State) -> None:
    """Let employees go over to another employer for a better wage."""
    persons, rng, numbers = state.persons, state.rng, state.frame.numbers
    formal = (
        persons["alive"]
        & (_status(state) == FORMAL)
        & ~persons["on_leave"]
        & (persons["employed_since"] < state.first_day)
    )
    rows = draw(rng, monthly(numbers["changing_employer"]) * formal)
    models = np.flatnonzero(formal)
    if not len(rows):
        return
    like = models[rng.integers(0, len(models), len(rows))]
    before = (persons["employer_id"][rows], persons["wage"][rows])
    gain = 1 + rng.exponential(numbers["changing_employer_gain"], len(rows))
    persons["employer_id"][rows], persons["activity"][rows] = persons["employer_id"][like], persons["activity"][like]
    persons["wage"][rows] = (persons["wage"][rows] * gain).astype(np.int64) // 10000 * 10000
    persons["employed_since"][rows] = persons["day"][rows]
    after = (persons["employer_id"][rows], persons["wage"][rows])
    state.tell("hired", rows, persons["day"][rows], other=after[0], before=before, after=after)
