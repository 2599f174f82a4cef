"""`tirek population check`: a nation held against published numbers and against itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

import typer

from tirek.basics.errors import InputError
from tirek.cli.population.cores import ALL, Cores
from tirek.cli.progress import progress_of
from tirek.cli.stopping import Stopped

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

    Exit code 0 when every invariant holds and every target is within its tolerance, 1 otherwise. Targets are those of a
    nation of 2026-01-01: of another day only what is published for it, or follows from the counts, decides; the rest is
    told as of another day. A nation that lived on, or a what-if, is told its distance, but need not meet targets.
    """
    from tirek.cli.population.check_tables import print_report
    from tirek.forecast.population.check import check_nation, write_report

    if out is not None and out.suffix != ".json":
        raise InputError(f"--out is {out}, expected the name of a file that ends in .json")
    try:
        with progress_of("blocks") as progress:
            report = check_nation(folder, cores, progress)
    except KeyboardInterrupt as heard:
        raise Stopped(f"stopped; nothing was written about {folder}", heard) from None
    written = write_report(report, out)
    if as_json:
        print(json.dumps(report.record(), ensure_ascii=False, indent=1))
    else:
        print_report(report, written)
    if not report.passed:
        raise typer.Exit(NOT_PASSED)
