"""What is counted in a family: groups of cells; each person, family or award falls into at most one cell of a group."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import ages, day_number
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.population.tables import code, table_spec
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from tirek.forecast.population.block import Block

Cells = npt.NDArray[np.int16]
"""For each row the number of its cell within the group, or -1."""

SEXES: Final = ("male", "female")
YEARS_IN_AGE_GROUP: Final = 5
OLDEST_GROUP: Final = 17
AGE_GROUPS: Final = (*(f"{5 * group}-{5 * group + 4}" for group in range(OLDEST_GROUP)), "85+")
LARGEST_SIZE: Final = 7
ADULT: Final = 18
LABOUR_AGE: Final = 15
MANY_CHILDREN: Final = 4
INSURED_WITHIN_MONTHS: Final = 12
DAYS_IN_YEAR: Final = 365.25
MOTHER_AGES: Final = (25, 30, 35)
ALLOWANCES: Final = ("disability_allowance", "survivor_allowance")


def _age(block: Block) -> npt.NDArray[np.int16]:
    return ages(block["persons"]["birth_date"], day_number(block.on))


def _stratum(block: Block) -> Cells:
    cell = 2 * REGIONS.index(block.region) + (not block.urban)
    return np.full(len(block["persons"]), cell, np.int16)


def _sex_age(block: Block) -> Cells:
    group = np.minimum(_age(block) // YEARS_IN_AGE_GROUP, OLDEST_GROUP)
    woman = block["persons"].is_("sex", "female")
    return (woman * len(AGE_GROUPS) + group).astype(np.int16)


def _infant(block: Block) -> Cells:
    return _where(_age(block) == 0)


def _birth_order(block: Block) -> Cells:
    order = block["persons"]["birth_order"]
    return np.where((_age(block) == 0) & (order > 0), order > 1, -1).astype(np.int16)


def _mother_age(block: Block) -> Cells:
    """Return the age group of the mother at the birth, for the children of the last year whose mother is known."""
    persons = block["persons"]
    cells = np.full(len(persons), -1, np.int16)
    mother = persons["mother_id"] - block.first_number
    known = np.flatnonzero((_age(block) == 0) & (mother >= 0) & (mother < len(persons)))
    birth = persons["birth_date"]
    years = (birth[known] - birth[mother[known]]) / DAYS_IN_YEAR
    cells[known] = np.digitize(years, MOTHER_AGES)
    return cells


def _marital(block: Block) -> Cells:
    return np.where(_age(block) >= LABOUR_AGE, block["persons"]["marital_status"], -1).astype(np.int16)


def _labour(block: Block) -> Cells:
    persons = block["persons"]
    woman = persons.is_("sex", "female")
    cells = np.full(len(persons), -1, np.int16)
    cells[persons.is_("employment", "employee")] = 0
    cells[persons.is_("employment", "self_employed")] = 1
    jobless = persons.is_("employment", "unemployed")
    cells[jobless] = 2 + woman[jobless]
    cells[persons.is_("employment", "outside")] = 4
    return cells


def _employed(block: Block) -> Cells:
    persons = block["persons"]
    works = persons.is_("employment", "employee", "self_employed")
    return np.where(works, 2 * REGIONS.index(block.region) + ~persons["formal"], -1).astype(np.int16)


def _disability(block: Block) -> Cells:
    persons = block["persons"]
    age = _age(block)
    woman = persons.is_("sex", "female")
    retired = age >= np.array(pension_ages(block.on))[woman.astype(int)]
    cells = np.select([age < ADULT, retired], [0, 2], 1)
    return np.where(persons.is_("disability_group", "none"), -1, cells).astype(np.int16)


def _pensioner(block: Block) -> Cells:
    return _where(block["persons"]["pensioner"])


def _awarded_mother(block: Block) -> Cells:
    return _where(~block["persons"].is_("awarded_mother", "none"))


def _insured(block: Block) -> Cells:
    credited = block.credited[: len(block["persons"]), -INSURED_WITHIN_MONTHS:]
    return _where(np.any(credited > 0, axis=1))


def _size(block: Block) -> Cells:
    return (np.minimum(block["families"]["size"], LARGEST_SIZE) - 1).astype(np.int16)


def _large_family(block: Block) -> Cells:
    return _where(block["families"]["children_and_students"] >= MANY_CHILDREN)


def _allowance(block: Block) -> Cells:
    kind = block["awards"]["kind"]
    kinds = [kind == code("awards", "kind", name) for name in ALLOWANCES]
    return np.select(kinds, range(len(ALLOWANCES)), -1).astype(np.int16)


def _where(holds: npt.NDArray[np.bool_]) -> Cells:
    """Return cell 0 where something holds."""
    return holds.astype(np.int16) - np.int16(1)


@cache
def pension_ages(on: dt.date) -> tuple[float, float]:
    """Return the pension age of men and of women on a day, in years, as the law has it."""
    edition = Law.load("tirek.law").edition(on)
    men, women = (edition.case({"sex": sex}).value("pension_age") for sex in SEXES)
    return int(men) / 12, int(women) / 12


Measure = tuple[str, tuple[str, ...], "Callable[[Block], Cells]"]

_PLACES: Final = tuple(f"{region}/{place}" for region in REGIONS for place in ("town", "village"))
_OF_PERSONS: Final[tuple[Measure, ...]] = (
    ("persons", _PLACES, _stratum),
    ("age", tuple(f"{sex}/{group}" for sex in SEXES for group in AGE_GROUPS), _sex_age),
    ("infant", ("all",), _infant),
    ("birth", ("first", "later"), _birth_order),
    ("mother", ("15-24", "25-29", "30-34", "35+"), _mother_age),
    ("adult", table_spec("persons").columns["marital_status"].choices, _marital),
    ("labour", ("employee", "self_employed", "unemployed/male", "unemployed/female", "outside"), _labour),
    ("employed", tuple(f"{region}/{kind}" for region in REGIONS for kind in ("formal", "informal")), _employed),
    ("disability", ("child", "working_age", "pension_age"), _disability),
    ("pensioner", ("all",), _pensioner),
    ("awarded_mother", ("all",), _awarded_mother),
    ("insured", ("all",), _insured),
)
_OF_FAMILIES: Final[tuple[Measure, ...]] = (
    ("size", ("1", "2", "3", "4", "5", "6", "7+"), _size),
    ("large_family", ("all",), _large_family),
)
_OF_AWARDS: Final[tuple[Measure, ...]] = (("award", ALLOWANCES, _allowance),)

CELLS: Final = tuple(
    f"{group}/{cell}" for group, cells, _ in (*_OF_PERSONS, *_OF_FAMILIES, *_OF_AWARDS) for cell in cells
)
"""The names of all cells, such as `age/female/30-34`; a cell's number is its place here."""


def cells_of(block: Block) -> dict[str, npt.NDArray[np.int16]]:
    """Return for persons, families and awards a matrix (rows, groups) of cell numbers; -1 is none."""
    found, first = {}, 0
    for table, measures in (("persons", _OF_PERSONS), ("families", _OF_FAMILIES), ("awards", _OF_AWARDS)):
        matrix = np.empty((len(block[table]), len(measures)), np.int16)
        for place, (_, names, measure) in enumerate(measures):
            cells = measure(block)
            matrix[:, place] = np.where(cells < 0, -1, cells + first)
            first += len(names)
        found[table] = matrix
    return found
