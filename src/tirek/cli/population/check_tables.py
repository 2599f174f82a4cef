"""What `tirek population check` prints: a few columns that fit a narrow terminal, all of them on a wide one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tirek.forecast.population.check import page
from tirek.forecast.population.check.judged import Judged
from tirek.forecast.population.check.notebook import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tirek.forecast.population.check import Report

COLOURS: Final = {
    "yes": "green", "inside": "green", "chance": "yellow", "no": "red", "outside": "yellow", "another day": "dim",
}  # fmt: skip
WIDE: Final = 150
"""Columns of a terminal from which all that is known of a number fits on its line."""
WORDS: Final = frozenset({"what", "unit", "date", "source", "pass", "band", "invariant", "first examples"})
"""Columns that are read, not compared."""
UNTOLD: Final = ("row", "date", "source", "unit", "sampling %", "tolerance %", "low", "high")
"""Columns that a narrow terminal leaves to the page."""


def print_report(report: Report, written: tuple[Path, Path]) -> None:
    """Print the report, by subject, and where all of it was written."""
    console = Console(highlight=False)
    console.print(f"[bold]{report.folder}: synthetic, not microdata[/]")
    _judged(console, "Targets", page.TARGET_COLUMNS, report.targets, page.target_cells)
    console.print(page.VERDICTS_NOTE)
    _judged(console, "Held-out checks", page.CHECK_COLUMNS, report.checks, page.check_cells)
    console.print(page.CHECKS_NOTE)
    apart = "Contradicted by other published numbers"
    _judged(console, apart, page.TARGET_COLUMNS, report.contradicted, page.target_cells)
    console.print(page.CONTRADICTED_NOTE)
    _judged(console, "Flows of a year", page.TARGET_COLUMNS, report.flows, page.target_cells)
    console.print(page.FLOWS_NOTE)
    untold = ", ".join(f"{told.name} ({told.row})" for told in report.not_measured)
    console.print(f"Not measured by a nation of one day: {untold}.")
    _invariants(console, report)
    console.print(f"[bold]{escape(page.summary(report))}[/]")
    console.print(f"With dates, sources and reasons: {written[1]}; as data: {written[0]}.")


Cells = Callable[[Judged], Sequence[str]]


def _judged(console: Console, title: str, columns: Sequence[str], rows: Iterable[Judged], cells: Cells) -> None:
    wide = console.width >= WIDE
    shown = [number for number, name in enumerate(columns) if wide or name not in UNTOLD]
    table = _table(title, [columns[number] for number in shown])
    what = columns.index("what")

    def add(about: str, row: Sequence[str] | None = None) -> None:
        line = [*row] if row else [""] * len(columns)
        line[what] = about
        table.add_row(*(_coloured(line[number], columns[number]) for number in shown))

    for subject, some in page.by_subject(rows):
        table.add_section()
        add(f"[bold]{escape(subject)}[/]")
        for _, same in groupby(some, lambda judged: judged.aim.row):
            parts = list(same)
            units = {judged.aim.unit for judged in parts}
            if not wide and len(parts) > 1:
                add(_with_unit(parts[0].aim.name, units.pop() if len(units) == 1 else ""))
            for judged in parts:
                row = cells(judged)
                if wide:
                    add(escape(row[what]), row)
                elif len(parts) > 1:
                    add("  " + _with_unit(judged.aim.part, judged.aim.unit if units else ""), row)
                else:
                    add(_with_unit(judged.aim.label, judged.aim.unit), row)
    console.print(table)


def _with_unit(name: str, unit: str) -> str:
    return escape(f"{name}, {unit}" if unit else name)


def _coloured(cell: str, column: str) -> str:
    return f"[{COLOURS[cell]}]{cell}[/]" if cell in COLOURS and column in {"pass", "band"} else cell


def _invariants(console: Console, report: Report) -> None:
    """Print what must always hold, and the first rows in which it does not."""
    table = _table("Invariants", ["invariant", "checked", "broken"])
    for name, found in report.invariants.items():
        told = escape("; ".join((sentences()[name], *found.examples)))
        table.add_row(told, f"{found.checked:,}", f"[red]{found.broken:,}[/]" if found.broken else "0")
    console.print(table)


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        words = column in WORDS
        table.add_column(
            column, justify="left" if words else "right", overflow="fold", no_wrap=not words,
            ratio=1 if column in {"what", "invariant"} else None,
        )  # fmt: skip
    return table
