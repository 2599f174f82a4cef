"""`tirek assess NATION --report OUT`: all of insurance over a synthetic nation, under four laws."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Final

import typer

from tirek.basics.errors import InputError
from tirek.cli.options import load_law, read_date, read_language
from tirek.cli.progress import progress_of
from tirek.reports.new_folder import check_new_folder

if TYPE_CHECKING:
    from pathlib import Path

FIRST_YEAR: Final = 2020
LAST_YEAR: Final = 2100
INTERRUPTED: Final = 130


def nation_command(nation: Path | None, out: Path, on: str | None, years: str, lang: str, *, as_json: bool) -> None:
    """Write the report on a nation and print the short of it; InputError says what cannot be used."""
    if nation is None:
        raise InputError("the folder of a nation is expected, such as one made by tirek population make")
    language, asked = read_language(lang), read_years(years)
    day = read_date(on, "--on")
    check_new_folder(out)

    from tirek.reports.nation_under_law import report_nation

    try:
        with progress_of("blocks") as progress:
            written = report_nation(nation, out, load_law(), asked, day, progress)
    except KeyboardInterrupt:
        print(f"tirek: interrupted; {out} was not written", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    if as_json:
        print(json.dumps(written.record(), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from tirek.reports.nation_under_law.terminal import show

    console = Console(highlight=False)
    show(written.tables(language), console)
    console.print(f"\n{written.folder / language}.html", soft_wrap=True)


def read_years(text: str) -> tuple[int, ...]:
    """Read a span of years such as 2023-2025, or one year; InputError otherwise."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise InputError(f"--years is {text!r}, expected years from {FIRST_YEAR} on such as 2023-2025")
    return tuple(range(first, last + 1))
