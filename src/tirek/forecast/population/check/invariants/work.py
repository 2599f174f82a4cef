"""Work, wages and the months of contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT, full_years
from tirek.forecast.population.check.law_of_the_day import minimum_wage
from tirek.forecast.population.days import NEVER, NOBODY, first_days, month_number, months_of

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Flags, Ints
    from tirek.forecast.population.check.notebook import Notebook

WORKING_AGE: Final = 15
"""From this age the labour statistics count a person."""
FIRST_WORK_AGE: Final = 14
REGISTERED_FROM, OF_AGE, LAST_UNEMPLOYED, LAST_WORK_AGE = 16, 18, 65, 80
MOST_OF_MINORS: Final = 6
"""Minimum wages a month; the young begin with simple work."""
LEAVE_UNTIL: Final = 3
"""Leave without pay to care for a child lasts until this age (art. 100 of the Labour Code)."""
MONTHS_KEPT: Final = 240
PAID_BY_ANOTHER: Final = ("employer", "individual_assistant", "single_payment")
PAID_BY_ONESELF: Final = ("sole_trader", "private_practice", "self_employed_regime", "single_aggregate_payment")


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold work and contributions of a block against each other and against age."""
    _status(block, notebook)
    _ages(block, notebook)
    _rows(block, notebook)
    if block.rows("contributions"):
        _months(block, notebook)


def _status(block: BlockData, notebook: Notebook) -> None:
    persons = block.ints("persons", "person_id")
    notebook.look("labour_status", block.is_("persons", "employment", "child") != (block.age < WORKING_AGE), persons)
    employee, own = (block.is_("persons", "employment", word) for word in ("employee", "self_employed"))
    waged, employed_by = block.ints("persons", "wage") > 0, block.ints("persons", "employer_id") != NOBODY
    unpaid = employee & ~waged & ~_may_be_on_leave(block)
    notebook.look("employee", ((waged | employed_by) & ~employee) | unpaid, persons)
    earns = block.ints("persons", "own_income") > 0
    form = ~block.is_("persons", "own_account", "none")
    notebook.look("self_employed", (earns & ~own) | (form != own), persons)
    works = employee | own
    wrong = block.flags("persons", "registered_unemployed") & works
    wrong |= ~works & (block.flags("persons", "formal") | ~block.is_("persons", "activity", "none"))
    notebook.look("unemployed", wrong, persons)
    for column in ("employed_since", "unemployed_since"):
        since = block.days("persons", column)
        dated = since != NEVER
        born = block.days("persons", "birth_date")
        early = full_years(born, np.where(dated, since, born)) < FIRST_WORK_AGE
        early |= since < block.days("persons", "arrived_on")
        notebook.look("work_dates", early | (since > block.today), persons, among=dated)


def _ages(block: BlockData, notebook: Notebook) -> None:
    persons, minor = block.ints("persons", "person_id"), block.age < OF_AGE
    works = block.is_("persons", "employment", "employee", "self_employed")
    wrong = works & ((block.age < WORKING_AGE) | (block.age > LAST_WORK_AGE))
    wrong |= minor & ~block.is_("persons", "own_account", "none", "unregistered")
    wrong |= (block.age < REGISTERED_FROM) & block.flags("persons", "registered_unemployed")
    wrong |= block.is_("persons", "employment", "unemployed") & (block.age > LAST_UNEMPLOYED)
    notebook.look("work_age", wrong, persons)
    earned = np.maximum(block.ints("persons", "wage"), block.ints("persons", "own_income"))
    notebook.look("work_of_minors", minor & (earned > MOST_OF_MINORS * minimum_wage(block.on)), persons)


def _may_be_on_leave(block: BlockData) -> Flags:
    """Return who had a child young enough for leave in the month before the day, that of the wage, or expects one."""
    leave: Flags = block.days("persons", "birth_due_on") != NEVER
    young = full_years(block.days("persons", "birth_date"), block.today - 1) < LEAVE_UNTIL
    for parent in ("mother_id", "father_id"):
        row = block.rows_of("persons", block.ints("persons", parent))
        leave[row[young & (row != ABSENT)]] = True
    return leave


def _rows(block: BlockData, notebook: Notebook) -> None:
    persons = block.ints("contributions", "person_id")
    if not len(persons):
        return
    first = block.days("contributions", "first_month")
    month = months_of(first.astype(np.int32)).astype(np.int64)
    _, incomes = block.items("contributions", "incomes")
    _, paid = block.items("contributions", "contributions")
    last = month + incomes - 1
    now = month_number(block.on)
    wrong = (incomes != paid) | (incomes == 0) | (first_days(month) != first) | (last >= now)
    notebook.look("contribution_rows", wrong, persons)
    earliest = now - MONTHS_KEPT - block.lived_months
    notebook.look("contribution_span", (month < earliest) | _overlapping(block, month, last), persons)
    named = block.ints("contributions", "employer_id") != NOBODY
    another = block.is_("contributions", "payer_kind", *PAID_BY_ANOTHER)
    oneself = block.is_("contributions", "payer_kind", *PAID_BY_ONESELF)
    notebook.look("contribution_payer", (another & ~named) | (oneself & named), persons)


def _overlapping(block: BlockData, first: Ints, last: Ints) -> Flags:
    """Return rows of the same person and payer that begin before the row before them ended."""
    import polars as pl

    kind = block.part("contributions")["payer_kind"].cast(pl.String).rank("dense").to_numpy()
    keys = (block.ints("contributions", "person_id"), block.ints("contributions", "employer_id"), kind)
    order = np.lexsort((first, *reversed(keys)))
    again = np.zeros(len(first), bool)
    same = np.logical_and.reduce([key[order][1:] == key[order][:-1] for key in keys])
    again[order[1:]] = same & (first[order][1:] <= last[order][:-1])
    return again


def _months(block: BlockData, notebook: Notebook) -> None:
    months = block.person_months
    persons = block.ints("contributions", "person_id")
    notebook.look("contribution_work", (months.paid > 0) & (months.income <= 0), persons[months.row])
    born, arrived = np.full(len(persons), NEVER), np.full(len(persons), NEVER)
    died = np.full(len(persons), np.iinfo(np.int32).max, np.int64)
    for home in ("persons", "deceased"):
        row = block.rows_of(home, persons)
        here = row != ABSENT
        born[here] = block.days(home, "birth_date")[row[here]]
        if home == "persons":
            arrived[here] = months_of(block.days(home, "arrived_on")[row[here]].astype(np.int32))
        if home == "deceased":
            died[here] = months_of(block.days(home, "died_on")[row[here]].astype(np.int32))
    _, lengths = block.items("contributions", "incomes")
    first = block.days("contributions", "first_month")
    month = months_of(first.astype(np.int32)).astype(np.int64)
    known = born != NEVER
    early = months_of(born.astype(np.int32)) + FIRST_WORK_AGE * 12 > month
    early |= arrived > month
    notebook.look("contribution_life", early | (month + lengths - 1 > died), persons, among=known)
