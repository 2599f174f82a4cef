"""`tirek population check`: a nation held against published numbers and against itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tirek.basics.errors import InputError
from tirek.cli.progress import progress_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from tirek.forecast.population.check import Report

NOT_PASSED: Final = 1
COLOURS: Final = {"yes": "green", "inside": "green", "chance": "yellow", "no": "red", "outside": "yellow"}


def check_command(
    folder: Annotated[Path, typer.Argument(help="The folder of a nation.", metavar="DIR")],
    out: Annotated[
        Path | None, typer.Option(help="Where the record goes, a page beside it (default: DIR/check.json, check.md).")
    ] = None,
    cores: Annotated[int | None, typer.Option(help="How many processes work (default: all cores).", min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as data.")] = False,
) -> None:
    """Hold a nation against published numbers, against checks it never saw, and against itself.

    Exit code 0 when every invariant holds and every target is within its tolerance, 1 otherwise. A nation that lived
    on, or a what-if, is told its distance from the targets, but need not meet them.
    """
    from tirek.forecast.population.check import check_nation, write_report

    if out is not None and out.suffix != ".json":
        raise InputError(f"--out is {out}, expected the name of a file that ends in .json")
    try:
        with progress_of("blocks") as progress:
            report = check_nation(folder, cores or os.cpu_count() or 1, progress)
    except KeyboardInterrupt:
        raise InputError(f"stopped; nothing was written about {folder}") from None
    written = write_report(report, out)
    if as_json:
        print(json.dumps(report.record(), ensure_ascii=False, indent=1))
    else:
        _print(report, written)
    if not report.passed:
        raise typer.Exit(NOT_PASSED)


def _print(report: Report, written: tuple[Path, Path]) -> None:
    from rich.console import Console

    from tirek.forecast.population.check import page
    from tirek.forecast.population.check.notebook import sentences

    console = Console(highlight=False)
    console.print(f"[bold]{report.folder}: synthetic, not microdata[/]")
    _table(console, "Targets", page.TARGET_COLUMNS, map(page.target_cells, report.targets), 8)
    console.print(page.VERDICTS_NOTE)
    _table(console, "Held-out checks", page.CHECK_COLUMNS, map(page.check_cells, report.checks), 7)
    console.print(page.CHECKS_NOTE)
    _table(
        console,
        "Contradicted by other published numbers",
        page.TARGET_COLUMNS,
        map(page.target_cells, report.contradicted),
        8,
    )
    console.print(page.CONTRADICTED_NOTE)
    _table(console, "Flows of a year", page.TARGET_COLUMNS, map(page.target_cells, report.flows), 8)
    console.print(page.FLOWS_NOTE)
    untold = ", ".join(f"{told.name} ({told.row})" for told in report.not_measured)
    console.print(f"Not measured by a nation of one day: {untold}.")
    found = report.invariants.items()
    rows = (
        (name, sentences()[name], f"{one.checked:,}", f"{one.broken:,}", "; ".join(one.examples)) for name, one in found
    )
    _table(console, "Invariants", page.INVARIANT_COLUMNS, rows, None)
    console.print(page.summary(report))
    console.print(f"Written: {written[0]}, {written[1]}.")


def _table(
    console: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], verdict: int | None
) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    words = {"what", "unit", "date", "source", "name", "invariant", "first examples", "pass", "band"}
    for column in columns:
        table.add_column(column, justify="left" if column in words else "right", overflow="fold")
    for row in rows:
        cells = [escape(cell) for cell in row]
        if verdict is not None:
            cells[verdict] = f"[{COLOURS[row[verdict]]}]{row[verdict]}[/]"
        table.add_row(*cells)
    console.print(table)
