"""A nation is the same on any number of cores, goes on after a kill, and never looks whole before it is."""

import contextlib
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.files import open_nation
from tirek.forecast.population.make import Made, make_nation
from tirek.forecast.population.options import SMALLEST_SHARE, Options
from tirek.forecast.population.seals import Seals, seals_of

DAY = dt.date(2026, 1, 1)
SHARE = SMALLEST_SHARE
COMMAND = [
    str(Path(sys.executable).with_name("tirek")),
    "population",
    "make",
    "--share",
    str(SHARE),
    "--seed",
    "7",
    "--cores",
    "2",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_nation(tmp_path_factory.mktemp("nations") / "nation", Options(SHARE, 7, DAY), 1)


def parts_of(folder: Path) -> Seals:
    """Every part to the byte."""
    return seals_of(folder, folder.rglob("*.parquet"))


def test_the_nation_has_its_people(made: Made) -> None:
    nation = open_nation(made.folder)
    assert nation.manifest["rows"] == made.rows
    assert abs(made.rows["persons"] - 20_495_975 * SHARE) < 20  # each of 202 ages and sexes is a whole number
    assert nation.scan("persons").collect()["person_id"].n_unique() == made.rows["persons"]


def test_another_seed_is_another_nation(made: Made, tmp_path: Path) -> None:
    other = make_nation(tmp_path / "nation", Options(SHARE, 8, DAY), 2)
    assert set(parts_of(other.folder)) == set(parts_of(made.folder))
    assert parts_of(other.folder) != parts_of(made.folder)


def test_killed_and_run_again_it_is_the_same_to_the_byte(made: Made, tmp_path: Path) -> None:
    target = tmp_path / "nation"
    unfinished = target.with_name("nation.unfinished")
    command = [*COMMAND, "--out", str(target)]
    with running(command, unfinished) as run:
        os.killpg(run.pid, signal.SIGSTOP)  # so that it is not done before the other has begun
        beside = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (beside.returncode, beside.stderr.count("\n")) == (2, 1)
        assert "nation.unfinished is being made by another process" in beside.stderr
        run.kill()
        os.killpg(run.pid, signal.SIGCONT)
    nobody_left(run.pid)
    assert not target.exists()
    assert unfinished.is_dir()
    with pytest.raises(InputError, match="unfinished"):
        open_nation(target)
    harmed, *others = sorted(unfinished.glob("scratch/sealed-*.json"))
    block = harmed.stem.removeprefix("sealed-")
    os.truncate(unfinished / "persons" / f"block-{block}.parquet", 500)
    if others:
        block = others[0].stem.removeprefix("sealed-")
        path = unfinished / "loans" / f"block-{block}.parquet"
        pq.write_table(pq.read_table(path).slice(0, 1), path)
    (unfinished / "persons" / "block-00099.parquet").write_bytes(b"a stray file")
    subprocess.run(command, check=True, capture_output=True)
    assert parts_of(target) == parts_of(made.folder)
    assert (target / "nation.json").read_bytes() == (made.folder / "nation.json").read_bytes()
    assert not unfinished.exists()


def test_terminated_it_says_how_to_go_on_and_leaves_nobody(tmp_path: Path) -> None:
    command = [*COMMAND, "--out", str(tmp_path / "nation")]
    with running(command, tmp_path / "nation.unfinished") as run:
        run.terminate()
        told = run.communicate(timeout=60)[1]
    assert run.returncode == 128 + signal.SIGTERM
    assert told.splitlines()[-1].startswith("tirek: stopped; run the same command again to go on")
    assert "Traceback" not in told
    nobody_left(run.pid)


@contextlib.contextmanager
def running(command: list[str], unfinished: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a command until its first block is whole."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        while run.poll() is None and not list(unfinished.glob("scratch/sealed-*.json")):
            time.sleep(0.02)
        assert run.poll() is None
        try:
            yield run
        finally:
            run.kill()


def nobody_left(session: int) -> None:
    """Wait until every process of a session is gone; one that stays lets the test wait in vain."""
    for _ in range(600):
        if not any(of_session(folder, session) for folder in Path("/proc").glob("[0-9]*")):
            return
        time.sleep(0.05)
    pytest.fail("a process outlived its parent")


def of_session(folder: Path, session: int) -> bool:
    try:
        state, _, _, its_session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
    except OSError:
        return False
    return state != "Z" and int(its_session) == session


def test_manifest_names_no_time_and_no_place(made: Made) -> None:
    text = (made.folder / "nation.json").read_text(encoding="utf-8")
    assert str(made.folder.parent) not in text
    assert json.loads(text)["notice"].startswith("Synthetic")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--share", "2"], "--share"),
        (["--seed", "-1"], "--seed"),
        (["--on", "2026-01-15"], "--on"),
        (["--on", "soon"], "--on"),
    ],
)
def test_bad_options_are_told_in_one_sentence(tmp_path: Path, options: list[str], word: str) -> None:
    run = subprocess.run(
        [*COMMAND, "--out", str(tmp_path / "n"), *options], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert word in run.stderr
    assert not list(tmp_path.iterdir())
