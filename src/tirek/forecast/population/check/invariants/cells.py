"""Cells, keys, numbers and references: the dictionary taken at its word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.block import NUMBERS_IN_BLOCK
from tirek.forecast.population.check.block_data import ABSENT
from tirek.forecast.population.check.notebook import EXAMPLES
from tirek.forecast.population.days import NOBODY
from tirek.forecast.population.tables import TABLES, table_spec

if TYPE_CHECKING:
    import polars as pl

    from tirek.forecast.population.check.block_data import BlockData
    from tirek.forecast.population.check.notebook import Notebook
    from tirek.forecast.population.tables import Column

NUMBERED: Final = {
    "persons": "person_id", "families": "family_id", "deceased": "person_id", "employers": "employer_id",
    "insured_events": "event_id", "awards": "award_id", "vehicles": "vehicle_id", "loans": "loan_id",
}  # fmt: skip

REFERENCES: Final = (
    ("persons", "family_id", ("families",)),
    ("persons", "mother_id", ("persons", "deceased")),
    ("persons", "father_id", ("persons", "deceased")),
    ("persons", "spouse_id", ("persons",)),
    ("persons", "carer_of", ("persons",)),
    ("persons", "employer_id", ("employers",)),
    ("families", "head_id", ("persons",)),
    ("kinship", "person_id", ("persons", "deceased")),
    ("kinship", "relative_id", ("persons", "deceased")),
    ("deceased", "family_id", ("families",)),
    ("deceased", "widow_id", ("persons",)),
    ("contributions", "person_id", ("persons", "deceased")),
    ("contributions", "employer_id", ("employers",)),
    ("insured_events", "person_id", ("persons", "deceased")),
    ("insured_events", "family_id", ("families",)),
    ("insured_events", "child_id", ("persons",)),
    ("insured_events", "survivor_id", ("persons",)),
    ("awards", "person_id", ("persons",)),
    ("awards", "family_id", ("families",)),
    ("vehicles", "person_id", ("persons",)),
    ("vehicles", "family_id", ("families",)),
    ("loans", "person_id", ("persons",)),
    ("loans", "family_id", ("families",)),
)
"""A column, and where the number it holds must be found."""


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold cells, keys, numbers and references of every table against the dictionary."""
    for table in TABLES:
        if not block.rows(table):
            continue
        spec = table_spec(table)
        for column in spec.columns.values():
            _cells(block.part(table), table, column, notebook)
        doubled = block.part(table).select(spec.key).is_duplicated().to_numpy()
        notebook.look("keys", doubled, block.ints(table, spec.key[0]), what=f"{table}.{spec.key[0]}")
    for table, key in NUMBERED.items():
        numbers = block.ints(table, key)
        notebook.look("numbers", numbers // NUMBERS_IN_BLOCK != block.number, numbers, what=f"{table}.{key}")
    for name, column_name, homes in REFERENCES:
        _reference(block, name, column_name, homes, notebook)


def _cells(part: pl.DataFrame, table: str, column: Column, notebook: Notebook) -> None:
    import polars as pl

    cells = part[column.name]
    name = f"{table}.{column.name}"
    empty = 0 if column.nullable else cells.null_count()
    examples = [f"{name} is empty"] if empty else []
    wrong: list[object] = []
    values = cells.drop_nulls()
    if column.type == "choice":
        allowed = values.cast(pl.String).is_in(column.choices)
        wrong = values.cast(pl.String).filter(~allowed).to_list()
    elif column.low is not None and column.high is not None:
        values = values.explode() if isinstance(cells.dtype, pl.List | pl.Array) else values
        values = values.drop_nulls()
        outside = ~values.is_between(column.low, column.high)
        wrong = values.filter(outside).to_list() if outside.any() else []
    examples += [f"{name} is {value}" for value in wrong[:EXAMPLES]]
    notebook.note("cells", len(cells), empty + len(wrong), examples[:EXAMPLES])


def _reference(block: BlockData, table: str, column: str, homes: tuple[str, ...], notebook: Notebook) -> None:
    numbers = block.ints(table, column)
    found = np.zeros(len(numbers), bool)
    for home in homes:
        found |= block.rows_of(home, numbers) != ABSENT
    notebook.look("references", ~found, numbers, among=numbers != NOBODY, what=f"{table}.{column}")
