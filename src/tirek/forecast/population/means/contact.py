"""How a person can be reached: phone, bank account, district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import ages, day_number
from tirek.forecast.population.means.draws import chosen
from tirek.forecast.population.means.household import rows_of

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.frame import MeansFrame


def fill_contact(block: Block, frame: MeansFrame, rng: np.random.Generator) -> None:
    """Fill phone, bank_account and district where no earlier room has."""
    persons, families = block["persons"], block["families"]
    age = ages(persons["birth_date"], day_number(block.on))
    for name in ("phone", "bank_account"):
        if name not in persons:
            from_age, share = frame.table(name).T
            persons[name] = chosen(share[np.searchsorted(from_age, age, side="right") - 1], rng)
    if "district" not in families:
        most = int(frame.here("districts", block))
        families["district"] = rng.integers(1, most, len(families), np.int16, endpoint=True)
    if "district" not in persons:
        persons["district"] = families["district"][rows_of(persons["family_id"], families["family_id"])]
