"""A small synthetic nation on disk with the tables that the report reads; made here, valid by the data dictionary."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from tirek.forecast.population.files import FORMAT, MANIFEST, part_path, stamp, write_part
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.population.seals import seals_of
from tirek.forecast.population.tables import table_spec

DAY = dt.date(2026, 1, 1)
EPOCH = dt.date(1970, 1, 1)
TABLES = ("persons", "families", "contributions", "insured_events", "awards")
KINDS = ("maternity", "childcare", "job_loss", "disability", "survivors")


def write_nation(  # the measures of a nation
    folder: Path,
    blocks: int = 2,
    events: int = 200,
    weight: float = 100.0,
    seed: int = 1,
    since: dt.date = dt.date(2022, 1, 1),
    past: float = 0.5,
    what_if: dict[str, Any] | None = None,
) -> Path:
    """Write a nation of some blocks; every event is a person and a family of its own.

    Events happen from `since` to 2025; `past`: which part of disabilities and deaths came up to 15 years earlier.
    """
    rows = dict.fromkeys(TABLES, 0)
    asked = {"format": FORMAT, "share": 1 / weight, "seed": seed, "on": DAY.isoformat()} | (
        {"what_if": what_if} if what_if else {}
    )
    for block in range(blocks):
        numbers = np.random.default_rng([seed, block])
        for table, cells in _tables(block, events, weight, numbers, since, past).items():
            write_table(folder, table, block, cells, stamp(asked))
            rows[table] += len(next(iter(cells.values())))
    manifest = asked | {
        "blocks": list(range(blocks)),
        "rows": rows,
        "parts": seals_of(folder, folder.rglob("*.parquet")),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def write_table(folder: Path, table: str, block: int, cells: dict[str, Any], nation: str) -> None:
    """Write one part by the schema of the dictionary; columns that are not told hold their plainest value."""
    spec = table_spec(table)
    length = len(next(iter(cells.values())))
    arrays = []
    for column in spec.columns.values():
        given = cells.get(column.name, [None if column.nullable else _plain(column.type, column)] * length)
        kind = column.arrow()
        if column.type == "choice":
            arrays.append(pa.array(given, pa.string()).dictionary_encode().cast(kind))
        else:
            arrays.append(pa.array(given, kind))
    write_part(pa.Table.from_arrays(arrays, schema=spec.schema()), part_path(folder, table, block), nation)


def _plain(kind: str, column: Any) -> Any:  # noqa: ANN401  # a cell of any type
    plain = {"flag": False, "date": dt.date(2000, 1, 1), "string": "", "float64": 0.0}
    if kind == "choice":
        return column.choices[0]
    if kind.startswith("fixed_list"):
        return [0] * 36
    return [] if kind.startswith("list") else plain.get(kind, column.low or 0)


def _tables(  # the measures of a block
    block: int, events: int, weight: float, numbers: np.random.Generator, since: dt.date, past: float
) -> dict[str, dict[str, Any]]:
    ids = np.arange(events) + block * 1_000_000
    birth = [dt.date(1975, 1, 1) + dt.timedelta(days=int(days)) for days in numbers.integers(0, 9_000, events)]
    region = REGIONS[block % len(REGIONS)]
    kinds = [KINDS[number] for number in numbers.integers(0, 5, events)]
    running = np.isin(kinds, ("disability", "survivors"))  # a part of these was awarded long ago, back to 2006
    earlier = np.where(running & (numbers.random(events) < past), numbers.integers(0, 5_700, events), 0)
    length = (dt.date(2026, 1, 1) - since).days
    happened = [since + dt.timedelta(days=int(days)) for days in numbers.integers(0, length, events)]
    happened = [day - dt.timedelta(days=int(back)) for day, back in zip(happened, earlier, strict=True)]
    women = {"maternity", "childcare"}
    sex = ["female" if kind in women else ("male", "female")[n % 2] for n, kind in enumerate(kinds)]
    level = np.exp(numbers.normal(17.0, 0.6, events))
    income = level[:, None] * (numbers.random((events, 36)) > 0.15) * np.linspace(0.8, 1.0, 36)
    lag = numbers.integers(0, 60, events)
    child = [kind in women for kind in kinds]
    group = [("first", "second", "third")[n] for n in numbers.integers(0, 3, events)]
    open_end = numbers.random(events) < 0.2
    terms = {"job_loss": 120, "disability": 1_800}
    rows = {
        "event_id": ids, "kind": kinds, "person_id": ids, "family_id": ids, "happened_on": happened,
        "applied_on": [day + dt.timedelta(days=int(days)) for day, days in zip(happened, lag, strict=True)],
        "birth_date": birth, "sex": sex, "residence_status": ["citizen"] * events,
        "record_months": numbers.integers(0, 200, events), "credited_income": income.astype(np.int32).tolist(),
        "child_id": [int(n) if own else None for n, own in zip(ids, child, strict=True)],
        "child_born_on": [day if own else None for day, own in zip(happened, child, strict=True)],
        "birth_order": [int(n) if own else 0 for n, own in zip(numbers.integers(1, 5, events), child, strict=True)],
        "birth_kind": ["normal" if own else "none" for own in child],
        "disability_group": [g if kind == "disability" else "none" for g, kind in zip(group, kinds, strict=True)],
        "disability_degree": [int(n) if kind == "disability" else 0
                              for n, kind in zip(numbers.integers(30, 101, events), kinds, strict=True)],
        "ends_on": [
            day + dt.timedelta(days=terms[kind]) if kind in terms and not forever else None
            for day, kind, forever in zip(happened, kinds, open_end, strict=True)
        ],
        "dependants": [int(n) if kind == "survivors" else 0
                       for n, kind in zip(numbers.integers(0, 5, events), kinds, strict=True)],
        "survivor_id": [int(n) if kind == "survivors" else None for n, kind in zip(ids, kinds, strict=True)],
        "survivor_kind": ["child" if kind == "survivors" else "none" for kind in kinds],
        "survivor_birth_date": [
            dt.date(2012, 5, 17) - dt.timedelta(days=int(back)) if kind == "survivors" else None
            for kind, back in zip(kinds, earlier // 3, strict=True)
        ],
    }  # fmt: skip
    months = [dt.date(2021, 1, 1)] * events
    paid = [[int(level[n] * 0.035)] * 60 for n in range(events)]
    payers = [("employer", "sole_trader", "platform")[n % 3] for n in range(events)]
    paid_now = [n for n, kind in enumerate(kinds) if kind == "disability"]
    return {
        "persons": {"person_id": ids, "family_id": ids, "birth_date": birth, "sex": sex, "region": [region] * events},
        "families": {"family_id": ids, "weight": [weight] * events, "region": [region] * events},
        "contributions": {
            "person_id": ids, "payer_kind": payers, "first_month": months, "incomes": paid, "contributions": paid,
        },
        "insured_events": rows,
        "awards": {
            "award_id": [int(ids[n]) for n in paid_now], "person_id": [int(ids[n]) for n in paid_now],
            "family_id": [int(ids[n]) for n in paid_now], "kind": ["disability_payment"] * len(paid_now),
            "since": [happened[n] for n in paid_now], "amount": [5_000_000] * len(paid_now),
        },
    }  # fmt: skip
