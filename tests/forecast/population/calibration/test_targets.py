"""Targets are the published numbers, and never what the nation is checked against."""

import datetime as dt

import numpy as np
import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.calibration import Target, targets
from tirek.forecast.population.calibration.cells import CELLS
from tirek.forecast.population.calibration.targets import POPULATION, _numbers, _part, _row
from tirek.forecast.population.margins import Margins
from tirek.forecast.population.regions import CITIES, REGIONS

STRATA = tuple((region, urban) for region in REGIONS for urban in (True, False) if urban or region not in CITIES)


@pytest.fixture(scope="module")
def found() -> dict[str, Target]:
    counts = np.full((len(STRATA), 2, 101), POPULATION / len(STRATA) / 202)
    return {target.id: target for target in targets(Margins(dt.date(2026, 1, 1), STRATA, counts)).all}


def test_published_numbers_are_read_as_they_stand(found: dict[str, Target]) -> None:
    assert found["employees"].value == pytest.approx(7_142_100)
    assert found["large_families"].value == pytest.approx(604_200)
    assert found["unemployed.female"].value == pytest.approx(238_800)
    assert found["disability.child"].value == pytest.approx(117_000)
    assert found["married"].value == pytest.approx(0.609)
    assert found["informal.KZ-27"].value == pytest.approx(0.272)
    assert found["size.7"].value == pytest.approx(0.055)


def test_margins_give_places_ages_and_infants(found: dict[str, Target]) -> None:
    places = [target for name, target in found.items() if name.startswith("persons.")]
    ages = [target for name, target in found.items() if name.startswith("age.")]
    assert (len(places), len(ages)) == (37, 36)
    assert sum(target.value for target in places) == pytest.approx(POPULATION)
    assert sum(target.value for target in ages) == pytest.approx(POPULATION)
    assert found["age.male.85+"].value == pytest.approx(POPULATION / 202 * 16)
    assert found["infants"].value == pytest.approx(POPULATION / 101)


def test_each_target_is_told_and_counted_once(found: dict[str, Target]) -> None:
    assert len(found) == len(set(found))
    for target in found.values():
        assert target.cells
        assert target.value > 0
        loosest = 0.06 if target.id == "outside" else 0.02  # outside contradicts the numbers of work: targets.yaml
        assert 0 < target.tolerance <= loosest
        assert target.source
        assert target.date
        assert not target.of or set(target.cells) < set(target.of) or target.id == "outside"


def test_shares_of_one_whole_add_up(found: dict[str, Target]) -> None:
    assert sum(found[f"size.{size}"].value for size in range(1, 8)) == pytest.approx(1)
    four = ("married", "never_married", "widowed", "divorced")
    assert sum(found[name].value for name in four) == pytest.approx(1)


def test_published_totals_are_carried_to_another_day_by_the_population() -> None:
    counts = np.full((len(STRATA), 2, 101), POPULATION / len(STRATA) / 202 * 0.98)
    found = {target.id: target for target in targets(Margins(dt.date(2025, 1, 1), STRATA, counts)).all}
    assert found["employees"].value == pytest.approx(7_142_100 * 0.98)
    assert found["married"].value == pytest.approx(0.609)


def test_held_out_checks_are_refused() -> None:
    with pytest.raises(InputError, match="held out"):
        _row(49)


def test_wrong_entries_are_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match="no row 99"):
        _row(99)
    with pytest.raises(InputError, match="no cell"):
        _numbers("labour/poet")
    with pytest.raises(InputError, match="no number in place 2"):
        _part("210.0 / 238.8", 2, "unemployed")


def test_nothing_the_fund_pays_is_a_target(found: dict[str, Target]) -> None:
    counted = {CELLS[cell] for target in found.values() for cell in target.cells}
    assert not any("payment" in cell or "assistance" in cell for cell in counted)
