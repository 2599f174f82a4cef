"""`tirek population show`: the portrait of a synthetic nation, in the terminal and as pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tirek.cli.options import read_language
from tirek.reports.new_folder import check_new_folder

if TYPE_CHECKING:
    from rich.console import Console

    from tirek.reports.portrait.measures import Portrait
    from tirek.reports.portrait.story import Story

BAR: Final = 32
"""The longest bar: two of them and an age between stand in 80 columns."""


def show_command(
    nation: Annotated[Path, typer.Argument(help="The folder of a nation.")],
    out: Annotated[Path | None, typer.Option(help="Also write pages and pictures into this new folder.")] = None,
    family: Annotated[int | None, typer.Option(help="Tell the story of this family.")] = None,
    lang: Annotated[str, typer.Option(help="kk, ru or en.")] = "ru",
) -> None:
    """Draw the country: its ages, its twenty regions, its wages, its families, one of them told as a story."""
    language = read_language(lang)
    if out is not None:
        check_new_folder(out)
    from rich.console import Console

    from tirek.basics.text import LANGUAGES
    from tirek.forecast.population.files import open_nation
    from tirek.reports.portrait.measures import portrait
    from tirek.reports.portrait.page import write_pages
    from tirek.reports.portrait.story import choose_family, tell

    opened = open_nation(nation)
    with opened.read():
        number = choose_family(opened) if family is None else family
        stories = {each: tell(opened, number, each) for each in LANGUAGES}
        counted = portrait(opened)
    console = Console(highlight=False)
    _print(console, counted, stories[language])
    if out is not None:
        write_pages(counted, stories, out)
        console.print(f"\n{out / language}.html", soft_wrap=True)


def _print(console: Console, portrait: Portrait, story: Story) -> None:
    from tirek.reports.charts.terminal import print_table, print_words
    from tirek.reports.portrait.page import about, wages_about
    from tirek.reports.portrait.tables import tables
    from tirek.reports.portrait.words import Words

    language = story.language
    say = Words("words.yaml", language)
    print_words(console, say("title"), "bold")
    print_words(console, say("synthetic"))
    print_words(console, about(portrait, language))
    console.print()
    _pyramid(console, portrait, say("male"), say("female"))
    for name, table in tables(portrait, language).items():
        if name == "wages":
            console.print()
            print_words(console, wages_about(portrait, language))
        if name != "pyramid":
            print_table(console, say(name), table)
    console.print()
    print_words(console, say("story"), "bold")
    print_words(console, story.first)
    for who, does in story.people:
        print_words(console, who, "bold", indent="  ")
        print_words(console, f"{does}.", indent="    ")
    print_words(console, " ".join(story.means))
    if story.awards:
        print_words(console, f"{story.awards_title}:")
    for award in story.awards:
        print_words(console, award, indent="  ", hanging="  ")


def _pyramid(console: Console, portrait: Portrait, male: str, female: str) -> None:
    """Draw ages by fives, the oldest on top."""
    from tirek.reports.portrait.tables import age_group

    groups = portrait.groups()
    longest = max(max(men, women) for _, men, women in groups)
    console.print(f"{male:>{BAR}}{'':10}{female}")
    for first, men, women in reversed(groups):
        left, right = (round(count / longest * BAR) for count in (men, women))
        ages = age_group(first)
        console.print(f"[blue]{'█' * left:>{BAR}}[/] {ages:^8} [dark_orange]{'█' * right}[/]")
