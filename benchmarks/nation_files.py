"""The nation's files: 20 Parquet parts of a million people each, some distinct, the others links to them."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import figures
from benchmarks import people as people_module
from benchmarks.places import cache
from benchmarks.rules_numpy import Int64Exact

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.people import People

PART = 1_000_000
ROWS_IN_GROUP = 125_000
FACTS = ("record_months", "degree", "dependants", "days", "birth_order")
LAYOUTS = ("columns", "list")


def month_columns() -> list[str]:
    """Names of the history's columns in the ``columns`` layout, oldest first."""
    return [f"income_{month:02}" for month in range(1, figures.HISTORY_MONTHS + 1)]


def table(people: People, layout: str) -> pa.Table:
    """People as Arrow: tiyn in 32 bits, the history as 36 columns or as one list of 36 values."""
    income = people.income.astype(np.int32)
    if layout == "list":
        rows = pa.array(np.ascontiguousarray(income.T).ravel())
        history = {"income": pa.FixedSizeListArray.from_arrays(rows, figures.HISTORY_MONTHS)}
    else:
        history = dict(zip(month_columns(), income, strict=True))
    small = {name: getattr(people, name) for name in FACTS}
    return pa.table({"family": people.family, **small, "quarter_income": people.quarter_income, **history})


def from_table(part: pa.Table, layout: str) -> People:
    """Back from Arrow, for the checks."""
    if layout == "list":
        rows = part.column("income").combine_chunks().flatten().to_numpy()
        income = rows.reshape(-1, figures.HISTORY_MONTHS).T
    else:
        income = np.stack([part.column(name).to_numpy() for name in month_columns()])
    small = {name: part.column(name).to_numpy() for name in (*FACTS, "quarter_income", "family")}
    return people_module.People(income=income.astype(np.int64), **small)


def exact_table(people: People) -> pa.Table:
    """The right results, a row per person; the family's amount stands at each member."""
    engine = Int64Exact()
    engine.load(people)
    results = engine.calculate()
    results[figures.FAMILY_OUTPUT] = results[figures.FAMILY_OUTPUT][people.family]
    return pa.table({name: results[name].astype(np.int32) for name in figures.OUTPUTS})


def parts(count: int, distinct: int, layout: str) -> list[Path]:
    """The input files, made when they are not there; each distinct part comes from a seed of its own."""
    many = max(1, count // PART)
    rows = min(count, PART)
    distinct = min(distinct, many)
    folder = cache("nation") / f"{many}x{rows}-{distinct}-{layout}-{people_module.fingerprint()}"
    files = [folder / f"part-{number:02}.parquet" for number in range(many)]
    if (folder / "facts.json").exists():
        return files
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, file in enumerate(files):
        if number >= distinct:
            os.link(files[number % distinct], file)
            continue
        print(f"  writing part {number + 1} of {distinct} distinct ones", flush=True)
        people = people_module.make(rows, people_module.SEED + 1 + number)
        pq.write_table(table(people, layout), file, compression="zstd", row_group_size=ROWS_IN_GROUP)
    facts = {"parts": many, "rows": rows, "distinct": distinct, "layout": layout}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    return files
