"""Every row of the file of targets is aimed at once, or said to be out of reach; numbers are read, not copied."""

from pathlib import Path

import numpy as np
import pytest

from tests.forecast.population.check.tiny import ON, write_tiny
from tirek.forecast import sources
from tirek.forecast.population.check import published
from tirek.forecast.population.check.block_data import BlockData
from tirek.forecast.population.check.judged import judge
from tirek.forecast.population.check.published import Aim
from tirek.forecast.population.check.sums import sum_up
from tirek.forecast.population.files import open_nation
from tirek.forecast.population.margins import national

JUDGED_BY_AGE = {5}


def inside(aim: Aim, number: float) -> bool:
    return aim.low is not None and aim.high is not None and aim.low <= number <= aim.high


def rows_by_use(use: str) -> set[int]:
    table = sources.read(published.TARGETS)
    return set(table.filter(table["use"] == use)["id"])


def test_every_target_is_judged_or_said_not_to_be_measured() -> None:
    judged = {aim.row for aim in (*published.targets(), *published.contradicted(), *published.flows())} | JUDGED_BY_AGE
    told = {row.row for row in published.not_measured()}
    assert judged | told == rows_by_use("target")
    assert not judged & told


def test_every_held_out_check_has_a_band_with_a_reason_and_no_target_has_one() -> None:
    assert {aim.row for aim in published.bands()} == rows_by_use("check")
    assert all(
        aim.why and aim.low is not None and aim.high is not None and aim.low < aim.high for aim in published.bands()
    )
    assert all(aim.low is None for aim in published.targets())


def test_every_published_number_lies_in_its_own_band() -> None:
    assert [aim.label for aim in published.bands() if aim.published and not inside(aim, aim.published)] == []


def test_another_tolerance_has_a_reason() -> None:
    assert [aim.label for aim in published.targets() if aim.tolerance != 1 and not aim.why] == []


def test_no_two_targets_are_the_same() -> None:
    labels = [(aim.row, aim.label) for aim in (*published.targets(), *published.bands())]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("row", "part", "value"),
    [
        (2, "female", 10_477_240),
        (3, "rural", 7_466_172),
        (4, "Astana", 1_638_233),
        (17, "", 6),
        (19, "divorced", 5.8),
        (21, "7 and over", 5.5),
        (29, "national", 12.8),
        (29, "Mangystau Region", 3.0),
        (35, "women over men", 1800 / 2235),
        (36, "", 7),
        (39, "survivors", 62.9),
        (45, "children", 117),
    ],
)
def test_numbers_are_read_out_of_the_published_words(row: int, part: str, value: float) -> None:
    assert [aim.published for aim in published.targets() if (aim.row, aim.part) == (row, part)] == [value]


def test_units_are_understood() -> None:
    times = {aim.row: aim.times for aim in (*published.targets(), *published.bands())}
    assert {row: times[row] for row in (1, 6, 17, 19, 22, 32, 39, 48, 55)} == {
        1: 1, 6: 1e6, 17: 1e6, 19: 0.01, 22: 1e3, 32: 1, 39: 1e3, 48: 1e9, 55: 1,
    }  # fmt: skip


def test_the_poverty_line_is_that_of_the_statistics() -> None:
    assert published.POVERTY_LINE == 60_878


def test_regions_add_up_and_the_pro_rata_ones_are_called_derived() -> None:
    regions = [aim for aim in published.targets() if aim.row == 4]
    assert len(regions) == 20
    assert sum(aim.published or 0 for aim in regions) == pytest.approx(20_495_975, abs=20)
    assert sum(aim.kind == "derived" for aim in regions) == 10


def test_wage_bands_are_all_there_and_move_with_the_median() -> None:
    edges = published.wage_edges()
    assert edges[0] == 0
    assert edges[1] == pytest.approx(100_000 * 317_512 / 285_677)
    assert sum(aim.published or 0 for aim in published.targets() if aim.row == 33) == pytest.approx(100)


def test_every_measure_can_be_taken(tmp_path: Path) -> None:
    nation = open_nation(write_tiny(tmp_path))
    sums = sum_up(BlockData(nation, 1, ON))
    aims: tuple[Aim, ...] = (
        *published.targets(), *published.contradicted(), *published.flows(), *published.bands(),
    )  # fmt: skip
    assert len(judge(aims, sums)) == len(aims)


def test_what_is_called_contradicted_is_so_by_the_published_numbers_alone() -> None:
    """The employed and unemployed leave more people outside the labour force; the wage bands have a lower mean."""
    old_enough = float(national(ON).counts.sum(axis=(0, 1))[15:].sum())
    told = {(aim.row, aim.part): aim.published or 0.0 for aim in (*published.targets(), *published.contradicted())}
    outside = 1 - told[22, ""] * 1000 / (1 - told[25, ""] / 100) / old_enough
    assert outside * 100 > told[27, ""] * 1.04
    edges = published.wage_edges()
    shares = [aim.published or 0.0 for aim in published.targets() if aim.row == 33]
    middles = np.append((edges[:-1] + edges[1:]) / 2, edges[-1] * 1.5)
    assert float(np.dot(shares, middles)) / 100 < told[31, ""] * 0.95
