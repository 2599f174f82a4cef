"""What was published: the numbers of targets_60.csv as the files `targets.yaml` and `bands.yaml` ask for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import yaml

from tirek.forecast import sources
from tirek.forecast.population.check.periods import WAGES_FILE, wage_on
from tirek.forecast.population.margins import COUNTED
from tirek.forecast.population.regions import REGIONS, region_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from tirek.forecast.population.check.block_data import Floats

TARGETS: Final = "calibration/targets_60.csv"
REGION_FILE: Final = "calibration/kz_regions_20.csv"
BANDS_FILE: Final = "calibration/wage_distribution.csv"
HOURLY_FILE: Final = "kazstat_sdg/kaz_sdg_8-5-1_hourly_earnings.csv"
BAND_YEAR: Final = 2024
HOURLY_YEAR: Final = 2023
CENSUS_TOTAL: Final = 1
"""The row of targets_60.csv with the population of 2026."""
_TIMES: Final = (("th", 1e3), ("mln", 1e6), ("bn", 1e9), ("%", 0.01))
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Aim:
    """One published number and how it is found in a nation.

    `subject` is what its row is filed under: population, labour, pensions. `published` is in the published unit, of
    which one is `times` of what is counted; `measure` names counts. `tolerance` is in percent of the published number.
    `low` and `high` are the band of a held-out check. `follows` names what has the number of another day (periods.py);
    `of_day` says whether it is a number of the nation's day: only then it is judged.
    """

    row: int
    subject: str
    name: str
    part: str
    measure: str
    published: float | None
    unit: str
    times: float
    date: str
    kind: str
    source: str
    why: str
    tolerance: float = 0.0
    low: float | None = None
    high: float | None = None
    at_least: bool = False
    follows: str = ""
    of_day: bool = True

    @property
    def label(self) -> str:
        """Return what the number is about."""
        return f"{self.name}: {self.part}" if self.part else self.name


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A published number that a nation of one day cannot be held against."""

    row: int
    name: str
    published: str
    unit: str
    date: str
    source: str
    why: str


@cache
def targets(on: dt.date = COUNTED) -> tuple[Aim, ...]:
    """Return what calibration aimed at; the wage bands are those of a day."""
    return tuple(_aims(_file("targets.yaml"), "targets", on))


@cache
def contradicted() -> tuple[Aim, ...]:
    """Return published numbers that other published numbers contradict."""
    return tuple(_aims(_file("targets.yaml"), "contradicted"))


@cache
def flows() -> tuple[Aim, ...]:
    """Return flows of a year of which a nation of one day holds a trace."""
    return tuple(_aims(_file("targets.yaml"), "flows"))


@cache
def bands() -> tuple[Aim, ...]:
    """Return the checks that calibration never saw."""
    return tuple(_aims(_file("bands.yaml"), "bands"))


@cache
def not_measured() -> tuple[NotMeasured, ...]:
    """Return what cannot be measured, and why."""
    told = []
    for entry in _file("targets.yaml")["not_measured"]:
        row = _row(entry["row"])
        told.append(
            NotMeasured(
                row["id"], row["name"], row["value"], row["unit"], row["date"], row["source"], entry["why"]
            )
        )  # fmt: skip
    return tuple(told)


@cache
def wage_edges(on: dt.date = COUNTED) -> Floats:
    """Return the lower edges of the wage bands in tenge, moved by the growth of the median wage since the survey.

    The median is that of the day where one is published, otherwise the target's.
    """
    rows = sources.read(BANDS_FILE)
    edges = rows.filter(rows["survey_year"] == BAND_YEAR)["from_kzt"].to_numpy().astype(np.float64)
    medians = sources.read(WAGES_FILE)
    of_survey = medians.filter(medians["period"] == f"{BAND_YEAR} survey")["median"].item()
    of_day = None if on == COUNTED else wage_on("median", on)
    grown: Floats = edges * ((of_day.wage if of_day else _numbers(_row(32)["value"])[0]) / of_survey)
    return grown


def age_aim(part: str, tolerance: float) -> Aim:
    """Return the aim of persons by sex and single age: an error of 0 percent."""
    row = _row(5)
    why = "single ages as the margins have them, themselves derived" if tolerance > 1 else ""
    return Aim(
        row["id"], row["group"], row["name"], part, "", 0.0, "% off", 1.0, row["date"], row["kind"], row["source"], why,
        tolerance,
    )  # fmt: skip


