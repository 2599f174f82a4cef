"""`tirek population check`: a nation held against published numbers and against itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

import typer

from tirek.basics.errors import InputError
from tirek.cli.population.cores import ALL, Cores
from tirek.cli.progress import progress_of

NOT_PASSED: Final = 1


def check_command(
    folder: Annotated[Path, typer.Argument(help="The folder of a nation.", metavar="DIR")],
    out: Annotated[
        Path | None, typer.Option(help="Where the record goes, a page beside it (default: DIR/check.json, check.md).")
    ] = None,
    cores: Cores = ALL,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as data.")] = False,
) -> None:
    """Hold a nation against published numbers, against checks it never saw, and against itself.

    Exit code 0 when every invariant holds and every target is within its tolerance, 1 otherwise. A nation that lived
    on, or a what-if, is told its distance from the targets, but need not meet them.
    """
    from tirek.cli.population.check_tables import print_report
    from tirek.forecast.population.check import check_nation, write_report

    if out is not None and out.suffix != ".json":
        raise InputError(f"--out is {out}, expected the name of a file that ends in .json")
    try:
        with progress_of("blocks") as progress:
            report = check_nation(folder, cores, progress)
    except KeyboardInterrupt:
        raise InputError(f"stopped; nothing was written about {folder}") from None
    written = write_report(report, out)
    if as_json:
        print(json.dumps(report.record(), ensure_ascii=False, indent=1))
    else:
        print_report(report, written)
    if not report.passed:
        raise typer.Exit(NOT_PASSED)
