"""Text in three languages, and numbers, money, dates and spans of time as each of them writes these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["kk", "ru", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
TIYN_PER_TENGE: Final = 100
MOST_DECIMALS: Final = 10_000
"""A number is written with at most four decimals, otherwise as a fraction."""
FIRST_CALENDAR_YEAR: Final = 1900
ABOUT: Final = "≈" + NO_BREAK_SPACE
"""Stands before a sum that is shown to the tiyn but is finer."""


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of text in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """Return the text in `language`."""
        return cast("str", getattr(self, language))

    @classmethod
    def parse(cls, raw: Any, where: str) -> Text:  # noqa: ANN401  # anything may stand in a data file
        """Read a mapping of the three languages; InputError names the language that is missing."""
        if not isinstance(raw, dict):
            msg = f"{where}: expected text in {', '.join(LANGUAGES)}, found {raw!r}"
            raise InputError(msg)
        for language in LANGUAGES:
            if not str(raw.get(language) or "").strip():
                msg = f"{where}: the text in {language} is missing"
                raise InputError(msg)
        return cls(*(str(raw[language]).strip() for language in LANGUAGES))


_UNITS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "months": {"kk": ("ай",), "ru": ("месяц", "месяца", "месяцев"), "en": ("month", "months")},
    "days": {"kk": ("күн",), "ru": ("день", "дня", "дней"), "en": ("day", "days")},
    "years": {"kk": ("жыл",), "ru": ("год", "года", "лет"), "en": ("year", "years")},
}


def plural(number: int, forms: tuple[str, ...]) -> str:
    """Choose the form of a noun after `number`: one form (Kazakh), two (English) or three (Russian)."""
    if len(forms) == 1:
        return forms[0]
    if len(forms) == 2:  # noqa: PLR2004  # singular and plural
        return forms[0] if abs(number) == 1 else forms[1]
    tens, ones = abs(number) % 100, abs(number) % 10
    if ones == 1 and tens != 11:  # noqa: PLR2004  # одиннадцать
        return forms[0]
    return forms[1] if 2 <= ones <= 4 and not 12 <= tens <= 14 else forms[2]  # noqa: PLR2004  # Russian grammar


def number_text(number: Fraction | int, language: Language) -> str:
    """Write a number exactly when it has few decimals, as a fraction otherwise: 1 234 567,5 or 2/3."""
    numerator, denominator = number.numerator, number.denominator
    if MOST_DECIMALS % denominator:
        return f"{numerator}/{denominator}"
    sign = "−" if numerator < 0 else ""
    whole, rest = divmod(abs(numerator), denominator)
    separator, point = (",", ".") if language == "en" else (NO_BREAK_SPACE, ",")
    text = f"{whole:,}".replace(",", separator) if separator != "," else f"{whole:,}"
    if not rest:
        return sign + text
    return f"{sign}{text}{point}" + f"{rest * (MOST_DECIMALS // denominator):0{len(str(MOST_DECIMALS)) - 1}d}".rstrip(
        "0"
    )


def money_text(tiyn: Fraction | int, language: Language) -> str:
    """Write a sum of tiyn in tenge: 95 000 ₸, 13 030,11 ₸. What is finer than a tiyn is marked by ≈."""
    shown = tiyn if tiyn.denominator == 1 else round(tiyn)
    whole, rest = divmod(abs(int(shown)), TIYN_PER_TENGE)
    text = number_text(whole, language) + (f"{'.' if language == 'en' else ','}{rest:02d}" if rest else "")
    sign = "−" if shown < 0 else ""
    about = "" if shown == tiyn else ABOUT
    return f"{about}{sign}{text}{NO_BREAK_SPACE}₸"


_MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "kk": (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def date_text(day: dt.date, language: Language) -> str:
    """Write a date in words: 2026 жылғы 5 қараша, 5 ноября 2026 года, 5 November 2026."""
    month = _MONTHS[language][day.month - 1]
    return {
        "kk": f"{day.year} жылғы {day.day} {month}",
        "ru": f"{day.day} {month} {day.year} года",
        "en": f"{day.day} {month} {day.year}",
    }[language]


def value_text(  # noqa: PLR0911  # one way to write for each kind of value
    value: object, unit: str, language: Language, titles: Mapping[str, Text] | None = None
) -> str:
    """Write a value of a given unit as a person would read it; `titles` are what people call each choice."""
    if unit == "choice" and titles and str(value) in titles:
        return titles[str(value)][language]
    if isinstance(value, bool):
        return {"kk": ("жоқ", "иә"), "ru": ("нет", "да"), "en": ("no", "yes")}[language][value]
    if isinstance(value, dt.date):
        return date_text(value, language)
    if isinstance(value, (int, Fraction)):
        if unit == "tenge":
            return money_text(value, language)
        if unit == "years" and value > FIRST_CALENDAR_YEAR:
            return str(value)  # a year of the calendar, not a span of years
        if unit in _UNITS:
            return f"{number_text(value, language)}{NO_BREAK_SPACE}{plural(int(value), _UNITS[unit][language])}"
        return number_text(value, language)
    return str(value)
