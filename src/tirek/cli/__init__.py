"""The command line: the first door of the house."""

from __future__ import annotations

import sys

import typer

from tirek.basics.errors import InputError
from tirek.cli import calculate
from tirek.cli.cases import cases_app
from tirek.cli.law import law_app

app = typer.Typer(
    name="tirek",
    help="Kazakhstan's social law as running software: what a person is entitled to, how much, and why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("calculate")(calculate.calculate_command)
app.add_typer(law_app, name="law")
app.add_typer(cases_app, name="cases")


def app_main() -> None:
    """Run the command line; whatever cannot be used is told in one sentence, exit code 2."""
    try:
        app(standalone_mode=True)
    except InputError as error:
        print(f"tirek: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
