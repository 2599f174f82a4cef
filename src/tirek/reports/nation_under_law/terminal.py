"""The report on a terminal: the short of it, the law in force beside published numbers, the laws side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.reports.charts.terminal import print_grouped, print_split, print_table, print_words
from tirek.reports.nation_under_law.reasons import reasons
from tirek.reports.nation_under_law.story import in_short, leads, other_laws

if TYPE_CHECKING:
    from rich.console import Console

    from tirek.reports.nation_under_law.tables import Tables


def show(tables: Tables, console: Console) -> None:
    """Print the short report in the language of the tables."""
    said = leads(tables)
    print_words(console, tables.say("title"), "bold")
    print_words(console, tables.say("synthetic"), "yellow")
    console.print()
    for sentence in in_short(tables):
        print_words(console, sentence)
    print_words(console, tables.say("short_others"))
    for sentence in other_laws(tables):
        print_words(console, sentence, indent="  ")
    _head(console, said["beside"], said["beside_lead"])
    for measure in ("spending", "recipients", "average"):
        print_grouped(console, tables.with_unit(measure), tables.beside(measure))
    if why := reasons(tables):
        _head(console, tables.say("why"))
    for one in why:
        _head(console, one.rows, *one.sentences)
    title = f"{tables.say('laws_title')}, {tables.say('spending_unit')}, {tables.figures.last_year}"
    print_table(console, title, tables.laws())
    print_words(console, tables.say("laws_limits"))
    print_split(console, tables.say("changes"), tables.changes(), words=2)
    print_words(console, said["changes_lead"])
    _head(console, tables.say("insured"), said["insured_lead"])
    print_table(console, tables.say("insured_by_payer"), tables.payers())


def _head(console: Console, title: str, *sentences: str) -> None:
    console.print()
    print_words(console, title, "bold")
    for sentence in sentences:
        print_words(console, sentence)
