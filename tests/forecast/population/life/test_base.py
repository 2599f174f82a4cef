"""A life in two pieces keeps what one life keeps: the shares of the nation as it was made."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.forecast.population.life.test_stocks import EMPLOYED, GROWN, STUDIES, YOUNG, persons, share
from tirek.basics.errors import InputError
from tirek.forecast.population.files import MANIFEST, open_nation, part_path
from tirek.forecast.population.life.base import BASE, read_base
from tirek.forecast.population.life.nation import LifeOptions, live_nation
from tirek.forecast.population.life.telling import Faults


@pytest.fixture(scope="module")
def halves(larger: Path) -> tuple[Path, Path]:
    """Half a year of the larger nation, and the half after it."""
    first = live_nation(larger, larger.with_name("half"), LifeOptions(6, 2, Faults(0, 0, 0)), cores=2).folder
    second = live_nation(first, larger.with_name("whole"), LifeOptions(6, 3, Faults(0, 0, 0)), cores=2).folder
    return first, second


OUTSIDE = pl.col("employment") == "outside"
IDLE = ~EMPLOYED & ~STUDIES


@pytest.mark.parametrize(("those", "among", "band"), [(OUTSIDE, GROWN, 0.012), (IDLE, YOUNG, 0.013)])
def test_two_pieces_end_where_one_life_ends_near_the_first_day(
    larger: Path, larger_lived: Path, halves: tuple[Path, Path], those: pl.Expr, among: pl.Expr, band: float
) -> None:
    whole, pieces = (share(persons(folder), those, among) for folder in (larger_lived, halves[1]))
    assert pieces == pytest.approx(whole, abs=band / 2)
    assert pieces == pytest.approx(share(persons(larger), those, among), abs=band + 0.005)


def test_the_base_is_carried_on(halves: tuple[Path, Path]) -> None:
    for block in open_nation(halves[0]).blocks:
        before, after = (read_base(folder, block) for folder in halves)
        for name in ("labour", "rounding", "loans", "insured_mothers"):
            assert (before[name] == after[name]).all()


def test_the_first_half_tells_who_left_school_in_summer(halves: tuple[Path, Path]) -> None:
    left = [read_base(halves[0], block)["left_study_month"] for block in open_nation(halves[0]).blocks]
    assert all((months == 2026 * 12 + 5).any() for months in left)


def test_the_base_belongs_to_the_nation(halves: tuple[Path, Path]) -> None:
    nation = open_nation(halves[1])
    assert BASE in json.loads((nation.folder / MANIFEST).read_text(encoding="utf-8"))["rows"]
    path = part_path(nation.folder, BASE, nation.blocks[0])
    other = part_path(halves[0], BASE, nation.blocks[0]).read_bytes()
    own = path.read_bytes()
    try:
        path.write_bytes(other)
        with pytest.raises(InputError, match="no part of this nation"):
            open_nation(nation.folder)
        path.write_bytes(b"PAR1")
        with pytest.raises(InputError, match="missing or damaged"):
            read_base(nation.folder, nation.blocks[0])
    finally:
        path.write_bytes(own)
