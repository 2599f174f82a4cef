"""Insured events, awards, loans and vehicles against the persons they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT
from tirek.forecast.population.check.invariants.families import ADULT, LAST_STUDENT_AGE
from tirek.forecast.population.check.law_of_the_day import pension_ages
from tirek.forecast.population.days import NEVER, NOBODY, add_months

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Flags, Ints
    from tirek.forecast.population.check.notebook import Notebook

MANY_CHILDREN: Final = 4


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold what is paid and owned in a block against its persons and its day."""
    _events(block, notebook)
    awards, since, until = (block.ints("awards", "award_id"), *_dates(block, "awards", "since", "until"))
    wrong = (since > block.today) | ((until != NEVER) & ((until < block.today) | (until < since)))
    notebook.look("award_dates", wrong, awards, what="award_id")
    notebook.look("award_family", _elsewhere(block, "awards"), awards, what="award_id")
    _pensions(block, notebook)
    _large_families(block, notebook)
    for table, key in (("vehicles", "vehicle_id"), ("loans", "loan_id")):
        notebook.look("owner_family", _elsewhere(block, table), block.ints(table, key), what=key)
    taken, ends = _dates(block, "loans", "taken_on", "ends_on")
    notebook.look("loan_dates", (taken > block.today) | (ends <= taken), block.ints("loans", "loan_id"), what="loan_id")


def _dates(block: BlockData, table: str, first: str, last: str) -> tuple[Ints, Ints]:
    return block.days(table, first), block.days(table, last)


def _pensions(block: BlockData, notebook: Notebook) -> None:
    """Hold solidarity pensions of those who have reached the general pension age against base pensions."""
    men, women = pension_ages(block.on)
    age = np.where(block.is_("persons", "sex", "male"), men, women)
    reached = add_months(block.days("persons", "birth_date").astype(np.int32), age) < block.today
    person = block.ints("awards", "person_id")
    solidarity, base = (block.is_("awards", "kind", name) for name in ("solidarity_pension", "base_pension"))
    row = block.rows_of("persons", person)
    of_age = solidarity & (row != ABSENT)
    of_age[of_age] = reached[row[of_age]]
    lacking = ~np.isin(person, person[base])
    notebook.look("base_pension", lacking, block.ints("awards", "award_id"), among=of_age, what="award_id")


def _large_families(block: BlockData, notebook: Notebook) -> None:
    """Hold allowances for many children against the children who live with the recipient."""
    person, since = block.ints("awards", "person_id"), block.days("awards", "since")
    row = block.rows_of("persons", person)
    receives = np.flatnonzero(block.is_("awards", "kind", "large_family_allowance") & (row != ABSENT))
    parents, own = _parents(block)
    student = block.flags("persons", "full_time_student") & (block.age <= LAST_STUDENT_AGE)
    student &= block.is_("persons", "family_role", "child", "grandchild")
    counted = (block.age < ADULT) | student
    birth, spouse = block.days("persons", "birth_date"), block.ints("persons", "spouse_id")
    wrong = np.zeros(len(person), np.bool_)
    for place in receives:
        who, lives = person[place], row[place]
        couple = np.array([who, spouse[lives]] if spouse[lives] != NOBODY else [who])
        first, last = (np.searchsorted(parents, couple, side=side) for side in ("left", "right"))
        children = [own[begin:end] for begin, end in zip(first, last, strict=True)]
        here = np.unique(np.concatenate(children))
        here = here[counted[here] & (block.family[here] == block.family[lives])]
        wrong[place] = len(here) < MANY_CHILDREN or not np.isin(children[0], here).any()
        wrong[place] |= (birth[here] > since[place]).sum() > len(here) - MANY_CHILDREN
    notebook.look("large_family", wrong, block.ints("awards", "award_id"), what="award_id")


def _parents(block: BlockData) -> tuple[Ints, Ints]:
    """Return pairs of a parent or guardian (by number) and a child (by row), in the order of the former."""
    everybody = np.arange(block.rows("persons"))
    guarded = block.is_("kinship", "relation", "guardian")
    ward = block.rows_of("persons", block.ints("kinship", "person_id")[guarded])
    guardian = block.ints("kinship", "relative_id")[guarded]
    parents = np.concatenate([block.ints("persons", "mother_id"), block.ints("persons", "father_id"), guardian])
    child = np.concatenate([everybody, everybody, ward])
    known = (parents != NOBODY) & (child != ABSENT)
    order = np.argsort(parents[known], kind="stable")
    return parents[known][order], child[known][order]


def _elsewhere(block: BlockData, table: str) -> Flags:
    """Return rows whose person lives in another family than the row says."""
    row = block.rows_of("persons", block.ints(table, "person_id"))
    lives = block.ints("persons", "family_id")
    there = row != ABSENT
    wrong = np.zeros(len(row), np.bool_)
    wrong[there] = lives[row[there]] != block.ints(table, "family_id")[there]
    return wrong


def _events(block: BlockData, notebook: Notebook) -> None:
    events = block.ints("insured_events", "event_id")
    happened, applied = _dates(block, "insured_events", "happened_on", "applied_on")
    notebook.look("event_dates", (applied < happened) | (happened > block.today), events, what="event_id")
    person, family = block.ints("insured_events", "person_id"), block.ints("insured_events", "family_id")
    wrong = np.zeros(len(events), bool)
    for home in ("persons", "deceased"):
        row = block.rows_of(home, person)
        here = row != ABSENT
        place = row[here]
        wrong[here] |= block.days(home, "birth_date")[place] != block.days("insured_events", "birth_date")[here]
        male = block.is_("insured_events", "sex", "male")
        wrong[here] |= block.is_(home, "sex", "male")[place] != male[here]
        wrong[here] |= block.ints(home, "family_id")[place] != family[here]
    notebook.look("event_facts", wrong, events, what="event_id")
