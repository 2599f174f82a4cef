"""A flow is told as chance only where chance explains it, in the year and in all years together."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.life.flows import CHANCE, EXPLAINED, Counts, Flow, flows, page
from tirek.forecast.population.life.frame import LifeFrame, prepare
from tirek.forecast.population.life.journal import Counted, Journal
from tirek.forecast.population.margins import national

SHARE = 0.001
YEARS = {2026: 12, 2027: 12, 2028: 12}


@pytest.fixture(scope="module")
def frame() -> LifeFrame:
    return prepare(national(dt.date(2025, 1, 1)), 48)


def counts_of(persons: dict[int, float], kind: str = "death", share: float = SHARE) -> Counts:
    return {(kind, year): Counted(count, count / share) for year, count in persons.items()}


def deaths(frame: LifeFrame, off: dict[int, float], share: float = SHARE) -> dict[int, Flow]:
    """Return flows of deaths that are off their targets by these standard deviations of chance."""
    targets = {year: frame.vital.of("deaths", year) for year in off}
    spread = {year: (target / share) ** 0.5 for year, target in targets.items()}
    counts = counts_of({year: targets[year] + off[year] * spread[year] for year in off}, share=share)
    found = flows(counts, dict.fromkeys(off, 12), frame, share)
    return {flow.year: flow for flow in found if flow.name == "deaths"}


def test_spread_is_that_of_the_events_there_would_be(frame: LifeFrame) -> None:
    flow = deaths(frame, {2026: 1.5})[2026]
    assert flow.off == pytest.approx(1.5)
    assert flow.spread == pytest.approx((141_279 / SHARE) ** 0.5, rel=0.001)


@given(off=st.lists(st.floats(-8, 8), min_size=1, max_size=5))
def test_chance_is_said_only_of_what_chance_explains(frame: LifeFrame, off: list[float]) -> None:
    found = deaths(frame, {2025 + place: each for place, each in enumerate(off)})
    together = (
        sum(flow.found - flow.target for flow in found.values()) / sum(flow.spread**2 for flow in found.values()) ** 0.5
    )
    for flow in found.values():
        inside = abs(flow.found - flow.target) <= flow.band * flow.target
        explained = abs(flow.off) <= CHANCE and abs(together) <= CHANCE
        assert flow.verdict == ("inside" if inside else "chance" if explained else "outside")


def test_three_years_of_two_deviations_each_are_no_chance(frame: LifeFrame) -> None:
    drift = deaths(frame, dict.fromkeys(YEARS, 2.0))
    assert {flow.verdict for flow in drift.values()} == {"outside"}
    evens_out = deaths(frame, {2026: 2.0, 2027: -2.0, 2028: 2.0})
    assert {flow.verdict for flow in evens_out.values()} == {"chance"}


def test_the_band_is_no_bonus_for_chance(frame: LifeFrame) -> None:
    """A nation of one percent that loses 11 % too many is four deviations off, whatever the band."""
    sd = (141_279 / 0.01) ** 0.5
    assert deaths(frame, {2026: 0.11 * 141_279 / sd}, share=0.01)[2026].verdict == "outside"


def test_status_and_source_are_those_of_the_year(frame: LifeFrame) -> None:
    found = {(flow.name, flow.year): flow for flow in flows({}, {2025: 12, 2026: 12}, frame, SHARE)}
    status = {key: flow.status for key, flow in found.items()}
    assert (status["births", 2025], status["births", 2026]) == ("published", "derived")
    assert (status["job_losses", 2025], status["job_losses", 2026]) == ("published", "assumed")
    assert (status["net_migration", 2025], status["net_migration", 2026]) == ("published", "derived")
    assert status["deaths", 2025] == status["deaths", 2026] == "derived"
    assert "projection" in found["births", 2026].source
    assert found["births", 2025].target == 335_000
    assert found["deaths", 2025].target == pytest.approx(138_577, abs=2)
    assert found["emigrants", 2026].target == pytest.approx(
        found["immigrants", 2026].target - found["net_migration", 2026].target
    )


def test_part_of_a_year_is_told_as_a_year(frame: LifeFrame) -> None:
    found = flows(counts_of({2026: 30_000.0}), {2026: 3}, frame, SHARE)
    flow = next(each for each in found if each.name == "deaths")
    assert flow.found == pytest.approx(120_000)
    assert flow.spread == pytest.approx(4 * (flow.target / 4 / SHARE) ** 0.5)


def test_the_page_says_what_chance_is(frame: LifeFrame) -> None:
    counts = counts_of({2026: 141_000.0})
    told = page(flows(counts, {2026: 12}, frame, SHARE), counts, "synthetic")
    assert EXPLAINED in told
    assert "| death | 141,000 |" in told


@given(
    families=st.lists(st.integers(0, 4), min_size=1, max_size=30), weight=st.floats(1, 500), split=st.integers(0, 30)
)
def test_families_go_together(families: list[int], weight: float, split: int) -> None:
    journal, homes = Journal(0), np.array(families)
    for part in (homes[:split], homes[split:]):
        journal.count("moved", 2026, np.full(len(part), weight), part)
    counted = journal.counts["moved", 2026]
    assert counted.persons == pytest.approx(weight * len(families))
    sizes = [np.bincount(part, minlength=5) for part in (homes[:split], homes[split:])]
    assert counted.squares == pytest.approx(sum(float(((size * weight) ** 2).sum()) for size in sizes))
