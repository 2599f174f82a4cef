"""Who works, looks for work, works for himself or informally, in a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.evenly import evenly, evenly_by, foremost
from tirek.forecast.population.tables import table_spec
from tirek.forecast.population.work.published import GROUP_OF_AGE

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.work.labour import LabourRates

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

WORKS_FROM: Final = 15
ADULT: Final = 18
ADULT_CELLS: Final = (*range(15, 25), 25, 27, 29, 32, 35, 40, 45, 50, 55, 58, 60, 61, 62, 63, 65, 70, 75, 80)
INFANT, TODDLER = 18, 36
CHILD, OUTSIDE, UNEMPLOYED, EMPLOYEE, SELF_EMPLOYED = range(5)
AT_WORK, ON_LEAVE, OWN, IDLE = range(4)
SCHOOL: Final = table_spec("persons").columns["study"].choices.index("school")
AGRICULTURE: Final = table_spec("persons").columns["activity"].choices.index("agriculture")


@dataclass(frozen=True, slots=True)
class Status:
    """The labour status of the persons of a block: `employment` as codes; `group` is sex and age group 0..13."""

    employment: Whole
    formal: Flags
    on_leave: Flags
    sex: Whole
    age: Whole
    group: Whole

    @property
    def employee(self) -> Flags:
        """Who is an employee."""
        found: Flags = self.employment == EMPLOYEE
        return found

    @property
    def self_employed(self) -> Flags:
        """Who is self-employed."""
        found: Flags = self.employment == SELF_EMPLOYED
        return found

    @property
    def works(self) -> Flags:
        """Who is employed in either way, also on leave."""
        found: Flags = self.employment >= EMPLOYEE
        return found


def draw_status(
    block: Block, stratum: int, rates: LabourRates, age: Whole, infant_months: Whole, on_leave: Flags,
    assumed: dict[str, Any], rng: np.random.Generator,
) -> Status:  # fmt: skip
    """Draw the status of every person; the counts of each sex and age, students apart, are near their expectation.

    `infant_months` is the age in months of a woman's youngest child, `on_leave` where leave covers the last month.
    Within an age those are chosen who are likeliest to work: not mothers of infants, persons with a severe disability,
    full-time students. Minors who work do so without a contract, as long as there is informal work in their group, and
    register no business.
    """
    persons = block["persons"]
    sex = persons["sex"].astype(np.int64)
    student = persons["study"] >= SCHOOL
    cell = (2 * sex + student) * (len(ADULT_CELLS) + 1) + np.searchsorted(ADULT_CELLS, age, side="right")
    odds = _attachment(block, infant_months, assumed["attachment"])
    place = (stratum, sex, age)
    at_work, without_work = rates.chances(stratum, sex, age, student)
    employed = foremost(odds + rng.logistic(size=len(age)), cell, at_work, rng)
    looking = np.where(employed, -np.inf, 2 * odds + rng.logistic(size=len(age)))
    unemployed = foremost(looking, cell, without_work, rng)
    group = sex * 7 + GROUP_OF_AGE[age]
    mother = on_leave & employed
    own = np.zeros(len(age), np.bool_)
    rows = np.flatnonzero(employed)
    minors, minor = assumed["work_of_minors"], age < ADULT
    score = -0.3 * persons["education"][rows] - 3.0 * mother[rows] + rng.logistic(size=len(rows))
    score += minors["self_employed"] * minor[rows]
    own[rows] = foremost(score, group[rows], rates.self_employed[place][rows], rng)
    informal = np.zeros(len(age), np.bool_)
    for kind, share in ((own, rates.informal_self), (employed & ~own, rates.informal_employee)):
        rows = np.flatnonzero(kind)
        score = -0.4 * persons["education"][rows] - 3.0 * mother[rows] + rng.logistic(size=len(rows))
        score += minors["informal"] * minor[rows]
        informal[rows] = foremost(score, group[rows], share[place][rows], rng)
    informal |= own & minor
    employment = np.select(
        [age < WORKS_FROM, own, employed, unemployed], [CHILD, SELF_EMPLOYED, EMPLOYEE, UNEMPLOYED], OUTSIDE
    )
    return Status(employment, employed & ~informal, mother & ~own, sex, age, group)


def _attachment(block: Block, infant_months: Whole, table: dict[str, Any]) -> Numbers:
    """Return the log odds of working that a person's circumstances add."""
    persons = block["persons"]
    odds = np.zeros(len(persons))
    for column in ("disability_group", "education"):
        if column in persons:
            choices = table_spec("persons").columns[column].choices
            weights = table["disability" if column == "disability_group" else column]
            odds += np.array([weights[choice] for choice in choices])[persons[column]]
    odds += table["full_time_student"] * persons["full_time_student"]
    odds += table["child_under_18_months"] * (infant_months < INFANT)
    odds += table["child_under_36_months"] * ((infant_months >= INFANT) & (infant_months < TODDLER))
    return odds


def draw_ranks(
    block: Block, status: Status, spouse: Whole, assumed: dict[str, Any], rng: np.random.Generator
) -> Numbers:
    """Return `wage_rank`: standing from 0 to 1 among those of the same sex, age group and kind of work.

    Education raises it, informal work lowers it, and spouses resemble each other. `spouse` is the row or -1.
    """
    persons = block["persons"]
    rows = len(persons)
    together = np.where(spouse >= 0, np.minimum(np.arange(rows), spouse), np.arange(rows))
    common, own = rng.standard_normal(rows)[together], rng.standard_normal(rows)
    shared = assumed["wage_of_spouses"]
    levels = assumed["education_in_wages"]
    education = np.array([levels[name] for name in table_spec("persons").columns["education"].choices])
    score = np.sqrt(shared) * common + np.sqrt(1 - shared) * own + education[persons["education"]]
    score -= 0.5 * (status.works & ~status.formal)
    kind = np.select([status.employee & ~status.on_leave, status.on_leave, status.self_employed],
                     [AT_WORK, ON_LEAVE, OWN], IDLE)  # fmt: skip
    return evenly_by(score, status.group * 4 + kind, rng)


def draw_activity(status: Status, shares: Numbers, rng: np.random.Generator, *, urban: bool) -> Whole:
    """Return the activity code (0 = none) of those who work, and of others the one they would work in, negative.

    `shares` (towns: no, yes; sexes; employee or self-employed; activities) add up to 1 over activities.
    """
    own = status.self_employed.astype(np.int64)
    edges = np.cumsum(shares[int(urban)], axis=-1)[status.sex, own][:, :-1]
    chance = evenly(status.sex * 4 + own * 2 + status.works, rng)
    code: Whole = 1 + (chance[:, None] >= edges).sum(axis=1)
    return np.where(status.works, code, -code)


def draw_own_account(
    status: Status, activity: Whole, shares: dict[str, float], insured: dict[str, bool], rng: np.random.Generator
) -> Whole:
    """Return the form of self-employment; farms go to those who farm, forms not yet in the law to sole traders."""
    names = sorted(shares, key=lambda name: (name == "farm", name))
    forms = table_spec("persons").columns["own_account"].choices
    kinds = [forms.index(name if insured[name] else "sole_trader") for name in names]
    rows = np.flatnonzero(status.self_employed & status.formal)
    chance = evenly_by((activity[rows] == AGRICULTURE) + rng.random(len(rows)), np.zeros(len(rows), np.int64), rng)
    edges = np.cumsum([shares[name] for name in names])[:-1] / sum(shares.values())
    own_account = np.where(status.self_employed, forms.index("unregistered"), 0)
    own_account[rows] = np.array(kinds)[np.searchsorted(edges, chance, side="right")]
    return own_account
