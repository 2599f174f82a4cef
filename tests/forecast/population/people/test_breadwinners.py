"""Families that lost a breadwinner: as many as the published allowances, and who the dead were to them."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import pytest

from tests.forecast.population.people.conftest import MakeBlock
from tirek.forecast.population.block import Block
from tirek.forecast.population.days import NOBODY, ages, day_number
from tirek.forecast.population.people import PeopleFrame

SURVIVOR_ALLOWANCES = 191_900
ON = day_number(dt.date(2026, 1, 1))


def ties(block: Block) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rows of children, and of their dead parents."""
    kinship, dead = block["kinship"], block["deceased"]
    tie = kinship.is_("relation", "parent")
    return kinship["person_id"][tie] - block.first_number, np.searchsorted(
        dead["person_id"], kinship["relative_id"][tie]
    )


def families_with_right(block: Block, frame: PeopleFrame) -> float:
    studies = frame.given["students_until_23"]
    age = ages(block["persons"]["birth_date"], ON)
    right = np.where(age < 18, 1.0, np.interp(age, list(studies), list(studies.values())))
    child, dead = ties(block)
    of_dead = np.zeros(len(block["deceased"]))
    np.maximum.at(of_dead, dead, right[child])
    return float(of_dead.sum())


def absent_fathers(block: Block) -> npt.NDArray[np.bool_]:
    """The dead who were not the husband or wife of a widow or widower, but the father of a child with a mother."""
    child, dead = ties(block)
    found = np.zeros(len(block["deceased"]), np.bool_)
    found[dead[block["persons"]["mother_id"][child] != NOBODY]] = True
    return np.asarray(found & (block["deceased"]["widow_id"] == NOBODY))


def test_families_with_a_right_are_as_many_as_the_published_allowances(
    small_nation: list[Block], frame: PeopleFrame
) -> None:
    families = sum(families_with_right(block, frame) for block in small_nation) / 0.005
    assert families == pytest.approx(SURVIVOR_ALLOWANCES, rel=0.03)


def test_fathers_die_also_after_a_divorce_or_without_a_wedding(small_nation: list[Block]) -> None:
    statuses = np.zeros(4, int)
    for block in small_nation:
        persons = block["persons"]
        child, dead = ties(block)
        of_absent = absent_fathers(block)[dead]
        mother = persons["mother_id"][child[of_absent]] - block.first_number
        statuses += np.bincount(persons["marital_status"][mother], minlength=4)
        assert (block["deceased"]["sex"][dead[of_absent]] == 0).all()
        assert np.array_equal(block["deceased"]["family_id"][dead[of_absent]], persons["family_id"][mother])
    never, married, widowed, divorced = statuses
    assert min(never, married, divorced) > 10
    assert widowed == 0


def test_nobody_has_two_fathers_and_no_dead_one_owes_alimony(small_nation: list[Block]) -> None:
    for block in small_nation:
        persons, kinship, deceased = block["persons"], block["kinship"], block["deceased"]
        child, dead = ties(block)
        men = deceased["sex"][dead] == 0
        assert (persons["father_id"][child[men]] == NOBODY).all()
        assert (persons["mother_id"][child[~men]] == NOBODY).all()
        assert len(np.unique(child)) == len(child)
        supported = kinship["person_id"][kinship.is_("relation", "supported_by")]
        assert not np.isin(supported, persons["person_id"][child[men]]).any()
        assert not np.isin(deceased["person_id"], kinship["person_id"]).any()


def test_a_single_block_has_its_part_of_the_families(make_block: MakeBlock, frame: PeopleFrame) -> None:
    block, _ = make_block(7, share=0.002)
    assert absent_fathers(block).any()
    wanted = frame.bereaved * (ages(block["persons"]["birth_date"], ON) < 18).sum()
    assert families_with_right(block, frame) == pytest.approx(wanted, rel=0.1)


def test_more_fathers_died_lately_than_long_ago(small_nation: list[Block]) -> None:
    """Deaths become likelier with age, and only who died after the birth of the youngest child left it an orphan."""
    died = np.concatenate([block["deceased"]["died_on"][block["deceased"]["sex"] == 0] for block in small_nation])
    years = (ON - died) / 365.25
    by_five = np.histogram(years, [0, 5, 10, 15, 22.01])[0]
    assert (np.diff(by_five) < 0).all()
    assert by_five.sum() == len(died)
