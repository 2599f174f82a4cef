"""What must hold for every row: each module looks at one theme of a block and notes what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.forecast.population.check.invariants import (
    cells,
    families,
    health_and_study,
    identity,
    kin,
    law_sample,
    migration,
    money,
    payments,
    work,
)

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData
    from tirek.forecast.population.check.notebook import Notebook

THEMES = (cells, families, kin, migration, identity, health_and_study, work, payments, law_sample, money)


def look_at(block: BlockData, notebook: Notebook) -> None:
    """Hold every invariant against one block."""
    for theme in THEMES:
        theme.look(block, notebook)
