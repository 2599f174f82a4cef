"""`tirek population live`: a nation moved on, month by month."""

from __future__ import annotations

import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from tirek.cli.population.cores import ALL, Cores
from tirek.cli.progress import progress_of
from tirek.cli.stopping import Stopped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from tirek.forecast.population.life.nation import Lived

MONTHS: Final = 12
COLUMNS: Final[dict[str, Literal["left", "right"]]] = {
    "flow, a year": "left", "lived": "right", "target": "right", "off, band": "right", "": "left",
    "target is": "left",
}  # fmt: skip
COLOURS: Final = {"inside": "green", "chance": "yellow", "outside": "red"}


def live_command(
    folder: Annotated[Path, typer.Argument(help="The folder of a nation.", metavar="DIR")],
    months: Annotated[int, typer.Option(help="How many months it lives.")] = 36,
    seed: Annotated[int, typer.Option(help="The same seed gives the same life, to the byte.")] = 2,
    out: Annotated[Path | None, typer.Option(help="The new folder (default: DIR-after-36-months).")] = None,
    late: Annotated[float, typer.Option(help="How late registers tell, against the usual: 0 (at once) to 5.")] = 1.0,
    duplicates: Annotated[float, typer.Option(help="Share of messages told twice.")] = 0.01,
    corrections: Annotated[float, typer.Option(help="Share of messages told wrongly and corrected later.")] = 0.02,
    cores: Cores = ALL,
) -> None:
    """Let a nation live: births, deaths, work, moves ... into a new nation and a stream of messages. Not microdata.

    36 months of a nation of 0.01 (205,000 persons) take about a minute on 2 cores; the time grows with both.
    """
    from tirek.forecast.population.life.nation import LifeOptions, live_nation
    from tirek.forecast.population.life.telling import Faults

    options = LifeOptions(months, seed, Faults(late, duplicates, corrections))
    target = out or folder.with_name(f"{folder.resolve().name}-after-{months}-months")
    begun = time.perf_counter()
    try:
        with progress_of("persons") as progress:
            lived = live_nation(folder, target, options, cores, progress)
    except KeyboardInterrupt as heard:
        raise Stopped(f"stopped; run the same command again to go on, or remove {target}.unfinished", heard) from None
    from rich.console import Console

    print_lived(Console(highlight=False), lived, time.perf_counter() - begun)


def print_lived(console: Console, lived: Lived, seconds: float) -> None:
    """Print what happened beside what is published or expected, and where it is written."""
    from tirek.forecast.population.life.flows import EXPLAINED

    console.print(f"[bold]{lived.folder}: synthetic, not microdata[/]", soft_wrap=True)
    console.print(_table(lived))
    console.print(EXPLAINED)
    rows = lived.rows
    console.print(f"{rows['persons']:,} persons on {lived.on}, {rows['life_events']:,} messages, {seconds:,.0f} s.")
    console.print(f"Written: {lived.folder / 'life.md'} (with sources), life.json.", soft_wrap=True)
    console.print(f"Next: tirek population check {lived.folder}", soft_wrap=True)


def _table(lived: Lived) -> Table:
    """Return the flows year by year, in at most 80 columns."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=0)
    for column, justify in COLUMNS.items():
        table.add_column(column, justify=justify)
    for year, flows in groupby(sorted(lived.flows, key=lambda flow: flow.year), key=lambda flow: flow.year):
        table.add_section()
        flow, *others = flows
        part = "" if flow.months == MONTHS else f" ({flow.months} months)"
        table.add_row(f"[bold]{year}{part}[/]")
        for one in (flow, *others):
            off = f"{(one.found / one.target - 1):+.0%} of ±{one.band:.0%}" if one.target else ""
            verdict = f"[{COLOURS[one.verdict]}]{one.verdict}[/]"
            table.add_row(one.title, f"{one.found:,.0f}", f"{one.target:,.0f}", off, verdict, one.status)
    return table
