"""Random people for tests and measurements: `python tests/assessment/people.py ROWS FILE [--gaps]`."""

import datetime as dt
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tirek.assessment.questions import InputColumn, ask, input_columns
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.law import Law
from tirek.law.kernel.program import EPOCH

ROWS_IN_GROUP = 131_072
INCOME_CHOICES = (0, 8_500_000, 12_345_678, 30_000_000, 59_500_000)


def random_people(edition: Edition, rows: int, seed: int, gaps: float = 0.0, first: int = 0) -> pa.Table:
    """Return people with every column; `gaps`: how many values of each column are absent."""
    questions, _ = ask(edition)
    random = np.random.default_rng(seed)
    table = {"person_id": pa.array(np.arange(first, first + rows))}
    for column in input_columns(questions):
        mask = random.random(rows) < gaps if gaps else None
        table[column.spec.name] = _column(column, edition.on, rows, random, mask)
    return pa.table(table)


def _column(
    column: InputColumn, on: dt.date, rows: int, random: np.random.Generator, mask: np.ndarray | None
) -> pa.Array:
    spec = column.spec
    if spec.length:
        return _history(rows, spec.length, random, mask)
    if spec.unit == "flag":
        return pa.array(random.random(rows) < 0.3, mask=mask)
    if spec.unit == "choice":
        places = pa.array(random.integers(0, len(spec.choices), rows, np.int8), mask=mask)
        return pa.DictionaryArray.from_arrays(places, pa.array(spec.choices))
    if spec.unit == "date":
        today = (on - EPOCH).days
        back = 30_000 if "birth_date" in spec.name else 500 if column.stands == "fact" else 60
        days = random.integers(today - back, today + (400 if back == 500 else 1), rows)
        return pa.array(days.astype(np.int32), pa.date32(), mask=mask)
    high = min(spec.high, 60_000_000_00)
    return pa.array(random.integers(spec.low, high + 1, rows).astype(spec.dtype), mask=mask)


def _history(rows: int, length: int, random: np.random.Generator, mask: np.ndarray | None) -> pa.Array:
    """Wages that grow slowly, a quarter of the months without contributions, a tenth of people without any."""
    wage = random.integers(4_000_000, 80_000_000, (rows, 1))
    months = (wage + wage // 400 * np.arange(length)).astype(np.int32)
    months[random.random((rows, length)) < 0.25] = 0
    months[random.random(rows) < 0.1] = 0
    flat = pa.array(months.ravel())
    return pa.FixedSizeListArray.from_arrays(flat, length, mask=None if mask is None else pa.array(mask))


def write_people(path: Path, edition: Edition, rows: int, gaps: float = 0.0) -> None:
    """Write random people in pieces, so that memory does not grow."""
    writer = None
    for seed, first in enumerate(range(0, rows, ROWS_IN_GROUP)):
        table = random_people(edition, min(ROWS_IN_GROUP, rows - first), seed, gaps, first)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    assert writer is not None
    writer.close()


if __name__ == "__main__":
    law_in_force = Law.load("tirek.law").edition(dt.date(2026, 2, 10))
    write_people(Path(sys.argv[2]), law_in_force, int(sys.argv[1]), 0.05 if "--gaps" in sys.argv else 0.0)
