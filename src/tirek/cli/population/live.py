"""`tirek population live`: a nation moved on, month by month."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tirek.basics.errors import InputError
from tirek.cli.progress import progress_of

if TYPE_CHECKING:
    from tirek.forecast.population.life.nation import Lived

COLOURS: Final = {"inside": "green", "chance": "yellow", "outside": "red"}


def live_command(
    folder: Annotated[Path, typer.Argument(help="The folder of a nation.", metavar="DIR")],
    months: Annotated[int, typer.Option(help="How many months it lives.")] = 36,
    seed: Annotated[int, typer.Option(help="The same seed gives the same life, to the byte.")] = 2,
    out: Annotated[Path | None, typer.Option(help="The new folder (default: DIR-after-36-months).")] = None,
    late: Annotated[float, typer.Option(help="How late registers tell, against the usual; 0: at once.")] = 1.0,
    duplicates: Annotated[float, typer.Option(help="Share of messages told twice.")] = 0.01,
    corrections: Annotated[float, typer.Option(help="Share of messages told wrongly and corrected later.")] = 0.02,
    cores: Annotated[int | None, typer.Option(help="How many processes work (default: all cores).", min=1)] = None,
) -> None:
    """Let a nation live: births, deaths, work, moves ... into a new nation and a stream of messages. Not microdata."""
    from tirek.forecast.population.life.nation import LifeOptions, live_nation
    from tirek.forecast.population.life.telling import Faults

    options = LifeOptions(months, seed, Faults(late, duplicates, corrections))
    target = out or folder.with_name(f"{folder.resolve().name}-after-{months}-months")
    begun = time.perf_counter()
    try:
        with progress_of("blocks") as progress:
            lived = live_nation(folder, target, options, cores or os.cpu_count() or 1, progress)
    except KeyboardInterrupt:
        raise InputError(f"stopped; run the same command again to go on, or remove {target}.unfinished") from None
    _print(lived, time.perf_counter() - begun)


def _print(lived: Lived, seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(title=f"{lived.folder}: synthetic, not microdata", title_justify="left")
    for column in ("flow", "year", "months"):
        table.add_column(column)
    for column in ("lived, a year", "published or assumed", "band"):
        table.add_column(column, justify="right")
    for column in ("", "status"):
        table.add_column(column)
    for flow in lived.flows:
        cells = (f"{flow.found:,.0f}", f"{flow.target:,.0f}", f"±{flow.band:.0%}")
        verdict = f"[{COLOURS[flow.verdict]}]{flow.verdict}[/]"
        table.add_row(flow.title, str(flow.year), str(flow.months), *cells, verdict, flow.status)
    console.print(table)
    console.print("chance: outside its band, as a nation of this share may be by chance alone.")
    console.print(
        f"{lived.rows['persons']:,} persons on {lived.on}, {lived.rows['life_events']:,} messages, {seconds:,.0f} s. "
        f"Written: {lived.folder / 'life.md'}, life.json. Next: tirek population check {lived.folder}"
    )
