"""`tirek cases run`: worked examples put to the law."""

from __future__ import annotations

import textwrap
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Final

import typer

from tirek.cli.options import load_law

cases_app = typer.Typer(help="Worked examples, each with its source.", no_args_is_help=True)
CASES = Path("tests/law/cases")
WIDEST_SOURCE: Final = 60


@cases_app.command("run")
def run_command(
    path: Annotated[Path, typer.Argument(help="A case file, or a folder of them.")] = CASES,
    failures: Annotated[bool, typer.Option("--failures", help="Show only what disagrees.")] = False,
) -> None:
    """Run cases and print a table; exit code 1 when any expectation disagrees with the law."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from tirek.law.kernel.casefile import find_cases, run_case

    law = load_law()
    table = Table("", "case", "law of", "name", "expected", "found", "source")
    cases = wrong = expectations = contradicting = 0
    for case in find_cases(path, law):
        cases += 1
        contradicting += bool(case.contradicts)
        for outcome in run_case(case, law):
            expectations += 1
            wrong += not outcome.agrees
            if outcome.agrees and failures:
                continue
            mark = "[green]✔[/]" if outcome.agrees else "[bold red]✘[/]"
            law_of = " + ".join([case.on.isoformat(), *case.reforms])
            source = textwrap.shorten(case.source, WIDEST_SOURCE, placeholder="…")
            told = (case.name, law_of, outcome.name, _text(outcome.expected), _text(outcome.found), source)
            table.add_row(mark, *(escape(cell) for cell in told))
    console = Console(highlight=False)
    if table.row_count:
        console.print(table)
    console.print(
        f"{cases} cases, {expectations} expectations: {expectations - wrong} agree, {wrong} disagree; "
        f"{contradicting} cases record a published figure that contradicts the law"
    )
    if wrong:
        raise typer.Exit(1)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return str(value)
    exact = Fraction(value)
    return f"{float(exact):,.10g}" if exact.denominator != 1 else f"{int(exact):,}"
