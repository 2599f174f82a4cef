"""The tiny nation counted by hand: eight families of weight 100, twenty persons."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.population.check.tiny import ON, Rows, write_tiny
from tirek.forecast.population.check import judged, published
from tirek.forecast.population.check.block_data import BlockData, full_years
from tirek.forecast.population.check.judged import Judged, judge, judge_ages
from tirek.forecast.population.check.sums import Sums, sum_up
from tirek.forecast.population.days import day_number
from tirek.forecast.population.files import open_nation
from tirek.forecast.population.margins import Margins


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> Sums:
    return summed(write_tiny(tmp_path_factory.mktemp("nation")))


def summed(folder: Path) -> Sums:
    nation = open_nation(folder)
    first, second = (sum_up(BlockData(nation, number, ON)) for number in nation.blocks)
    first.add(second)
    return first


def total(sums: Sums, name: str) -> float:
    return float(sums.total[sums.names.index(name)])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("persons", 2000), ("male", 1000), ("urban", 1000), ("families", 800), ("size_1", 200), ("size_4", 200),
        ("age_0", 200), ("age_15_plus", 1400), ("married", 400), ("widowed", 400), ("employees", 400),
        ("self_employed", 200), ("unemployed_male", 200), ("participants", 800), ("job_losses", 200),
        ("pensioners", 200), ("base_pensions", 200), ("base_pension_sum", 200 * 48_000),
        ("survivor_payment_families", 0), ("disabled_children", 200), ("wages", 200 * 600_000),
        ("births_known", 200), ("first_born", 0), ("not_in_work_or_study", 400), ("persons.KZ-61", 1000),
        ("persons.KZ-10", 0), ("large_families", 0), ("informal", 0), ("trade", 400),
    ],
)  # fmt: skip
def test_counts(sums: Sums, name: str, expected: float) -> None:
    assert total(sums, name) == expected


def test_poverty_is_income_per_head_under_the_statistical_line(sums: Sums) -> None:
    # brothers: 0.2 tenge a head; lone mother: (200,000 + 78,000) / 3 = 92,667; widow 164,000; couple 185,000
    assert total(sums, "poor_families") == 200
    assert total(sums, "poor_persons") == 400


def test_fertility_is_children_over_women_of_their_mothers_age(sums: Sums) -> None:
    # one woman of 37 in each block, and she has a child of 0
    special = judged._special(sums)
    assert special["fertility at 0"] == pytest.approx(1)
    assert special["fertility at 1"] == 0


def test_the_error_of_sampling_of_a_share_falls_with_its_variance(sums: Sums) -> None:
    everyone, error = judged._ratio("persons / persons", sums)
    assert everyone == 1
    assert error == pytest.approx(0, abs=1e-9)
    _, single = judged._ratio("size_1 / families", sums)
    assert single == pytest.approx(np.sqrt(2 * 75**2 + 6 * 25**2) / 200)


def test_blocks_add_up_in_any_number(tmp_path: Path, sums: Sums) -> None:
    assert summed(write_tiny(tmp_path)).total.tolist() == sums.total.tolist()


def test_weights_count(tmp_path: Path, sums: Sums) -> None:
    def heavier(nation: dict[int, Rows]) -> None:
        nation[1]["families"][0]["weight"] = 300.0

    assert total(summed(write_tiny(tmp_path, heavier)), "persons") == total(sums, "persons") + 200 * 4


def one(row: int, part: str, sums: Sums) -> Judged:
    return next(
        found
        for found in judge((*published.targets(), *published.contradicted()), sums)
        if (found.aim.row, found.aim.part) == (row, part)
    )


def test_a_ratio_of_ratios(sums: Sums) -> None:
    assert one(35, "women over men", sums).achieved == pytest.approx(250 / 350)
    assert one(34, "Almaty", sums).achieved == pytest.approx(1)


def test_means_are_in_tenge(sums: Sums) -> None:
    assert one(31, "", sums).achieved == 300_000
    assert one(42, "base", sums).achieved == 48_000


def aim(tolerance: float, *, at_least: bool = False) -> published.Aim:
    return published.Aim(
        1, "population", "x", "", "persons", 1000, "", 1.0, "", "", "", "", tolerance, at_least=at_least
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "relative", "at_least", "verdict"),
    [
        (1009, None, False, "yes"), (991, None, False, "yes"), (1011, None, False, "no"),
        (1018, 0.006, False, "chance"), (1019, 0.006, False, "no"), (2000, None, True, "yes"), (980, None, True, "no"),
    ],
)  # fmt: skip
def test_verdicts(found: float, relative: float | None, verdict: str, *, at_least: bool) -> None:
    assert judged._judge(aim(1, at_least=at_least), found, relative).verdict == verdict


def test_a_band_is_judged_as_it_is() -> None:
    band = next(each for each in published.bands() if each.row == 57)
    assert judged._judge(band, 0.29, None).verdict == "inside"
    assert judged._judge(band, 0.5, 10.0).verdict == "outside"


def test_single_ages_against_their_margins(sums: Sums) -> None:
    same = Margins(ON, (("KZ-75", True),), sums.pyramid[None])
    assert [found.achieved for found in judge_ages(sums, same)] == [0, 0]
    twice = Margins(ON, (("KZ-75", True),), sums.pyramid[None] * 2)
    mean, largest = judge_ages(sums, twice)
    assert (mean.achieved, largest.achieved) == (50, 50)


def test_years_are_completed_on_the_birthday() -> None:
    days = [day_number(dt.date(2004, 2, 29)), day_number(dt.date(2004, 3, 1))]
    ends = [day_number(dt.date(2022, 2, 28)), day_number(dt.date(2022, 3, 1))]
    years = [full_years(np.array(days), np.array([end] * 2)).tolist() for end in ends]
    assert years == [[17, 17], [18, 18]]
