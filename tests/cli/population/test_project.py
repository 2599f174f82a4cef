"""`tirek population project` from the door: a place where nothing can be written is told by its name."""

from __future__ import annotations

import typer
from typer.testing import CliRunner

from tirek.basics.errors import InputError
from tirek.cli.population.project import project_command

app = typer.Typer()
app.command()(project_command)


def test_a_place_that_cannot_be_written_to_is_told_by_its_name() -> None:
    options = ["--to", "2027", "--draws", "0", "--no-regions", "--out", "/proc/projection"]
    result = CliRunner().invoke(app, options)
    assert isinstance(result.exception, InputError)
    assert str(result.exception).startswith("/proc/projection cannot be written: ")
