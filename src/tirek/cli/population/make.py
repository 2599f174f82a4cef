"""`tirek population make`: a synthetic nation of one day."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tirek.cli.options import read_date
from tirek.cli.population.cores import ALL, Cores
from tirek.cli.progress import progress_of
from tirek.cli.stopping import Stopped

if TYPE_CHECKING:
    from tirek.forecast.population.make import Made

DEFAULT_DAY: Final = dt.date(2026, 1, 1)


def make_command(
    out: Annotated[Path, typer.Option(help="The new folder of the nation.")],
    share: Annotated[
        float, typer.Option(help="How much of the real nation, 0.0005 to 1: 0.01 is about 205,000 persons.")
    ] = 0.01,
    seed: Annotated[int, typer.Option(help="The same seed gives the same nation, to the byte.")] = 1,
    on: Annotated[
        str | None, typer.Option(help="Its day: a first of a month, 2024-01-01 to 2027-01-01 (default: 2026-01-01).")
    ] = None,
    what_if: Annotated[Path | None, typer.Option(help="Other numbers than the assumed ones (a YAML file).")] = None,
    cores: Cores = ALL,
) -> None:
    """Make a synthetic nation: families and persons with every fact the law asks. Not microdata."""
    from tirek.forecast.population.options import Options

    options = Options(share, seed, read_date(on, "--on") or DEFAULT_DAY)  # refused before anything heavy is imported

    from tirek.forecast.population.assumptions import AS_IS
    from tirek.forecast.population.make import make_nation, read_what_if
    from tirek.reports.data_dictionary import write_dictionary

    changes = AS_IS if what_if is None else read_what_if(what_if, options)
    begun = time.perf_counter()
    try:
        with progress_of("persons") as progress:
            made = make_nation(out, options, cores, progress, changes)
    except KeyboardInterrupt as heard:
        raise Stopped(f"stopped; run the same command again to go on, or remove {out}.unfinished", heard) from None
    write_dictionary(made.folder)
    _print(made, time.perf_counter() - begun)


def _print(made: Made, seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(title=f"{made.folder}: synthetic, not microdata", title_justify="left")
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, count in made.rows.items():
        table.add_row(name, f"{count:,}")
    console.print(table)
    fit = made.fit
    met = sum(target.reached for target in fit.targets)
    console.print(
        f"The weights meet {met} of {len(fit.targets)} totals; they go from {fit.lowest:.2f} to {fit.highest:.2f} of "
        f"1 / share, effective sample {fit.effective_sample:.0%}. {seconds:,.0f} s."
    )
    for remark in fit.remarks:
        console.print(remark)
    console.print(f"Next: tirek population check {made.folder}")
