"""Rows that cannot be used go to the rejects, whole, with the field, the value and what is expected."""

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from tirek.assessment.batches import Assessed, Assessor
from tirek.assessment.questions import ask
from tirek.basics.errors import InputError
from tirek.law.kernel.law import Law

EDITION = Law.load("tirek.law").edition(dt.date(2026, 2, 10))
MONTHS = [30_000_000] * 36


def assessor(schema: pa.Schema) -> Assessor:
    return Assessor(ask(EDITION, ("disability",))[0], schema)


def assess(**columns: pa.Array) -> Assessed:
    batch = pa.RecordBatch.from_pydict({"person_id": pa.array(range(len(next(iter(columns.values()))))), **columns})
    return assessor(batch.schema).assess(batch, first_row=100)


def whole(**columns: pa.Array) -> Assessed:
    """Assess people of whom all is known but what `columns` change."""
    rows = len(next(iter(columns.values())))
    known = {
        "disability_degree": pa.array([70] * rows, pa.int32()),
        "record_months": pa.array([60] * rows, pa.int16()),
        "credited_income": pa.array([MONTHS] * rows, pa.list_(pa.int64(), 36)),
        "birth_date": pa.array([dt.date(1980, 5, 1)] * rows),
        "sex": pa.array(["female"] * rows),
        "disability_group": pa.array(["second"] * rows),
        "disability_term_indefinite": pa.array([True] * rows),
    }
    return assess(**(known | columns))


def amounts(assessed: Assessed) -> list[int | None]:
    found: list[int | None] = assessed.answers.column("disability_gross").to_pylist()
    return found


def rejects(assessed: Assessed) -> list[tuple[Any, ...]]:
    assert assessed.tally.rows == assessed.answers.num_rows + assessed.rejects.num_rows
    return [tuple(row.values()) for row in assessed.rejects.to_pylist()]


def test_numbers_out_of_range_are_rejected_and_the_others_are_answered() -> None:
    found = whole(record_months=pa.array([60, -1, 901, 2**40, None, 60], pa.int64()))
    reason = "record_months must be a whole number of months from 0 to 900"
    assert rejects(found) == [
        (1, 101, "record_months", "-1", reason),
        (2, 102, "record_months", "901", reason),
        (3, 103, "record_months", str(2**40), reason),
    ]
    assert found.answers.column("person_id").to_pylist() == [0, 4, 5]
    assert found.answers.column("disability_outcome").to_pylist() == ["entitled", "unknown", "entitled"]


def test_only_the_first_wrong_column_of_a_row_is_told() -> None:
    found = whole(record_months=pa.array([-1]), disability_degree=pa.array([101]))
    assert len(rejects(found)) == 1
    assert found.tally.rejected == 1


def test_an_unknown_choice_is_rejected_however_words_are_stored() -> None:
    words = ["male", "woman", None]
    for sex in (pa.array(words), pa.array(words, pa.large_string()), pa.array(words).dictionary_encode()):
        (reject,) = rejects(whole(sex=sex))
        assert reject == (1, 101, "sex", "woman", "sex must be one of male, female")


def test_a_null_inside_a_dictionary_is_a_missing_word() -> None:
    sex = pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int8()), pa.array(["male", None]))
    assert rejects(whole(sex=sex)) == []


def test_days_beyond_the_calendar_are_rejected() -> None:
    days = pa.array([0, 90_000, 2**31 - 1], pa.int32()).cast(pa.date32())
    found = rejects(whole(birth_date=days))
    assert [row[3] for row in found] == ["2216-05-31", "2147483647"]
    assert found[0][4] == "birth_date must be a date from 1900-01-01 to 2200-12-31"


def test_a_person_without_a_number_is_rejected() -> None:
    found = whole(person_id=pa.array(["a", None]), record_months=pa.array([60, -5]))
    assert rejects(found) == [(None, 101, "person_id", None, "person_id is empty; it must be told")]


def test_histories_with_impossible_months_are_rejected() -> None:
    wrong = [MONTHS, [*MONTHS[:35], -1], [None, *MONTHS[1:]], None, [2_000_000_001] * 36]
    for kind in (pa.list_(pa.int64(), 36), pa.list_(pa.int64()), pa.large_list(pa.int64())):
        found = rejects(whole(credited_income=pa.array(wrong, kind)))
        assert [(row[1], row[3]) for row in found] == [
            (101, "month 36: -1"),
            (102, "month 1: empty"),
            (104, "month 1: 2000000001"),
        ]


def test_short_histories_begin_with_zeros_and_of_long_ones_the_end_counts() -> None:
    years = [[0] * 24 + MONTHS[:12], MONTHS[:12], [7, *[0] * 24, *MONTHS[:12]], []]
    first, second, third, none = amounts(whole(credited_income=pa.array(years, pa.list_(pa.int32()))))
    assert first == second == third
    assert first
    assert none is None, "refused: no income above the deduction"
    fixed = pa.array([MONTHS[:12]], pa.list_(pa.int64(), 12))
    assert amounts(whole(credited_income=fixed)) == [first]


def test_slices_of_columns_are_read_from_where_they_begin() -> None:
    histories = pa.array([MONTHS, None, [0] * 36, MONTHS], pa.list_(pa.int64(), 36))
    flags = pa.array([False, None, True, True])
    sliced = {"credited_income": histories.slice(2), "disability_term_indefinite": flags.slice(2)}
    none, some = amounts(whole(**sliced))
    assert none is None
    assert some


def test_an_empty_batch_has_empty_answers() -> None:
    batch = pa.RecordBatch.from_pydict({"person_id": pa.array([], pa.int64())})
    found = assessor(batch.schema).assess(batch)
    assert (found.answers.num_rows, found.tally.rows) == (0, 0)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"family_id": pa.int64()}, "the column person_id is missing"),
        ({"person_id": pa.float64()}, "the column person_id is double, expected int64 or string"),
        ({"person_id": pa.int64(), "recrod_months": pa.int32()}, "is no fact of the law; is record_months meant?"),
        (
            {"person_id": pa.int64(), "zzz": pa.int32()},
            "the column zzz is no fact of the law; see tirek assess --schema",
        ),
        (
            {"person_id": pa.int64(), "record_months": pa.float64()},
            "record_months is double, expected int32: a whole number",
        ),
        ({"person_id": pa.int64(), "sex": pa.int8()}, "sex is int8, expected string: one of male, female"),
        (
            {"person_id": pa.int64(), "birth_date": pa.timestamp("ms")},
            r"birth_date is timestamp\[ms\], expected date32",
        ),
        ({"person_id": pa.int64(), "pension_contribution_exempt": pa.int8()}, "expected bool: true or false"),
        ({"person_id": pa.int64(), "credited_income": pa.list_(pa.float64())}, "expected fixed_size_list"),
    ],
)
def test_schemas_that_cannot_be_used_are_told_in_one_sentence(columns: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        assessor(pa.schema(columns))


def test_facts_that_this_law_does_not_ask_for_are_left_unread() -> None:
    schema = pa.schema({"person_id": pa.int64(), "payer_income": pa.int64()})
    assert assessor(schema).given.unused == ("payer_income",)
