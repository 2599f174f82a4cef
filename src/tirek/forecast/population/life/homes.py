"""Who lives with whom: people change families, new families are made, no child stays without an adult."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NOBODY
from tirek.forecast.population.life import wards
from tirek.forecast.population.life.draws import draw, monthly

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN = 18
_AREA = 45
"""Square metres of a first dwelling of one's own."""


def new_families(state: State, like: Column, weights: Column) -> Column:
    """Add families that live where the families in rows `like` live, and return their rows."""
    families = state.families
    return families.append(
        len(like),
        family_id=state.number("families", len(like)), weight=weights, region=families["region"][like],
        urban=families["urban"][like], district=families["district"][like], head_id=NOBODY, touched=True,
        dwelling=families.code("dwelling", "rented"), dwelling_area=_AREA, size=1, adults=1,
    )  # fmt: skip


def move(state: State, rows: Column, to: Column, happened: Column | None = None) -> None:
    """Let persons join the families in rows `to`, and tell the register of residence."""
    persons, families = state.persons, state.families
    away = persons["home"][rows] != to
    rows, to = rows[away], to[away]
    if not len(rows):
        return
    days = persons["day"][rows] if happened is None else happened[away]
    old = persons["home"][rows]
    before, after = families["family_id"][old], families["family_id"][to]
    state.tell("left_home", rows, days, before=(before,), after=(after,))
    families["touched"][old] = families["touched"][to] = True
    persons["home"][rows], persons["family_id"][rows] = to, after
    settle_in_region(state, rows, days)


def settle_in_region(state: State, rows: Column, days: Column) -> None:
    """Let persons live where their families live."""
    persons, families = state.persons, state.families
    home = persons["home"][rows]
    for column in ("urban", "district"):
        persons[column][rows] = families[column][home]
    before, after = persons["region"][rows], families["region"][home]
    other = before != after
    moved = rows[other]
    persons["region"][moved] = after[other]
    state.tell("moved", moved, days[other], before=(before[other],), after=(after[other],))


def own_children(state: State, parent: Column) -> tuple[Column, Column]:
    """Return the minor children who live with these parents: (places in `parent`, rows of children)."""
    persons = state.persons
    place = np.full(len(persons) + 1, -1)
    place[parent] = np.arange(len(parent))
    minor = persons["alive"] & (state.ages < GROWN)
    found = []
    for relative in ("mother", "father"):
        relation = persons[relative]
        with_parent = minor & (place[relation] >= 0) & (persons["home"] == persons["home"][relation])
        child = np.flatnonzero(with_parent)
        found.append((place[relation[child]], child))
    of, child = (np.concatenate(each) for each in zip(*found, strict=True))
    _, first = np.unique(child, return_index=True)
    return of[first], child[first]


def leave(state: State) -> None:
    """Let unmarried grown children leave their parents' home for one of their own."""
    persons, numbers = state.persons, state.frame.numbers["leaving_home"]
    age = state.ages
    single = persons["alive"] & ~persons.is_("marital_status", "married")
    young = single & (age >= numbers["from_age"]) & (age < numbers["to_age"])
    parents = np.stack([persons["mother"], persons["father"]])
    with_parents = ((parents >= 0) & (persons["home"][parents] == persons["home"]) & persons["alive"][parents]).any(
        axis=0
    )
    rows = draw(state.rng, monthly(numbers["yearly"]) * (young & with_parents))
    if len(rows):
        old = persons["home"][rows]
        homes = new_families(state, old, state.families["weight"][old])
        of, children = own_children(state, rows)
        move(state, rows, homes)
        move(state, children, homes[of])


def shelter(state: State) -> None:
    """Let persons under 18 left without an adult join a parent, a grandparent, or another family as wards."""
    persons, families = state.persons, state.families
    _after_parents(state)
    alive = np.flatnonzero(persons["alive"])
    grown = np.bincount(persons["home"][alive], state.ages[alive] >= GROWN, len(families)) > 0
    left = alive[~grown[persons["home"][alive]]]
    if not len(left):
        return
    to, guardian = np.full(len(left), -1), np.full(len(left), -1)
    for line in (("mother",), ("father",), ("mother", "mother"), ("father", "mother"), ("mother", "father")):
        relative = left
        for step in line:
            relative = np.where(relative >= 0, persons[step][relative], -1)
        fits = (to < 0) & (relative >= 0) & persons["alive"][relative] & grown[persons["home"][relative]]
        to[fits] = persons["home"][relative[fits]]
        guardian[fits & (len(line) > 1)] = relative[fits & (len(line) > 1)]
    strangers = np.flatnonzero(to < 0)
    if len(strangers):
        _into_other_families(state, left, strangers, to, guardian)
    move(state, left, to)
    under = guardian >= 0
    wards.guard(state, left[under], guardian[under])


def _after_parents(state: State) -> None:
    """Let children who live with no parent nor guardian join a living parent, or be under an adult they live with."""
    children = wards.without_parent(state)
    if not len(children):
        return
    parent = wards.parent_elsewhere(state, children)
    joins = parent >= 0
    wards.release(state, children[joins])
    move(state, children[joins], state.persons["home"][parent[joins]])
    stays = children[~joins]
    guardian = wards.adult_at_home(state, stays)
    wards.guard(state, stays[guardian >= 0], guardian[guardian >= 0])


def _into_other_families(state: State, left: Column, who: Column, to: Column, guardian: Column) -> None:
    """Let brothers and sisters join a family of the same region, in which a married adult becomes their guardian."""
    persons = state.persons
    age = state.ages
    couples = np.flatnonzero(persons["alive"] & (persons["spouse"] >= 0) & (age >= 30) & (age < 60))  # noqa: PLR2004  # usual guardians
    adults = couples if len(couples) else np.flatnonzero(persons["alive"] & (age >= GROWN))
    homes, at = np.unique(persons["home"][left[who]], return_inverse=True)
    regions = state.families["region"][homes]
    host = np.empty(len(homes), np.int64)
    for region in np.unique(regions):
        near = adults[persons["region"][adults] == region]
        near = near if len(near) else adults
        those = regions == region
        host[those] = near[state.rng.integers(0, len(near), int(those.sum()))]
    guardian[who] = host[at]
    to[who] = persons["home"][host[at]]
