"""`tirek population project`: the nation's future to 2100."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from tirek.forecast.population.projection import Projection

STEP: Final = 5
"""Years between the rows of the printed table."""


def project_command(
    to: Annotated[int, typer.Option(help="Up to 1 January of this year, at most 2100.")] = 2100,
    variant: Annotated[
        str,
        typer.Option(
            help="medium, low or high (fertility), constant (fertility), constant-mortality, zero-migration, "
            "no-change, momentum."
        ),
    ] = "medium",
    fertility: Annotated[
        str | None, typer.Option(help="Instead of the variant's: medium, low, high, constant, replacement.")
    ] = None,
    mortality: Annotated[
        str | None, typer.Option(help="Instead of the variant's: medium, low (long lives), high, constant.")
    ] = None,
    migration: Annotated[
        str | None, typer.Option(help="Instead of the variant's: medium, low, high, constant, zero.")
    ] = None,
    assumptions: Annotated[
        Path | None, typer.Option(help="Your own paths (YAML): tfr, e0_male, e0_female, net_migration by year.")
    ] = None,
    basis: Annotated[
        str, typer.Option(help="official: levelled to official numbers; un: the UN's as they are.")
    ] = "official",
    draws: Annotated[
        int, typer.Option(help="Futures by chance around this one, for the fan: 0 is none, or 100 and more.")
    ] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same fan, to the byte.")] = 1,
    regions: Annotated[bool, typer.Option("--regions/--no-regions", help="Also project the twenty regions.")] = True,
    out: Annotated[
        Path | None, typer.Option(help="The new folder for Parquet tables; none are written without.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data instead of a table.")] = False,
) -> None:
    """Project the population by single age, sex and region: births, deaths, migration, year by year. Not a count."""
    from tirek.forecast.population.projection import Scenario, components, project, read_own_paths, write
    from tirek.forecast.population.projection.written import refuse_target

    usual = components(variant)
    scenario = Scenario(
        basis=basis,
        to=to,
        fertility=fertility or usual[0],
        mortality=mortality or usual[1],
        migration=migration or usual[2],
        own=read_own_paths(assumptions) if assumptions else {},
    )
    if out is not None:
        refuse_target(out)
    projection = project(scenario, by_region=regions, draws=draws, seed=seed)
    if out is not None:
        try:
            write(projection, out, draws=draws, seed=seed)
        except OSError as error:
            raise InputError(f"{out} cannot be written: {(error.strerror or str(error)).lower()}") from None
    rows = _rows(projection)
    if as_json:
        from tirek.forecast.population.projection.project import proof
        from tirek.forecast.population.projection.written import SAYS

        record = {
            "what": SAYS, "scenario": scenario.record(), "draws": draws, "seed": seed,
            "years": rows, "proof_2025": proof(), "out": str(out) if out else None,
        }  # fmt: skip
        print(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        _print(rows, projection, out, draws)


def _rows(projection: Projection) -> list[dict[str, Any]]:
    """Return the years of the table; each indicator as its path and, with draws, its P10 and P90."""
    from tirek.forecast.population.projection.indicators import by_age
    from tirek.forecast.population.projection.project import indicators_of

    start, to = projection.scenario.start, projection.scenario.to
    central = by_age(projection.nation) | indicators_of(projection)
    fans = {name: projection.fan.quantiles(name) for name in central} if projection.fan else {}
    rows = []
    for year in projection.days:
        if year % STEP and year not in {start, to}:
            continue
        place = year - start
        row: dict[str, Any] = {"year": year}
        for name, path in central.items():
            if place < len(path):
                row[name] = round(float(path[place]), 3)
                if name in fans:
                    row[f"{name}_p10"], row[f"{name}_p90"] = (round(float(fans[name][at, place]), 3) for at in (1, 3))
        rows.append(row)
    return rows


def _print(rows: list[dict[str, Any]], projection: Projection, out: Path | None, draws: int) -> None:
    from rich.console import Console
    from rich.table import Table

    scenario = projection.scenario
    chosen = f"fertility {scenario.fertility}, mortality {scenario.mortality}, migration {scenario.migration}"
    own = f", own paths for {', '.join(scenario.own)}" if scenario.own else ""
    title = f"Synthetic: Kazakhstan projected, not counted. Basis {scenario.basis}; {chosen}{own}"
    table = Table("year", box=None, padding=(0, 1, 0, 0), header_style="bold")
    for heading in HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(str(row["year"]), *_cells(row))
    console = Console(highlight=False)
    console.print(title, style="italic")
    console.print(table)
    console.print(EXPLAINED)
    if projection.fan is not None:
        console.print(
            f"8 of 10: where eight of ten of {draws:,} futures lie; --out and --json have it for every column."
        )
    if scenario.basis == "official":
        _print_proof(console)
    if out is not None:
        console.print(f"Written: {out}", soft_wrap=True)


HEADINGS: Final = ("people", "8 of 10", "births", "deaths", "migr.", "TFR", "life", "age", "60+", "dep.")
EXPLAINED: Final = """\
On 1 January: people, millions; age: the median; 60+: percent; dep.: under 15
and from 65 on for each hundred between. In the year: births, deaths and net
migration, thousands; TFR: children for each woman; life: men / women, years."""


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    million = {name: f"{value / 1e6:.2f}" for name, value in row.items() if name.startswith("population")}
    fan = f"{million['population_p10']}–{million['population_p90']}" if "population_p10" in row else ""
    year = ("",) * 5
    if "births" in row:
        births, deaths, moved = (row[name] / 1000 for name in ("births", "deaths", "net_migration"))
        lives = f"{row['e0_male']:.1f} / {row['e0_female']:.1f}"
        year = (f"{births:,.0f}", f"{deaths:,.0f}", f"{moved:+,.0f}", f"{row['tfr']:.2f}", lives)
    ages = (f"{row['median_age']:.1f}", f"{row['share_60_and_over']:.1f}", f"{row['dependency_ratio']:.0f}")
    return (million["population"], fan, *year, *ages)


def _print_proof(console: Any) -> None:  # noqa: ANN401  # rich is imported only when printing
    from tirek.forecast.population.projection.project import proof

    told = "; ".join(
        f"{name.replace('_', ' ')} {pair['computed']:,} (official {pair['official']:,})"
        for name, pair in proof().items()
    )
    console.print(f"The same engine for 2025: {told}.")
