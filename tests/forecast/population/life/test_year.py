"""A year of life: invariants hold, the stream tells it all, the same seed gives the same bytes."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.check import check_nation
from tirek.forecast.population.files import open_nation, part_path
from tirek.forecast.population.life import nation as living
from tirek.forecast.population.life.nation import LifeOptions, Lived, live_nation
from tirek.forecast.population.life.replay import REPLAYED, replay
from tirek.forecast.population.life.telling import Faults
from tirek.forecast.population.projection.vital import births_by_year
from tirek.forecast.population.seals import Seals, seals_of

NO_FAULTS = Faults(0, 0, 0)


def persons(folder: Path) -> pl.DataFrame:
    return open_nation(folder).scan("persons").collect()


def stream(folder: Path) -> pl.DataFrame:
    return open_nation(folder).scan("life_events").with_columns(pl.col("kind", "edit").cast(pl.String)).collect()


def parts_of(folder: Path) -> Seals:
    """Every part to the byte."""
    return seals_of(folder, folder.rglob("*.parquet"))


def test_the_new_nation_is_a_whole_nation_of_a_later_day(lived: Lived) -> None:
    manifest = open_nation(lived.folder).manifest
    assert manifest["on"] == "2027-01-01"
    assert manifest["made"] == "live"
    assert lived.on == dt.date(2027, 1, 1)


def test_a_year_of_life_keeps_the_invariants(nation: Path, lived: Lived) -> None:
    broken = {name for name, found in check_nation(lived.folder, 1).invariants.items() if found.broken}
    before = {name for name, found in check_nation(nation, 1).invariants.items() if found.broken}
    # What a life adds, it does not take off at the other end: up to 240 months and those lived are kept.
    assert broken - before <= {"contribution_span"}


def test_replaying_the_stream_reproduces_the_state(nation: Path, lived: Lived) -> None:
    found = replay(persons(nation), stream(lived.folder))
    expected = persons(lived.folder).select("person_id", *(pl.col(name).cast(pl.String) for name in REPLAYED))
    assert found.equals(expected.sort("person_id"))


def test_a_stream_without_its_last_move_does_not_reproduce_the_state(nation: Path, lived: Lived) -> None:
    told = stream(lived.folder)
    moved = told.filter(
        (pl.col("kind") == "moved") & pl.col("person_id").is_in(persons(lived.folder)["person_id"].implode())
    )
    last = moved["event_id"].max()
    found = replay(persons(nation), told.filter(pl.col("event_id") != last))
    expected = persons(lived.folder).select("person_id", *(pl.col(name).cast(pl.String) for name in REPLAYED))
    assert not found.equals(expected.sort("person_id"))


def test_messages_are_numbered_as_they_become_known(lived: Lived) -> None:
    for block in open_nation(lived.folder).blocks:
        told = open_nation(lived.folder).part("life_events", block)
        assert told["known_on"].is_sorted()
        assert told["message_id"].is_sorted()
        assert (told["known_on"] >= told["happened_on"]).all()
        assert set(told["message_id"] // 1_000_000) == {block}


@pytest.mark.parametrize("kind", ["birth", "death", "marriage", "hired", "dismissed", "wage_changed", "study_began"])
def test_things_happen(lived: Lived, kind: str) -> None:
    assert (stream(lived.folder)["kind"] == kind).any()


def test_persons_of_the_nation_change_by_what_happened(nation: Path, lived: Lived) -> None:
    def weighed(folder: Path) -> float:
        families = open_nation(folder).scan("families").select(pl.col("size") * pl.col("weight")).collect()
        return float(families.to_series().sum())

    counts = {kind: counted.persons for (kind, _), counted in lived.events.items()}
    change = counts["birth"] + counts.get("immigrated", 0) - counts["death"] - counts.get("emigrated", 0)
    # Who joins a family of another weight counts otherwise from then on: as often more as less.
    assert weighed(lived.folder) - weighed(nation) == pytest.approx(change, abs=0.004 * weighed(nation))


def test_contributions_go_on_without_overlap(lived: Lived) -> None:
    rows = open_nation(lived.folder).scan("contributions").collect()
    months = pl.col("first_month").dt.year() * 12 + pl.col("first_month").dt.month() - 1
    rows = rows.with_columns(first=months, count=pl.col("incomes").list.len())
    assert (rows["count"] == rows["contributions"].list.len()).all()
    last_month = rows.select((pl.col("first") + pl.col("count")).max()).item()
    assert last_month == 2027 * 12
    assert not rows.select("person_id", "employer_id", "payer_kind", "first_month").is_duplicated().any()


def test_two_processes_give_the_same_bytes_as_one(nation: Path, tmp_path: Path) -> None:
    options = LifeOptions(2, 5, Faults())
    one = live_nation(nation, tmp_path / "one", options, cores=1)
    two = live_nation(nation, tmp_path / "two", options, cores=2)
    assert parts_of(one.folder) == parts_of(two.folder)
    assert one.events == two.events
    assert (one.folder / "life.json").read_bytes() == (two.folder / "life.json").read_bytes()


def test_an_interrupted_life_goes_on_where_it_stopped(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = LifeOptions(1, 5, NO_FAULTS)
    whole = live_nation(nation, tmp_path / "whole", options, cores=1)
    write = living.Years.write
    lived_blocks: list[int] = []

    def stop_at_second(self: living.Years, block: int) -> int:
        if lived_blocks:
            raise KeyboardInterrupt
        lived_blocks.append(block)
        return write(self, block)

    monkeypatch.setattr(living.Years, "write", stop_at_second)
    with pytest.raises(KeyboardInterrupt):
        live_nation(nation, tmp_path / "again", options, cores=1)
    assert not (tmp_path / "again").exists()
    (harmed,) = lived_blocks
    os.truncate(part_path(tmp_path / "again.unfinished", "persons", harmed), 500)

    def count(self: living.Years, block: int) -> int:
        lived_blocks.append(block)
        return write(self, block)

    monkeypatch.setattr(living.Years, "write", count)
    again = live_nation(nation, tmp_path / "again", options, cores=1)
    assert lived_blocks == [harmed, *open_nation(nation).blocks], "the harmed block lives again"
    assert parts_of(again.folder) == parts_of(whole.folder)


def test_an_interrupted_life_keeps_its_whole_blocks(nation: Path, tmp_path: Path) -> None:
    draft, blocks = tmp_path / "again.unfinished", open_nation(nation).blocks
    left = block_left(nation, tmp_path / "again", blocks[0])
    before = part_path(draft, "persons", blocks[0]).stat().st_mtime_ns
    again = live_nation(nation, tmp_path / "again", left, cores=1)
    assert part_path(again.folder, "persons", blocks[0]).stat().st_mtime_ns == before


def block_left(nation: Path, target: Path, block: int) -> LifeOptions:
    """Let one block live and stop there."""
    options = LifeOptions(1, 5, NO_FAULTS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(living, "in_processes", lambda work, years, blocks, *_: stop_after(work(years, block), blocks))
        with pytest.raises(KeyboardInterrupt):
            live_nation(nation, target, options, cores=1)
    return options


def stop_after(done: int, blocks: list[int]) -> Iterator[int]:
    assert done in blocks
    yield done
    raise KeyboardInterrupt


def test_no_nation_is_lived_into_another(nation: Path) -> None:
    with pytest.raises(InputError, match="lies inside the nation"):
        live_nation(nation, nation / "later", LifeOptions(1, 5, NO_FAULTS), cores=1)
    assert not list(nation.glob("later*"))


def test_a_life_can_be_lived_on(lived: Lived, tmp_path: Path) -> None:
    on = live_nation(lived.folder, tmp_path / "on", LifeOptions(1, 3, NO_FAULTS), cores=1)
    found = replay(persons(lived.folder), stream(on.folder))
    assert found["person_id"].equals(persons(on.folder)["person_id"].sort())
    assert open_nation(on.folder).manifest["lived_months"] == 13
    families = open_nation(on.folder).scan("families").collect()
    assert families["family_id"].is_unique().all()


def test_flows_are_written_beside_the_published_ones(lived: Lived) -> None:
    record = json.loads((lived.folder / "life.json").read_text(encoding="utf-8"))
    births = next(flow for flow in record["flows"] if flow["flow"] == "births")
    assert births["target"] == births_by_year(2026)[2026]
    assert births["status"] == "derived"
    assert births["verdict"] in {"inside", "chance", "outside"}
    assert "Not microdata" in (lived.folder / "life.md").read_text(encoding="utf-8")


def test_a_damaged_part_is_said_in_one_sentence(nation: Path, tmp_path: Path) -> None:
    block = open_nation(nation).blocks[0]
    broken = tmp_path / "broken"
    broken.mkdir()
    for path in sorted(nation.rglob("*")):
        if path.is_file():
            copy = broken / path.relative_to(nation)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    part_path(broken, "loans", block).write_bytes(b"no parquet")
    with pytest.raises(InputError, match=r"loans.*damaged"):
        live_nation(broken, tmp_path / "never", LifeOptions(1, 1, NO_FAULTS), cores=1)
    assert not (tmp_path / "never").exists()


@pytest.mark.parametrize(
    ("months", "seed", "faults", "words"),
    [
        (0, 1, {}, "--months is 0"),
        (121, 1, {}, "--months is 121"),
        (12, -1, {}, "--seed is -1"),
        (12, 1, {"late": -1}, "--late is -1"),
        (12, 1, {"late": float("nan")}, "--late is nan"),
        (12, 1, {"duplicates": 2}, "--duplicates is 2"),
        (12, 1, {"corrections": -0.1}, "--corrections is -0.1"),
    ],
)
def test_impossible_options_are_refused(months: int, seed: int, faults: dict[str, float], words: str) -> None:
    with pytest.raises(InputError, match=words):
        LifeOptions(months, seed, Faults(**faults))
