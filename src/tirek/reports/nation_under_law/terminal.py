"""The report on a terminal: the short of it, the law in force beside published numbers, the laws side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.reports.charts.terminal import print_grouped, print_split, print_table
from tirek.reports.nation_under_law.reasons import reasons
from tirek.reports.nation_under_law.story import in_short, other_laws

if TYPE_CHECKING:
    from rich.console import Console

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
    console.print(f"\n[bold]{tables.say('beside')}[/]\n{tables.say('beside_lead')}")
    for measure in ("spending", "recipients", "average"):
        print_grouped(console, tables.with_unit(measure), tables.beside(measure))
    console.print(f"\n[bold]{tables.say('why')}[/]")
    for one in reasons(tables):
        console.print(f"\n[bold]{one.rows}[/]")
        for sentence in one.sentences:
            console.print(sentence)
    title = f"{tables.say('laws_title')}, {tables.say('spending_unit')}, {tables.figures.last_year}"
    print_table(console, title, tables.laws())
    print_split(console, tables.say("changes"), tables.changes(), words=2)
    print_table(console, tables.say("insured"), tables.payers())
