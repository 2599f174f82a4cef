"""The income of a family and its parts; what it owes, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT, full_years

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Ints
    from tirek.forecast.population.check.notebook import Notebook

ADULT: Final = 18
LAST_INSTALMENT, OF_A_MORTGAGE = 75, 70
"""Ages up to which banks are paid back."""
OWN_PARTS: Final = ("farm_income", "property_income", "received_from_others")


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold income and loans of a block against what families receive and own."""
    _income(block, notebook)
    _loans(block, notebook)


def _income(block: BlockData, notebook: Notebook) -> None:
    """Add up the income of every family; whole tiyn, so there is nothing to round."""
    families = block.ints("families", "family_id")
    parts = sum((block.ints("families", part) for part in OWN_PARTS), start=np.zeros(len(families), np.int64))
    for column in ("wage", "own_income"):
        parts += _added(block.family, block.ints("persons", column), len(families))
    home = block.rows_of("families", block.ints("awards", "family_id"))
    parts += _added(home, block.ints("awards", "amount"), len(families))
    notebook.look("income_sum", parts != block.ints("families", "income"), families, what="family_id")


def _loans(block: BlockData, notebook: Notebook) -> None:
    families, loans = block.ints("families", "family_id"), block.ints("loans", "loan_id")
    borrower, family = block.ints("loans", "person_id"), block.rows_of("families", block.ints("loans", "family_id"))
    mortgage, for_car = block.is_("loans", "kind", "mortgage"), block.is_("loans", "kind", "car")
    owes = np.zeros(len(families), bool)
    owes[family[mortgage & (family != ABSENT)]] = True
    owns = block.ints("families", "dwellings_owned") > 0
    wrong = (owes | block.is_("families", "dwelling", "owned")) & ~owns
    notebook.look("mortgage_dwelling", wrong, families, what="family_id")
    drivers = block.ints("vehicles", "person_id")[block.is_("vehicles", "kind", "car")]
    notebook.look("car_loan", for_car & ~np.isin(borrower, drivers), loans, what="loan_id")
    person = block.rows_of("persons", borrower)
    there = person != ABSENT
    born = block.days("persons", "birth_date")[np.where(there, person, 0)] if block.rows("persons") else borrower
    taken_at, paid_at = (full_years(born, block.days("loans", column)) for column in ("taken_on", "ends_on"))
    wrong = (taken_at < ADULT) | (paid_at > np.where(mortgage, OF_A_MORTGAGE, LAST_INSTALMENT))
    notebook.look("loan_age", wrong, loans, among=there, what="loan_id")


def _added(rows: Ints, amounts: Ints, families: int) -> Ints:
    total = np.zeros(families, np.int64)
    there = rows != ABSENT
    np.add.at(total, rows[there], amounts[there])
    return total
