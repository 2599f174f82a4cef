"""The acceptance checks of the method: the UN's inputs give the UN's nation, official levels give official numbers."""

from __future__ import annotations

import numpy as np
import pytest

from tirek.forecast.population.projection import Scenario, project
from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.fan import Fan
from tirek.forecast.population.projection.life_table import level, life_expectancy, person_years
from tirek.forecast.population.projection.paths import paths
from tirek.forecast.population.projection.project import Projection, indicators_of, proof
from tirek.forecast.sources import read


@pytest.fixture(scope="module")
def on_un_inputs() -> Projection:
    return project(Scenario(basis="un"), by_region=False, draws=1000, seed=1)


def _fan(projection: Projection) -> Fan:
    assert projection.fan is not None
    return projection.fan


def _midyear(year: int) -> float:
    table = read(un.PERSONS).filter(read(un.PERSONS)["year"] == year)
    return float(table.select("M", "F").to_numpy().sum())


# --- check 1


@pytest.mark.parametrize(("year", "tolerance"), [(2030, 0.001), (2050, 0.003), (2075, 0.003), (2099, 0.003)])
def test_un_inputs_give_the_un_population(on_un_inputs: Projection, year: int, tolerance: float) -> None:
    place = year - on_un_inputs.scenario.start
    middle = on_un_inputs.nation[place : place + 2].sum(axis=(1, 2)).mean()
    assert middle == pytest.approx(_midyear(year), rel=tolerance)
    assert year != 2050 or middle == pytest.approx(26_544_000, rel=0.003)


@pytest.mark.parametrize("flow", ["births", "deaths"])
def test_un_inputs_give_the_un_flows_of_every_year(on_un_inputs: Projection, flow: str) -> None:
    table = read("wpp2024/kaz_births_deaths_rates_1950_2100.csv")
    published = table.filter(table["year"].is_between(2024, 2099))[flow].to_numpy() * 1000
    np.testing.assert_allclose(indicators_of(on_un_inputs)[flow], published, rtol=0.01)


def test_un_inputs_give_the_un_ages_of_2050(on_un_inputs: Projection) -> None:
    place = 2050 - on_un_inputs.scenario.start
    ours = on_un_inputs.nation[place : place + 2].mean(axis=0)
    table = read(un.PERSONS).filter(read(un.PERSONS)["year"] == 2050).sort("age")
    published = table.select("M", "F").to_numpy().T
    tens = np.arange(0, 100, 10)
    np.testing.assert_allclose(
        np.add.reduceat(ours, tens, axis=1)[:, :9], np.add.reduceat(published, tens, axis=1)[:, :9], rtol=0.02
    )


# --- check 2


def test_official_levels_give_the_births_of_2025() -> None:
    births = proof()["births"]
    assert births["official"] == 335_000
    assert births["computed"] == pytest.approx(335_000, rel=0.02)


def test_official_levels_give_the_people_of_2026() -> None:
    assert proof()["population_at_end"]["computed"] == pytest.approx(20_495_975, rel=0.001)
    assert proof()["net_migration"]["computed"] == pytest.approx(16_153, abs=2)


def test_official_life_expectancy_of_2024() -> None:
    e0 = paths(Scenario()).e0[:1]
    rates = un.schedules().rates[:1]
    levelled = rates * level(rates, e0)[..., None]
    np.testing.assert_allclose(life_expectancy(levelled)[0], [71.33, 79.42], atol=0.02)
    table = read("derived/kaz_lifetable_single_age_2024_calibrated.csv").sort("age")
    for sex, name in enumerate("MF"):  # made apart from this engine
        years = table.filter(table["sex"] == name)["Lx"].to_numpy() / 100_000
        np.testing.assert_allclose(person_years(levelled)[0, sex, :90], years[:90], atol=0.02)


# --- check 12


def test_the_same_seed_gives_the_same_bytes(on_un_inputs: Projection) -> None:
    again = project(Scenario(basis="un"), by_region=False, draws=1000, seed=1)
    other = project(Scenario(basis="un"), by_region=False, draws=1000, seed=2)
    for name, draws in _fan(on_un_inputs).draws.items():
        assert draws.tobytes() == _fan(again).draws[name].tobytes()
    assert _fan(other).draws["births"].tobytes() != _fan(again).draws["births"].tobytes()
    assert (other.people == again.people).all()


@pytest.mark.parametrize("basis", ["un", "official"])
def test_the_mean_of_the_fan_is_the_path(basis: str, on_un_inputs: Projection) -> None:
    projection = on_un_inputs if basis == "un" else project(Scenario(), by_region=False, draws=1000, seed=3)
    path = projection.nation.sum(axis=(1, 2))
    np.testing.assert_allclose(_fan(projection).mean("population"), path, rtol=0.01)
    for name, values in indicators_of(projection).items():
        if name.startswith(("tfr", "e0")):
            np.testing.assert_allclose(_fan(projection).mean(name), values, rtol=0.01)


def test_the_fan_of_2050_lies_inside_the_un_80_percent_band(on_un_inputs: Projection) -> None:
    bounds = read(un.TOTALS).filter(read(un.TOTALS)["year"] == 2050)  # on 31 December
    low, _, high = _fan(on_un_inputs).quantiles("population")[1:4, 2051 - 2024] / 1000
    assert bounds["pop_80l"][0] < low < high < bounds["pop_80u"][0]
    assert high - low > 0.6 * (bounds["pop_80u"][0] - bounds["pop_80l"][0])


def test_quantiles_are_in_order(on_un_inputs: Projection) -> None:
    for name in _fan(on_un_inputs).draws:
        assert (np.diff(_fan(on_un_inputs).quantiles(name), axis=0) >= 0).all()
