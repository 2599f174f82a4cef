"""`tirek population project` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tirek.basics.errors import InputError
from tirek.cli.population.project import project_command


def _run(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(project_command)
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_table_says_that_it_is_synthetic_and_has_a_row_every_five_years() -> None:
    told = _run("--to", "2041", "--draws", "100", "--no-regions")
    assert told.startswith("Synthetic: Kazakhstan projected, not counted.")
    rows = [line.split()[0] for line in told.splitlines() if line[:4].isdigit()]
    assert rows == ["2026", "2030", "2035", "2040", "2041"]
    assert "births 338,530 (official 335,000)" in " ".join(told.split())


def test_the_table_fits_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, _run("--draws", "100", "--no-regions").splitlines())) <= 80


def test_a_year_written_twice_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("tfr: {2029: 1.5, 2029: 2.5}\n")
    with pytest.raises(InputError, match="2029 is written twice"):
        _run("--assumptions", str(mine))


def test_data_instead_of_a_table() -> None:
    record = json.loads(_run("--to", "2030", "--draws", "100", "--basis", "un", "--fertility", "high", "--json"))
    assert record["scenario"]["fertility"] == "high"
    assert record["scenario"]["start"] == "2024-01-01"
    first, _, last = record["years"]
    assert first["population_p10"] == first["population"] == first["population_p90"]
    assert last["population_p10"] < last["population"] < last["population_p90"]
    assert "births" not in last


def test_tables_are_written_where_asked(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("tfr: {2029: 1.5}\n")
    options = ("--to", "2030", "--draws", "0", "--assumptions", str(mine), "--out", str(tmp_path / "future"))
    assert "own paths for tfr" in _run(*options)
    names = {path.name for path in (tmp_path / "future").iterdir()}
    assert names == {"population.parquet", "events.parquet", "indicators.parquet", "projection.json", "SYNTHETIC.txt"}
    record = json.loads((tmp_path / "future" / "projection.json").read_text())
    assert record["scenario"]["own_paths"] == {"tfr": {"2029": 1.5}}
    with pytest.raises(InputError, match="exists already"):
        _run(*options)


def test_a_variant_nobody_knows_is_refused() -> None:
    with pytest.raises(InputError, match="--variant is 'bright'"):
        _run("--variant", "bright")
