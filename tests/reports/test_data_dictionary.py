"""The page of the data dictionary: every column is on it, counted by how sure it is; same tables, same bytes."""

import re
import runpy
import sys
from collections import Counter
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.tables import STATUSES, TABLES, table_spec
from tirek.reports.data_dictionary import PAGE, dictionary_markdown, write_dictionary

COLUMNS = [column for table in TABLES for column in table_spec(table).columns.values()]


def test_it_begins_by_saying_synthetic() -> None:
    assert dictionary_markdown().split("\n\n")[1].startswith("**Synthetic, not microdata.**")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_table_has_its_row(table: str) -> None:
    section = dictionary_markdown().split(f": `{table}`\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in rows] == list(table_spec(table).columns)
    for line, column in zip(rows, table_spec(table).columns.values(), strict=True):
        assert line.endswith(f"| {column.status} |")
        assert all(f"`{choice}`" in line for choice in column.choices) or "one of the 20 regions" in line


def test_the_page_of_the_documentation_is_the_dictionary_of_today() -> None:
    page = Path(__file__).parents[2] / "docs" / "nation" / "data.md"
    assert page.read_text(encoding="utf-8") == dictionary_markdown(), (
        "write it anew: .venv/bin/python -m tirek.reports.data_dictionary docs/nation/data.md"
    )


def test_the_counts_add_up() -> None:
    counted = Counter(column.status for column in COLUMNS)
    numbers = [counted[status] for status in STATUSES]
    assert (
        f"| **all** | {' | '.join(f'**{number}**' for number in numbers)} | **{len(COLUMNS)}** |"
        in dictionary_markdown()
    )


def test_every_table_has_cells_for_all_its_columns() -> None:
    for block in dictionary_markdown().split("\n\n"):
        lines = block.splitlines()
        if lines[0].startswith("| "):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1


def test_it_is_written_into_a_file_or_a_nation(tmp_path: Path) -> None:
    assert write_dictionary(tmp_path) == tmp_path / PAGE
    write_dictionary(tmp_path / "page.md")
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == dictionary_markdown()
    assert sorted(path.name for path in tmp_path.iterdir()) == [PAGE, "page.md"]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_dictionary(tmp_path / "nowhere" / "page.md")


def test_the_module_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["data_dictionary", str(tmp_path / "page.md")])
    runpy.run_module("tirek.reports.data_dictionary", run_name="__main__")
    assert (tmp_path / "page.md").is_file()
    monkeypatch.setattr(sys, "argv", ["data_dictionary"])
    with pytest.raises(SystemExit, match="One file is expected"):
        runpy.run_module("tirek.reports.data_dictionary", run_name="__main__")
