"""Who lives where with whom: the persons of a block, their couples, parents, children and homes. All synthetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NOBODY
from tirek.forecast.population.people import draft as drafts
from tirek.forecast.population.people.arrivals import arrivals
from tirek.forecast.population.people.breadwinners import Deceased, breadwinners
from tirek.forecast.population.people.families import Households, gather
from tirek.forecast.population.people.fathers import find_fathers
from tirek.forecast.population.people.frame import PeopleFrame, prepare
from tirek.forecast.population.people.homes import settle
from tirek.forecast.population.people.iin import DECEASED_SLOTS, iin, own_serials
from tirek.forecast.population.people.kinship import relate
from tirek.forecast.population.people.marriages import marry, wed_before_children
from tirek.forecast.population.people.mothers import find_mothers
from tirek.forecast.population.people.origins import districts, honours
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.block import Block, Table
    from tirek.forecast.population.people.draft import Draft, Rows
    from tirek.forecast.population.people.frame import Arrivals
    from tirek.forecast.population.plan import BlockPlan

    Numbers = npt.NDArray[np.int64]

__all__ = ["FIRST_DECEASED", "PeopleFrame", "fill", "prepare"]

FIRST_DECEASED: Final = 500_000
"""Added to the first number of the block gives the first number of its deceased; the living come before."""


def fill(block: Block, plan: BlockPlan, frame: PeopleFrame, rng: np.random.Generator) -> None:
    """Make the persons of a block and their ties; add `persons`, `families`, `kinship` and `deceased`."""
    stratum = frame.strata.index((plan.region, plan.urban))
    draft = drafts.persons(plan, block.on, frame.given, rng)
    marry(draft, frame.marital, rng)
    late = find_mothers(draft, frame, stratum, rng)
    find_fathers(draft, late, rng)
    dead = breadwinners(draft, late, frame, rng)
    wed_before_children(draft, rng)
    root = settle(draft, block.region, urban=block.urban, rng=rng)
    households = gather(draft, root, rng)
    numbers = np.empty(len(draft), np.int64)
    numbers[households.order] = block.first_number + np.arange(len(draft))
    district = districts(draft, households, block.region, urban=block.urban, rng=rng)
    _families(block, households, numbers, district)
    pendants = honours(draft, frame.awarded[stratum], rng)
    _persons(block, draft, households, numbers, district)
    _origins(block, draft, households, frame.arrivals, stratum, rng)
    block["persons"]["awarded_mother"] = pendants[households.order]
    relate(block, draft, households, numbers, block.first_number + FIRST_DECEASED)
    _deceased(block, dead, households, numbers)


def _place(block: Block, table: Table, district: npt.NDArray[np.int16]) -> None:
    table["region"] = np.full(len(table), REGIONS.index(block.region), np.int8)
    table["urban"] = np.full(len(table), block.urban, np.bool_)
    table["district"] = district


def _families(block: Block, households: Households, numbers: Numbers, district: npt.NDArray[np.int16]) -> None:
    table = block.add("families", len(households.head))
    table["family_id"] = block.first_number + np.arange(len(table), dtype=np.int64)
    table["head_id"] = numbers[households.head]
    table["kind"], table["size"], table["children"] = households.kind, households.size, households.children
    table["adults"] = households.size - households.children
    _place(block, table, district)


def _persons(
    block: Block, draft: Draft, households: Households, numbers: Numbers, district: npt.NDArray[np.int16]
) -> None:
    order = households.order
    table = block.add("persons", len(draft))
    table["person_id"] = numbers[order]
    table["family_id"] = block.first_number + households.family[order].astype(np.int64)
    table["iin"], table["birth_date"], table["sex"] = draft.iin[order], draft.birth[order], draft.sex[order]
    _place(block, table, district[households.family[order]])
    table["family_role"] = households.role[order]
    table["marital_status"], table["married_on"] = draft.marital[order], draft.married_on[order]
    for name, row in (("mother_id", draft.mother), ("father_id", draft.father), ("spouse_id", draft.spouse)):
        table[name] = _numbered(row[order], numbers)
    table["children_born"], table["birth_order"] = draft.children_born[order], draft.birth_order[order]
    table["birth_due_on"] = draft.due[order]


def _origins(
    block: Block, draft: Draft, households: Households, come: Arrivals, stratum: int, rng: np.random.Generator
) -> None:
    persons, order = block["persons"], households.order
    arrived, status, months = arrivals(draft, come, stratum, rng)
    persons["arrived_on"], persons["residence_status"] = arrived[order], status[order]
    persons["months_abroad"] = months[order]


def _numbered(rows: Rows, numbers: Numbers) -> Numbers:
    return np.where(rows >= 0, numbers[rows], NOBODY)


def _deceased(block: Block, dead: Deceased, households: Households, numbers: Numbers) -> None:
    table = block.add("deceased", len(dead))
    table["person_id"] = block.first_number + FIRST_DECEASED + np.arange(len(dead), dtype=np.int64)
    table["family_id"] = block.first_number + households.family[dead.survivor].astype(np.int64)
    table["birth_date"], serial = _free_days(dead, block.number)
    table["iin"] = iin(table["birth_date"], dead.sex, serial)
    table["sex"], table["died_on"] = dead.sex, dead.died
    table["widow_id"] = np.where(dead.widowed, numbers[dead.survivor], NOBODY)


def _free_days(dead: Deceased, block: int) -> tuple[npt.NDArray[np.int32], Numbers]:
    """Return birthdays and serials of the deceased; a day earlier where the serials of a day are used up."""
    slots = own_serials(block, DECEASED_SLOTS)
    birth = dead.birth.copy()
    while True:
        order = np.lexsort((np.arange(len(dead)), birth, dead.sex))
        new = np.ones(len(dead), np.bool_)
        new[1:] = (np.diff(birth[order]) != 0) | (np.diff(dead.sex[order]) != 0)
        nth = np.arange(len(dead)) - np.maximum.accumulate(np.where(new, np.arange(len(dead)), 0))
        if not (nth >= len(slots)).any():
            serial = np.empty(len(dead), np.int64)
            serial[order] = slots[nth]
            return birth, serial
        birth[order[nth >= len(slots)]] -= 1
