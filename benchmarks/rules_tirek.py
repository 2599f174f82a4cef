"""The rules in Tirek: the same provisions compiled over columns, and told for one person."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import figures
from benchmarks import people as people_module
from tirek.law.kernel.answer import answer_case
from tirek.law.kernel.columns import compile_columns
from tirek.law.kernel.explain import explain
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import MonthlyMoney

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.engine import Case, Facts, Results
    from benchmarks.people import People
    from tirek.law.kernel.case import Step
    from tirek.law.kernel.columns import Kernel

LAW_DATE = dt.date.fromisoformat(figures.LAW_DATE)
PERSONAL = figures.OUTPUTS[:-1]
TIYN = 100


class TirekEngine:
    """Compiled provisions; families are summed first, since the law of a family reads its members together."""

    def __init__(self) -> None:
        edition = Law.load("benchmarks.tirek_law").edition(LAW_DATE)
        self.persons: Kernel = compile_columns(edition, PERSONAL)
        self.families: Kernel = compile_columns(edition, (figures.FAMILY_OUTPUT,))

    def load(self, people: People) -> None:
        """Nothing is converted: months that lie together are read as they lie."""
        self.columns: dict[str, Any] = {
            "income": people.income.T,
            "record_months": people.record_months,
            "degree": people.degree,
            "dependants": people.dependants,
            "leave_days": people.days,
            "birth_order": people.birth_order,
        }
        self.first = np.flatnonzero(np.diff(people.family, prepend=-1))
        self.people = people

    def calculate(self) -> Results:
        """All eight in whole tiyn, as the law's money is; the coefficient in hundredths."""
        found = self.persons.run(self.columns)
        members = np.diff(self.first, append=self.people.count).astype(np.int32)
        quarter = np.add.reduceat(self.people.quarter_income, self.first)
        found |= self.families.run({"members": members, "family_quarter": quarter})
        return {name: found[name].values for name in figures.OUTPUTS}

    def in_tenge(self, results: Results) -> Results:
        """The same in whole tenge, for the comparison."""
        return {name: values if name == "record_coefficient" else values // TIYN for name, values in results.items()}


def nation(parts: list[Path], out: Path) -> None:
    """Reads each part, computes, writes its results under its own name; two parts at a time."""
    engine = TirekEngine()

    def one(part: Path) -> None:
        table = pq.read_table(part, use_threads=False, memory_map=False)
        people = _people(table)
        del table
        mine = TirekEngine.__new__(TirekEngine)
        mine.persons, mine.families = engine.persons, engine.families
        mine.load(people)
        results = mine.in_tenge(mine.calculate())
        results[figures.FAMILY_OUTPUT] = results[figures.FAMILY_OUTPUT][people.family - people.family[0]]
        columns = {name: values.astype(np.int32) for name, values in results.items()}
        pq.write_table(pa.table(columns), out / part.name, compression="zstd")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, parts))


def _people(table: pa.Table) -> People:
    names = [name for name in table.column_names if name.startswith("income")]
    if names == ["income"]:
        flat = table.column("income").combine_chunks().flatten().to_numpy()
        income = flat.reshape(-1, figures.HISTORY_MONTHS).T
    else:
        income = np.empty((len(names), table.num_rows), np.int32)
        for month, name in enumerate(names):
            income[month] = table.column(name).to_numpy()
    rest = {name: table.column(name).to_numpy() for name in table.column_names if not name.startswith("income")}
    return people_module.People(income=income, **rest)


def one_person(facts: Facts) -> dict[str, Case]:
    """A compiled case; and by the real law: one payment with its cited trace, all insurance rules told in Russian."""
    engine = TirekEngine()
    named: dict[str, Any] = {
        "income": MonthlyMoney(tuple(facts["income"])),  # type: ignore[arg-type]  # a list of months
        "record_months": facts["record_months"],
        "degree": Fraction(int(str(facts["degree"])), 100),
        "dependants": facts["dependants"],
        "leave_days": facts["days"],
        "birth_order": facts["birth_order"],
    }
    packed = engine.persons.pack(named)
    call = engine.persons.case_function()
    edition = Law.load("tirek.law").edition(LAW_DATE)
    person = real_person(named)

    def told() -> int:
        case = edition.case(person)
        steps: dict[str, Step] = {}
        for benefit in edition.law.benefits.by_name.values():
            answered = answer_case(case, benefit)
            shown = [*(step.name for step in answered.conditions), *benefit.amounts.values()]
            steps |= {step.name: step for name in shown if edition.has(name) for step in case.trace(name)}
        return sum(len(explain(edition, step, "ru").sentence) for step in steps.values())

    return {
        "compiled case": lambda: call(*packed),
        "one payment, explained": lambda: edition.case(person).trace("job_loss_payment"),
        "all rules, sentences in one language": told,
    }


def real_person(named: dict[str, Any]) -> dict[str, Any]:
    """The same person to whom every insured event happens on the day of the law."""
    day = LAW_DATE
    return {
        "credited_income": named["income"],
        "record_months": named["record_months"],
        "birth_date": dt.date(1990, 1, 1),
        "sex": "female",
        "job_loss_registered_on": day,
        "job_loss_applied_on": day,
        "disability_established_on": day,
        "disability_degree": named["degree"],
        "disability_group": "second",
        "disability_established_until": dt.date(2027, 2, 1),
        "survivors_death_on": day,
        "survivors_dependants": named["dependants"],
        "survivor_kind": "child",
        "survivor_birth_date": dt.date(2020, 1, 1),
        "maternity_leave_starts_on": day,
        "maternity_applied_on": day,
        "maternity_birth": "normal",
        "adoption_leave_starts_on": day,
        "adoption_applied_on": day,
        "adopted_child_born_on": dt.date(2026, 1, 20),
        "childcare_right_on": day,
        "childcare_child_born_on": day,
        "childcare_applied_on": day,
        "childcare_birth_order": named["birth_order"],
        "childcare_cares_for_child": True,
        "sick_leave_from": day,
        "sick_leave_days": 5,
        "sick_leave_pay_12_months": Fraction(360_000_000),
        "sick_leave_days_worked_12_months": 247,
        "sick_leave_certificate": True,
    }
