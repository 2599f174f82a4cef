"""Insured events, awards, loans and vehicles against the persons they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT
from tirek.forecast.population.days import NEVER

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Flags, Ints
    from tirek.forecast.population.check.notebook import Notebook


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold what is paid and owned in a block against its persons and its day."""
    _events(block, notebook)
    awards, since, until = (block.ints("awards", "award_id"), *_dates(block, "awards", "since", "until"))
    wrong = (since > block.today) | ((until != NEVER) & ((until < block.today) | (until < since)))
    notebook.look("award_dates", wrong, awards, what="award_id")
    notebook.look("award_family", _elsewhere(block, "awards"), awards, what="award_id")
    for table, key in (("vehicles", "vehicle_id"), ("loans", "loan_id")):
        notebook.look("owner_family", _elsewhere(block, table), block.ints(table, key), what=key)
    taken, ends = _dates(block, "loans", "taken_on", "ends_on")
    notebook.look("loan_dates", (taken > block.today) | (ends <= taken), block.ints("loans", "loan_id"), what="loan_id")


def _dates(block: BlockData, table: str, first: str, last: str) -> tuple[Ints, Ints]:
    return block.days(table, first), block.days(table, last)


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
