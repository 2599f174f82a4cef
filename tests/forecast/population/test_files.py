"""A nation on disk: whole or not there."""

import contextlib
import datetime as dt
import json
import resource
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.basics.errors import InputError
from tirek.forecast.population.block import Table
from tirek.forecast.population.days import NEVER, NOBODY, day_number
from tirek.forecast.population.files import (
    FORMAT,
    MANIFEST,
    NOTICE,
    Draft,
    open_nation,
    part_path,
    stamp,
    to_arrow,
    write_part,
)
from tirek.forecast.population.seals import intact, seals_of

BORN = day_number(dt.date(1990, 5, 17))


def vehicles(*years: int) -> Table:
    table = Table("vehicles", len(years))
    numbers = np.arange(len(years))
    table["vehicle_id"], table["person_id"], table["family_id"] = numbers, numbers + 10, numbers + 20
    table["kind"], table["year"] = np.ones(len(years), np.int8), np.array(years, np.int16)
    return table


def deceased() -> Table:
    table = Table("deceased", 2)
    table["person_id"], table["family_id"] = np.array([1, 2]), np.array([5, 5])
    table["iin"] = np.array(["900517700001", "900517800001"])
    table["birth_date"], table["sex"] = np.array([BORN, BORN], np.int32), np.array([0, 1], np.int8)
    table["died_on"] = np.array([BORN + 9000, BORN + 9001], np.int32)
    table["widow_id"] = np.array([NOBODY, 7])
    return table


def contributions() -> Table:
    table = Table("contributions", 2)
    table["person_id"], table["employer_id"] = np.array([1, 2]), np.array([NOBODY, 3])
    table["payer_kind"], table["first_month"] = np.array([1, 0], np.int8), np.array([BORN, BORN], np.int32)
    for name in ("incomes", "contributions"):
        table[name], table[name + "_offsets"] = np.array([5, 6, 7], np.int32), np.array([0, 1, 3])
    return table


def whole(folder: Path) -> Path:
    return made(folder, 1, 2001, 2015)


def made(folder: Path, seed: int, *years: int) -> Path:
    asked = {"format": FORMAT, "on": "2026-01-01", "share": 0.5, "seed": seed}
    draft = Draft(folder)
    with draft.begun(asked):
        parts = [part_path(draft.folder, "vehicles", block) for block in (1, 2)]
        for part in parts:
            write_part(to_arrow(vehicles(*years)), part, stamp(asked))
        seals = seals_of(draft.folder, parts)
        draft.finish(asked | {"blocks": [1, 2], "rows": {"vehicles": 2 * len(years)}, "parts": seals})
    return folder


def begin(draft: Draft, record: dict[str, Any]) -> bool:
    """Begin and stop at once; tell whether an earlier run left something."""
    with draft.begun(record) as again:
        return again


def test_a_part_comes_back_as_it_was() -> None:
    rows = to_arrow(deceased()).to_pylist()
    assert rows[0]["birth_date"] == dt.date(1990, 5, 17)
    assert [row["widow_id"] for row in rows] == [None, 7]
    assert [row["sex"] for row in rows] == ["male", "female"]
    lists = to_arrow(contributions()).to_pylist()
    assert [row["incomes"] for row in lists] == [[5], [6, 7]]
    assert lists[0]["employer_id"] is None


def test_every_file_says_that_it_is_synthetic(tmp_path: Path) -> None:
    folder = whole(tmp_path / "nation")
    metadata = pq.read_schema(part_path(folder, "vehicles", 1)).metadata
    assert b"Synthetic" in metadata[b"tirek.notice"]
    assert "Synthetic" in (folder / "SYNTHETIC.txt").read_text()


def test_a_day_that_is_needed_cannot_be_missing() -> None:
    table = deceased()
    table["died_on"] = np.array([NEVER, BORN], np.int32)
    assert to_arrow(table)["died_on"].null_count == 0  # the referee sees it: far below the range of the dictionary


