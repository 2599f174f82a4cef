"""What happened in a year beside what is published or expected: inside its band, outside by chance, or outside."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import yaml

from tirek.forecast.population.life.journal import Counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tirek.forecast.population.life.frame import LifeFrame

CHANCE: Final = 2.58
"""Standard deviations that chance alone exceeds once in a hundred times (normal distribution, both sides)."""
EXPLAINED: Final = (
    "chance: outside its band, but no further from the target than chance goes once in a hundred nations of this "
    "share, neither in the year nor in all years together."
)
Counts = dict[tuple[str, int], Counted]
"""Persons of the nation to whom something of a kind happened in a year."""
PATHS: Final = ("births", "deaths", "net_migration")
MEDIUM: Final = "medium variant of the projection"


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow in one calendar year, scaled to twelve months where life began or ended within it."""

    name: str
    title: str
    year: int
    months: int
    found: float
    target: float
    band: float
    status: str
    source: str
    spread: float
    """Standard deviation by chance alone in a nation of this share and these weights, did all go by the target."""
    together: float = 0.0
    """Standard deviations by which all years together are off the target; a drift adds up, chance evens out."""

    @property
    def off(self) -> float:
        """Standard deviations by which this year is off the target."""
        return (self.found - self.target) / self.spread

    @property
    def verdict(self) -> str:
        """Whether the flow lies inside its band, or outside of it as chance explains it, or outside.

        Chance must explain the distance to the target (not to the edge of the band), in this year and in all together.
        """
        if abs(self.found - self.target) <= self.band * abs(self.target):
            return "inside"
        return "chance" if max(abs(self.off), abs(self.together)) <= CHANCE else "outside"

    def record(self) -> dict[str, Any]:
        """Return the flow as data."""
        return {
            "flow": self.name, "title": self.title, "year": self.year, "months": self.months,
            "found_a_year": round(self.found), "target": round(self.target), "band": self.band,
            "verdict": self.verdict, "spread": round(self.spread), "off": round(self.off, 2),
            "off_all_years": round(self.together, 2), "status": self.status, "source": self.source,
        }  # fmt: skip


@cache
def _held() -> dict[str, Any]:
    return dict(yaml.safe_load((files(__package__) / "flows.yaml").read_text(encoding="utf-8")))


def flows(counts: Counts, months_of_year: dict[int, int], frame: LifeFrame, share: float) -> list[Flow]:
    """Return every flow of every year that was lived at least in part, in a nation of this share of the real one."""
    found = []
    for name, held in _held().items():
        years = [_flow(name, held, counts, lived, frame, share) for lived in months_of_year.items()]
        found += [replace(flow, together=_off_together(years)) for flow in years]
    return found


def _flow(
    name: str, held: dict[str, Any], counts: Counts, lived: tuple[int, int], frame: LifeFrame, share: float
) -> Flow:
    (year, months), of = lived, held.get("of", 1)
    plus, minus = (_sum(counts, held.get(kinds, []), year) for kinds in ("count", "minus"))
    target = _target(held["target"], year, frame)
    found = (plus.persons - minus.persons) / of * 12 / months
    # squares of weights are those of what happened; had all gone by the target, there were so many times as many
    times = 1.0 if "minus" in held or not found else max(target, 0.0) / found
    squares = (plus.squares + minus.squares) * times * held.get("together", 1) / of**2
    least = 1 / share  # one family of the nation made: nothing is known to a finer grain
    spread = math.sqrt(max(squares, least**2)) * 12 / months
    return Flow(name, held["title"], year, months, found, target, held["band"], *_known(held, year), spread)


def _sum(counts: Counts, kinds: list[str], year: int) -> Counted:
    cells = [counts.get((kind, year), Counted()) for kind in kinds]
    return Counted(sum(cell.persons for cell in cells), sum(cell.squares for cell in cells))


def _off_together(years: Iterable[Flow]) -> float:
    """Return by how many standard deviations what happened in all years is off all targets."""
    off = sum((flow.found - flow.target) * flow.months for flow in years)
    return off / math.sqrt(sum((flow.spread * flow.months) ** 2 for flow in years))


def _target(named: str | float, year: int, frame: LifeFrame) -> float:
    if not isinstance(named, str):
        return float(named)
    if named in PATHS:
        return frame.vital.of(named, year)
    return frame.emigrants(year) if named == "emigrants" else float(frame.numbers[named])


def _known(held: dict[str, Any], year: int) -> tuple[str, str]:
    """Return status and source of the target of a year."""
    status, source, printed = held["status"], held["source"], held.get("printed", [year])
    if year in printed:
        return status, source
    if held["target"] in PATHS:
        return "derived", f"{MEDIUM}; {max(printed)}: {source}"
    if held["target"] == "emigrants":
        return "derived", f"{source} of the {MEDIUM}"
    return "assumed", f"the level of {max(printed)} kept; {source}"


def page(found: list[Flow], events: Counts, notice: str) -> str:
    """Return the flows as a Markdown page."""
    lines = [
        "# What happened",
        "",
        f"{notice}",
        "",
        "Persons (marriages and divorces: couples) a year, scaled by the weights of families.",
        "",
        EXPLAINED,
        "",
    ]
    lines += [
        "| flow | year | months | lived | target | band | | standard deviations off | all years | status | source |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {f.title} | {f.year} | {f.months} | {f.found:,.0f} | {f.target:,.0f} | ±{f.band:.0%} | "
        f"{f.verdict} | {f.off:+.1f} | {f.together:+.1f} | {f.status} | {f.source} |"
        for f in found
    ]
    years = sorted({year for _, year in events})
    lines += ["", "All events, persons of the nation.", "", "| event | " + " | ".join(map(str, years)) + " |"]
    lines += ["|---|" + "---|" * len(years)]
    for kind in dict.fromkeys(kind for kind, _ in events):
        cells = (f"{events.get((kind, year), Counted()).persons:,.0f}" for year in years)
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
