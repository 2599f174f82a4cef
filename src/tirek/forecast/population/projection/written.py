"""A projection on disk: Parquet tables and a manifest, whole or not at all."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tirek.basics.errors import InputError
from tirek.forecast import sources
from tirek.forecast.population import assumptions
from tirek.forecast.population.projection import regional
from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.fan import QUANTILES
from tirek.forecast.population.projection.indicators import by_age
from tirek.forecast.population.projection.life_table import AGES
from tirek.forecast.population.projection.project import indicators_of, proof

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from tirek.forecast.population.projection.project import Projection
    from tirek.forecast.population.projection.whole_persons import Persons

MANIFEST: Final = "projection.json"
NOTICE: Final = "SYNTHETIC.txt"
SAYS: Final = "Synthetic: a projection of the population of Kazakhstan computed by Tirek, not counted by anyone."
UNFINISHED: Final = ".projection-unfinished"
FORMAT: Final = 1
SEXES: Final = ("male", "female")
_SOURCES: Final = (
    un.MORTALITY, un.FERTILITY, un.MIGRATION, un.MIGRANTS, un.TFR, un.E0, un.BOYS, un.PERSONS,
    "calibration/kz_regions_20.csv", "calibration/targets_60.csv", "wpp2024/kaz_births_deaths_rates_1950_2100.csv",
    regional.ADOLESCENTS,
)  # fmt: skip


def refuse_target(target: Path) -> None:
    """Raise InputError when no new folder of this name can be made."""
    if target.exists():
        raise InputError(f"{target} exists already, expected the name of a new folder")
    parent = target.resolve().parent
    if not parent.is_dir():
        raise InputError(f"there is no folder {parent} to make {target.name} in")


def write(projection: Projection, target: Path, *, draws: int = 0, seed: int = 1) -> None:
    """Write a projection to a new folder; until it is whole it has another name, and on failure it is removed."""
    refuse_target(target)
    draft = target.with_name(target.name + UNFINISHED)
    shutil.rmtree(draft, ignore_errors=True)  # what a killed run left
    try:
        draft.mkdir()
        made = tables(projection)
        for name, table in made.items():
            pq.write_table(table, draft / f"{name}.parquet", compression="zstd")
        record = manifest(projection, draws, seed, {name: table.num_rows for name, table in made.items()})
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (draft / MANIFEST).write_text(text, encoding="utf-8")
        (draft / NOTICE).write_text(SAYS + "\n", encoding="utf-8")
        draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def tables(projection: Projection) -> dict[str, pa.Table]:
    """Return the tables: population, events, indicators and, with draws, fan."""
    made = {
        "population": _population(projection),
        "events": _events(projection),
        "indicators": _indicators(projection),
    }
    if projection.fan is not None:
        made["fan"] = _fan(projection)
    return {name: table.replace_schema_metadata({"synthetic": SAYS}) for name, table in made.items()}


def _places(cells: Persons) -> list[npt.NDArray[np.int64]]:
    """Return where each cell lies along every axis, cell after cell."""
    grid = np.indices(cells.shape).reshape(cells.ndim, -1)
    return [grid[axis] for axis in range(cells.ndim)]


def _coded(codes: npt.NDArray[Any], names: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), pa.array(names))


def _population(projection: Projection) -> pa.Table:
    """Persons on 1 January of `year`; age 100 is 100 and over."""
    day, region, sex, age = _places(projection.people)
    return pa.table(
        {
            "year": pa.array(np.array(projection.days, np.int16)[day]),
            "region": _coded(region, projection.regions),
            "sex": _coded(sex, SEXES),
            "age": pa.array(age.astype(np.int8)),
            "persons": pa.array(projection.people.ravel()),
        }
    )


def _events(projection: Projection) -> pa.Table:
    """What happens in the calendar year; at start + births - deaths + migrations = at end, in every row."""
    persons = projection.people.sum(axis=-1)
    year, region, sex = _places(projection.births)
    columns = {
        "persons_at_start": persons[:-1], "births": projection.births, "deaths": projection.deaths,
        "net_migration": projection.net_migration, "internal_migration": projection.internal_migration,
        "persons_at_end": persons[1:],
    }  # fmt: skip
    return pa.table(
        {
            "year": pa.array(np.array(projection.days, np.int16)[year]),
            "region": _coded(region, projection.regions),
            "sex": _coded(sex, SEXES),
        }
        | {name: pa.array(cells.ravel()) for name, cells in columns.items()}
    )


def _indicators(projection: Projection) -> pa.Table:
    """The nation in numbers: stocks on 1 January, flows and levels of the year (none in the last)."""
    days = len(projection.days)
    columns: dict[str, pa.Array] = {"year": pa.array(np.array(projection.days, np.int16))}
    for name, values in by_age(projection.nation).items():
        columns[name] = pa.array(values)
    for name, values in indicators_of(projection).items():
        columns[name] = pa.array([*values.tolist(), *[None] * (days - len(values))])
    return pa.table(columns)


def _fan(projection: Projection) -> pa.Table:
    """Quantiles and mean of every indicator by year, beside the whole-person path."""
    fan = projection.fan
    assert fan is not None  # noqa: S101  # the caller asked
    central = by_age(projection.nation) | indicators_of(projection)
    parts = []
    for name in sorted(fan.draws):
        quantiles = fan.quantiles(name)
        years = np.array(projection.days, np.int16)[: quantiles.shape[1]]
        columns = {
            f"p{share * 100:g}".replace(".", "_"): pa.array(row)
            for share, row in zip(QUANTILES, quantiles, strict=True)
        }
        parts.append(
            pa.table(
                {"year": pa.array(years), "indicator": pa.array([name] * len(years))}
                | columns
                | {"mean": pa.array(fan.mean(name)), "path": pa.array(central[name].astype(np.float64))}
            )
        )
    return pa.concat_tables(parts)


def manifest(projection: Projection, draws: int, seed: int, rows: dict[str, int]) -> dict[str, Any]:
    """Return what this is, from which options, numbers and files."""
    return {
        "format": FORMAT, "what": SAYS, "scenario": projection.scenario.record(),
        "regions": list(projection.regions), "ages": f"0 to {AGES - 1}, the last is {AGES - 1} and over",
        "draws": draws, "seed": seed, "rows": rows, "proof_2025": proof(),
        "assumptions": {
            name: {"value": entry.value, "unit": entry.unit, "status": entry.status, "source": entry.source}
            for name, entry in assumptions.assumptions("tirek.forecast.population.projection").items()
        },
        "sources": {
            name: {"provenance": sources.provenance(name), "sha256": sources.catalogue()[name].sha256}
            for name in _SOURCES
        },
    }  # fmt: skip
