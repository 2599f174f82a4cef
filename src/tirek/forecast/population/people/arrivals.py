"""Who came from abroad, when, with whom and as what.

People come as lineages: somebody whose parents are not here, husband or wife where theirs are not either, and all
descendants born before. Whoever of the lineage was born later was born here. So a child comes with its mother, and who
married or had a child with a person of another lineage was here by then.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NEVER, day_number
from tirek.forecast.population.people.draft import ADULT, FEMALE, YEAR, Draft
from tirek.forecast.population.people.draws import by_age, choose
from tirek.forecast.population.people.frame import COME_AS, MARRIED
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.days import Days
    from tirek.forecast.population.people.draft import Rows
    from tirek.forecast.population.people.frame import Arrivals

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

_MONTH: Final = YEAR / 12
_MOST_MONTHS_ABROAD: Final = 600
"""Fifty years: more makes no difference to any right."""
_CONCEPTION: Final = 280
_OPEN: Final = np.iinfo(np.int32).max
_LIKELIEST: Final = 0.9


@dataclass(frozen=True, slots=True)
class _Lineages:
    """`of` tells the lineage of each person; the others are of lineages: first day too late to come, eldest member."""

    of: Whole
    latest: Whole
    eldest: Rows


def arrivals(
    draft: Draft, come: Arrivals, stratum: int, rng: np.random.Generator
) -> tuple[Days, npt.NDArray[np.int8], npt.NDArray[np.int16]]:
    """Return for each person the day of arrival from abroad (NEVER), the residence status and adult months abroad."""
    lineages = _lineages(draft, rng)
    day, kind = _coming(draft, lineages, come.persons[stratum] * len(draft), come.first_year, rng)
    of_person = day[lineages.of]
    arrived = np.where(of_person > draft.birth, of_person, NEVER).astype(np.int32)
    status = _statuses(draft, arrived, kind[lineages.of], rng)
    grown_up = draft.birth + ADULT * YEAR
    months = np.where(arrived != NEVER, np.clip((arrived - grown_up) / _MONTH, 0.0, _MOST_MONTHS_ABROAD), 0.0)
    return arrived, status, months.astype(np.int16)


def _lineages(draft: Draft, rng: np.random.Generator) -> _Lineages:
    rows = np.arange(len(draft))
    parent = np.where(draft.mother >= 0, draft.mother, draft.father)
    alone = rng.random(len(draft)) < draft.given["came_alone"]
    wives = draft.rows((draft.sex == FEMALE) & (draft.marital == MARRIED) & (parent < 0) & ~alone)
    wives = wives[parent[draft.spouse[wives]] < 0]
    root = np.where(parent >= 0, parent, rows)
    root[draft.spouse[wives]] = wives
    while not np.array_equal(further := root[root], root):
        root = further
    _, eldest, of = np.unique(root, return_index=True, return_inverse=True)
    latest = np.full(len(eldest), _OPEN, np.int64)
    for ties, day in ((_couples(draft), draft.married_on), (_parents(draft), draft.birth - _CONCEPTION)):
        who, one, other = ties
        apart = of[one] != of[other]
        for side in (one, other):
            np.minimum.at(latest, of[side[apart]], day[who[apart]].astype(np.int64))
    return _Lineages(of, latest, eldest)


def _couples(draft: Draft) -> tuple[Rows, Rows, Rows]:
    wives = draft.rows((draft.sex == FEMALE) & (draft.marital == MARRIED))
    return wives, wives, draft.spouse[wives]


def _parents(draft: Draft) -> tuple[Rows, Rows, Rows]:
    children = draft.rows((draft.mother >= 0) & (draft.father >= 0))
    return children, draft.mother[children], draft.father[children]


def _coming(
    draft: Draft, lineages: _Lineages, wanted: Numbers, first_year: int, rng: np.random.Generator
) -> tuple[Whole, Whole]:
    """Return the day on which each lineage came (NEVER), and as which of COME_AS; `wanted` persons by (kind, year)."""
    starts, ends = _years(first_year, wanted.shape[1], draft.on)
    number = len(lineages.latest)
    # of each lineage, those born before each year begins
    born_before = np.searchsorted(starts, draft.birth, side="right")
    counted = np.bincount(lineages.of * (len(starts) + 1) + born_before, minlength=number * (len(starts) + 1))
    members = counted.reshape(number, -1).cumsum(axis=1)[:, :-1]
    birth = draft.birth[lineages.eldest]
    age = (starts - birth[:, None]) / YEAR
    leaning = by_age(draft.given["arrival_ages"], np.maximum(age, 0.0))
    adult = draft.age[lineages.eldest] >= ADULT
    leaning *= (age >= 0) & (starts < lineages.latest[:, None]) & adult[:, None]
    rates = wanted / np.maximum((leaning * members).sum(axis=0), 1.0)
    chances = leaning * rates.sum(axis=0)
    total = chances.sum(axis=1)
    came = np.flatnonzero(choose(np.minimum(total, _LIKELIEST), rng))
    day, kind = np.full(number, NEVER, np.int64), np.zeros(number, np.int64)
    passed = chances[came].cumsum(axis=1) / total[came, None]
    year = (rng.random(len(came))[:, None] >= passed).sum(axis=1).clip(0, len(starts) - 1)
    last = np.minimum(ends[year], lineages.latest[came])
    day[came] = starts[year] + (rng.random(len(came)) * (last - starts[year])).astype(np.int64)
    parts = (rates / np.maximum(rates.sum(axis=0), 1e-300)).cumsum(axis=0)
    kind[came] = (rng.random(len(came)) >= parts[:, year]).sum(axis=0).clip(0, len(COME_AS) - 1)
    return day, kind


def _years(first: int, number: int, on: int) -> tuple[Whole, Whole]:
    """Return the first day of each year and of the next; the last year ends before the day `on`."""
    edges = np.array([day_number(dt.date(first + place, 1, 1)) for place in range(number + 1)], np.int64)
    return edges[:-1], np.minimum(edges[1:], on)


def _statuses(draft: Draft, arrived: Days, kind: Whole, rng: np.random.Generator) -> npt.NDArray[np.int8]:
    """Return residence statuses: newcomers become citizens one by one, children as their parents."""
    given = draft.given
    citizen, kandas, permanent, other = (
        code("persons", "residence_status", name) for name in ("citizen", "kandas", "permanent_resident", "other")
    )
    wait = given["kandas_years"]
    waits = (wait["least"] + rng.random(len(draft)) * (wait["most"] - wait["least"])) * YEAR
    point = rng.random(len(draft))
    by_kind = np.stack([
        np.where(draft.on - arrived.astype(np.int64) < waits, kandas, citizen),
        np.where(point < given["naturalised"], citizen, permanent),
        np.where(point < given["permits_of_others"], permanent, other),
    ])  # fmt: skip
    status = np.where(arrived == NEVER, citizen, by_kind[kind, np.arange(len(draft))])
    parent = np.where(draft.mother >= 0, draft.mother, draft.father)
    brought = draft.rows((arrived != NEVER) & (draft.age < ADULT) & (parent >= 0))
    status[brought] = status[parent[brought]]
    here = draft.rows((arrived == NEVER) & (parent >= 0))
    while True:  # as many rounds as there are generations born here to foreigners
        parents = [np.where(each[here] >= 0, status[each[here]], -1) for each in (draft.mother, draft.father)]
        inherited = np.where(parents[0] >= 0, parents[0], parents[1])
        inherited[(parents[0] == citizen) | (parents[1] == citizen)] = citizen
        if np.array_equal(inherited, status[here]):
            return status.astype(np.int8)
        status[here] = inherited
