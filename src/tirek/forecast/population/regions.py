"""The twenty regions, by ISO 3166-2, in the order of their codes; what they are called in three languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import yaml

from tirek.basics.text import Text

if TYPE_CHECKING:
    from tirek.basics.text import Language

REGIONS: Final = (
    "KZ-10", "KZ-11", "KZ-15", "KZ-19", "KZ-23", "KZ-27", "KZ-31", "KZ-33", "KZ-35", "KZ-39",
    "KZ-43", "KZ-47", "KZ-55", "KZ-59", "KZ-61", "KZ-62", "KZ-63", "KZ-71", "KZ-75", "KZ-79",
)  # fmt: skip
CITIES: Final = ("KZ-71", "KZ-75", "KZ-79")
"""Astana, Almaty, Shymkent: regions without villages."""


def region_name(code: str, language: Language) -> str:
    """Return what a region is called in tables and charts: Zhambyl, Жамбылская, Жамбыл."""
    return _named()[code]["name"][language]


def region_title(code: str, language: Language) -> str:
    """Return what a region is called in a sentence: Zhambyl Region, Жамбылская область, Жамбыл облысы."""
    return _named()[code]["title"][language]


@cache
def _named() -> dict[str, dict[str, Text]]:
    raw = yaml.safe_load((files(__package__) / "regions.yaml").read_text(encoding="utf-8"))
    return {
        code: {form: Text.parse(text, f"regions.yaml: {code}") for form, text in raw[code].items()} for code in REGIONS
    }
