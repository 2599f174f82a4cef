"""A nation is the same on any number of cores, goes on after a kill, and never looks whole before it is."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.files import digest, open_nation
from tirek.forecast.population.make import Made, make_nation
from tirek.forecast.population.options import SMALLEST_SHARE, Options

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


def test_the_nation_has_its_people(made: Made) -> None:
    nation = open_nation(made.folder)
    assert nation.manifest["rows"] == made.rows
    assert abs(made.rows["persons"] - 20_495_975 * SHARE) < 20  # each of 202 ages and sexes is a whole number
    assert nation.scan("persons").collect()["person_id"].n_unique() == made.rows["persons"]


def test_another_seed_is_another_nation(made: Made, tmp_path: Path) -> None:
    other = make_nation(tmp_path / "nation", Options(SHARE, 8, DAY), 2)
    assert set(digest(other.folder)) == set(digest(made.folder))
    assert digest(other.folder) != digest(made.folder)


def test_killed_and_run_again_it_is_the_same_to_the_byte(made: Made, tmp_path: Path) -> None:
    target = tmp_path / "nation"
    unfinished = target.with_name("nation.unfinished")
    command = [*COMMAND, "--out", str(target)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        while run.poll() is None and len(list(unfinished.glob("scratch/described-*.npz"))) < 3:
            time.sleep(0.02)
        os.killpg(run.pid, signal.SIGKILL)
    assert not target.exists()
    assert unfinished.is_dir()
    with pytest.raises(InputError, match="unfinished"):
        open_nation(target)
    subprocess.run(command, check=True, capture_output=True)
    assert digest(target) == digest(made.folder)
    assert (target / "nation.json").read_bytes() == (made.folder / "nation.json").read_bytes()
    assert not unfinished.exists()


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
