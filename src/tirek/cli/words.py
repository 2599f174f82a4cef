"""The command line's own words, in three languages."""

from __future__ import annotations

import functools
from importlib import resources

import yaml

from tirek.basics.text import Language, Text


@functools.cache
def _catalogue() -> dict[str, Text]:
    raw = yaml.safe_load(resources.files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8"))
    return {name: Text.parse(row, f"texts.yaml: {name}") for name, row in raw.items()}


def say(name: str, language: Language, *parts: object) -> str:
    """Return the words called `name`, with `parts` put in their places."""
    return _catalogue()[name][language].format(*parts)
