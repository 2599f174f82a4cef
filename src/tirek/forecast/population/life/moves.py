"""Moves of families between regions, abroad and from abroad."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER, NOBODY
from tirek.forecast.population.life import homes, identity
from tirek.forecast.population.life.draws import choose, draw
from tirek.forecast.population.regions import CITIES, REGIONS

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

YOUNG, OLD = 35, 55
DISTRICTS = 8
ADULT = 18
MOST_MONTHS_ABROAD = 600
_MONTH = 365.25 / 12
_CLONED = (
    "birth_date", "sex", "marital_status", "children_born", "birth_order", "education", "disability_group",
    "disability_cause", "disability_degree", "disability_since", "disability_until", "chronic_illness", "wage_rank",
    "family_role", "married_on", "phone",
)  # fmt: skip


def _heads(state: State) -> tuple[Column, Column]:
    """Return of each family its persons and the age of its oldest member under pension age, or oldest of all."""
    persons = state.persons
    alive = np.flatnonzero(persons["alive"])
    size = np.bincount(persons["home"][alive], minlength=len(state.families))
    age = np.zeros(len(state.families), np.int16)
    young = alive[state.ages[alive] < 63]  # noqa: PLR2004  # grandparents do not decide
    np.maximum.at(age, persons["home"][young], state.ages[young])
    return size, np.where(age >= ADULT, age, 70)


def move_regions(state: State) -> None:
    """Let families move to other regions, most to the three cities."""
    frame, families, rng = state.frame, state.families, state.rng
    numbers = frame.numbers
    size, age = _heads(state)
    lean = numbers["move_by_age_of_head"]
    push = np.array([numbers["push"].get(region, 1.0) for region in REGIONS])
    leaning = np.where(age < YOUNG, lean["young"], np.where(age < OLD, lean["middle"], lean["old"]))
    rate = numbers["moves_a_year"] / 12 / frame.persons
    chances = (size > 0) * rate * push[families["region"]] * leaning
    rows = draw(rng, np.minimum(chances, 0.5))
    if not len(rows):
        return
    to = np.empty(len(rows), np.int64)
    for place, row in enumerate(rows.tolist()):
        to[place] = choose(rng, frame.migration[families["region"][row]], 1)[0]
    city = np.isin(to, [REGIONS.index(region) for region in CITIES])
    families["region"][rows] = to
    families["urban"][rows] = city | (rng.random(len(rows)) < numbers["moves_to_town"])
    families["district"][rows] = rng.integers(1, DISTRICTS + 1, len(rows))
    families["dwelling"][rows] = families.code("dwelling", "rented")
    families["farm_income"][rows] = families["farm_value"][rows] = 0
    _follow(state, rows)


def _follow(state: State, families: Column) -> None:
    from tirek.forecast.population.life import labour

    persons, rng = state.persons, state.rng
    moving = np.zeros(len(state.families), np.bool_)
    moving[families] = True
    members = np.flatnonzero(persons["alive"] & moving[persons["home"]])
    days = persons["day"][members]
    homes.settle_in_region(state, members, days)
    workers = members[persons.is_("employment", "employee")[members]]
    leaves = rng.random(len(workers)) < state.frame.numbers["work_left_when_moving"]
    labour.dismiss(state, workers[leaves])


def emigrate(state: State) -> None:
    """Let families leave the country."""
    frame, persons = state.frame, state.persons
    size, age = _heads(state)
    young = np.where(age < OLD, 1.0, 0.5)
    rate = frame.emigrants(state.year) / 12 / frame.persons
    level = size.sum() / max((size * young).sum(), 1)
    leaving = np.zeros(len(state.families), np.bool_)
    leaving[draw(state.rng, np.minimum((size > 0) * young * rate * level, 0.5))] = True
    rows = np.flatnonzero(persons["alive"] & leaving[persons["home"]])
    if len(rows):
        state.tell("emigrated", rows, persons["day"][rows])
        persons["alive"][rows] = False
        spouse = persons["spouse"][rows]
        persons["spouse"][spouse[spouse >= 0]] = -1
        persons["spouse"][rows] = -1


def immigrate(state: State) -> None:
    """Let families come from abroad, built like families of the block, with nothing but themselves."""
    frame, persons, families, rng = state.frame, state.persons, state.families, state.rng
    size, _ = _heads(state)
    rate = frame.numbers["immigrants_a_year"] / 12 / frame.persons
    models = draw(rng, (size > 0) * rate)
    if not len(models):
        return
    place = np.full(len(families), -1)
    place[models] = np.arange(len(models))
    like = np.flatnonzero(persons["alive"] & (place[persons["home"]] >= 0))
    new = homes.new_families(state, models, families["weight"][models])
    home = new[place[persons["home"][like]]]
    start = len(persons)
    row_of = np.full(len(persons) + 1, -1)
    row_of[like] = start + np.arange(len(like))
    kin = {relative: row_of[persons[relative][like]] for relative in ("mother", "father", "spouse")}
    lonely = persons.is_("marital_status", "married")[like] & (kin["spouse"] < 0)
    family = place[persons["home"][like]]
    status = _come_as(state, family, state.ages[like], np.stack([kin["mother"], kin["father"]]) - start)
    cells = {column: persons[column][like].copy() for column in _CLONED}
    cells["marital_status"][lonely] = persons.code("marital_status", "never")
    cells["married_on"][lonely] = NEVER
    day = persons["day"][like[np.unique(family, return_index=True)[1]]][family]
    born = np.minimum(cells["birth_date"], day - 1)
    iin, cells["birth_date"] = identity.of_arrivals(state, born, cells["sex"])
    brought = kin["mother"] >= 0
    cells["birth_order"][brought] = identity.eldest_first(
        cells["birth_order"][brought], cells["birth_date"][brought], kin["mother"][brought]
    )
    numbers = state.number("persons", len(like))
    child = state.ages[like] < 15  # noqa: PLR2004  # the labour statistics begin at 15
    employment = np.where(child, persons.code("employment", "child"), persons.code("employment", "outside"))
    region = families["region"][home]
    rows = persons.append(
        len(like), **cells, person_id=numbers, family_id=families["family_id"][home], iin=iin, region=region,
        urban=families["urban"][home], district=families["district"][home], residence_status=status,
        mother_id=_number(numbers, kin["mother"] - start), father_id=_number(numbers, kin["father"] - start),
        spouse_id=_number(numbers, kin["spouse"] - start), employment=employment, arrived_on=day,
        months_abroad=_months_abroad(cells["birth_date"], day), home=home, day=day, alive=True, clinic_attached=True,
        **kin,
    )  # fmt: skip
    mothers = np.flatnonzero(persons["mother"] >= start)
    np.maximum.at(persons["last_birth"], persons["mother"][mothers], persons["birth_date"][mothers])
    families["head_id"][new] = NOBODY
    nothing = np.zeros(len(rows), np.int64)
    arrival = (families["family_id"][home], region, persons["marital_status"][rows], nothing - 1, nothing, nothing,
               persons["disability_group"][rows])  # fmt: skip
    state.tell("immigrated", rows, day, after=arrival)


def _come_as(state: State, family: Column, age: Column, parents: Column) -> Column:
    """Return residence statuses of newcomers, given their families and, by place among them, mothers and fathers.

    Families come as one thing or another, some grown persons as something else, children as the mother, or father.
    """
    rng, numbers = state.rng, state.frame.numbers
    names = list(numbers["immigrants_as"])
    codes = np.array([state.persons.code("residence_status", name) for name in names], np.int8)
    shares = np.array([numbers["immigrants_as"][name] for name in names])
    status = codes[choose(rng, shares, int(family.max()) + 1)][family]
    apart = np.flatnonzero((age >= ADULT) & (rng.random(len(family)) < numbers["immigrants_mixed"]))
    status[apart] = codes[choose(rng, shares, len(apart))]
    parent = np.where(parents[0] >= 0, parents[0], parents[1])
    child = np.flatnonzero((age < ADULT) & (parent >= 0))
    status[child] = status[parent[child]]
    return status


def _months_abroad(birth: Column, day: Column) -> Column:
    """Return the adult months before people came."""
    return np.clip((day - birth) / _MONTH - ADULT * 12, 0, MOST_MONTHS_ABROAD).astype(np.int16)


def _number(numbers: Column, place: Column) -> Column:
    return np.where(place >= 0, numbers[np.maximum(place, 0)], NOBODY)
