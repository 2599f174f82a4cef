"""Registers tell late, wrongly and twice; who sorts that out finds the truth."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tirek.forecast.population.block import stream
from tirek.forecast.population.files import open_nation, part_path, to_arrow
from tirek.forecast.population.life import live_month, prepare
from tirek.forecast.population.life.replay import REPLAYED, replay
from tirek.forecast.population.life.settle import settle
from tirek.forecast.population.life.state import State
from tirek.forecast.population.life.telling import Faults, tell
from tirek.forecast.population.margins import national

Life = tuple[pl.DataFrame, State, pl.DataFrame]


@pytest.fixture(scope="module")
def life(nation: Path) -> Life:
    """Return the persons of a block, its state after nine months, and its persons then."""
    block, began = open_nation(nation).blocks[-1], dt.date(2026, 1, 1)
    state = State.read(nation, block, began, prepare(national(began), 9), stream(7, block, "life"))
    before = pl.read_parquet(part_path(nation, "persons", block))
    for month in range(2026 * 12, 2026 * 12 + 9):
        live_month(state, month)
    after = pl.DataFrame(to_arrow(settle(state)["persons"].table()))
    return before, state, after


def told(life: Life, faults: Faults, seed: int) -> pl.DataFrame:
    return pl.DataFrame(to_arrow(tell(life[1].journal, faults, np.random.default_rng(seed)).table()))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late=st.floats(0, 5), duplicates=st.floats(0, 1), corrections=st.floats(0, 1), seed=st.integers(0, 2**32 - 1))
def test_however_badly_registers_tell_the_state_is_reproduced(
    life: Life, late: float, duplicates: float, corrections: float, seed: int
) -> None:
    found = replay(life[0], told(life, Faults(late, duplicates, corrections), seed))
    expected = life[2].select("person_id", *(pl.col(name).cast(pl.String) for name in REPLAYED))
    assert found.equals(expected.sort("person_id"))


def test_without_faults_everything_is_told_once_and_at_once(life: Life) -> None:
    messages = told(life, Faults(0, 0, 0), 1)
    assert set(messages["edit"]) == {"changed"}
    assert messages["known_on"].equals(messages["happened_on"].rename("known_on"))
    assert messages["event_id"].is_unique().all()


def test_shares_of_duplicates_and_corrections_are_as_asked(life: Life) -> None:
    messages = told(life, Faults(1, 0.1, 0.2), 1)
    edits = dict(messages["edit"].cast(pl.String).value_counts().rows())
    assert edits["duplicate"] / edits["changed"] == pytest.approx(0.1, abs=0.03)
    assert edits["was_wrong"] / edits["changed"] == pytest.approx(0.2, abs=0.03)


def test_a_correction_says_otherwise_than_the_message_it_corrects(life: Life) -> None:
    messages = told(life, Faults(1, 0, 1), 1)
    first = messages.filter(pl.col("edit") == "changed").select("event_id", "happened_on", "after", "known_on")
    right = messages.filter(pl.col("edit") == "was_wrong").select("event_id", "happened_on", "after", "known_on")
    both = first.join(right, on="event_id")
    assert len(both) == len(first)
    same = (pl.col("happened_on") == pl.col("happened_on_right")) & pl.col("after").eq_missing(pl.col("after_right"))
    assert both.filter(same).is_empty()
    assert (both["known_on_right"] > both["known_on"]).all()


def test_lateness_is_scaled(life: Life) -> None:
    def days(late: float) -> float:
        messages = told(life, Faults(late, 0, 0), 1)
        return float((messages["known_on"] - messages["happened_on"]).dt.total_days().mean())  # type: ignore[arg-type]

    assert days(3) == pytest.approx(3 * days(1), rel=0.05)


def test_nothing_happens_to_a_person_before_birth_or_arrival(life: Life) -> None:
    messages = told(life, Faults(0, 0, 0), 1).with_columns(pl.col("kind").cast(pl.String))
    arrivals = messages.filter(pl.col("kind").is_in(["birth", "immigrated"])).select("person_id", came="happened_on")
    later = messages.join(arrivals, on="person_id")
    assert later.height > arrivals.height
    assert later.filter(pl.col("happened_on") < pl.col("came")).is_empty()
    assert messages.filter(pl.col("happened_on") >= dt.date(2026, 10, 1)).is_empty()
