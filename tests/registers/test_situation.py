"""A situation file is read exactly or refused in one sentence that names the field."""

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel.law import Law
from tirek.registers.situation import parse_situation, read_situation

LAW = Law.load("tirek.law")
FINE = """
name: A synthetic person
on: 2026-02-10
person: {birth_date: 1991-04-12, sex: female}
contributions:
  - {payer: Works, from: 2020-01, to: 2026-01, wage: 200000}
events:
  job_loss: {job_loss_registered_on: 2026-02-10}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "situation.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_whole_situation(tmp_path: Path) -> None:
    situation = read_situation(written(tmp_path, FINE), LAW)
    assert situation.name == "A synthetic person"
    assert situation.on == dt.date(2026, 2, 10)
    assert situation.facts["sex"] == "female"
    (event,) = situation.events
    assert event.benefit.name == "job_loss"
    account = situation.account(event, dt.date(2026, 2, 10))
    assert account is not None
    facts = account.record(LAW, dt.date(2026, 2, 10))
    assert facts["record_months"] == 73
    assert facts["credited_income"].tiyn == (18000000,) * 36


@pytest.mark.parametrize(
    ("change", "to", "sentence"),
    [
        ("wage: 200000", "wage: -1", "contributions 1: wage is -1, expected tenge from 0"),
        ("wage: 200000", "wage: 0.001", "wage is 0.001, expected tenge"),
        ("wage: 200000", "wage: lots", "wage is 'lots', expected tenge"),
        ("wage: 200000", "wagge: 200000", "'wagge' is not known here, did you mean 'wage'"),
        (
            "wage: 200000",
            "wage: 1, income: 2",
            "expected exactly one of wage, income or contributions, found wage, income",
        ),
        (", wage: 200000", "", "expected exactly one of wage, income or contributions, found none"),
        ("from: 2020-01", "from: 2020-13", "from is '2020-13', expected a month such as 2026-02"),
        ("from: 2020-01", "from: 2004-12", "from is 2004-12, expected 2005-01 or later"),
        ("to: 2026-01", "to: 2019-01", "to is 2019-01, expected a month not before from"),
        ("from: 2020-01, to: 2026-01", "months: -3", "months is -3, expected how many months"),
        ("from: 2020-01, ", "", "from is missing, expected a month such as 2005-01"),
        ("sex: female", "sex: woman", "sex is 'woman', expected one of male, female"),
        ("birth_date: 1991-04-12", "birth_date: 1991", "birth_date is 1991, expected a date such as"),
        ("birth_date: 1991-04-12", "birthdate: 1991-04-12", "did you mean 'birth_date'"),
        ("on: 2026-02-10", "on: soon", "on is soon, expected a date such as 2026-02-10"),
        ("job_loss:", "job_los:", "'job_los' is not known here, did you mean 'job_loss'"),
        ("{job_loss_registered_on: 2026-02-10}", "7", "job_loss is 7, expected fields such as"),
        ("job_loss_registered_on", "registered_on", "did you mean 'job_loss_registered_on'"),
        ("events:", "things:", "'things' is not known here"),
        ("  - {payer: Works", "    {payer: Works", "expected a list of payers|is not valid YAML"),
        ("payer: Works, from: 2020-01, to: 2026-01, wage: 200000", "", "expected exactly one of wage"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, change: str, to: str, sentence: str) -> None:
    assert change in FINE
    with pytest.raises(InputError, match=sentence) as refusal:
        read_situation(written(tmp_path, FINE.replace(change, to)), LAW)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        ("[{ground: nonsense, on: 2026-03-04}]", "'nonsense' is not known here"),
        ("[{ground: nonsense}]", "expected a ground and a day"),
        ("[tomorrow]", "expected a ground and a day"),
    ],
)
def test_what_happened_must_be_a_ground_of_the_law_and_a_day(tmp_path: Path, happened: str, sentence: str) -> None:
    text = FINE.replace("2026-02-10}\n", f"2026-02-10, happened: {happened}}}\n")
    with pytest.raises(InputError, match=sentence):
        read_situation(written(tmp_path, text), LAW)


def test_no_events_is_refused() -> None:
    with pytest.raises(InputError, match="events is empty, expected at least one of"):
        parse_situation({"name": "nobody"}, LAW, "here")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file, expected a situation in YAML"):
        read_situation(tmp_path / "none.yaml", LAW)


def test_a_file_that_holds_no_situation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a situation with sections"):
        read_situation(written(tmp_path, "[1, 2]"), LAW)


def test_results_can_be_given() -> None:
    raw = {"given": {"average_income": Fraction(401, 2)}, "events": {"job_loss": None}}
    situation = parse_situation(raw, LAW, "here")
    assert situation.facts["average_income"] == 20050
    with pytest.raises(InputError, match="given: average_income: expected a number, found 'much'"):
        parse_situation({"given": {"average_income": "much"}, "events": {"job_loss": None}}, LAW, "here")


def test_aliases_and_endless_brackets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 3: an alias \(\*a\), expected plain values"):
        read_situation(written(tmp_path, "name: x\nnote: &a y\nperson: *a\n"), LAW)
    with pytest.raises(InputError, match="more than 2000 brackets"):
        read_situation(written(tmp_path, "name: " + "[" * 3000), LAW)


def test_a_byte_order_mark_is_no_hindrance(tmp_path: Path) -> None:
    assert read_situation(written(tmp_path, "\ufeff" + FINE), LAW).name == "A synthetic person"
