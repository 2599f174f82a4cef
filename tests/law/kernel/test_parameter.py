"""Dated numbers: how they are read, what is refused, and which value governs a day."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.basics.errors import InputError
from tirek.basics.text import Text
from tirek.law.kernel.act import Basis
from tirek.law.kernel.law import Law
from tirek.law.kernel.parameter import FAR_PAST, DatedValue, Parameter, read_parameter, read_scalar
from tirek.law.kernel.provision import Kind
from tirek.law.kernel.quantity import Choices, Steps

ACTS = Law.load("tests.law.kernel.ruritania").acts
WORDS = {"kk": "а", "ru": "б", "en": "c"}
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2000, 2, 10))


def raw_number(*, value: object = 1, **changes: object) -> dict[str, Any]:
    row = {"from": dt.date(2001, 1, 1), "value": value, "act": "crown-act", "article": 3, "status": "read"}
    return {"title": WORDS, "unit": "rate", "values": [row], **changes}


def read(raw: dict[str, Any], reform: str | None = None) -> Parameter:
    return read_parameter("share", raw, ACTS, reform, "file.yaml: share")


@pytest.mark.parametrize(("unit", "written", "held"), [
    ("tenge", 5, 500), ("tenge", Fraction("0.005"), Fraction(1, 2)), ("rate", Fraction(1, 2), Fraction(1, 2)),
    ("months", 24, 24), ("years", Fraction(3), 3), ("choice", 1, "1"),
])  # fmt: skip
def test_a_number_is_held_in_the_measure_of_its_unit(unit: str, written: object, held: object) -> None:
    assert read_scalar(written, unit, "here") == held


@pytest.mark.parametrize(("unit", "written", "refusal"), [
    ("rate", "many", "here: expected a number, found 'many'"),
    ("count", True, "here: expected a number, found True"),
    ("months", Fraction(5, 2), "here: expected a whole number of months, found 2.5"),
])  # fmt: skip
def test_what_is_no_number_of_its_unit_is_refused(unit: str, written: object, refusal: str) -> None:
    with pytest.raises(InputError) as refused:
        read_scalar(written, unit, "here")
    assert str(refused.value) == refusal


@pytest.mark.parametrize(("changes", "refusal"), [
    ({"unit": None}, "file.yaml: share: 'unit' is missing"),
    ({"values": None}, "file.yaml: share: 'values' is missing"),
    ({"title": None}, "file.yaml: share: title: expected text in kk, ru, en, found None"),
    ({"kind": "step"}, "file.yaml: share: the kind is 'step', expected one of plain, steps, choices"),
])  # fmt: skip
def test_a_number_without_a_part_is_refused(changes: dict[str, Any], refusal: str) -> None:
    raw = {name: value for name, value in raw_number(**changes).items() if value is not None}
    with pytest.raises(InputError) as refused:
        read(raw)
    assert str(refused.value) == refusal


@pytest.mark.parametrize(("changes", "refusal"), [
    ({"status": "sure"},
     "file.yaml: share, 2001-01-01: the status is 'sure', expected one of read, press, known, assumed, unknown"),
    ({"act": "emperor-act"}, "file.yaml: share, 2001-01-01: there is no act 'emperor-act'"),
    ({"status": None}, "file.yaml: share: 'status' is missing"),
    ({"from": None}, "file.yaml: share: 'from' is missing"),
    ({"value": "half"}, "file.yaml: share, 2001-01-01: expected a number, found 'half'"),
])  # fmt: skip
def test_a_value_that_cannot_be_used_is_refused(changes: dict[str, Any], refusal: str) -> None:
    raw = raw_number()
    row = {name: value for name, value in (raw["values"][0] | changes).items() if value is not None}
    with pytest.raises(InputError) as refused:
        read(raw | {"values": [row]})
    assert str(refused.value) == refusal


@pytest.mark.parametrize(("shape", "value", "refusal"), [
    ("steps", 5, "expected a table, found 5"),
    ("choices", {}, "expected a table, found {}"),
    ("steps", {"a few": 1}, "the table has the lower bound 'a few', expected a number"),
    ("steps", {False: 1}, "the table has the lower bound False, expected a number"),
    ("choices", {"old": "cheap"}, "expected a number, found 'cheap'"),
])  # fmt: skip
def test_a_table_that_cannot_be_used_is_refused(shape: str, value: object, refusal: str) -> None:
    with pytest.raises(InputError) as refused:
        read(raw_number(value=value, kind=shape))
    assert str(refused.value) == f"file.yaml: share, 2001-01-01: {refusal}"


def test_tables_are_held_in_the_measure_of_their_unit_and_in_order() -> None:
    steps = read(raw_number(value={60: 2, 0: 1}, kind="steps", unit="tenge"))
    assert steps.values[0].value == Steps(((Fraction(0), Fraction(100)), (Fraction(60), Fraction(200))))
    choices = read(raw_number(value={"old": 1, "new": 2}, kind="choices", unit="count"))
    assert choices.values[0].value == Choices({"old": 1, "new": 2})


def test_range_and_step_are_in_the_measure_of_the_unit() -> None:
    parameter = read(raw_number(unit="tenge", range=[0, 5], step=Fraction("0.5")))
    assert [parameter.low, parameter.high, parameter.step] == [0, 500, 50]


def test_a_number_of_a_reform_holds_from_ever_unless_it_says_otherwise() -> None:
    raw = raw_number()
    del raw["values"][0]["from"]
    basis = read(raw, "dream").values[0].basis
    assert (basis.start, basis.known) == (FAR_PAST, FAR_PAST)
    assert read(raw_number(), "dream").values[0].basis.start == dt.date(2001, 1, 1)


def test_a_number_is_known_from_the_adoption_of_its_act_unless_it_says_otherwise() -> None:
    raw = raw_number()
    assert read(raw).values[0].basis.known == ACTS["crown-act"].adopted
    raw["values"][0]["known_from"] = dt.date(2003, 1, 1)
    assert read(raw).values[0].basis.known == dt.date(2003, 1, 1)


def test_a_number_that_is_the_same_as_another_has_no_values_of_its_own() -> None:
    parameter = read({"title": WORDS, "same_as": "wage"})
    assert (parameter.same_as, parameter.values, parameter.kind) == ("wage", (), Kind(""))


@given(st.lists(st.tuples(DAYS, DAYS, DAYS), max_size=6, unique_by=lambda days: days[::2]), DAYS, DAYS)
def test_the_value_of_a_day_as_known_on_a_day(
    rows: list[tuple[dt.date, dt.date, dt.date]], on: dt.date, known_on: dt.date
) -> None:
    """Compares with a walk back day by day: the latest to begin wins, then the latest known, if it has not ended."""
    values = [
        DatedValue(place, Basis("crown-act", "1", start, end, known), "", "read", "")
        for place, (start, end, known) in enumerate(rows)
    ]
    zero = Fraction(0)
    title = Text("а", "б", "c")
    parameter = Parameter("x", Kind("rate"), title, zero, zero, zero, (), tuple(values), None, None, "here")
    governing: DatedValue | None = None
    begins = on
    while governing is None and begins >= dt.date(2000, 1, 1):
        learnt = known_on
        while governing is None and learnt >= dt.date(2000, 1, 1):
            same = [one for one in values if (one.basis.start, one.basis.known) == (begins, learnt)]
            governing = same[0] if same else None
            learnt -= dt.timedelta(days=1)
        begins -= dt.timedelta(days=1)
    if governing is not None and governing.basis.end < on:
        governing = None
    assert parameter.on(on, known_on) is governing
