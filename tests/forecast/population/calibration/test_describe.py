"""A block's families are counted as a slow hand would count them."""

import numpy as np
import pytest

from tests.forecast.population.means.toy import toy_block
from tirek.forecast.population.block import Block
from tirek.forecast.population.calibration import Described, describe
from tirek.forecast.population.calibration.cells import CELLS


@pytest.fixture(scope="module")
def block() -> Block:
    return toy_block(300)


@pytest.fixture(scope="module")
def counted(block: Block) -> np.ndarray:
    described = describe(block)
    dense = np.zeros((len(described), len(CELLS)), int)
    for family in range(len(described)):
        part = slice(described.start[family], described.start[family + 1])
        assert list(described.cell[part]) == sorted(set(described.cell[part]))
        dense[family, described.cell[part]] = described.count[part]
    return dense


def of_group(counted: np.ndarray, group: str) -> np.ndarray:
    return np.asarray(counted[:, [cell.startswith(f"{group}/") for cell in CELLS]].sum(axis=1))


def test_every_person_is_in_one_place_and_one_age_group(block: Block, counted: np.ndarray) -> None:
    size = block["families"]["size"]
    assert np.array_equal(counted[:, CELLS.index("persons/KZ-35/town")], size)
    assert np.array_equal(of_group(counted, "persons"), size)
    assert np.array_equal(of_group(counted, "age"), size)
    assert (of_group(counted, "size") == 1).all()


def test_persons_are_counted_in_their_families(block: Block, counted: np.ndarray) -> None:
    persons, first = block["persons"], block.first_number
    for cell, holds in (
        ("labour/employee", persons.is_("employment", "employee")),
        ("labour/unemployed/female", persons.is_("employment", "unemployed") & persons.is_("sex", "female")),
        ("employed/KZ-35/informal", persons.is_("employment", "employee", "self_employed") & ~persons["formal"]),
        ("pensioner/all", persons["pensioner"]),
        ("disability/child", persons.is_("disability_group", "child")),
        ("insured/all", persons.is_("employment", "employee") & persons["formal"]),
    ):
        expected = np.bincount((persons["family_id"] - first)[holds], minlength=len(counted))
        assert expected.sum() > 0, cell
        assert np.array_equal(counted[:, CELLS.index(cell)], expected), cell


def test_births_of_the_year_know_order_and_mother(block: Block, counted: np.ndarray) -> None:
    infants = counted[:, CELLS.index("infant/all")]
    assert infants.sum() > 0
    assert np.array_equal(of_group(counted, "birth"), infants)
    assert np.array_equal(of_group(counted, "mother"), infants)


def test_awards_are_counted(block: Block, counted: np.ndarray) -> None:
    asked = (block["awards"]["kind"] == 3).sum()
    assert counted[:, CELLS.index("award/disability_allowance")].sum() == asked > 0


def test_arrays_make_it_again(block: Block) -> None:
    described = describe(block)
    again = Described(**described.arrays())
    assert len(again) == len(described) == 300
    assert np.array_equal(again.cell, described.cell)
    assert described.cell.itemsize == described.count.itemsize == 2
