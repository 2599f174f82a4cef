"""Futures of the nation: variants, one's own paths, regions, what is written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.projection import (
    Scenario,
    components,
    population_by_age,
    project,
    read_own_paths,
    write,
    written,
)
from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.paths import migrants_of, paths
from tirek.forecast.population.projection.project import Projection
from tirek.forecast.population.projection.scenario import VARIANTS
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.sources import read


@pytest.fixture(scope="module")
def medium() -> Projection:
    return project(Scenario(), draws=100, seed=7)


def _total(scenario: Scenario) -> int:
    return int(project(scenario, by_region=False).people[-1].sum())


# --- regions


def test_regions_are_the_nation_to_the_person(medium: Projection) -> None:
    assert (medium.nation == project(Scenario(), by_region=False).nation).all()
    assert (medium.people >= 0).all()
    assert (medium.internal_migration.sum(axis=1) == 0).all()


def test_every_person_is_accounted_for(medium: Projection) -> None:
    persons = medium.people.sum(axis=-1)
    flows = medium.births - medium.deaths + medium.net_migration + medium.internal_migration
    assert (persons[1:] - persons[:-1] == flows).all()


def test_the_start_is_what_was_published(medium: Projection) -> None:
    table = read("calibration/kz_regions_20.csv").sort("iso")
    assert medium.people[0].sum(axis=(1, 2)).tolist() == table["pop_2026_01_01"].to_list()
    assert medium.people[0].sum(axis=(0, 2)).tolist() == [10_018_735, 10_477_240]


def test_regions_keep_their_character(medium: Projection) -> None:
    births = dict(zip(medium.regions, medium.births[0].sum(axis=1) / medium.people[0].sum(axis=(1, 2)), strict=True))
    assert births["KZ-47"] > births["KZ-61"] > births["KZ-75"] > births["KZ-59"]
    gained = dict(zip(medium.regions, medium.internal_migration[0].sum(axis=1), strict=True))
    assert all((gained[region] > 0) == (region in {"KZ-19", "KZ-71", "KZ-75", "KZ-79"}) for region in medium.regions)


# --- variants


def test_variants_differ_as_their_names_say() -> None:
    totals = {name: _total(_variant(name)) for name in VARIANTS}
    assert totals["low"] < totals["medium"] < totals["high"]
    assert totals["medium"] < totals["constant"]
    assert totals["constant-mortality"] < totals["medium"] < totals["zero-migration"]
    assert totals["momentum"] < totals["medium"]


def _variant(name: str) -> Scenario:
    fertility, mortality, migration = components(name)
    return Scenario(to=2060, fertility=fertility, mortality=mortality, migration=migration)


def test_each_component_has_variants_of_its_own() -> None:
    medium = _total(Scenario(to=2050))
    assert _total(Scenario(to=2050, mortality="high")) < medium < _total(Scenario(to=2050, mortality="low"))
    assert _total(Scenario(to=2050, migration="low")) < medium < _total(Scenario(to=2050, migration="high"))


def test_un_variants_are_the_uns_own() -> None:
    low = project(Scenario(basis="un", fertility="low"), by_region=False).nation
    published = read(un.TOTALS).filter(read(un.TOTALS)["year"] == 2050)["pop_low"][0] * 1000
    assert low[2051 - 2024].sum() == pytest.approx(published, rel=0.003)


def test_replacement_and_nobody_moving_leave_the_births_level() -> None:
    projection = project(Scenario(fertility="replacement", mortality="constant", migration="zero"), by_region=False)
    births = projection.births.sum(axis=(1, 2))
    assert births[-30:].mean() == pytest.approx(births[-60:-30].mean(), rel=0.02)
    assert (projection.net_migration == 0).all()


def test_official_paths_begin_at_official_numbers_and_end_at_the_uns() -> None:
    official, usual = paths(Scenario()), paths(Scenario(basis="un"))
    assert official.tfr[1] == pytest.approx(2.58)
    assert official.migration[1] == pytest.approx(16_153)
    assert official.e0[0] == pytest.approx([71.33, 79.42])
    assert official.tfr[-1] == pytest.approx(usual.tfr[-1])
    assert official.migration[6:] == pytest.approx(usual.migration[6:])


def test_migrants_by_age_make_up_their_path() -> None:
    levels = paths(Scenario(migration="high"))
    assert migrants_of(levels.migration).sum(axis=(1, 2)) == pytest.approx(levels.migration)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"basis": "bns"}, "--basis is 'bns', expected one of official, un"),
        ({"fertility": "lots"}, "--fertility is 'lots', expected one of medium, low"),
        ({"mortality": "zero"}, "--mortality is 'zero', expected"),
        ({"migration": "some"}, "--migration is 'some', expected"),
        ({"to": 2101}, "--to is 2101, expected a year from 2027 to 2100"),
        ({"to": 2026}, "--to is 2026, expected a year from 2027"),
    ],
)
def test_what_is_unknown_is_refused(options: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        Scenario(**options)  # type: ignore[arg-type]  # options by name


def test_unknown_variants_draws_and_seeds_are_refused() -> None:
    with pytest.raises(InputError, match="--variant is 'best', expected one of medium, low, high"):
        components("best")
    for draws in (-1, 1, 99):  # too few for an interval
        with pytest.raises(InputError, match=f"--draws is {draws}, expected 0 .* or a number from 100 to 100000"):
            project(Scenario(), draws=draws)
    with pytest.raises(InputError, match="--seed is -1"):
        project(Scenario(), seed=-1)


# --- one's own paths


def test_own_paths_are_followed(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("tfr: {2030: 2.0, 2050: 1.5}\nnet_migration: {2030: 50000}\ne0_female: {2040: 90}\n")
    levels = paths(Scenario(own=read_own_paths(file)))
    assert levels.tfr[[2030 - 2024, 2040 - 2024, 2050 - 2024, 2080 - 2024]] == pytest.approx([2.0, 1.75, 1.5, 1.5])
    assert levels.tfr[2] == pytest.approx(paths(Scenario()).tfr[2])
    assert levels.migration[-1] == 50_000
    assert levels.e0[-1, 1] == 90
    assert levels.e0[:, 0] == pytest.approx(paths(Scenario()).e0[:, 0])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "holds no paths"),
        ("- 1", "holds no paths"),
        ("tfr: [", "this is not valid YAML"),
        ("births: {2030: 1}", "'births' is unknown"),
        ("tfr: 2.1", "tfr is 2.1, expected years"),
        ("tfr: {soon: 2.1}", "tfr has the year 'soon'"),
        ("tfr: {2023: 2.1}", "tfr has the year 2023, expected one from 2024 to 2100"),
        ("tfr: {2030: many}", "tfr of 2030 is 'many', expected a number from 0.3 to 8"),
        ("tfr: {2030: .nan}", "tfr of 2030 is nan"),
        ("e0_male: {2030: 200}", "e0_male of 2030 is 200, expected a number from 30 to 100"),
        ("tfr: {2030: 2.0, 2030: 2.1}", "line 1: 2030 is written twice"),
    ],
)
def test_own_paths_that_cannot_be_are_refused(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    with pytest.raises(InputError, match=sentence):
        read_own_paths(file)


def test_a_missing_file_of_own_paths_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: no such file"):
        read_own_paths(tmp_path / "none.yaml")


# --- what is written


def test_what_is_written_is_the_projection(medium: Projection, tmp_path: Path) -> None:
    write(medium, tmp_path / "future", draws=100, seed=7)
    folder = tmp_path / "future"
    assert [path.name for path in tmp_path.iterdir()] == ["future"]
    people = pl.read_parquet(folder / "population.parquet")
    assert people.filter(pl.col("year") == 2050)["persons"].sum() == medium.nation[2050 - 2026].sum()
    assert people.filter((pl.col("year") == 2026) & (pl.col("region") == "KZ-75"))["persons"].sum() == 2_347_924
    assert people["region"].cast(str).unique(maintain_order=True).to_list() == list(REGIONS)  # and none for the nation
    events = pl.read_parquet(folder / "events.parquet").with_columns(pl.col("sex").cast(str))
    balance = events.select(
        pl.col("persons_at_start") + pl.col("births") - pl.col("deaths") + pl.col("net_migration")
        + pl.col("internal_migration") - pl.col("persons_at_end")
    )  # fmt: skip
    assert (balance.to_series() == 0).all()
    fan = pl.read_parquet(folder / "fan.parquet")
    assert (fan["p10"] <= fan["p90"]).all()
    record = json.loads((folder / "projection.json").read_text())
    assert record["rows"]["population"] == people.height
    assert record["what"].startswith("Synthetic")
    assert all(len(source["sha256"]) == 64 for source in record["sources"].values())
    assert all(
        entry["status"] in {"published", "derived", "shaped", "assumed"} for entry in record["assumptions"].values()
    )


def test_the_same_options_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write(project(Scenario(to=2030), draws=100, seed=5), tmp_path / name, draws=100, seed=5)
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


def test_a_projection_is_whole_or_not_there(
    medium: Projection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(written, "manifest", broken)
    with pytest.raises(OSError, match="disk full"):
        write(medium, tmp_path / "future")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(medium: Projection, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="exists already"):
        write(medium, tmp_path)
    with pytest.raises(InputError, match="there is no folder"):
        write(medium, tmp_path / "no" / "where")


# --- for other packages


def test_population_by_age_is_the_medium_future() -> None:
    assert population_by_age(2026).sum() == 20_495_975
    assert population_by_age(2050).shape == (2, 101)
    assert np.array_equal(population_by_age(2050), project(Scenario(), by_region=False).nation[24])
    with pytest.raises(InputError, match="the year is 2020"):
        population_by_age(2020)
