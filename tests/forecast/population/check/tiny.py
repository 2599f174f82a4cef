"""A nation of a few families, written by hand: valid by the dictionary, small enough to see every person."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from tirek.forecast.population.block import NUMBERS_IN_BLOCK, Table
from tirek.forecast.population.days import NEVER, NOBODY, day_number
from tirek.forecast.population.files import FORMAT, MANIFEST, part_path, stamp, to_arrow, write_part
from tirek.forecast.population.seals import Seals, seals_of
from tirek.forecast.population.tables import TABLES, Column, table_spec
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.law import Law

Row = dict[str, Any]
Rows = dict[str, list[Row]]
DAY = dt.date
ON = DAY(2026, 1, 1)
BLOCKS = (1, 2)
LAW = Law.load("tirek.law")
TENGE = 100
NOT_YET = "life_events"
"""Comes only with life."""


def month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def law_of(number: int) -> Edition:
    return LAW.edition(DAY(number // 12, number % 12 + 1, 1))


def iin(born: dt.date, sex: str, serial: int) -> str:
    """Return a number with a fitting last digit; a serial that has none is skipped."""
    while True:
        text = f"{born:%y%m%d}{7 if sex == 'male' else 8}{serial:04d}"
        digits = [int(sign) for sign in text]
        last = sum(a * b for a, b in zip(digits, range(1, 12), strict=True)) % 11
        if last == 10:
            last = sum(a * b for a, b in zip(digits, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), strict=True)) % 11
        if last < 10:
            return text + str(last)
        serial += 1000


# --- rows


def contributions(person: int, employer: int, kind: str, first: dt.date, incomes: list[int]) -> Row:
    """Return months one after another with what the law asked for each."""
    start = month(first)
    paid = [
        int(law_of(start + at).case({"payer_kind": kind, "payer_income": income}).value("social_contribution"))
        for at, income in enumerate(incomes)
    ]
    return {
        "person_id": person, "employer_id": employer, "payer_kind": kind, "first_month": first,
        "incomes": incomes, "contributions": paid,
    }  # fmt: skip


def record(rows: list[Row], person: int, right: dt.date) -> Row:
    """Return the record of a person before a right arises."""
    credited: dict[int, int] = {}
    for row in rows:
        start = month(row["first_month"])
        for at, (income, paid) in enumerate(zip(row["incomes"], row["contributions"], strict=True)):
            if row["person_id"] == person and paid and start + at < month(right):
                facts = {"payer_kind": row["payer_kind"], "payer_income": income}
                value = law_of(start + at).case(facts).value("credited_month_income")
                credited[start + at] = credited.get(start + at, 0) + int(value + Fraction(1, 2))
    window = [credited.get(number, 0) for number in range(month(right) - 36, month(right))]
    return {"record_months": len(credited), "credited_income": window}


@cache
def block_rows(number: int) -> Rows:
    """Return a few families, told one after another."""
    base = number * NUMBERS_IN_BLOCK
    region = ("KZ-75", "KZ-61")[number - 1]
    place = {"region": region, "urban": number == 1, "district": 1}
    family = {name: base + at for at, name in enumerate(("couple", "widow", "mother", "brothers"))}
    who = {
        name: base + at
        for at, name in enumerate(
            ("man", "wife", "pupil", "baby", "widow", "mother", "student", "ill", "jobless", "brother", "dead")
        )
    }

    def person(name: str, home: str, role: str, born: dt.date, sex: str, **more: object) -> Row:
        serial = number * 100 + who[name] - base
        return {
            "person_id": who[name], "family_id": family[home], "family_role": role, "birth_date": born, "sex": sex,
            "iin": iin(born, sex, serial), **place, **more,
        }  # fmt: skip

    work = {"employment": "employee", "formal": True, "activity": "trade", "employer_id": base}
    couple = {"marital_status": "married", "married_on": DAY(2012, 7, 1)}
    persons = [
        person("man", "couple", "head", DAY(1985, 3, 4), "male", **couple, spouse_id=who["wife"], **work,
               employed_since=DAY(2016, 1, 1), wage=350_000 * TENGE),
        person("wife", "couple", "spouse", DAY(1988, 2, 29), "female", **couple, spouse_id=who["man"], **work,
               employed_since=DAY(2020, 1, 1), wage=250_000 * TENGE, children_born=2),
        person("pupil", "couple", "child", DAY(2015, 5, 5), "male", employment="child", mother_id=who["wife"],
               father_id=who["man"], birth_order=1, study="school", full_time_student=True,
               study_ends_on=DAY(2033, 5, 25)),
        person("baby", "couple", "child", DAY(2025, 6, 10), "female", employment="child", mother_id=who["wife"],
               father_id=who["man"], birth_order=2),
        person("widow", "widow", "head", DAY(1947, 11, 30), "female", marital_status="widowed", pensioner=True),
        person("mother", "mother", "head", DAY(1984, 8, 8), "female", marital_status="widowed",
               employment="self_employed", own_account="sole_trader", formal=True, activity="other",
               own_income=200_000 * TENGE, employed_since=DAY(2021, 1, 1), carer_of=who["ill"], children_born=2),
        person("student", "mother", "child", DAY(2006, 4, 1), "male", mother_id=who["mother"], birth_order=1,
               study="university", full_time_student=True, study_ends_on=DAY(2027, 6, 30), father_id=who["dead"]),
        person("ill", "mother", "child", DAY(2012, 9, 9), "female", mother_id=who["mother"], employment="child",
               birth_order=2, disability_group="child", disability_cause="since_childhood",
               disability_since=DAY(2013, 1, 1), disability_until=DAY(2028, 9, 9), father_id=who["dead"]),
        person("jobless", "brothers", "head", DAY(1995, 1, 15), "male", employment="unemployed",
               unemployed_since=DAY(2025, 4, 1), registered_unemployed=True, marital_status="divorced"),
        person("brother", "brothers", "sibling", DAY(2000, 12, 31), "male"),
    ]  # fmt: skip
    months = {
        "man": (base, "employer", DAY(2016, 1, 1), [(90_000 + 2_000 * at) * TENGE for at in range(120)]),
        "wife": (base, "employer", DAY(2020, 1, 1), [(80_000 + 2_500 * at) * TENGE for at in range(65)]),
        "mother": (NOBODY, "sole_trader", DAY(2021, 1, 1), [100_000 * TENGE] * 60),
        "jobless": (base, "employer", DAY(2022, 1, 1), [150_000 * TENGE] * 20 + [0] * 4 + [170_001] * 15),
        "dead": (base, "employer", DAY(2010, 1, 1), [123_456_78] * 123),
    }
    paid = [contributions(who[name], *row) for name, row in months.items()]
    dead = {
        "person_id": who["dead"], "family_id": family["mother"], "birth_date": DAY(1980, 1, 1), "sex": "male",
        "iin": iin(DAY(1980, 1, 1), "male", number * 100 + 99), "died_on": DAY(2020, 4, 2), "widow_id": who["mother"],
    }  # fmt: skip
    people = {row["person_id"]: row for row in (*persons, dead)}

    def event(at: int, name: str, kind: str, right: dt.date, **more: object) -> Row:
        insured = people[who[name]]
        return {
            "event_id": base + at, "kind": kind, "person_id": who[name], "family_id": insured["family_id"],
            "happened_on": right, "applied_on": right + dt.timedelta(days=9), "birth_date": insured["birth_date"],
            "sex": insured["sex"], **record(paid, who[name], right), **more,
        }  # fmt: skip

    events = [
        event(0, "jobless", "job_loss", DAY(2025, 4, 10)),
        event(1, "wife", "childcare", DAY(2025, 6, 10), child_id=who["baby"], child_born_on=DAY(2025, 6, 10)),
        event(2, "dead", "survivors", DAY(2020, 4, 2), survivor_id=who["ill"], survivor_kind="child", dependants=2,
              survivor_birth_date=DAY(2012, 9, 9)),
    ]  # fmt: skip
    awards = [
        award(base, who["widow"], family["widow"], "base_pension", 48_000),
        award(base + 1, who["widow"], family["widow"], "solidarity_pension", 96_000),
        award(base + 2, who["ill"], family["mother"], "disability_allowance", 78_000),
        award(base + 3, who["wife"], family["couple"], "childcare_payment", 90_000),
    ]
    kinship = [
        {"person_id": who["brother"], "relative_id": who["widow"], "relation": "supports", "alimony": 20_000},
        {"person_id": who["widow"], "relative_id": who["brother"], "relation": "supported_by"},
        {"person_id": who["jobless"], "relative_id": who["mother"], "relation": "former_spouse"},
        {"person_id": who["mother"], "relative_id": who["jobless"], "relation": "former_spouse"},
    ]
    families = [
        home(family["couple"], who["man"], "couple_with_children", persons, awards, place, farm_income=5_000_000),
        home(family["widow"], who["widow"], "single", persons, awards, place, received_from_others=2_000_000),
        home(family["mother"], who["mother"], "lone_parent", persons, awards, place, students=1),
        home(family["brothers"], who["jobless"], "other", persons, awards, place, property_income=40),
    ]
    owner = {"person_id": who["man"], "family_id": family["couple"]}
    loan = {"loan_id": base, **owner, "kind": "consumer", "taken_on": DAY(2025, 1, 1), "ends_on": DAY(2028, 1, 1)}
    return {
        "persons": persons, "families": families, "kinship": kinship, "deceased": [dead], "contributions": paid,
        "employers": [{"employer_id": base, "bin": f"1501{9}0{number:06d}", "region": region, "employees": 2}],
        "insured_events": events, "awards": awards, "loans": [loan],
        "vehicles": [{"vehicle_id": base, **owner, "kind": "car", "year": 2015}],
    }  # fmt: skip


def award(number: int, person: int, family: int, kind: str, tenge: int) -> Row:
    return {
        "award_id": number, "person_id": person, "family_id": family, "kind": kind, "since": DAY(2025, 7, 1),
        "amount": tenge * TENGE,
    }  # fmt: skip


def home(
    number: int, head: int, kind: str, persons: list[Row], awards: list[Row], place: Row, students: int = 0, **more: int
) -> Row:
    """Return a family counted from its persons."""
    members = [row for row in persons if row["family_id"] == number]
    children = sum(row["birth_date"] > DAY(2008, 1, 1) for row in members)
    income = sum(row.get("wage", 0) + row.get("own_income", 0) for row in members) + sum(more.values())
    income += sum(row["amount"] for row in awards if row["family_id"] == number)
    return {
        "family_id": number, "weight": 100.0, **place, "head_id": head, "kind": kind, "size": len(members),
        "adults": len(members) - children, "children": children, "children_and_students": children + students,
        "dwelling": "owned", "dwellings_owned": 1, "income": income, **more,
    }  # fmt: skip


# --- on disk


def table_of(name: str, rows: list[Row]) -> Table:
    """Return rows as a table; what a row does not say is none, no or 0, or empty where that is allowed."""
    table = Table(name, len(rows))
    for column in table_spec(name).columns.values():
        cells: list[Any] = [row.get(column.name) for row in rows]
        if column.type.startswith("list"):
            table[column.name] = np.array([item for cell in cells for item in cell], np.int32)
            table[column.name + "_offsets"] = np.cumsum(np.array([0, *map(len, cells)]))
        else:
            table[column.name] = _cells(column, cells)
    return table


def _cells(column: Column, cells: list[Any]) -> np.ndarray[Any, Any]:
    if column.type.startswith("fixed_list"):
        return np.array(cells, np.int32).reshape(-1, 36)
    if column.type == "date":
        default = NEVER if column.nullable else day_number(DAY(2020, 1, 1))
        return np.array([default if cell is None else day_number(cell) for cell in cells], np.int32)
    if column.type == "choice":
        usual = {"marital_status": "never", "employment": "outside", "residence_status": "citizen"}
        first = usual.get(column.name, column.choices[0])
        return np.array([column.choices.index(cell or first) for cell in cells], np.int8)
    if column.type == "string":
        return np.array([cell or "" for cell in cells], dtype=object)
    if column.type == "flag":
        return np.array([bool(cell) for cell in cells], np.bool_)
    kind = np.dtype(column.type)
    empty = NOBODY if column.nullable else 0
    return np.array([empty if cell is None else cell for cell in cells], kind)


def write_tiny(
    folder: Path, change: Callable[[dict[int, Rows]], object] | None = None, told: dict[str, Any] | None = None
) -> Path:
    """Write the tiny nation; `change` may change its rows before, `told` is what else its manifest tells."""
    nation = {number: copy.deepcopy(block_rows(number)) for number in BLOCKS}
    if change:
        change(nation)
    counted: dict[str, int] = {}
    asked = {"format": FORMAT, "on": ON.isoformat(), "share": 0.01, "seed": 1} | (told or {})
    for number, tables in nation.items():
        for name, rows in tables.items():
            write_part(to_arrow(table_of(name, rows)), part_path(folder, name, number), stamp(asked))
            counted[name] = counted.get(name, 0) + len(rows)
    manifest = asked | {"blocks": list(nation), "rows": counted, "parts": _seals(folder)}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def rewrite(folder: Path, table: str, number: int, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Change a part on disk and its seal in the manifest, but not what else the manifest tells."""
    path = part_path(folder, table, number)
    stamped = pq.read_schema(path).metadata
    pq.write_table(change(pl.read_parquet(path)).to_arrow().replace_schema_metadata(stamped), path)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps(manifest | {"parts": _seals(folder)}), encoding="utf-8")


def _seals(folder: Path) -> Seals:
    return seals_of(folder, [path for name in TABLES for path in (folder / name).glob("*.parquet")])
