"""What happened in a year beside what is published: inside or outside the stated band."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from tirek.forecast.population.life.frame import LifeFrame

WITHIN_CHANCE: Final = 2.0
"""Standard deviations within which a flow of a small nation may miss its band."""
Counts = dict[tuple[str, int], float]
"""Persons of the nation to whom something of a kind happened in a year."""


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
    """Standard deviation by chance alone in a nation of this share."""

    @property
    def verdict(self) -> str:
        """Whether the flow lies inside its band, outside of it only as chance explains, or outside."""
        off = abs(self.found - self.target)
        if off <= self.band * abs(self.target):
            return "inside"
        return "chance" if off <= self.band * abs(self.target) + WITHIN_CHANCE * self.spread else "outside"

    def record(self) -> dict[str, Any]:
        """Return the flow as data."""
        return {
            "flow": self.name, "title": self.title, "year": self.year, "months": self.months,
            "found_a_year": round(self.found), "target": round(self.target), "band": self.band,
            "verdict": self.verdict, "spread": round(self.spread),
            "status": self.status, "source": self.source,
        }  # fmt: skip


@cache
def _held() -> dict[str, Any]:
    return dict(yaml.safe_load((files(__package__) / "flows.yaml").read_text(encoding="utf-8")))


def flows(counts: Counts, months_of_year: dict[int, int], frame: LifeFrame, share: float) -> list[Flow]:
    """Return every flow of every year that was lived at least in part, in a nation of this share of the real one."""
    found = []
    for name, held in _held().items():
        for year, months in months_of_year.items():
            plus = sum(counts.get((kind, year), 0.0) for kind in held["count"])
            minus = sum(counts.get((kind, year), 0.0) for kind in held.get("minus", []))
            a_year = (plus - minus) / held.get("of", 1) * 12 / months
            target = _target(held["target"], year, frame)
            of = held.get("of", 1)
            events = max(plus + minus, abs(target) * of * months / 12, 1.0)
            spread = events / of * 12 / months / max(events * share / held.get("together", 1), 1.0) ** 0.5
            found.append(
                Flow(
                    name,
                    held["title"],
                    year,
                    months,
                    a_year,
                    target,
                    held["band"],
                    held["status"],
                    held["source"],
                    spread,
                )
            )
    return found


def _target(named: str | dict[str, float], year: int, frame: LifeFrame) -> float:
    if isinstance(named, dict):
        return float(named["value"])
    if named == "births_a_year":
        return frame.births * frame.births_level[year]
    return float(frame.numbers[named])


def page(found: list[Flow], events: Counts, notice: str) -> str:
    """Return the flows as a Markdown page."""
    lines = [
        "# What happened",
        "",
        f"{notice}",
        "",
        "Persons (marriages and divorces: couples) a year, scaled by the weights of families.",
        "",
    ]
    lines += [
        "| flow | year | months | lived | published or assumed | band | | status | source |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {f.title} | {f.year} | {f.months} | {f.found:,.0f} | {f.target:,.0f} | ±{f.band:.0%} | "
        f"{f.verdict} | {f.status} | {f.source} |"
        for f in found
    ]
    years = sorted({year for _, year in events})
    lines += ["", "All events, persons of the nation.", "", "| event | " + " | ".join(map(str, years)) + " |"]
    lines += ["|---|" + "---|" * len(years)]
    for kind in dict.fromkeys(kind for kind, _ in events):
        lines.append(f"| {kind} | " + " | ".join(f"{events.get((kind, year), 0):,.0f}" for year in years) + " |")
    return "\n".join(lines) + "\n"
