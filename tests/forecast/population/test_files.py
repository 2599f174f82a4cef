"""A nation on disk: whole or not there."""

import contextlib
import datetime as dt
import json
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.block import Table
from tirek.forecast.population.days import NEVER, NOBODY, day_number
from tirek.forecast.population.files import (
    FORMAT,
    MANIFEST,
    NOTICE,
    Draft,
    digest,
    open_nation,
    part_path,
    stamp,
    to_arrow,
    write_part,
)

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
    draft.begin(asked)
    for block in (1, 2):
        write_part(to_arrow(vehicles(*years)), part_path(draft.folder, "vehicles", block), stamp(asked))
    draft.finish(asked | {"blocks": [1, 2], "rows": {"vehicles": 2 * len(years)}})
    return folder


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
    assert list(digest(nation.folder)) == ["vehicles/block-00001.parquet", "vehicles/block-00002.parquet"]
    with pytest.raises(InputError, match="no table loans"):
        nation.scan("loans")
    with pytest.raises(InputError, match="there is no table spaceships"):
        nation.scan("spaceships")


def test_an_unfinished_nation_is_none(tmp_path: Path) -> None:
    Draft(tmp_path / "nation").begin({"seed": 1})
    with pytest.raises(InputError, match="unfinished: run the same command again"):
        open_nation(tmp_path / "nation")
    with pytest.raises(InputError, match="there is no folder"):
        open_nation(tmp_path / "other")


def test_other_options_do_not_go_on_with_it(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    assert not draft.begin({"seed": 1})
    assert draft.begin({"seed": 1})
    with pytest.raises(InputError, match="other options"):
        draft.begin({"seed": 2})


def test_a_nation_is_never_overwritten(tmp_path: Path) -> None:
    folder = whole(tmp_path / "nation")
    with pytest.raises(InputError, match="exists already"):
        Draft(folder).begin({"seed": 1})
    with pytest.raises(InputError, match="there is no folder"):
        Draft(tmp_path / "nowhere" / "nation").begin({"seed": 1})


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


def test_a_stray_part_is_no_part_of_the_nation(tmp_path: Path) -> None:
    nation = open_nation(whole(tmp_path / "nation"))
    write_part(to_arrow(vehicles(1999)), part_path(nation.folder, "vehicles", 7), "another")
    assert len(open_nation(nation.folder).scan("vehicles").collect()) == 4


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
    draft.begin({"format": FORMAT, "on": "2026-01-01", "share": 0.5, "seed": 1})
    for left in ("vehicles/block-00001.parquet.77.partial", "nation.json.77.partial", "scratch/a.npz.77.partial"):
        (draft.folder / left).parent.mkdir(exist_ok=True)
        (draft.folder / left).write_bytes(b"PAR1")
    whole(tmp_path / "nation")
    assert {path.relative_to(draft.target) for path in draft.target.rglob("*")} == expected


@pytest.mark.parametrize("target", ["", ".", "/"])
def test_a_folder_that_is_there_is_no_new_folder(target: str) -> None:
    with pytest.raises(InputError, match="exists already, expected the name of a new folder"):
        Draft(Path(target)).begin({"seed": 1})
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
            Draft(target).begin({"seed": 1})
        assert "\n" not in str(told.value)


def test_what_is_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "nation.unfinished").mkdir()
    (tmp_path / "nation.unfinished" / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="is in the way, it is no unfinished nation"):
        Draft(tmp_path / "nation").begin({"seed": 1})
    (tmp_path / "other.unfinished").write_text("mine")
    with pytest.raises(InputError, match="is in the way"):
        Draft(tmp_path / "other").begin({"seed": 1})


def test_a_run_that_was_stopped_at_once_is_in_nobodys_way(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    draft.folder.mkdir()
    (draft.folder / "plan.json.77.partial").write_text("{")
    assert not draft.begin({"seed": 1})


def test_a_folder_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "nation")
    draft.begin({"seed": 1})
    draft.target.mkdir()
    with pytest.raises(InputError, match="exists already"):
        draft.finish({})
    assert list(draft.target.iterdir()) == []
    draft.target.rmdir()
    assert draft.begin({"seed": 1}), "nothing is lost"


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
        draft.begin({"seed": 1})
    assert not list(tmp_path.iterdir())

    draft.begin({"seed": 1})
    part = part_path(draft.folder, "vehicles", 1)
    with full_disk(200), pytest.raises(InputError, match=r"block-00001\.parquet cannot be written: file too large"):
        write_part(to_arrow(vehicles(*range(1000, 3000))), part, "")
    assert not list(part.parent.iterdir())

    (draft.folder / NOTICE).write_text("", encoding="utf-8")
    with full_disk(200), pytest.raises(InputError, match=r"nation\.json cannot be written"):
        draft.finish({"blocks": list(range(1000))})
    assert not draft.target.exists()
    assert draft.begin({"seed": 1}), "it can go on when there is room"
