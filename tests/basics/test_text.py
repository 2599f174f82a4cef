"""Numbers, money, dates and spans of time as each language writes them."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES, Language, Text, date_text, money_text, number_text, plural, value_text


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("tiyn", "language", "written"),
    [
        (9500000, "ru", "95 000 ₸"),
        (1303011, "ru", "13 030,11 ₸"),
        (1303011, "en", "13,030.11 ₸"),
        (5, "kk", "0,05 ₸"),
        (-250, "en", "−2.50 ₸"),
        (Fraction(50000, 3), "ru", "≈ 166,67 ₸"),
        (0, "kk", "0 ₸"),
    ],
)
def test_money(tiyn: Fraction | int, language: Language, written: str) -> None:
    assert plain(money_text(tiyn, language)) == written


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [
        (Fraction(9, 20), "ru", "0,45"),
        (Fraction(1, 3), "en", "1/3"),
        (1234567, "en", "1,234,567"),
        (Fraction(-5, 2), "kk", "−2,5"),
    ],
)
def test_numbers(number: Fraction | int, language: Language, written: str) -> None:
    assert plain(number_text(number, language)) == written


@pytest.mark.parametrize(
    ("months", "written"),
    [(1, "1 месяц"), (3, "3 месяца"), (5, "5 месяцев"), (11, "11 месяцев"), (21, "21 месяц"), (112, "112 месяцев")],
)
def test_russian_counts_months_by_its_grammar(months: int, written: str) -> None:
    assert plain(value_text(months, "months", "ru")) == written


def test_english_and_kazakh_counts() -> None:
    assert plain(value_text(1, "days", "en")) == "1 day"
    assert plain(value_text(2, "days", "en")) == "2 days"
    assert plain(value_text(7, "months", "kk")) == "7 ай"
    assert plural(22, ("год", "года", "лет")) == "года"


def test_dates() -> None:
    day = dt.date(2026, 11, 5)
    assert [date_text(day, language) for language in LANGUAGES] == [
        "2026 жылғы 5 қараша",
        "5 ноября 2026 года",
        "5 November 2026",
    ]
    assert value_text(day, "date", "en") == "5 November 2026"


def test_yes_and_no() -> None:
    assert [value_text(answer, "flag", language) for language in LANGUAGES for answer in (True,)] == ["иә", "да", "yes"]
    assert value_text("normal", "choice", "en") == "normal"


def test_a_text_needs_all_three_languages() -> None:
    with pytest.raises(InputError, match="here: the text in kk is missing"):
        Text.parse({"ru": "да", "en": "yes"}, "here")
    with pytest.raises(InputError, match="expected text in kk, ru, en"):
        Text.parse("yes", "here")
    assert Text.parse({"kk": "иә", "ru": "да", "en": "yes"}, "here")["ru"] == "да"


@given(st.integers(-(10**12), 10**12))
def test_whole_tiyn_are_written_exactly(tiyn: int) -> None:
    written = plain(money_text(tiyn, "en")).removesuffix(" ₸").replace(",", "").replace("−", "-")
    assert round(Fraction(written) * 100) == tiyn
