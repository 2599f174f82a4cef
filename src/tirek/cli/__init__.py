"""The command line: the first door of the house."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from tirek.basics.errors import InputError
from tirek.cli import assess, calculate
from tirek.cli.cases import cases_app
from tirek.cli.law import law_app
from tirek.cli.population import population_app
from tirek.cli.stopping import Stopped, exit_code, mind_termination

app = typer.Typer(
    name="tirek",
    help="Kazakhstan's social law as running software: what a person is entitled to, how much, and why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("calculate")(calculate.calculate_command)
app.command("assess")(assess.assess_command)
app.add_typer(law_app, name="law")
app.add_typer(cases_app, name="cases")
app.add_typer(population_app, name="population")


def app_main() -> None:
    """Run the command line; whatever cannot be used is told in one sentence, exit code 2.

    Stopped by a Ctrl-C or a SIGTERM, it says so and ends with 130 or 143.
    """
    mind_termination()
    try:
        raise SystemExit(app(standalone_mode=False) or 0)
    except Stopped as stopped:
        _refuse(str(stopped), stopped.code)
    except InputError as error:
        _refuse(str(error))
    except typer.TyperException as error:
        sentence = error.format_message().replace("\n", " ").strip().rstrip(".")
        if sentence:
            _refuse(f"{sentence}. See tirek --help.")
        raise SystemExit(0) from None  # no arguments: the help has been shown
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has enough; nothing to say
        raise SystemExit(0) from None
    except OSError as error:
        _refuse(f"{error.filename or 'a file'}: {(error.strerror or str(error)).lower()}")
    except (KeyboardInterrupt, typer.Abort) as stopped:
        _refuse("stopped", exit_code(stopped.__cause__ or stopped))


def _refuse(sentence: str, code: int = 2) -> NoReturn:
    print(f"tirek: {sentence}", file=sys.stderr)
    raise SystemExit(code)
