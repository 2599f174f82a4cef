"""The page of the data dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tirek.basics.errors import InputError
from tirek.forecast.population.files import write_text
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.population.tables import STATUSES, SYNTHETIC, TABLES, table_spec
from tirek.reports.law_pages import markdown as md

if TYPE_CHECKING:
    from pathlib import Path

    from tirek.forecast.population.tables import Column, TableSpec

PAGE: Final = "DATA-DICTIONARY.md"
"""Its name in the folder of a nation."""
MEANINGS: Final = {
    "calibrated": "levelled to a published total",
    "shaped": "its form follows a published table, its level does not",
    "assumed": "our reading, no table was found",
    "logical": "follows from other columns",
}
TYPES: Final = {
    "flag": "yes or no",
    "choice": "one of",
    "date": "date",
    "string": "text",
    "list<int64>": "list of whole numbers",
    "fixed_list<int32>[36]": "36 whole numbers",
    "float64": "number",
}
OTHER_TYPES: Final = "whole number"


def dictionary_markdown() -> str:
    """Return the dictionary as Markdown; the same tables give the same text."""
    specs = [table_spec(name) for name in TABLES]
    columns = sum(len(spec.columns) for spec in specs)
    return md.page(
        md.heading(1, "Data dictionary of the synthetic population"),
        f"**Synthetic, not microdata.** {SYNTHETIC.decode()}",
        f"A nation is a folder of Parquet tables, each in parts called `block-NNNNN.parquet`; no family is split over "
        f"parts. {len(specs)} tables have {columns} columns. Money is whole tiyn (a hundredth of a tenge), months are "
        "calendar months, a region is its ISO 3166-2 code.",
        md.heading(2, "How sure a column is"),
        _statuses(specs),
        *(_table(spec) for spec in specs),
    )


def write_dictionary(target: Path) -> Path:
    """Write the dictionary to a file, or as DATA-DICTIONARY.md into a folder; return where it is.

    It appears whole. InputError when the place cannot be written to.
    """
    path = target / PAGE if target.is_dir() else target
    if not path.parent.is_dir():
        raise InputError(f"{path} cannot be written: there is no folder {path.parent}")
    write_text(path, dictionary_markdown())
    return path


def _statuses(specs: list[TableSpec]) -> str:
    """Count the columns of each table by status."""
    rows = []
    totals = dict.fromkeys(STATUSES, 0)
    for spec in specs:
        counted = [sum(column.status == status for column in spec.columns.values()) for status in STATUSES]
        for status, count in zip(STATUSES, counted, strict=True):
            totals[status] += count
        rows.append([f"{md.code(spec.name)}", *map(str, counted), str(len(spec.columns))])
    rows.append(["**all**", *(f"**{count}**" for count in totals.values()), f"**{sum(totals.values())}**"])
    meanings = md.bullets(f"**{status}**: {MEANINGS[status]}" for status in STATUSES)
    return f"{meanings}\n\n{md.table(('table', *STATUSES, 'columns'), rows)}"


def _table(spec: TableSpec) -> str:
    key = ", ".join(md.code(name) for name in spec.key)
    columns = ("column", "meaning", "type", "unit", "range", "source", "status")
    return md.page(
        f"{md.heading(2, spec.title)}: {md.code(spec.name)}",
        f"A row is {md.escape_inside(spec.row)}. Key: {key}.",
        md.table(columns, [_column(column) for column in spec.columns.values()]),
    ).rstrip("\n")


def _column(column: Column) -> list[str]:
    return [
        md.code(column.name), md.escape(column.meaning), _type(column), md.escape(column.unit), _range(column),
        md.escape(column.source), column.status,
    ]  # fmt: skip


def _type(column: Column) -> str:
    words = TYPES.get(column.type, OTHER_TYPES)
    if column.choices == REGIONS:
        words = "one of the 20 regions"
    elif column.choices:
        words += " " + ", ".join(md.code(choice) for choice in column.choices)
    return words + (", or empty" if column.nullable else "")


def _range(column: Column) -> str:
    return "" if column.low is None else f"{column.low} to {column.high}"