# --- reading


def _file(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return raw


def _row(number: int) -> dict[str, Any]:
    return _found(TARGETS, "id", number)


def _found(name: str, column: str, key: object) -> dict[str, Any]:
    table = sources.read(name)
    return table.filter(table[column] == key).row(0, named=True)


def _numbers(text: str) -> list[float]:
    return [float(found) for found in _NUMBER.findall(text)]


def _poverty_line() -> float:
    return float(_NUMBER.findall(_row(49)["name"].replace(",", ""))[0])


POVERTY_LINE: Final = _poverty_line()
"""The statistical subsistence minimum of 2025 Q3, tenge a head and month; not the budget law's."""


def _aims(raw: dict[str, Any], section: str, on: dt.date = COUNTED) -> Iterator[Aim]:
    usual = raw.get("default_tolerance", 0)
    for entry in raw[section]:
        for part, measure, published, kind in _parts(entry, on):
            yield _aim(entry, part, measure, published, kind, usual)


def _aim(entry: dict[str, Any], part: str, measure: str, published: float | None, kind: str, usual: float) -> Aim:
    row = _row(entry["row"])
    unit = row["unit"] or ""
    times = entry.get("times") or next((times for word, times in _TIMES if unit.split(" ")[0] == word), 1.0)
    if entry.get("relative") or entry.get("hourly"):
        unit, times = "ratio", 1.0
    if published is None:
        unit, times = "correlation", 1.0
    low, high = entry.get("low"), entry.get("high")
    if published is not None and "points" in entry:
        low, high = max(0.0, published - entry["points"]), published + entry["points"]
    return Aim(
        row["id"], row["group"], row["name"], part, measure, published, unit, times, row["date"], kind or row["kind"],
        row["source"], entry.get("why", ""), entry.get("tolerance", usual), low, high, entry.get("at_least", False),
        entry.get("follows", ""),
    )  # fmt: skip


def _parts(entry: dict[str, Any], on: dt.date) -> Iterator[tuple[str, str, float | None, str]]:
    """Yield part, measure, published number and, where it is another than the row's, how it is known."""
    row, measure = _row(entry["row"]), entry["measure"]
    if entry.get("each") == "region":
        yield from _by_region(entry)
    elif entry.get("each") == "band":
        yield from _by_band(entry, on)
    elif entry.get("hourly"):
        men, women = (_hourly(sex) for sex in ("M", "F"))
        yield entry["part"], measure, women / men, ""
    elif entry.get("number") == "none":
        yield entry["part"], measure, None, ""
    else:
        published = _numbers(row["value"])[entry.get("number", 0)]
        if "population" in entry:
            published *= _numbers(_row(CENSUS_TOTAL)["value"])[0] / entry["population"]
        yield str(entry.get("part", "")), measure, published, ""


def _by_region(entry: dict[str, Any]) -> Iterator[tuple[str, str, float, str]]:
    for region in REGIONS:
        row = _found(REGION_FILE, "iso", region)
        published = float(row[entry["column"]])
        measure = of_region(entry["measure"], region)
        kind = row["pop_2026_flag"] if entry["column"] == "pop_2026_01_01" else ""
        if entry.get("relative"):
            published /= _hourly(None)
            measure += " over " + entry["measure"]
        yield region_title(region, "en"), measure, published, kind


def of_region(measure: str, region: str) -> str:
    """Return a measure for one region."""
    return " / ".join(f"{name}.{region}" for name in measure.split(" / "))


def _by_band(entry: dict[str, Any], on: dt.date) -> Iterator[tuple[str, str, float, str]]:
    rows = sources.read(BANDS_FILE)
    shares = rows.filter(rows["survey_year"] == BAND_YEAR)["share_pct"].to_list()
    edges = wage_edges(on)
    for number, share in enumerate(shares):
        above = f" to {edges[number + 1]:,.0f}" if number + 1 < len(edges) else " and over"
        measure = entry["measure"].replace("wage_band", f"wage_band.{number}")
        yield f"{edges[number]:,.0f}{above}", measure, float(share), ""


def _hourly(sex: str | None) -> float:
    rows = sources.read(HOURLY_FILE)
    same = rows.filter(
        (rows["Year"] == HOURLY_YEAR) & rows["ACTIVITY"].is_null() & rows["REF_AREA"].is_null() & rows["AGE"].is_null()
    )
    return float(same.filter(same["SEX"].eq_missing(sex))["Value"].item())
