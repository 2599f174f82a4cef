"""The words of a report: texts in three languages, and estimated numbers as people read them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from tirek.basics.text import Language, Text, number_text

THOUSAND: Final = 10**3
MILLION: Final = 10**6
BILLION: Final = 10**9
_BILLIONS: Final = Text("млрд теңге", "млрд тенге", "bn tenge")
_THOUSANDS: Final = Text("мың", "тыс.", "thousand")


@cache
def catalogue(package: str, file: str = "texts.yaml") -> dict[str, Text]:
    """Return the texts of a package by name; InputError names a language that is missing."""
    raw = yaml.safe_load((files(package) / file).read_text(encoding="utf-8"))
    return {name: Text.parse(row, f"{file}: {name}") for name, row in raw.items()}


def decimal(number: float, places: int, language: Language) -> str:
    """Write an estimate with so many places, halves to even: 1 234,5."""
    sign = "−" if round(number, places) < 0 else ""
    text = number_text(abs(Fraction(round(number * 10**places), 10**places)), language)
    point = "." if language == "en" else ","
    if places and point not in text:
        text += point + "0" * places
    return sign + text


def thousands(persons: float, language: Language) -> str:
    """Write a number of persons in thousands: 87,4 тыс."""
    return f"{decimal(persons / THOUSAND, 1, language)}\N{NO-BREAK SPACE}{_THOUSANDS[language]}"


def billions(tenge: float, language: Language) -> str:
    """Write tenge in thousands of millions: 958,3 млрд тенге."""
    return f"{decimal(tenge / BILLION, 1, language)}\N{NO-BREAK SPACE}{_BILLIONS[language]}"


def tenge(amount: float, language: Language) -> str:
    """Write an estimated amount in whole tenge: 60 407 ₸."""
    return f"{decimal(amount, 0, language)}\N{NO-BREAK SPACE}₸"


def percent(share: float, language: Language, *, signed: bool = False) -> str:
    """Write percent with one place: 12,5 %; with a sign where it tells a difference."""
    text = decimal(share, 1, language)
    plus = "+" if signed and round(share, 1) > 0 else ""
    return f"{plus}{text}{'' if language == 'en' else NARROW}%"


def part(share: float, language: Language) -> str:
    """Write a part of a whole in percent; one that is small but not nothing never looks like nothing: <0,1 %."""
    return f"<{percent(_LEAST, language)}" if 0 < share < _LEAST else percent(share, language)


_LEAST: Final = 0.1
NARROW: Final = "\N{NO-BREAK SPACE}"
