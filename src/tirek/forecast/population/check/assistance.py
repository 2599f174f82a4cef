"""Families entitled to targeted social assistance (Social Code, art. 120-127), as far as a nation of one day can tell.

It knows the line, incomes of the day, who belongs to the family, dwellings, premises and vehicles. It does not know
taxes, the quarter before, dwellings sold, why a plot is owned, and who asks.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.basics.text import TIYN_PER_TENGE
from tirek.basics.yaml_file import read_yaml
from tirek.forecast.population.check.law_of_the_day import monthly_calculation_index
from tirek.forecast.population.check.published import POVERTY_LINE

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Flags, Floats

LARGE_FAMILY: Final = 4
"""Children and students."""


@cache
def terms() -> dict[str, Any]:
    """Return the numbers of assistance.yaml by name."""
    raw = read_yaml(files(__package__).joinpath("assistance.yaml"))
    return {name: entry["value"] for name, entry in raw.items()}


def poverty_line() -> float:
    """Return the line of targeted assistance, tenge a head and month, the same in all regions."""
    return float(terms()["share_of_minimum"] * POVERTY_LINE)


def assistance(block: BlockData) -> tuple[Flags, Floats]:
    """Return which families are entitled and what each would receive, in tenge a month; 0 where it is not."""
    size = block.per_family(np.ones(len(block.age)))
    gap = poverty_line() * size - _income(block)
    entitled: Flags = (gap > 0) & (size > 0) & ~_of_students(block, size) & ~_refused(block, size)
    youngest, oldest = terms()["child_addition_ages"]
    children = block.per_family((block.age >= youngest) & (block.age <= oldest))
    addition = terms()["child_addition"] * monthly_calculation_index(block.on)
    return entitled, np.where(entitled, gap + children * addition, 0.0)


def _income(block: BlockData) -> Floats:
    """Return the income that counts: all of the family's but the allowances of its children with disabilities."""
    home = block.rows_of("families", block.ints("awards", "family_id"))
    person = block.rows_of("persons", block.ints("awards", "person_id"))
    child = block.is_("persons", "disability_group", "child")
    of_child = block.is_("awards", "kind", "disability_allowance") & (person >= 0)
    of_child[of_child] = child[person[of_child]]
    left_out = block.sum_by_family(home, of_child * block.ints("awards", "amount"))
    return (block.ints("families", "income") - left_out) / TIYN_PER_TENGE


def _of_students(block: BlockData, size: Floats) -> Flags:
    """Return which homes hold only full-time students, whom the law counts with the families they left."""
    young = (block.age < terms()["student_until"]) & block.flags("persons", "full_time_student")
    homes: Flags = block.per_family(young) == size
    return homes


def _refused(block: BlockData, size: Floats) -> Flags:
    """Return which families own what article 125 takes for a sign that they need no help."""
    dwellings, area = (block.ints("families", name) for name in ("dwellings_owned", "dwelling_area"))
    homes = (dwellings > 1) & (area > terms()["area_per_member"] * size)
    owner = block.rows_of("families", block.ints("vehicles", "family_id"))
    car = block.is_("vehicles", "kind", "car")
    disabled = block.per_family(block.is_("persons", "disability_group", "first", "second", "child")) > 0
    spared = disabled | (block.ints("families", "children_and_students") >= LARGE_FAMILY)
    cars = (block.sum_by_family(owner, car) > terms()["cars"]) & ~spared
    others = block.sum_by_family(owner, ~car) > 0
    refused: Flags = homes | cars | others | block.flags("families", "commercial_property")
    return refused
