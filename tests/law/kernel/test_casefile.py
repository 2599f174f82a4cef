"""Cases as data: how they are read, what is refused, how they are compared."""

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.kernel.sketch import sketch
from tirek.basics.errors import InputError
from tirek.law.kernel.casefile import KEYS, find_cases, read_case, run_case
from tirek.law.kernel.law import Law

LAW = Law.load("tests.law.kernel.ruritania")
HEAD = "id: widow\non: 2005-01-01\nsource: derived\n"
GOOD = HEAD + "facts: {coins: [100, 200, 300], married: true, spouse_alive: false}\nexpect: {mite: 70, widowed: true}\n"


def written(folder: Path, text: str, name: str = "case.yaml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def outcomes(folder: Path, text: str, law: Law = LAW) -> dict[str, tuple[Any, bool]]:
    case = read_case(written(folder, text), law)
    return {outcome.name: (outcome.found, outcome.agrees) for outcome in run_case(case, law)}


def test_a_case_is_read_with_its_source_and_agrees_with_the_law(tmp_path: Path) -> None:
    case = read_case(written(tmp_path, GOOD + "published: true\nnote: by hand\ncontradicts: the page\n"), LAW)
    assert (case.name, case.on, case.known_on, case.reforms) == ("widow", dt.date(2005, 1, 1), None, ())
    assert (case.published, case.note, case.contradicts) == (True, "by hand", "the page")
    assert [(outcome.found, outcome.agrees) for outcome in run_case(case, LAW)] == [(70, True), (True, True)]


def test_a_case_may_lie_under_a_reform_and_be_known_on_a_day(tmp_path: Path) -> None:
    text = GOOD.replace("2005-01-01", "2011-01-01") + "reforms: [dream]\nknown_on: 2011-01-01\n"
    assert outcomes(tmp_path, text)["mite"] == (100, False)


def test_cases_are_found_in_a_folder_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b/two.yaml", "a/one.yaml", "three.yaml"):
        written(tmp_path, GOOD.replace("widow\n", f"{name}\n"), name)
    assert [case.name for case in find_cases(tmp_path, LAW)] == ["a/one.yaml", "b/two.yaml", "three.yaml"]
    assert [case.name for case in find_cases(tmp_path / "three.yaml", LAW)] == ["three.yaml"]


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"/nowhere: there is no such file or folder, expected cases in YAML$"):
        list(find_cases(tmp_path / "nowhere", LAW))


@pytest.mark.parametrize(("text", "refusal"), [
    ("- a list\n", ": expected a case with id, on, source and expect"),
    (GOOD.replace("source: derived\n", ""), ": expected a case with id, on, source and expect"),
    (GOOD + "wish: 1\n", f": 'wish' is not a field of a case, expected {', '.join(KEYS)}"),
    (GOOD.replace("2005-01-01", "yesterday"), ": on is 'yesterday', expected a date such as 2026-02-10"),
    (GOOD.replace("2005-01-01", ""), ": on is None, expected a date such as 2026-02-10"),
    (GOOD + "known_on: then\n", ": known_on is 'then', expected a date such as 2026-02-10"),
    (GOOD + "reforms: dream\n", ": reforms is 'dream', expected a list of names"),
    (GOOD + "given: 5\n", ": given is 5, expected names with values"),
    (HEAD + "expect: [mite]\n", ": expect is ['mite'], expected names with values"),
    (GOOD.replace("facts: {", "facts: {coinz: 1, "), ": facts: the law asks for no 'coinz'"),
    (GOOD.replace("true,", "1,"), ": facts: married is 1, expected yes or no"),
    (GOOD + "given: {mits: 1}\n", ": given: the law has no 'mits'"),
    (GOOD + "given: {average_coin: many}\n", ": given: average_coin: expected a number, found 'many'"),
    (GOOD.replace("100,", "1:30.5,"), ", line 4: 1:30.5 is no decimal number"),
])  # fmt: skip
def test_a_case_that_cannot_be_used_is_refused(tmp_path: Path, text: str, refusal: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(InputError) as refused:
        read_case(file, LAW)
    assert str(refused.value) == f"{file}{refusal}"


def test_results_and_numbers_of_the_law_may_be_given(tmp_path: Path) -> None:
    given_values = "{average_coin: 1000, mite_share: 0.5, widowed: true, mite_rounding: tenge_up}"
    text = HEAD + f"given: {given_values}\nexpect: {{mite: 500}}\n"
    case = read_case(written(tmp_path, text), LAW)
    half = Fraction(1, 2)
    assert case.facts == {"average_coin": 100000, "mite_share": half, "widowed": True, "mite_rounding": "tenge_up"}
    assert outcomes(tmp_path, text)["mite"] == (500, True)


def test_a_number_that_is_the_same_as_another_is_given_in_its_unit(tmp_path: Path) -> None:
    law = sketch(more_data="parameters: {yearly_fare: {title: {kk: а, ru: б, en: c}, same_as: fare}}")
    case = read_case(written(tmp_path, HEAD + "given: {yearly_fare: 7}\nexpect: {}\n"), law)
    assert case.facts == {"yearly_fare": 700}


@pytest.mark.parametrize(("expected", "agrees"), [
    ("166.67", True), ("166.666667", True), ("166.66667", True), ("166.6", False), ("166.66", False), ("167", False),
    ("unknown", False), ("true", False), ("many", False), ("null", False),
])  # fmt: skip
def test_numbers_are_compared_to_as_many_decimals_as_are_written_but_at_least_two(
    tmp_path: Path, expected: str, agrees: bool
) -> None:
    text = HEAD + f"facts: {{coins: [100, 200, 200]}}\nexpect: {{average_coin: {expected}}}\n"
    assert outcomes(tmp_path, text)["average_coin"] == (Fraction(500, 3), agrees)


@pytest.mark.parametrize(("expected", "agrees"), [("unknown", True), ("70", False), ("null", False)])
def test_a_missing_fact_makes_the_answer_unknown(tmp_path: Path, expected: str, agrees: bool) -> None:
    assert outcomes(tmp_path, HEAD + f"expect: {{mite: {expected}}}\n")["mite"][1] is agrees


@pytest.mark.parametrize(("expected", "agrees"), [("null", True), ("70", False)])
def test_what_the_law_of_the_day_has_not_is_nothing(tmp_path: Path, expected: str, agrees: bool) -> None:
    text = GOOD.replace("2005-01-01", "1999-01-01").replace("mite: 70", f"mite: {expected}")
    assert outcomes(tmp_path, text)["mite"] == (None, agrees)


@pytest.mark.parametrize(("expected", "agrees"), [("1", False), ("false", False), ("true", True)])
def test_yes_is_not_one(tmp_path: Path, expected: str, agrees: bool) -> None:
    assert outcomes(tmp_path, GOOD.replace("widowed: true", f"widowed: {expected}"))["widowed"] == (True, agrees)


@given(tiyn=st.integers(0, 10**8))
def test_an_expectation_written_from_the_answer_always_agrees(
    tmp_path_factory: pytest.TempPathFactory, tiyn: int
) -> None:
    text = HEAD + f"given: {{average_coin: {tiyn // 100}.{tiyn % 100:02d}}}\nexpect: {{mite: 0}}\n"
    folder = tmp_path_factory.mktemp("cases")
    found, _ = outcomes(folder, text)["mite"]
    assert outcomes(folder, text.replace("mite: 0", f"mite: {found}"))["mite"] == (found, True)
