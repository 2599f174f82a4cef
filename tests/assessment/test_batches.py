"""A batch gives each person what the law gives one person, outcome for outcome and tiyn for tiyn."""

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from tests.assessment.people import random_people
from tirek.assessment.batches import Assessor
from tirek.assessment.questions import InputColumn, Question, ask
from tirek.law.kernel.answer import answer
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import MonthlyMoney
from tirek.law.kernel.unknown import Unknown

LAW = Law.load("tirek.law")
TODAY = LAW.edition(dt.date(2026, 2, 10))


def fact(column: InputColumn, value: Any) -> Any:  # noqa: ANN401  # as the interpreter holds it
    spec = column.spec
    if spec.length:
        return MonthlyMoney(tuple(value))
    return spec.value(value, spec.denominator) if spec.unit in ("rate", "tenge") else value


def expected_answer(question: Question, facts: dict[str, Any], row: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """Answer one row by the interpreter; days of rights and of applying that are not told are filled in."""
    benefit = question.benefit
    if benefit.right_on in row and row[benefit.right_on] is None:
        return {"outcome": "no_event"}
    right_on = facts.get(benefit.right_on, edition.on)
    filled = {benefit.right_on: right_on, **({benefit.applied_on: right_on} if benefit.applied_on else {}), **facts}
    found = answer(edition, benefit, filled)
    expected: dict[str, Any] = {"outcome": found.outcome}
    if found.outcome == "refused":
        expected["refused_by"] = found.failed[0].name
    if found.outcome == "entitled":
        expected |= {role: found.value(role) for role, _ in question.shown}
    return expected


def compare(edition: Edition, people: pa.Table) -> dict[str, int]:
    """Return how often each outcome came, over all benefits; every cell must be the interpreter's."""
    batch = people.combine_chunks().to_batches()[0]
    assessor = Assessor(ask(edition)[0], batch.schema)
    assessed = assessor.assess(batch)
    assert assessed.tally.answered == batch.num_rows
    answers, rows = assessed.answers.to_pylist(), batch.to_pylist()
    counts: dict[str, int] = {}
    for row, got in zip(rows, answers, strict=True):
        facts = {
            column.spec.name: fact(column, row[column.spec.name])
            for column in assessor.given.columns
            if row[column.spec.name] is not None
        }
        for question in assessor.questions:
            expected = expected_answer(question, facts, row, edition)
            name = question.benefit.name
            roles = ("outcome", "refused_by", *(role for role, _ in question.shown))
            found = {role: got[f"{name}_{role}"] for role in roles if got[f"{name}_{role}"] is not None}
            assert found == expected, (name, row)
            assert not any(isinstance(value, Unknown) for value in found.values())
            counts[found["outcome"]] = counts.get(found["outcome"], 0) + 1
    return counts


def test_complete_people_get_the_same_answers_as_one_by_one() -> None:
    counts = compare(TODAY, random_people(TODAY, 400, seed=1))
    assert set(counts) == {"entitled", "refused"}


def test_people_with_gaps_get_the_same_answers_as_one_by_one() -> None:
    counts = compare(TODAY, random_people(TODAY, 400, seed=2, gaps=0.15))
    assert min(counts[outcome] for outcome in ("entitled", "refused", "unknown", "no_event")) > 100


def test_another_law_gives_the_same_answers() -> None:
    edition = LAW.edition(dt.date(2006, 5, 1))
    compare(edition, random_people(edition, 100, seed=3, gaps=0.1))


@pytest.mark.prove
@pytest.mark.parametrize("reforms", [(), ("concept-2018", "concept-2021")])
@pytest.mark.parametrize("on", ["2013-03-01", "2021-03-01", "2026-02-10"])
@pytest.mark.parametrize("gaps", [0.02, 0.3])
def test_many_people_under_many_laws_get_the_same_answers(on: str, reforms: tuple[str, ...], gaps: float) -> None:
    edition = LAW.edition(dt.date.fromisoformat(on), reforms=reforms)
    compare(edition, random_people(edition, 1_000, seed=6, gaps=gaps))