def test_a_nation_opens_when_it_is_whole(tmp_path: Path) -> None:
    nation = open_nation(whole(tmp_path / "nation"))
    assert nation.part("vehicles", 1)["year"].to_list() == [2001, 2015]
    assert nation.scan("vehicles").collect()["kind"].to_list() == ["commercial"] * 4
    assert list(nation.manifest["parts"]) == ["vehicles/block-00001.parquet", "vehicles/block-00002.parquet"]
    with pytest.raises(InputError, match="no table loans"):
        nation.scan("loans")
    with pytest.raises(InputError, match="there is no table spaceships"):
        nation.scan("spaceships")


def test_an_unfinished_nation_is_none(tmp_path: Path) -> None:
    begin(Draft(tmp_path / "nation"), {"seed": 1})
    with pytest.raises(InputError, match="unfinished: run the same command again"):
        open_nation(tmp_path / "nation")
    with pytest.raises(InputError, match="there is no folder"):
        open_nation(tmp_path / "other")


def test_other_options_do_not_go_on_with_it(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    assert not begin(draft, {"seed": 1})
    assert begin(draft, {"seed": 1})
    with pytest.raises(InputError, match="other options"):
        begin(draft, {"seed": 2})


def test_a_nation_is_never_overwritten(tmp_path: Path) -> None:
    folder = whole(tmp_path / "nation")
    with pytest.raises(InputError, match="exists already"):
        begin(Draft(folder), {"seed": 1})
    with pytest.raises(InputError, match="there is no folder"):
        begin(Draft(tmp_path / "nowhere" / "nation"), {"seed": 1})


@pytest.mark.parametrize("harm", ["part", "manifest", "damaged manifest", "old format", "bytes"])
def test_harm_is_told_in_one_sentence(tmp_path: Path, harm: str) -> None:
    folder = whole(tmp_path / "nation")
    part, manifest = part_path(folder, "vehicles", 1), folder / MANIFEST
    if harm == "part":
        part.unlink()
    elif harm == "manifest":
        manifest.unlink()
    elif harm == "damaged manifest":
        manifest.write_text("{")
    elif harm == "old format":
        manifest.write_text(json.dumps({"format": 0}))
    else:
        part.write_bytes(part.read_bytes()[:40])
    with pytest.raises(InputError) as told:
        open_nation(folder).part("vehicles", 1)
    assert "\n" not in str(told.value)
    assert str(folder) in str(told.value)


@pytest.mark.parametrize(("key", "value"), [("blocks", None), ("share", "much"), ("rows", []), ("on", 5)])
def test_a_manifest_that_lacks_something_is_told(tmp_path: Path, key: str, value: object) -> None:
    folder = whole(tmp_path / "nation")
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {key: value}))
    with pytest.raises(InputError, match=f"is damaged: {key} is"):
        open_nation(folder)


@pytest.mark.parametrize("stray", ["vehicles/block-00007.parquet", "loans/block-00001.parquet"])
def test_a_stray_part_is_refused(tmp_path: Path, stray: str) -> None:
    folder = whole(tmp_path / "nation")
    (folder / stray).parent.mkdir(exist_ok=True)
    shutil.copy(part_path(folder, "vehicles", 1), folder / stray)
    with pytest.raises(InputError, match=rf"{stray} is no part of this nation, its manifest does not name it"):
        open_nation(folder)


def test_a_part_of_another_size_is_refused(tmp_path: Path) -> None:
    folder = whole(tmp_path / "nation")
    path = part_path(folder, "vehicles", 2)
    pq.write_table(pq.read_table(path).slice(0, 1), path)
    with pytest.raises(InputError, match=r"block-00002\.parquet was changed after the nation was made"):
        open_nation(folder)


