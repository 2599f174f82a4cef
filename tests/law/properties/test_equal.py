"""Interpreted == compiled == reference, at edges of the law and on random people, under the law of every date."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.law.properties.compare import LAW, NOTHING, Batch, Count, cells, compare, interpreted, names_of
from tests.law.properties.people import FIELDS, change_dates, columns, facts, people, person
from tests.law.properties.reference import UNKNOWN, Person, reference
from tirek.law.kernel.columns import compile_columns

DATES = change_dates(LAW)
REFORMS: tuple[tuple[str, ...], ...] = (
    (), ("concept-2018",), ("concept-2021",), ("concept-2018", "concept-2021"),
)  # fmt: skip
SAMPLED = (
    (dt.date(2007, 6, 1), ()),
    (dt.date(2012, 4, 1), ()),
    (dt.date(2019, 3, 1), ()),
    (dt.date(2020, 1, 1), ()),
    (dt.date(2023, 1, 1), ()),
    (dt.date(2026, 1, 1), ()),
    (dt.date(2026, 1, 1), ("concept-2018",)),
)
FINAL = (
    "average_income", "job_loss_payment_net", "job_loss_months", "disability_payment_net", "survivors_payment",
    "maternity_payment_net", "childcare_payment_net", "social_contribution", "credited_month_income",
    "sick_leave_payment",
)  # fmt: skip
"""What a person receives or pays in the end; intermediate answers are compared by the proof."""
LAWS_AND_PEOPLE = st.tuples(st.sampled_from(DATES), st.sampled_from(REFORMS)).flatmap(
    lambda law: st.tuples(st.just(law), people(law[0]))
)


@given(LAWS_AND_PEOPLE)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_interpreter_and_reference_agree_on_people_at_the_edges(
    drawn: tuple[tuple[dt.date, tuple[str, ...]], Person],
) -> None:
    (on, reforms), someone = drawn
    edition = LAW.edition(on, reforms=reforms)
    assert interpreted(edition, names_of(edition), facts(someone)) == reference(on, reforms, someone)


@pytest.mark.parametrize("reforms", REFORMS, ids="+".join)
def test_they_agree_under_the_law_of_every_change_date_and_the_day_before(reforms: tuple[str, ...]) -> None:
    for seed, on in enumerate(DATES):
        edition = LAW.edition(on, reforms=reforms)
        names, table = names_of(edition), columns(seed, 4, on)
        for row in range(4):
            someone = person(table, row)
            assert interpreted(edition, names, facts(someone)) == reference(on, reforms, someone), (on, row)


def test_law_and_reference_begin_and_end_each_payment_on_the_same_day() -> None:
    every = {name for on in DATES for name in names_of(LAW.edition(on))}
    for on in DATES:
        edition = LAW.edition(on)
        answered = set(names_of(edition))
        assert {name for name in every if edition.has(name)} == answered, on


@pytest.mark.parametrize(("on", "reforms"), SAMPLED)
def test_compiled_interpreted_and_reference_agree_on_a_sample(on: dt.date, reforms: tuple[str, ...]) -> None:
    names = tuple(name for name in FINAL if LAW.edition(on, reforms=reforms).has(name))
    count = compare(Batch(on, reforms, on.toordinal(), 3_000), names)
    assert (count.people, count.differences) == (3_000, 0), count.told


@pytest.mark.parametrize("on", [dt.date(2018, 6, 1), dt.date(2026, 1, 1)])
def test_where_facts_are_missing_columns_may_be_less_decided_but_never_different(on: dt.date) -> None:
    edition, rows = LAW.edition(on), 1_500
    kernel = compile_columns(edition, FINAL, frozenset(FIELDS))
    table = columns(5, rows, on)
    rng = np.random.default_rng(6)
    missing = {name: rng.random(rows) < 0.12 for name in FIELDS}
    walked = {name: list(cells(column)) for name, column in kernel.run(table, missing).items()}
    known = undecided = 0
    for row in range(rows):
        given = facts(person(table, row))
        lacking = {name: value for name, value in given.items() if not missing[name][row]}
        found = interpreted(edition, FINAL, lacking)
        for name in FINAL:
            cell, value = walked[name][row], found[name]
            if cell is None:
                undecided += value != UNKNOWN
                continue
            known += 1
            assert value != UNKNOWN, (row, name)
            assert cell[0] == value * cell[1], (row, name)
    assert known > rows  # facts are missing, yet most answers are known
    assert undecided <= known // 100


@pytest.mark.prove
def test_a_million_people_and_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    laws = list(product(REFORMS, DATES))
    rows = -(-1_000_000 // len(laws))
    batches = [Batch(on, reforms, seed, rows) for seed, (reforms, on) in enumerate(laws)]
    total: Count = NOTHING
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for count in pool.map(compare, batches, chunksize=6):
            total += count
    with capsys.disabled():
        sys.stdout.write(
            f"\n{total.people:,} people under {len(laws)} laws, {total.answers:,} answers compared with the reference "
            f"(interpreted and compiled), {total.differences} differences\n"
        )
    assert total.people >= 1_000_000
    assert total.differences == 0, total.told
