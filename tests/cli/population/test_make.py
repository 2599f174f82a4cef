"""`tirek population make` from the door: what cannot be made is told before anything is."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tirek.basics.errors import InputError
from tirek.cli.population.make import make_command
from tirek.forecast.population.options import FIRST_DAY, LAST_DAY, SMALLEST_SHARE

app = typer.Typer()
app.command()(make_command)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--share", "0.0004"), "--share is 0.0004, expected a number from 0.0005 to 1"),
        (("--share", "nan"), "--share is nan"),
        (("--seed", "-1"), "--seed is -1"),
        (("--on", "2026-02-30"), "--on is '2026-02-30', expected a date"),
        (("--on", "2026-01-15"), "expected the first day of a month"),
        (("--out", ""), "exists already, expected the name of a new folder"),
        (("--out", "."), "exists already, expected the name of a new folder"),
        (("--out", "/proc/nation"), "/proc/nation cannot be made"),
        (("--out", "{folder}/nowhere/nation"), "there is no folder"),
        (("--what-if", "/dev/null"), "nothing to change"),
        (("--what-if", "{folder}"), "cannot be read: is a directory"),
    ],
)
def test_what_cannot_be_made_is_told_in_one_sentence(tmp_path: Path, options: tuple[str, str], words: str) -> None:
    name, value = options[0], options[1].format(folder=tmp_path)
    result = CliRunner().invoke(app, ["--out", str(tmp_path / "nation"), name, value])
    assert isinstance(result.exception, InputError)
    assert words in str(result.exception)
    assert "\n" not in str(result.exception)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("cores", ["0", "-1", "abc", "1.5"])
def test_cores_are_a_whole_number_above_nought(tmp_path: Path, cores: str) -> None:
    result = CliRunner().invoke(app, ["--out", str(tmp_path / "nation"), "--cores", cores])
    assert result.exit_code == 2
    assert "--cores" in result.output
    assert not list(tmp_path.iterdir())


def test_the_help_tells_what_can_be_asked_for() -> None:
    told = " ".join(CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output.split())
    assert f"{SMALLEST_SHARE} to 1" in told
    assert f"{FIRST_DAY} to {LAST_DAY}" in told