@given(st.data())
def test_every_change_of_a_byte_breaks_the_seal(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        before = data.draw(st.binary(min_size=1))
        path.write_bytes(before)
        seals = seals_of(path.parent, [path])
        assert intact(path.parent, "file", seals)
        place, added = data.draw(st.integers(0, len(before) - 1)), data.draw(st.integers(1, 255))
        path.write_bytes(before[:place] + bytes([(before[place] + added) % 256]) + before[place + 1 :])
        assert not intact(path.parent, "file", seals)
        path.unlink()
        assert not intact(path.parent, "file", seals)


def test_a_manifest_that_does_not_name_a_part_is_told(tmp_path: Path) -> None:
    path = whole(tmp_path / "nation") / MANIFEST
    manifest = json.loads(path.read_text())
    del manifest["parts"]["vehicles/block-00001.parquet"]
    path.write_text(json.dumps(manifest))
    with pytest.raises(InputError, match=r"nation\.json is damaged: it does not tell the size of"):
        open_nation(path.parent)


@pytest.mark.parametrize("folder", ["nation", "nation/vehicles", "link"])
def test_no_nation_is_made_inside_another(tmp_path: Path, folder: str) -> None:
    nation = whole(tmp_path / "nation")
    (tmp_path / "link").symlink_to(nation / "vehicles")
    before = sorted(nation.rglob("*"))
    with pytest.raises(InputError, match=f"lies inside the nation {nation}, expected a place outside of it"):
        begin(Draft(tmp_path / folder / "another"), {"seed": 1})
    assert sorted(nation.rglob("*")) == before
    begin(Draft(tmp_path / "third"), {"seed": 1})
    with pytest.raises(InputError, match="lies inside the nation"):
        begin(Draft(tmp_path / "third.unfinished" / "another"), {"seed": 1})


def test_two_do_not_make_the_same_nation_at_once(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    with draft.begun({"seed": 1}):
        for record in ({"seed": 1}, {"seed": 2}):
            with pytest.raises(InputError, match=r"nation\.unfinished is being made by another process"):
                begin(draft, record)
    assert [path.name for path in draft.folder.iterdir()] == ["plan.json"]
    assert begin(draft, {"seed": 1}), "it goes on when the other has ended"


def test_sums_of_contributions_do_not_wrap_around() -> None:
    table = contributions()
    table["incomes"] = np.array([2_000_000_000] * 3, np.int32)
    told = pl.from_arrow(to_arrow(table))
    assert isinstance(told, pl.DataFrame)
    summed = told.explode("incomes").group_by("person_id").agg(pl.col("incomes").sum()).sort("person_id")
    assert summed["incomes"].to_list() == [2_000_000_000, 4_000_000_000]


def test_damage_met_while_scanning_is_told_in_one_sentence(tmp_path: Path) -> None:
    nation = open_nation(whole(tmp_path / "nation"))
    part_path(nation.folder, "vehicles", 1).write_bytes(b"PAR1 and nothing else")
    with pytest.raises(InputError, match=f"a table of {nation.folder} is damaged"), nation.read():
        nation.scan("vehicles").collect()
    write_part(to_arrow(vehicles(1999)), part_path(nation.folder, "vehicles", 1), "")
    with pytest.raises(InputError, match="is damaged"), nation.read():
        nation.scan("vehicles").select("wings").collect()


def test_a_part_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "vehicles").write_text("a file where a folder should be")
    with pytest.raises(InputError, match="cannot be written"):
        write_part(to_arrow(vehicles(1999)), part_path(tmp_path, "vehicles", 1), "")


@pytest.mark.parametrize(("key", "value"), [("seed", 2), ("share", 0.25), ("on", "2026-02-01"), ("what_if", {})])
def test_an_edited_manifest_is_noticed(tmp_path: Path, key: str, value: object) -> None:
    path = whole(tmp_path / "nation") / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {key: value}))
    with pytest.raises(InputError, match=r"nation\.json is not the one these tables were made with"):
        open_nation(tmp_path / "nation")


