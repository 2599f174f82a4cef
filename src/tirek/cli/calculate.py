"""`tirek calculate`: everything a described person has a right to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from tirek.basics.text import Language
from tirek.cli.options import load_law, read_date, read_language


def calculate_command(
    situation: Annotated[Path, typer.Argument(help="A situation in YAML; see examples/.", show_default=False)],
    on: Annotated[
        str | None, typer.Option(help="Ask as of this day, YYYY-MM-DD (default: the file's own, else today).")
    ] = None,
    known: Annotated[str | None, typer.Option(help="Use only what was law or known on this day.")] = None,
    reform: Annotated[list[str] | None, typer.Option(help="Lay a reform on the law; may be repeated.")] = None,
    lang: Annotated[str, typer.Option(help="kk, ru or en.")] = "ru",
    as_json: Annotated[bool, typer.Option("--json", help="Print data instead of a tree.")] = False,
    grounds: Annotated[bool, typer.Option(help="Also list the grounds to suspend, resume or end a payment.")] = False,
) -> None:
    """Say what the person described has a right to: how much, from when, what to do by when, and why."""
    from tirek.calculator.answers import calculate
    from tirek.registers.situation import read_situation

    language = read_language(lang)
    law = load_law()
    described = read_situation(situation, law)
    results = calculate(
        described,
        law,
        on=read_date(on, "--on"),
        reforms=tuple(reform or ()),
        known_on=read_date(known, "--known"),
    )
    if as_json:
        from tirek.calculator.record import result_record

        records: list[dict[str, Any]] = [result_record(result, language) for result in results]
        print(json.dumps({"name": described.name, "results": records}, ensure_ascii=False, indent=2))
        return
    _print(described.name, results, language, grounds=grounds)


def _print(name: str, results: list[Any], language: Language, *, grounds: bool) -> None:
    from rich.console import Console
    from rich.rule import Rule
    from rich.text import Text

    from tirek.cli.present import result_tree
    from tirek.cli.words import say

    console = Console(highlight=False)
    console.print(Rule(Text(name or say("no_name", language)), style="dim"))
    for result in results:
        console.print()
        console.print(result_tree(result, language, grounds=grounds))
    console.print()
