"""`tirek assess`: the law applied to every row of a Parquet file of people, or to a whole synthetic nation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES, TIYN_PER_TENGE
from tirek.cli.assess_nation import nation_command
from tirek.cli.options import load_law, read_date
from tirek.cli.progress import progress_of

if TYPE_CHECKING:
    from tirek.assessment.nation import Report
    from tirek.law.kernel.edition import Edition

INTERRUPTED: Final = 130


def assess_command(
    people: Annotated[
        Path | None,
        typer.Argument(help="People, a row each (Parquet); see --schema. With --report: a nation's folder."),
    ] = None,
    out: Annotated[Path | None, typer.Argument(help="Where the answers go (Parquet).")] = None,
    on: Annotated[str | None, typer.Option(help="Apply the law of this day, YYYY-MM-DD.")] = None,
    reform: Annotated[list[str] | None, typer.Option(help="Lay a reform on the law; may be repeated.")] = None,
    benefits: Annotated[str | None, typer.Option(help="Only these, separated by commas.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Where unusable rows go (default: OUT.rejects.parquet).")] = None,
    threads: Annotated[int, typer.Option(help="How many threads compute.", min=1, max=64)] = 2,
    schema: Annotated[bool, typer.Option("--schema", help="Print the columns that PEOPLE may hold, and stop.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the schema or the summary as data.")] = False,
    report: Annotated[
        Path | None,
        typer.Option(help="PEOPLE is a nation: judge it under four laws, write the report into this folder."),
    ] = None,
    years: Annotated[str, typer.Option(help="The years of the report.")] = "2023-2025",
    lang: Annotated[str, typer.Option(help="Language of the report on the terminal: kk, ru or en.")] = "en",
) -> None:
    """Say of every row of PEOPLE what it has a right to and how much, and write that to OUT."""
    from tirek.calculator.answers import today

    if report is not None:
        others = {"OUT": out, "--reform": reform, "--benefits": benefits, "--rejects": rejects, "--schema": schema}
        unwanted = [name for name, given in others.items() if given]
        if unwanted:
            raise InputError(f"--report judges a nation under every law; {', '.join(unwanted)} cannot be used with it")
        nation_command(people, report, on, years, lang, as_json=as_json)
        return

    day = read_date(on, "--on")
    if day is None and not schema:
        raise InputError("--on is missing, expected the day whose law is applied, such as 2026-02-10")
    edition = load_law().edition(day or today(), reforms=tuple(reform or ()))
    wanted = tuple(name.strip() for name in benefits.split(",")) if benefits is not None else ()
    if schema:
        _print_schema(edition, wanted, as_json=as_json)
        return
    if people is None or out is None:
        raise InputError("two files are expected, PEOPLE and OUT; tirek assess --schema tells the columns")
    assessed = _assess(people, out, edition, wanted, rejects, threads)
    _print_json(assessed) if as_json else _print_report(assessed, out)


def _assess(
    people: Path, out: Path, edition: Edition, wanted: tuple[str, ...], rejects: Path | None, threads: int
) -> Report:
    from tirek.assessment.nation import assess_file

    try:
        with progress_of("people") as progress:
            return assess_file(
                people, out, edition, benefits=wanted, rejects=rejects, threads=threads, progress=progress
            )
    except KeyboardInterrupt:
        print(f"tirek: interrupted; {out} was not written", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


# --- the schema


def _print_schema(edition: Edition, wanted: tuple[str, ...], *, as_json: bool) -> None:
    from tirek.assessment.columns_given import schema_record
    from tirek.assessment.questions import ask, input_columns

    questions, absent = ask(edition, wanted)
    columns = schema_record(input_columns(questions), edition.on)
    if as_json:
        names = [question.benefit.name for question in questions]
        record = {
            "on": edition.on.isoformat(), "reforms": list(edition.reforms),
            "benefits": names, "not_in_the_law": list(absent), "columns": columns,
        }  # fmt: skip
        print(json.dumps(record, ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Columns of PEOPLE for the law of {_law_text(edition)}; only person_id is required.")
    for column in columns:
        console.print(f"\n[bold]{column['column']}[/]  [cyan]{column['type'].replace('[', chr(92) + '[')}[/]")
        console.print("  " + "; ".join(str(column[part]) for part in ("expected", "absent") if part in column))
        for language in LANGUAGES:
            console.print(f"  [dim]{language}[/] {column['meaning'][language]}")
        if "benefits" in column:
            console.print(f"  [dim]for[/] {', '.join(column['benefits'])}")
    if absent:
        console.print(f"\nNot in this law: {', '.join(absent)}.")


def _law_text(edition: Edition) -> str:
    return " + ".join([edition.on.isoformat(), *edition.reforms])


# --- the summary


def _print_report(report: Report, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    tally = report.tally
    table = Table("benefit")
    for column in ("entitled", "refused", "unknown", "no event", "sum of gross, tenge"):
        table.add_column(column, justify="right")
    for name in report.questions:
        if name in tally.benefits:
            counts = tally.benefits[name]
            table.add_row(name, *(f"{people:,}" for people in counts.outcomes.values()), _tenge(counts.gross))
    console = Console(highlight=False, soft_wrap=True)
    console.print(table)
    if report.absent:
        console.print(f"Not in this law, left out: {', '.join(report.absent)}.")
    if report.unused:
        console.print(f"Columns this law does not ask for, not read: {', '.join(report.unused)}.")
    console.print(f"{tally.rows:,} rows read: {tally.answered:,} answered, {tally.rejected:,} rejected.")
    console.print(f"Answers: {out}. Rejects: {report.rejects}.")
    rate = tally.rows / report.seconds
    first = f", of which {report.prepared:.1f} s until the first batch (machine code is made once and kept)"
    console.print(f"{report.seconds:.1f} s, {rate:,.0f} rows a second{first if report.prepared else ''}.")


def _tenge(tiyn: int) -> str:
    whole, rest = divmod(tiyn, TIYN_PER_TENGE)
    return f"{whole:,}.{rest:02d}"


def _print_json(report: Report) -> None:
    tally = report.tally
    benefits: dict[str, Any] = {
        name: {**counts.outcomes, "gross_tiyn": counts.gross} for name, counts in tally.benefits.items()
    }
    record = {
        "rows": tally.rows, "answered": tally.answered, "rejected": tally.rejected, "rejects": str(report.rejects),
        "benefits": benefits, "not_in_the_law": list(report.absent), "not_read": list(report.unused),
        "seconds": round(report.seconds, 3), "seconds_until_first_batch": round(report.prepared, 3),
    }  # fmt: skip
    print(json.dumps(record, ensure_ascii=False, indent=2))
