"""The law over columns: equal to the interpreter for every person, whoever and however many they are."""

import datetime as dt
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.basics.errors import InputError
from tirek.law.kernel import calendar, clock, codestore
from tirek.law.kernel.columns import ROWS_PER_TASK, Kernel, compile_columns
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.law import Law
from tirek.law.kernel.program import DAYS, EPOCH, Spec
from tirek.law.kernel.quantity import MonthlyMoney
from tirek.law.kernel.unknown import Unknown

RURITANIA = Law.load("tests.law.kernel.ruritania")
SYLVANIA = Law.load("tests.law.kernel.sylvania")
YEAR_2000, YEAR_2010 = (SYLVANIA.edition(dt.date(year, 6, 1)) for year in (2000, 2010))
REPUBLIC = RURITANIA.edition(dt.date(2012, 6, 1))
DREAM = RURITANIA.edition(dt.date(2012, 6, 1), reforms=("dream",))
LESS_DECIDED = {"inner_choice", "always"}
"""Where columns may be unknown though the interpreter is not: an inner choice, the same missing fact asked twice."""
TOGETHER = tuple(name for name in SYLVANIA.provisions if name != "undiscovered_rounding")
MITES = ("widowed", "average_coin", "mite")

Person = dict[str, Any]


def random_value(spec: Spec, chance: random.Random) -> Any:  # noqa: ANN401  # a value of any unit
    """Draw a value of a fact, often an extreme or a round one: ties and edges hide there."""
    if spec.length:
        months = chance.choice((spec.length, spec.length, 1, spec.length - 1))
        round_sum = (spec.low, spec.high, 100, 50)
        return MonthlyMoney(
            tuple(chance.choice((*round_sum, chance.randint(spec.low, spec.high))) for _ in range(months))
        )
    if spec.unit == "date":
        return EPOCH + dt.timedelta(days=chance.choice((*DAYS, *(chance.randint(*DAYS) for _ in range(9)))))
    near = min(spec.high, spec.low + 30)
    cell = chance.choice((spec.low, spec.high, chance.randint(spec.low, spec.high), chance.randint(spec.low, near)))
    return spec.value(cell, spec.denominator)


def random_people(kernel: Kernel, count: int, lacking: float = 0.0) -> list[Person]:
    chance = random.Random(count)
    return [
        {spec.name: random_value(spec, chance) for spec in kernel.facts if chance.random() >= lacking}
        for _ in range(count)
    ]


