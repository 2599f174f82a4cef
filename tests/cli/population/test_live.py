"""`tirek population live` from the door."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tirek.basics.errors import InputError
from tirek.cli.population.live import live_command

app = typer.Typer()
app.command()(live_command)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path / "nowhere"), "--months", "1"])
    assert isinstance(result.exception, InputError)
    assert "there is no folder" in str(result.exception)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("option", "value"), [("--months", "0"), ("--late", "-1"), ("--duplicates", "1.5")])
def test_impossible_options_are_said(tmp_path: Path, option: str, value: str) -> None:
    result = CliRunner().invoke(app, [str(tmp_path), option, value])
    assert isinstance(result.exception, InputError)
    assert option in str(result.exception)
