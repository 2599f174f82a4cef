"""Disability: who, group, cause, degree, since when, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tirek.forecast.population.days import NEVER, Days, add_months, ages, first_days, months_of
from tirek.forecast.population.health.frame import ADULT, CHILD, PENSION, WORKING
from tirek.forecast.population.health.sampling import draw, pick

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.block import Block, Table
    from tirek.forecast.population.health.frame import HealthFrame

_YEAR = 365.25
_PRESCHOOL_MONTHS = 7 * 12
_GROUPS = ("first", "second", "third")


def disability(block: Block, frame: HealthFrame, rng: np.random.Generator) -> None:
    """Fill the columns of disability."""
    persons = block["persons"]
    age = np.minimum(ages(persons["birth_date"], frame.on), 100).astype(np.int64)
    sex = persons["sex"].astype(np.int64)
    pension_from = frame.pension_ages.reached_on(persons["birth_date"], sex)
    of_age = np.where(age < ADULT, CHILD, np.where(pension_from <= frame.on, PENSION, WORKING))
    disabled = draw(frame.disabled[of_age, sex, age], rng, of_age, sex, age)
    for column in ("disability_group", "disability_cause"):
        persons[column] = np.zeros(len(persons), np.int8)
    persons["disability_degree"] = np.zeros(len(persons), np.int16)
    for column in ("disability_since", "disability_until"):
        persons[column] = np.full(len(persons), NEVER, np.int32)
    children = np.flatnonzero(disabled & (of_age == CHILD))
    adults = np.flatnonzero(disabled & (of_age != CHILD))
    _children(persons, children, frame, rng)
    _adults(persons, adults, of_age[adults], pension_from[adults], frame, rng)


def _children(persons: Table, rows: npt.NDArray[np.int64], frame: HealthFrame, rng: np.random.Generator) -> None:
    """Fill children: most disabilities are found in the first years of life."""
    birth = persons["birth_date"][rows]
    since = birth + np.floor(rng.beta(0.9, 1.6, len(rows)) * (frame.on - birth)).astype(np.int32)
    persons["disability_group"][rows] = persons.code("disability_group", "child")
    persons["disability_cause"][rows] = persons.code("disability_cause", "since_childhood")
    persons["disability_since"][rows] = since
    persons["disability_until"][rows] = _children_until(birth, since, frame, rng)


def _children_until(birth: Days, since: Days, frame: HealthFrame, rng: np.random.Generator) -> Days:
    """Return the last day of the term of children: the day before the age of 7 or 18, or some months."""
    shares = frame.assumed["child_term"]
    term = np.array([0, 12, 24, 60])[pick(np.tile(list(shares.values()), (len(birth), 1)), rng)]
    school_age = add_months(birth, _PRESCHOOL_MONTHS)
    of_age = add_months(birth, ADULT * 12)
    by_age = np.where(school_age > frame.on, school_age, of_age)
    return (np.minimum(np.where(term == 0, by_age, _term_ends(since, term, frame.on)), of_age) - 1).astype(np.int32)


def _adults(
    persons: Table,
    rows: npt.NDArray[np.int64],
    of_age: npt.NDArray[np.int64],
    pension_from: Days,
    frame: HealthFrame,
    rng: np.random.Generator,
) -> None:
    """Fill adults: cause by age, time since the beginning, group, degree of those who may be insured, term."""
    birth = persons["birth_date"][rows]
    age = ages(birth, frame.on)
    since_childhood, other = _causes(persons, age, frame, rng)
    since = _since(birth, of_age, frame, rng)
    since = np.where(since_childhood, np.minimum(add_months(birth, ADULT * 12), frame.on - 1), since).astype(np.int32)
    shares = np.array([frame.assumed["groups"]["working"], frame.assumed["groups"]["pension"]])[
        (of_age == PENSION).astype(int)
    ]
    group = pick(shares, rng)
    persons["disability_group"][rows] = np.array([persons.code("disability_group", name) for name in _GROUPS])[group]
    persons["disability_cause"][rows] = other
    persons["disability_since"][rows] = since
    insured_since = first_days(np.array([frame.assumed["degrees_since"] * 12]))[0]
    established = (since >= insured_since) & (since < pension_from)
    persons["disability_degree"][rows] = np.where(established, _degrees(group, frame, rng), 0)
    persons["disability_until"][rows] = _adults_until(since, of_age, frame, rng)


def _causes(
    persons: Table, age: npt.NDArray[Any], frame: HealthFrame, rng: np.random.Generator
) -> tuple[Any, npt.NDArray[np.int8]]:
    """Return who is disabled since childhood, and the cause of each."""
    table = frame.assumed["since_childhood_by_age"]
    since_childhood = draw(np.interp(age, table["ages"], table["shares"]), rng, age)
    shares = frame.assumed["causes"]
    codes = np.array([persons.code("disability_cause", name) for name in shares], np.int8)
    cause = codes[pick(np.tile(list(shares.values()), (len(age), 1)), rng)]
    return since_childhood, np.where(since_childhood, persons.code("disability_cause", "since_childhood"), cause)


def _since(birth: Days, of_age: npt.NDArray[np.int64], frame: HealthFrame, rng: np.random.Generator) -> Days:
    """Return when disabilities of adult age began: an exponential time ago, after the age of 18."""
    years = frame.assumed["years_since"]
    mean = np.where(of_age == PENSION, years["pension"], years["working"]) * _YEAR
    longest = frame.on - add_months(birth, ADULT * 12)
    reach = 1 - np.exp(-longest / mean)
    ago = np.minimum(-mean * np.log1p(-rng.random(len(birth)) * reach), np.maximum(longest - 1, 0))
    return np.asarray(frame.on - 1 - ago, np.int32)


def _degrees(group: npt.NDArray[np.int64], frame: HealthFrame, rng: np.random.Generator) -> npt.NDArray[np.int16]:
    """Return the degree of loss of work capacity by group, in steps of 5 per cent."""
    low, high = np.array(frame.assumed["degrees"])[group].T
    return np.asarray(low + 5 * np.floor(rng.random(len(group)) * ((high - low) // 5 + 1)), np.int16)


def _adults_until(since: Days, of_age: npt.NDArray[np.int64], frame: HealthFrame, rng: np.random.Generator) -> Days:
    """Return the last day of the present term; NEVER is without term. Each term is confirmed for as long again."""
    table = frame.assumed["without_term_by_years"]
    share = np.interp((frame.on - since) / _YEAR, table["years"], table["shares"])
    without_term = rng.random(len(since)) < np.where(
        of_age == PENSION, frame.assumed["without_term_of_pension_age"], share
    )
    shares = frame.assumed["term_months"]
    term = np.array(list(shares))[pick(np.tile(list(shares.values()), (len(since), 1)), rng)]
    return np.where(without_term, NEVER, _term_ends(since, term, frame.on) - 1).astype(np.int32)


def _term_ends(since: Days, term: npt.NDArray[Any], on: int) -> Days:
    """Return the first anniversary of `since`, in steps of `term` months, that lies after the day."""
    step = np.maximum(term, 1)
    passed = months_of(np.full(1, on, np.int32))[0] - months_of(since)
    terms = passed // step + 1
    ends = add_months(since, terms * step)
    return np.where(ends <= on, add_months(since, (terms + 1) * step), ends).astype(np.int32)
