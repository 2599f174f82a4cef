"""The new state of a block, put in order: who heads each family, what kind it is, what it lives on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.block import NUMBERS_IN_BLOCK
from tirek.forecast.population.days import NEVER, NOBODY, ages, first_days
from tirek.forecast.population.life import benefits
from tirek.forecast.population.life.rows import Rows, rows_of
from tirek.forecast.population.life.state import receive_alimony

if TYPE_CHECKING:
    from collections.abc import Callable

    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

GROWN, STUDENT_TO, PENSION_AGE, WORKING_AGE = 18, 23, 63, 15


def settle(state: State) -> dict[str, Rows]:
    """Return the tables of the block on the first day after its life, as they are written."""
    on = int(first_days(np.array([state.month + 1]))[0])
    _drop_ended_awards(state, on)
    _choose_heads(state, on)
    _assign_roles(state)
    _count(state, on)
    benefits.pay_large_families(state)
    _write_relatives(state)
    _thin_out(state, on)
    insured = np.concatenate([state.persons["person_id"], state.deceased["person_id"]])
    tables = {"contributions": state.payments.rows(insured)}
    _earn(state)
    names = ("persons", "families", "kinship", "deceased", "employers", "insured_events", "awards", "vehicles", "loans")
    return tables | {name: getattr(state, name) for name in names}


def _drop_ended_awards(state: State, on: int) -> None:
    awards, persons = state.awards, state.persons
    owner = rows_of(persons["person_id"], awards["person_id"])
    ended = (awards["until"] != NEVER) & (awards["until"] < on)
    awards.keep(~ended & (owner >= 0) & persons["alive"][owner])


def _choose_heads(state: State, on: int) -> None:
    """Let the head stay; where he is gone the spouse or the eldest adult under 63 takes over."""
    persons, families = state.persons, state.families
    alive = np.flatnonzero(persons["alive"])
    home = persons["home"][alive]
    head = rows_of(persons["person_id"], families["head_id"])
    was_spouse = persons.is_("family_role", "spouse")[alive] & ~families["touched"][home]
    age = ages(persons["birth_date"][alive], on)
    present = (head >= 0) & persons["alive"][head] & (persons["home"][head] == np.arange(len(families)))
    rank = np.where(age >= GROWN, 1, 0) * 1000 + was_spouse * 500 + np.where(age < PENSION_AGE, 200, 0) + age
    order = np.lexsort((-alive, rank, home))
    last = np.r_[home[order][1:] != home[order][:-1], True]
    chosen = np.full(len(families), -1)
    chosen[home[order][last]] = alive[order][last]
    head = np.where(present, head, chosen)
    families["head_id"] = np.where(head >= 0, persons["person_id"][head], NOBODY)
    families["head"] = head.astype(np.int32)
    families["touched"] |= ~present


def _assign_roles(state: State) -> None:
    """Say of families that changed what each member is to the head, and what kind of family it is."""
    persons, families = state.persons, state.families
    rows = np.flatnonzero(persons["alive"] & families["touched"][persons["home"]])
    head = families["head"][persons["home"][rows]]
    consort = persons["spouse"][head]

    def of(relative: str, whose: Column) -> Column:
        return np.where(whose >= 0, persons[relative][whose], -1)

    def is_in(who: Column, *those: Column) -> Column:
        found: Column = (who >= 0) & np.stack([who == each for each in those]).any(axis=0)
        return found

    mother, father = persons["mother"][rows], persons["father"][rows]
    child = is_in(mother, head, consort) | is_in(father, head, consort)
    next_ones = np.zeros(len(persons) + 1, np.bool_)
    next_ones[rows[child]] = True
    in_law = persons["spouse"][rows[child]]
    next_ones[in_law[in_law >= 0]] = True
    parent = is_in(rows, of("mother", head), of("father", head), of("mother", consort), of("father", consort))
    here = [
        (who >= 0) & persons["alive"][who] & (persons["home"][who] == persons["home"][rows]) for who in (mother, father)
    ]
    grandchild = (here[0] & next_ones[mother]) | (here[1] & next_ones[father])
    sibling = is_in(mother, of("mother", head)) | is_in(father, of("father", head))
    names = ("head", "spouse", "child", "parent", "grandchild", "sibling")
    tests = (rows == head, (rows == consort) & (consort >= 0), child, parent, grandchild, sibling)
    roles = [persons.code("family_role", name) for name in names]
    persons["family_role"][rows] = np.select(tests, roles, persons.code("family_role", "other"))
    _name_kinds(state, rows, (mother, father), here)


def _name_kinds(state: State, rows: Column, parents: tuple[Column, Column], here: list[Column]) -> None:
    """Say what kind of family changed families are; `here` tells whose mother and father live with them."""
    persons, families = state.persons, state.families
    home = persons["home"][rows]

    def count(those: Column) -> Column:
        return np.bincount(home[those], minlength=len(families))

    size = np.bincount(home, minlength=len(families))
    couple = count(persons.is_("family_role", "spouse")[rows]) > 0
    children = count(persons.is_("family_role", "child")[rows])
    nucleus = 1 + couple + children == size
    with_parent = np.zeros(len(persons) + 1, np.bool_)
    with_parent[rows] = here[0] | here[1]
    three = count((here[0] & with_parent[parents[0]]) | (here[1] & with_parent[parents[1]])) > 0
    tests = (size == 1, nucleus & couple & (children == 0), nucleus & couple, nucleus & (children > 0), three)
    names = ("single", "couple", "couple_with_children", "lone_parent", "three_generations")
    found = np.select(tests, [families.code("kind", name) for name in names], families.code("kind", "other"))
    families["kind"] = np.where(families["touched"] & (size > 0), found, families["kind"]).astype(np.int8)


def _count(state: State, on: int) -> None:
    persons, families = state.persons, state.families
    rows = np.flatnonzero(persons["alive"])
    home, age = persons["home"][rows], ages(persons["birth_date"][rows], on)
    grown = rows[(age >= WORKING_AGE) & persons.is_("employment", "child")[rows]]
    persons["employment"][grown] = persons.code("employment", "outside")
    student = persons["full_time_student"][rows] & (age < STUDENT_TO)
    student &= persons.is_("family_role", "child", "grandchild")[rows]
    for column, those in (("size", age >= 0), ("adults", age >= GROWN), ("children", age < GROWN),
                          ("children_and_students", (age < GROWN) | student)):  # fmt: skip
        families[column] = np.bincount(home[those], minlength=len(families)).astype(np.int16)


def _write_relatives(state: State) -> None:
    """Turn rows of relatives into numbers; only the living are named."""
    persons = state.persons
    for relative in ("mother", "father", "spouse"):
        row = persons[relative]
        persons[relative + "_id"] = np.where((row >= 0) & persons["alive"][row], persons["person_id"][row], NOBODY)
    persons["birth_order"] = np.where(persons["mother_id"] == NOBODY, 0, persons["birth_order"]).astype(np.int16)
    cared = rows_of(persons["person_id"], persons["carer_of"])
    gone = (cared < 0) | ~persons["alive"][cared] | persons.is_("disability_group", "none")[cared]
    persons["carer_of"][gone] = NOBODY


def _thin_out(state: State, on: int) -> None:
    """Leave out who died or left, families without persons, and what belonged to them."""
    persons, families = state.persons, state.families
    living = persons["person_id"][persons["alive"]]
    family_of = persons["family_id"][persons["alive"]]
    order = np.argsort(living)

    def family(numbers: Column) -> Column:
        place = np.searchsorted(living, numbers, sorter=order)
        return family_of[order][np.minimum(place, len(order) - 1)]

    for table in (state.awards, state.vehicles, state.loans):
        table.keep(np.isin(table["person_id"], living))
        table["family_id"] = family(table["person_id"])
    _families_of_deceased(state, living, family)
    kinship, deceased, events = state.kinship, state.deceased, state.insured_events
    # The living are related to each other; of the dead they keep the parents who left them as breadwinners.
    lost = kinship.is_("relation", "parent") & np.isin(kinship["relative_id"], deceased["person_id"])
    kinship.keep(np.isin(kinship["person_id"], living) & (lost | np.isin(kinship["relative_id"], living)))
    kinship.keep(_first_of_each(kinship))
    both = np.isin(kinship["relative_id"], living)
    kinship["together"] = both & (family(kinship["person_id"]) == family(kinship["relative_id"]))
    kinship.keep(~_over(state, on))
    ours = np.isin(families["family_id"], family_of)
    dead = deceased["person_id"]
    events.keep(np.isin(events["person_id"], np.concatenate([living, dead])))
    events["family_id"] = np.where(np.isin(events["person_id"], living), family(events["person_id"]), NOBODY)
    of_dead = rows_of(dead, events["person_id"])
    events["family_id"][of_dead >= 0] = deceased["family_id"][of_dead[of_dead >= 0]]
    for column in ("child_id", "survivor_id"):
        events[column] = np.where(np.isin(events[column], living), events[column], NOBODY)
    _order_families(state, ours)


def _families_of_deceased(state: State, living: Column, family: Callable[[Column], Column]) -> None:
    """Keep breadwinners whose families are there: the one left behind, or else that of a child or the widow."""
    deceased, kinship = state.deceased, state.kinship
    there = np.isin(deceased["family_id"], family(living))
    children = kinship.is_("relation", "parent") & np.isin(kinship["person_id"], living)
    of = rows_of(deceased["person_id"], kinship["relative_id"][children])
    child = kinship["person_id"][children][of >= 0]
    of = of[of >= 0]
    lost = ~there[of]
    deceased["family_id"][of[lost]] = family(child[lost])
    there[of] = True
    widowed = np.flatnonzero(~there & np.isin(deceased["widow_id"], living))
    deceased["family_id"][widowed] = family(deceased["widow_id"][widowed])
    there[widowed] = True
    deceased.keep(there)
    deceased["widow_id"] = np.where(np.isin(deceased["widow_id"], living), deceased["widow_id"], NOBODY)


def _over(state: State, on: int) -> Column:
    """Return relations that are no more: care and support of a child who is grown up, or lives with the payer again."""
    persons, kinship = state.persons, state.kinship

    def grown(who: str) -> Column:
        row = rows_of(persons["person_id"], kinship[who])
        return np.asarray((row >= 0) & (ages(persons["birth_date"][row], on) >= GROWN))

    ended = kinship.is_("relation", "guardian") & grown("person_id")
    ended |= kinship.is_("relation", "supports") & (grown("relative_id") | kinship["together"])
    back = np.isin(_pair(kinship, "relative_id", "person_id"), _pair(kinship, "person_id", "relative_id")[ended])
    other: Column = back & kinship.is_("relation", "ward", "supported_by")
    spouse = persons["spouse_id"][np.maximum(rows_of(persons["person_id"], kinship["person_id"]), 0)]
    again = kinship.is_("relation", "former_spouse") & (spouse == kinship["relative_id"])
    return np.asarray(ended | other | again)


def _pair(kinship: Rows, one: str, other: str) -> Column:
    """Return a number for each pair of persons of a block."""
    found: Column = kinship[one] % NUMBERS_IN_BLOCK * NUMBERS_IN_BLOCK + kinship[other] % NUMBERS_IN_BLOCK
    return found


def _first_of_each(kinship: Rows) -> Column:
    """Return the places of relations, each once."""
    key = np.stack([kinship[column].astype(np.int64) for column in ("person_id", "relative_id", "relation")], axis=1)
    return np.sort(np.unique(key, axis=0, return_index=True)[1])


def _order_families(state: State, ours: Column) -> None:
    """Let members of a family lie together again, in the order of families."""
    persons, families = state.persons, state.families
    rows = np.flatnonzero(persons["alive"])
    role = persons["family_role"][rows]
    persons.keep(rows[np.lexsort((persons["birth_date"][rows], role, persons["home"][rows]))])
    persons["home"] = (np.cumsum(ours) - 1)[persons["home"]].astype(np.int32)
    families.keep(ours)


def _earn(state: State) -> None:
    """Add up what each family lives on, and how many people each employer employs."""
    persons, families, awards, employers = state.persons, state.families, state.awards, state.employers
    receive_alimony(state, 1)
    income = families["farm_income"] + families["property_income"] + families["received_from_others"]
    np.add.at(income, persons["home"], persons["wage"] + persons["own_income"])
    np.add.at(income, rows_of(families["family_id"], awards["family_id"]), awards["amount"])
    families["income"] = income
    place = rows_of(employers["employer_id"], persons["employer_id"])
    counts = np.bincount(place[place >= 0], minlength=len(employers))
    employers["employees"] = counts.astype(np.int32)
