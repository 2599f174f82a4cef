"""`tirek population check` of nations of another day than that of the targets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tirek.cli.population.check import check_command
from tirek.cli.population.make import make_command

app = typer.Typer()
app.command("make")(make_command)
app.command("check")(check_command)


@pytest.mark.parametrize(
    ("on", "seed", "of_another_day"),
    [("2025-01-01", 1, (80, 29)), ("2026-07-01", 5, (94, 35))],
)
def test_a_nation_of_another_day_passes_and_is_told_so(
    tmp_path: Path, on: str, seed: int, of_another_day: tuple[int, int]
) -> None:
    nation = str(tmp_path / "nation")
    asked = ("--share", "0.001", "--seed", str(seed), "--on", on, "--out", nation, "--cores", "2")
    assert CliRunner().invoke(app, ["make", *asked]).exit_code == 0
    result = CliRunner().invoke(app, ["check", nation, "--cores", "2"])
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert f"Targets and checks are those of a nation of 2026-01-01, this one is of {on}" in told
    targets, checks = of_another_day
    assert f"{targets} of 121 targets and {checks} of 35 held-out checks are of another day and decide nothing" in told
    record = json.loads((tmp_path / "nation" / "check.json").read_text(encoding="utf-8"))
    persons = next(target for target in record["targets"] if target["row"] == 1)
    assert (persons["pass"], persons["date"]) == ("yes", on)
