"""The income of a family and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Ints
    from tirek.forecast.population.check.notebook import Notebook

OWN_PARTS: Final = ("farm_income", "property_income", "received_from_others")


def look(block: BlockData, notebook: Notebook) -> None:
    """Add up the income of every family of a block; whole tiyn, so there is nothing to round."""
    families = block.ints("families", "family_id")
    parts = sum((block.ints("families", part) for part in OWN_PARTS), start=np.zeros(len(families), np.int64))
    for column in ("wage", "own_income"):
        parts += _added(block.family, block.ints("persons", column), len(families))
    home = block.rows_of("families", block.ints("awards", "family_id"))
    parts += _added(home, block.ints("awards", "amount"), len(families))
    notebook.look("income_sum", parts != block.ints("families", "income"), families, what="family_id")


def _added(rows: Ints, amounts: Ints, families: int) -> Ints:
    total = np.zeros(families, np.int64)
    there = rows != ABSENT
    np.add.at(total, rows[there], amounts[there])
    return total