def test_a_part_of_another_nation_is_noticed(tmp_path: Path) -> None:
    folder, other = made(tmp_path / "nation", 1, 2001), made(tmp_path / "other", 2, 2015)
    shutil.copy(part_path(other, "vehicles", 2), part_path(folder, "vehicles", 2))
    with pytest.raises(InputError, match=r"block-00002\.parquet is no part of this nation"):
        open_nation(folder)


def test_what_a_killed_process_left_is_no_part_of_a_nation(tmp_path: Path) -> None:
    folder = whole(tmp_path / "clean")
    expected = {path.relative_to(folder) for path in folder.rglob("*")}
    draft = Draft(tmp_path / "nation")
    begin(draft, {"format": FORMAT, "on": "2026-01-01", "share": 0.5, "seed": 1})
    for left in ("vehicles/block-00001.parquet.77.partial", "nation.json.77.partial", "scratch/a.npz.77.partial"):
        (draft.folder / left).parent.mkdir(exist_ok=True)
        (draft.folder / left).write_bytes(b"PAR1")
    whole(tmp_path / "nation")
    assert {path.relative_to(draft.target) for path in draft.target.rglob("*")} == expected


@pytest.mark.parametrize("target", ["", ".", "/"])
def test_a_folder_that_is_there_is_no_new_folder(target: str) -> None:
    with pytest.raises(InputError, match="exists already, expected the name of a new folder"):
        begin(Draft(Path(target)), {"seed": 1})
    with pytest.raises(InputError, match="is no nation"):
        open_nation(Path(target))


def test_places_where_no_folder_can_be_made_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for target, words in {
        Path("/proc/nation"): "/proc/nation cannot be made: ",
        tmp_path / "file": "exists already",
        tmp_path / "link": "exists already",
        tmp_path / "file" / "nation": "there is no folder",
        tmp_path / ("n" * 300): "cannot be made: file name too long",
    }.items():
        with pytest.raises(InputError, match=words) as told:
            begin(Draft(target), {"seed": 1})
        assert "\n" not in str(told.value)


def test_what_is_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "nation.unfinished").mkdir()
    (tmp_path / "nation.unfinished" / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="is in the way, it is no unfinished nation"):
        begin(Draft(tmp_path / "nation"), {"seed": 1})
    (tmp_path / "other.unfinished").write_text("mine")
    with pytest.raises(InputError, match="is in the way"):
        begin(Draft(tmp_path / "other"), {"seed": 1})


def test_a_run_that_was_stopped_at_once_is_in_nobodys_way(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    draft.folder.mkdir()
    (draft.folder / "plan.json.77.partial").write_text("{")
    assert not begin(draft, {"seed": 1})


def test_a_folder_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    begin(draft, {"seed": 1})
    draft.target.mkdir()
    with pytest.raises(InputError, match="exists already"):
        draft.finish({})
    assert list(draft.target.iterdir()) == []
    draft.target.rmdir()
    assert begin(draft, {"seed": 1}), "nothing is lost"


@contextlib.contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond some bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    with full_disk(4), pytest.raises(InputError, match=r"plan\.json cannot be written: file too large"):
        begin(draft, {"seed": 1})
    assert not list(tmp_path.iterdir())

    begin(draft, {"seed": 1})
    part = part_path(draft.folder, "vehicles", 1)
    with full_disk(200), pytest.raises(InputError, match=r"block-00001\.parquet cannot be written: file too large"):
        write_part(to_arrow(vehicles(*range(1000, 3000))), part, "")
    assert not list(part.parent.iterdir())

    (draft.folder / NOTICE).write_text("", encoding="utf-8")
    with full_disk(200), pytest.raises(InputError, match=r"nation\.json cannot be written"):
        draft.finish({"blocks": list(range(1000))})
    assert not draft.target.exists()
    assert begin(draft, {"seed": 1}), "it can go on when there is room"