def columns_of(kernel: Kernel, people: list[Person]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Lay people out in columns and masks of what is missing."""
    columns, missing = {}, {}
    for spec in kernel.facts:
        empty = (0,) * spec.length if spec.length else 0
        cells = [spec.cell(person[spec.name]) if spec.name in person else empty for person in people]
        shape = (len(people), spec.length) if spec.length else (len(people),)
        columns[spec.name] = np.array(cells, spec.dtype).reshape(shape)
        missing[spec.name] = np.array([spec.name not in person for person in people], np.bool_)
    return columns, missing


def interpreted(edition: Edition, person: Person, names: tuple[str, ...]) -> Person:
    values = edition.case(person).values(names)
    return {name: None if isinstance(value, Unknown) else value for name, value in zip(names, values, strict=True)}


@pytest.mark.parametrize("edition", [YEAR_2000, YEAR_2010])
@pytest.mark.parametrize("lacking", [0.0, 0.2])
def test_every_construct_equals_the_interpreter(edition: Edition, lacking: float) -> None:
    complete = compile_columns(edition, TOGETHER)
    names = frozenset(spec.name for spec in complete.facts)
    kernel = compile_columns(edition, TOGETHER, names if lacking else frozenset())
    people = random_people(kernel, 600, lacking)
    found = kernel.run(*columns_of(kernel, people))
    for row, person in enumerate(people):
        expected = interpreted(edition, person, TOGETHER)
        for name in TOGETHER:
            value = found[name].value(row)
            if not (value is None and name in LESS_DECIDED):
                assert value == expected[name], (name, person)


@pytest.mark.parametrize("edition", [REPUBLIC, DREAM])
@settings(deadline=None)  # the first example compiles
@given(st.data())
def test_ruritania_equals_the_interpreter_whatever_is_missing(edition: Edition, data: st.DataObject) -> None:
    kernel = compile_columns(edition, MITES, frozenset({"married", "spouse_alive", "coins", "service"}))
    facts = {
        "married": st.booleans(), "spouse_alive": st.booleans(), "service": st.integers(0, 600),
        "coins": st.lists(st.integers(0, 100_000_000), min_size=1, max_size=12).map(tuple).map(MonthlyMoney),
    }  # fmt: skip
    person = data.draw(st.fixed_dictionaries({}, optional=facts))
    assert kernel.one(person) == interpreted(edition, person, MITES)


def test_one_half_of_a_coin_is_rounded_up_as_by_the_interpreter() -> None:
    kernel = compile_columns(REPUBLIC, ("mite",))
    for total in range(29_900, 30_200):  # the half lies at 300.50, and where thirds come near it
        person = {"coins": MonthlyMoney((0, 0, total * 100)), "service": 60}
        assert kernel.one(person) == interpreted(REPUBLIC, person, ("mite",))


def test_other_numbers_need_no_other_code() -> None:
    kernel = compile_columns(YEAR_2000, TOGETHER)
    later = kernel.bind(YEAR_2010)
    assert later.case_function() is kernel.case_function()
    person = random_people(kernel, 1)[0]
    assert kernel.one(person) == interpreted(YEAR_2000, person, TOGETHER)
    assert later.one(person) == interpreted(YEAR_2010, person, TOGETHER)
    assert kernel.one(person) != later.one(person)


def test_other_rules_need_other_code() -> None:
    with pytest.raises(InputError, match="the law of 2012-06-01 differs in more than numbers: compile it anew"):
        compile_columns(REPUBLIC, ("mite",)).bind(DREAM)


@pytest.mark.parametrize("rows", [0, 1, 2, 8191, ROWS_PER_TASK - 1, ROWS_PER_TASK, ROWS_PER_TASK + 1, 150_001])
def test_any_number_of_rows_in_any_number_of_threads(rows: int) -> None:
    kernel = compile_columns(REPUBLIC, MITES)
    chance = np.random.default_rng(rows)
    columns = {
        "married": chance.integers(0, 2, rows), "spouse_alive": chance.integers(0, 2, rows),
        "coins": chance.integers(0, 10**8, (rows, 12)), "service": chance.integers(0, 600, rows),
    }  # fmt: skip
    mean = columns["coins"][:, -3:].sum(1)
    shares = np.select([columns["service"] < 60, columns["service"] < 120], [20, 30], 45)
    expected = np.maximum((mean * shares * 2 + 300 * 100) // (2 * 300 * 100) * 100, 100 * 100)
    for threads in (1, 2, 3):
        found = kernel.run(columns, threads=threads)
        assert found["average_coin"].denominator == 3
        np.testing.assert_array_equal(found["average_coin"].values, mean)
        np.testing.assert_array_equal(found["mite"].values, expected)
        assert found["mite"].known is None
        np.testing.assert_array_equal(
            found["widowed"].values, (columns["married"] == 1) & (columns["spouse_alive"] == 0)
        )


def test_a_narrow_history_and_columns_in_odd_layouts_are_read_all_the_same() -> None:
    kernel = compile_columns(REPUBLIC, ("average_coin", "mite"))
    coins = np.arange(1200, dtype=np.int64).reshape(12, 100).T
    service = np.arange(200, dtype=np.int64)[::2]
    wide = kernel.run({"coins": coins, "service": service})
    narrow = kernel.run({"coins": coins.astype(np.int32), "service": service.astype(np.int16), "unused": service})
    np.testing.assert_array_equal(wide["mite"].values, narrow["mite"].values)
    np.testing.assert_array_equal(wide["average_coin"].values, coins[:, -3:].sum(1))


def test_specs_tell_what_to_put_in_and_what_comes_out() -> None:
    kernel = compile_columns(YEAR_2000, ("gift", "crop_of_each", "people", "grown_on"))
    facts = {spec.name: spec for spec in kernel.facts}
    assert (facts["loss"].unit, facts["loss"].dtype, facts["loss"].denominator, facts["loss"].high) == (
        "rate",
        "int64",
        100,
        100,
    )
    assert (facts["tree"].dtype, facts["tree"].choices) == ("int8", ("pine", "oak", "birch"))
    assert (facts["crops"].length, facts["crops"].high) == (36, 5_000_000)
    assert (facts["rings"].dtype, facts["generous"].dtype, facts["born_on"].dtype) == ("int32", "bool", "int32")
    outputs = {spec.name: spec for spec in kernel.outputs}
    assert outputs["gift"].denominator == 1
    assert outputs["people"].choices == ("elder", "oak", "pine", "birch")
    columns, _ = columns_of(kernel, random_people(kernel, 20))
    each = kernel.run(columns)["crop_of_each"]
    np.testing.assert_array_equal(each.denominator, 24 * columns["working_days"] * np.maximum(columns["eaters"], 1))


def test_a_provision_can_be_given_as_a_column() -> None:
    given_average = frozenset({"average_coin"})
    kernel = compile_columns(REPUBLIC, ("mite",), frozenset({"average_coin"}), given_average)
    assert [spec.name for spec in kernel.facts] == ["average_coin", "service"]
    for average in (None, Fraction(0), Fraction(123_457)):
        person = {"service": 70} if average is None else {"service": 70, "average_coin": average}
        assert kernel.one(person) == interpreted(REPUBLIC, person, ("mite",))
    spec = kernel.facts[0]
    assert (spec.low, spec.high, spec.denominator) == (0, 100_000_000, 1)


def test_numbers_and_rates_can_be_given_as_columns() -> None:
    kernel = compile_columns(YEAR_2000, ("gift",), given=frozenset({"forest_line", "tree_rate", "ring_bonus"}))
    specs = {spec.name: spec for spec in kernel.facts}
    assert (specs["tree_rate"].denominator, specs["forest_line"].high) == (100, 10_000_000)
    person = random_people(kernel, 1)[0]
    assert kernel.one(person) == interpreted(YEAR_2000, person, ("gift",))


def test_a_rate_whose_divisor_varies_cannot_be_given() -> None:
    with pytest.raises(InputError, match="share_of_line: its denominator is known only at run time"):
        compile_columns(YEAR_2000, ("share_of_line",), given=frozenset({"share_of_line"}))


def test_rows_outside_their_ranges_are_found() -> None:
    kernel = compile_columns(REPUBLIC, MITES, frozenset({"service"}))
    columns = {
        "married": np.zeros(4, np.bool_), "spouse_alive": np.zeros(4, np.bool_),
        "coins": np.zeros((4, 12), np.int64), "service": np.array([0, 601, 601, 600]),
    }  # fmt: skip
    columns["coins"][3, 5] = 100_000_001
    missing = {"service": np.array([False, False, True, False])}
    assert kernel.outside(columns, missing).tolist() == [False, True, False, True]
    assert compile_columns(REPUBLIC, ("widowed",)).outside(columns).tolist() == [False] * 4


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({}, "coins (monthly_tenge) is absent, and not among the facts that may be missing"),
        ({"coins": np.zeros((2, 11), np.int64)}, "the column coins is int64 (2, 11), expected int64 (2, 12)"),
        ({"coins": np.zeros((2, 12))}, "the column coins is float64 (2, 12), expected int64 (2, 12)"),
    ],
)
def test_a_column_that_cannot_be_read_is_named(columns: dict[str, Any], message: str) -> None:
    kernel = compile_columns(REPUBLIC, ("average_coin",))
    with pytest.raises(InputError) as refusal:
        kernel.run(columns)
    assert str(refusal.value) == message


def test_absent_columns_are_missing_or_take_their_default() -> None:
    kernel = compile_columns(YEAR_2000, ("same_kin", "saved", "crop_of_each"), frozenset({"tree", "savings", "crops"}))
    columns = {"born_on": np.array([0, 1]), "generous": np.array([False, True]), "working_days": np.array([1, 2])}
    found = kernel.run(columns)
    for row in range(2):
        person = {"born_on": EPOCH + dt.timedelta(days=row), "generous": row == 1, "working_days": row + 1}
        for name, value in interpreted(YEAR_2000, person, tuple(found)).items():
            assert found[name].value(row) == value


def test_what_nobody_knows_how_to_round_is_unknown() -> None:
    kernel = compile_columns(YEAR_2000, ("undiscovered_rounding",))
    assert kernel.facts == ()
    assert kernel.one({}) == {"undiscovered_rounding": None}


def test_a_history_cannot_be_an_output() -> None:
    with pytest.raises(InputError, match="crops is monthly_tenge; a column holds one value a person"):
        compile_columns(YEAR_2000, ("crops",))


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)),
    st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)),
    st.integers(-1200, 1200),
)
def test_words_of_the_calendar_are_the_same_on_numbers_of_days(one: dt.date, other: dt.date, number: int) -> None:
    arguments = {
        "year_of": (one,), "first_of_month": (one,), "first_of_next_month": (one,), "last_of_month": (one,),
        "add_months": (one, number), "add_days": (one, number),
        "full_months": (one, other), "days_between": (one, other),
    }  # fmt: skip
    assert arguments.keys() == clock.DATE_WORDS.keys()
    for name, values in arguments.items():
        expected = getattr(calendar, name)(*values)
        numbers = ((value - EPOCH).days if isinstance(value, dt.date) else value for value in values)
        found = clock.DATE_WORDS[name](*numbers)
        assert found == ((expected - EPOCH).days if isinstance(expected, dt.date) else expected)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.integers(0, 12), st.integers(0, 15))
def test_sums_over_months_are_the_same_on_rows(amounts: list[int], months: int, run: int) -> None:
    table, history = np.array([[9] * len(amounts), amounts]), MonthlyMoney(tuple(amounts))
    months = min(months, len(amounts))
    assert clock.total(table, 1, months) == history.last(months).total()
    assert clock.best_run(table, 1, months, run) == history.last(months).best_run(run)
    assert clock.months_paid(table, 1, months) == history.last(months).months_paid()
    assert clock.within(table, 1, 1, 8) == all(1 <= amount <= 8 for amount in amounts)
    limited = history.at_most(Fraction(5))
    assert clock.total_limited(table, 1, months, 5) == limited.last(months).total()
    assert clock.best_run_limited(table, 1, months, run, 5) == limited.last(months).best_run(run)
    assert clock.months_paid_limited(table, 1, months, 5) == limited.last(months).months_paid()
    assert clock.months_paid_limited(table, 1, months, 0) == 0
    found = np.empty(1, np.int64)
    clock.totals(table, 1, 2, months, found)
    assert found[0] == history.last(months).total()
    clock.totals_limited(table, 1, 2, months, 5, found)
    assert found[0] == limited.last(months).total()


def test_histories_whose_months_lie_together_give_the_same() -> None:
    kernel = compile_columns(YEAR_2010, TOGETHER)
    people = random_people(kernel, 3000)
    columns = columns_of(kernel, people)[0]
    by_month = {name: np.asfortranarray(array) if array.ndim > 1 else array for name, array in columns.items()}
    one, other = kernel.run(columns), kernel.run(by_month)
    for name, column in one.items():
        assert (column.values == other[name].values).all(), name


def test_many_writers_leave_one_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    source = "ANSWER = 42\n" * 20_000
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda _: codestore._kept("tirek_law_test", source), range(32)))
    assert {path.read_text() for path in paths} == {source}
    assert [path.name for path in (tmp_path / "tirek").iterdir()] == ["tirek_law_test.py"]


def test_without_a_place_to_keep_code_it_is_kept_for_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert tmp_path.name == codestore.load_code(f"ANSWER = {tmp_path.name!r}").ANSWER


def test_a_second_process_loads_machine_code_instead_of_compiling(tmp_path: Path) -> None:
    script = """
import datetime as dt, time
from tirek.law.kernel.columns import compile_columns
from tirek.law.kernel.law import Law
kernel = compile_columns(Law.load("tests.law.kernel.ruritania").edition(dt.date(2012, 6, 1)), ("widowed",))
kernel.one({"married": True, "spouse_alive": False})
stats = kernel.case_function().stats
print(sum(stats.cache_hits.values()), sum(stats.cache_misses.values()))
"""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert runs == [["0", "1"], ["1", "0"]]
