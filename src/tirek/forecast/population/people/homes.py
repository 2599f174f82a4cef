"""Who lives with whom: everybody points to the person whose home he or she shares, until all chains end in a root."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NOBODY
from tirek.forecast.population.people.draft import ADULT, FEMALE, YEAR, Draft
from tirek.forecast.population.people.draws import by_age, choose
from tirek.forecast.population.people.frame import DIVORCED, MARRIED, NEVER_MARRIED

if TYPE_CHECKING:
    from tirek.forecast.population.people.draft import Rows

_SHARED_BY = 3
_MEMBERS_WITH_GUARDIAN: Final = (38, 62)
_GUARDIAN_LIKE_PARENT: Final = (20, 40)
_OLD: Final = 50


def settle(draft: Draft, region: str, *, urban: bool, rng: np.random.Generator) -> Rows:
    """Give everybody a home and return its root, the same row for all who live together."""
    wives = draft.rows((draft.sex == FEMALE) & (draft.marital == MARRIED))
    draft.home[draft.spouse[wives]] = wives
    _couples_with_parents(draft, wives, region, urban=urban, rng=rng)
    _adults_with_parents(draft, rng)
    _minors(draft, rng)
    _old_with_children(draft, rng)
    _without_relatives(draft, rng)
    return _roots(draft.home)


def _couples_with_parents(draft: Draft, wives: Rows, region: str, *, urban: bool, rng: np.random.Generator) -> None:
    """Let couples live with his parents, seldom with hers; one couple with each parent, the youngest first."""
    table = draft.given["with_parents"]
    custom = draft.given["large_families_of"]
    often = custom.get(region, custom["others"]) * (1.0 if urban else custom["villages"])
    husbands = draft.spouse[wives]
    taken = np.zeros(len(draft), np.bool_)
    for person, name in ((husbands, "couple_with_his"), (wives, "couple_with_hers")):
        parent = _parent(draft, person)
        chance = np.minimum(1.0, often * by_age(table[name], draft.age[person]))
        able = (parent >= 0) & (draft.home[wives] == wives)
        moving = choose(np.where(able, chance, 0.0), rng)
        couples, hosts = wives[moving][::-1], parent[moving][::-1]
        host, first = np.unique(hosts, return_index=True)
        free = ~taken[host]
        draft.home[couples[first[free]]] = host[free]
        taken[host] = True


def _adults_with_parents(draft: Draft, rng: np.random.Generator) -> None:
    table = draft.given["with_parents"]
    adults = draft.rows((draft.age >= ADULT) & (draft.marital != MARRIED))
    parent = _parent(draft, adults)
    single = draft.marital[adults] == NEVER_MARRIED
    chance = np.where(
        single,
        by_age(table["never_married"], draft.age[adults]),
        by_age(table["formerly_married"], draft.age[adults]),
    )
    stays = choose(np.where(parent >= 0, chance, 0.0), rng)
    draft.home[adults[stays]] = parent[stays]


def _parent(draft: Draft, rows: Rows) -> Rows:
    """Return the mother, or the father where there is none, or NOBODY."""
    return np.where(draft.mother[rows] >= 0, draft.mother[rows], draft.father[rows])


def _minors(draft: Draft, rng: np.random.Generator) -> None:
    """Let minors live with the mother, else the father, else a guardian."""
    minors = draft.rows(draft.age < ADULT)
    parent = _parent(draft, minors)
    apart = draft.former[np.maximum(draft.mother[minors], 0)] == draft.father[minors]
    of_divorced = (draft.mother[minors] >= 0) & (draft.father[minors] >= 0) & apart
    with_father = choose(np.where(of_divorced, draft.given["kept_by_father"], 0.0), rng)
    parent = np.where(with_father, draft.father[minors], parent)
    draft.home[minors[parent >= 0]] = parent[parent >= 0]
    wards = minors[parent < 0]
    guardians = _guardians(draft, wards, rng)
    draft.guardian[wards] = guardians
    draft.home[wards[guardians >= 0]] = guardians[guardians >= 0]


def _guardians(draft: Draft, wards: Rows, rng: np.random.Generator) -> Rows:
    """Return an adult for each ward, mostly a woman of the grandparents' age, else of the parents' or any age."""
    women = draft.rows((draft.sex == FEMALE) & (draft.age >= ADULT))
    grand = rng.random(len(wards)) < draft.given["guardian_is_grandparent"]
    youngest, oldest = (
        np.where(grand, old, like) for old, like in zip(_MEMBERS_WITH_GUARDIAN, _GUARDIAN_LIKE_PARENT, strict=True)
    )
    low = np.searchsorted(draft.birth[women], draft.birth[wards] - oldest * YEAR)
    high = np.searchsorted(draft.birth[women], draft.birth[wards] - youngest * YEAR)
    place = low + (rng.random(len(wards)) * (high - low)).astype(np.int64)
    adults = draft.rows(draft.age >= ADULT)
    if len(adults) == 0:
        return np.where(wards > 0, 0, NOBODY).astype(np.int32)  # a block of a few children: the eldest keeps them
    anybody = adults[(rng.random(len(wards)) * len(adults)).astype(np.int64)]
    if len(women) == 0:
        return anybody
    return np.where(high > low, women[np.minimum(place, len(women) - 1)], anybody).astype(np.int32)


def _old_with_children(draft: Draft, rng: np.random.Generator) -> None:
    """Let old persons with whom nobody lives join a married child with a home of its own; no chain can close."""
    lived_with = np.zeros(len(draft), np.bool_)
    lived_with[draft.home[draft.home != np.arange(len(draft))]] = True
    child = np.full(len(draft), NOBODY, np.int32)
    married = draft.rows((draft.marital == MARRIED) & (draft.age >= ADULT))
    for parent in (draft.father, draft.mother):
        with_parent = married[parent[married] >= 0]
        child[parent[with_parent]] = with_parent  # the youngest is written last
    rows = np.arange(len(draft))
    alone = (draft.age >= _OLD) & (draft.marital != MARRIED) & ~lived_with & (draft.home == rows) & (child >= 0)
    chance = by_age(draft.given["old_with_children"], draft.age)
    joins = draft.rows(choose(np.where(alone, chance, 0.0), rng))
    draft.home[joins] = child[joins]


def _without_relatives(draft: Draft, rng: np.random.Generator) -> None:
    """Let adults without parents here, who never married, share flats or join other families; the rest lives alone."""
    lived_with = np.zeros(len(draft), np.bool_)
    lived_with[draft.home[draft.home != np.arange(len(draft))]] = True
    rows = draft.rows(
        (draft.age >= ADULT)
        & (draft.marital == NEVER_MARRIED)
        & (_parent(draft, np.arange(len(draft))) < 0)
        & ~lived_with
        & (draft.home == np.arange(len(draft)))
    )
    shares = draft.given["without_relatives"]
    point = rng.random(len(rows))
    sharing = rows[point < shares["shared"]]
    first = sharing[np.arange(len(sharing)) // _SHARED_BY * _SHARED_BY]
    draft.home[sharing] = first
    joining = rows[point >= shares["shared"] + shares["alone"]]
    hosts = draft.rows((draft.marital == MARRIED) & (draft.sex == FEMALE) | (draft.marital == DIVORCED))
    hosts = hosts[~np.isin(hosts, rows)]
    if len(hosts):
        draft.home[joining] = hosts[(rng.random(len(joining)) * len(hosts)).astype(np.int64)]


def _roots(home: Rows) -> Rows:
    """Return where each chain ends."""
    root = home
    while True:
        further = root[root]
        if np.array_equal(further, root):
            return further
        root = further
