"""What the nation is weighed to: published numbers as sums, or shares, of cells."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import yaml

from tirek.basics.errors import InputError
from tirek.forecast import sources
from tirek.forecast.population.calibration.cells import AGE_GROUPS, CELLS, SEXES, YEARS_IN_AGE_GROUP
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tirek.forecast.population.margins import Margins

TABLE: Final = "calibration/targets_60.csv"
REGIONAL: Final = "calibration/kz_regions_20.csv"
POPULATION: Final = 20_495_975
"""Persons to whom the published totals belong (target 1, on 2026-01-01)."""


@dataclass(frozen=True, slots=True)
class Target:
    """One published number: so many in these cells, or, where `of` is not empty, such a share of those cells.

    `value` is in persons or families, a share lies in [0, 1]; `tolerance` is relative to it.
    """

    id: str
    title: str
    value: float
    unit: str
    date: str
    kind: str
    source: str
    tolerance: float
    cells: tuple[int, ...]
    of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets, and the least and greatest ratio of a family's weight to 1 / share."""

    all: tuple[Target, ...]
    lowest: float
    highest: float


def targets(margins: Margins) -> Targets:
    """Return the targets of a day: its margins, and what has been published about families, work and benefits.

    Published totals of another day are carried by the population; shares stand as they are.
    """
    raw = yaml.safe_load((files(__package__) / "targets.yaml").read_text(encoding="utf-8"))
    growth = float(margins.counts.sum()) / POPULATION
    found = list(_of_margins(margins, raw["tolerance"]["derived"]))
    for name, entry in raw["targets"].items():
        found.extend(_published(name, entry, raw["tolerance"], growth))
    return Targets(tuple(found), raw["bounds"]["lowest"], raw["bounds"]["highest"])


def _of_margins(margins: Margins, tolerance: float) -> Iterator[Target]:
    day = margins.on.isoformat()
    places = "BNS totals of regions, towns and villages (targets 3, 4) on UN age shape"
    for (region, urban), counts in zip(margins.strata, margins.counts, strict=True):
        place = "town" if urban else "village"
        yield Target(
            f"persons.{region}.{place}", f"Persons, {region}, {place}", float(counts.sum()), "persons", day, "derived",
            places, tolerance, _numbers(f"persons/{region}/{place}"),
        )  # fmt: skip
    ages = "UN WPP 2024 by single age, levelled to BNS totals by sex (targets 2, 5)"
    by_age = margins.counts.sum(axis=0)
    starts = np.arange(len(AGE_GROUPS)) * YEARS_IN_AGE_GROUP
    for sex, years in zip(SEXES, by_age, strict=True):
        for group, count in zip(AGE_GROUPS, np.add.reduceat(years, starts), strict=True):
            yield Target(
                f"age.{sex}.{group}", f"Persons, {sex}, {group}", float(count), "persons", day, "derived", ages,
                tolerance, _numbers(f"age/{sex}/{group}"),
            )  # fmt: skip
    births = "births of the last twelve months (targets 8, 9) who live"
    yield Target(
        "infants", "Children under one year", float(by_age[:, 0].sum()), "persons", day, "derived", births, tolerance,
        _numbers("infant/all"),
    )  # fmt: skip


def _published(name: str, entry: dict[str, Any], tolerance: dict[str, float], growth: float) -> Iterator[Target]:
    """Return one target, or one for each region where a column of the regions is named."""
    row = _row(entry["row"]) if "row" in entry else entry
    kind, date, source = row["kind"], str(row["date"]), row["source"]
    allowed = entry.get("tolerance", tolerance[kind])
    of = tuple(entry.get("of", ()))
    factor = 0.01 if of else growth * entry.get("scale", 1)
    unit = "share" if of else entry["unit"]
    if "column" in entry:
        regional = dict(sources.read(REGIONAL).select("iso", entry["column"]).iter_rows())
        for region in REGIONS:
            cells = _numbers(*(cell.format(region=region) for cell in entry["cells"]))
            whole = _numbers(*(cell.format(region=region) for cell in of))
            yield Target(
                f"{name}.{region}", f"{entry['title']}, {region}", regional[region] * factor, unit, date, kind, source,
                allowed, cells, whole,
            )  # fmt: skip
        return
    value = entry["value"] if "value" in entry else _part(str(row["value"]), entry.get("part", 0), name)
    yield Target(
        name, entry["title"], value * factor, unit, date, kind, source, allowed, _numbers(*entry["cells"]),
        _numbers(*of),
    )  # fmt: skip


def _row(number: int) -> dict[str, Any]:
    """Return a row of the table of targets; InputError when it is missing or held out as a check."""
    rows = sources.read(TABLE)
    found = rows.filter(rows["id"] == number).to_dicts()
    if not found:
        raise InputError(f"{TABLE} has no row {number}")
    if found[0]["use"] != "target":
        raise InputError(f"{TABLE}: row {number} is held out as a check, expected a target")
    return found[0]


def _part(value: str, part: int, name: str) -> float:
    try:
        return float(value.split("/")[part])
    except (ValueError, IndexError):
        raise InputError(f"{TABLE}: {value!r} has no number in place {part} for the target {name}") from None


def _numbers(*patterns: str) -> tuple[int, ...]:
    """Return the cells that match the patterns; InputError when a pattern matches none."""
    found: list[int] = []
    for pattern in patterns:
        matching = [number for number, cell in enumerate(CELLS) if fnmatchcase(cell, pattern)]
        if not matching:
            raise InputError(f"targets.yaml: there is no cell {pattern}")
        found.extend(matching)
    return tuple(found)
