"""`tirek population live` from the door."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from tirek.basics.errors import InputError
from tirek.cli.population.live import live_command, print_lived
from tirek.forecast.population.life.flows import flows
from tirek.forecast.population.life.frame import prepare
from tirek.forecast.population.life.journal import Counted
from tirek.forecast.population.life.nation import Lived
from tirek.forecast.population.margins import national

app = typer.Typer()
app.command()(live_command)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path / "nowhere"), "--months", "1"])
    assert isinstance(result.exception, InputError)
    assert "there is no folder" in str(result.exception)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("option", "value"), [("--months", "0"), ("--late", "-1"), ("--late", "6"), ("--duplicates", "1.5")]
)
def test_impossible_options_are_said(tmp_path: Path, option: str, value: str) -> None:
    result = CliRunner().invoke(app, [str(tmp_path), option, value])
    assert isinstance(result.exception, InputError)
    assert option in str(result.exception)


@pytest.fixture(scope="module")
def lived() -> Lived:
    """Return a life of a year and a part of one, that kept to few bands."""
    counts = {
        (kind, year): Counted(persons * months / 12, 1e9)
        for year, months in ((2026, 12), (2027, 3))
        for kind, persons in (("hired", 4_800_000.0), ("birth", 335_166.0), ("moved", 412_345.0))
    }
    found = flows(counts, {2026: 12, 2027: 3}, prepare(national(dt.date(2026, 1, 1)), 15), 0.01)
    return Lived(Path("nation-after-15-months"), dt.date(2027, 4, 1), {"persons": 1, "life_events": 2}, found, counts)


def printed(lived: Lived, width: int) -> str:
    stream = io.StringIO()
    print_lived(Console(file=stream, width=width, highlight=False), lived, 61.0)
    return stream.getvalue()


def test_the_table_is_whole_in_80_columns(lived: Lived) -> None:
    table = printed(lived, 80)
    assert max(map(len, table.splitlines())) <= 80
    assert "…" not in table
    for flow in lived.flows:
        row = [line.split() for line in table.splitlines() if line.startswith(flow.title)]
        assert len(row) == 2  # a line for each year
        assert {row[0][-1], row[1][-1]} <= {"published", "derived", "assumed"}


def test_years_follow_each_other_and_say_how_much_of_them_was_lived(lived: Lived) -> None:
    heads = [line.strip() for line in printed(lived, 80).splitlines() if line.startswith("202")]
    assert heads == ["2026", "2027 (3 months)"]


def test_the_same_cells_are_printed_in_any_width(lived: Lived) -> None:
    narrow, wide = (printed(lived, width).replace("─", "").split() for width in (80, 200))
    assert narrow == wide


def test_a_table_says_what_chance_is(lived: Lived) -> None:
    assert "chance: outside its band" in printed(lived, 80)
