"""The report on a terminal: the short of it, the law in force beside published numbers, the laws side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.reports.nation_under_law.story import in_short, other_laws

if TYPE_CHECKING:
    from rich.console import Console

    from tirek.reports.charts.drawing import DataTable
    from tirek.reports.nation_under_law.tables import Tables


def show(tables: Tables, console: Console) -> None:
    """Print the short report in the language of the tables."""
    console.print(f"[bold]{tables.say('title')}[/]")
    console.print(f"[yellow]{tables.say('synthetic')}[/]\n")
    for sentence in in_short(tables):
        console.print(sentence)
    console.print(tables.say("short_others"))
    for sentence in other_laws(tables):
        console.print(f"  {sentence}")
    for measure in ("spending", "recipients", "average"):
        _print(console, tables.beside(measure), f"{tables.say('beside')}: {tables.with_unit(measure)}", words=1)
    _print(console, tables.laws(), f"{tables.with_unit('spending')}, {tables.figures.last_year}", words=1)
    _print(console, tables.changes(), tables.say("changes"), words=2)
    _print(console, tables.payers(), tables.say("insured"), words=1)


def _print(console: Console, data: DataTable, title: str, words: int) -> None:
    from rich.table import Table

    shown = Table(title=title, title_justify="left", title_style="bold")
    for place, heading in enumerate(data.headings):
        shown.add_column(heading, justify="left" if place < words else "right")
    for row in data.rows:
        shown.add_row(*row)
    console.print()
    console.print(shown)
