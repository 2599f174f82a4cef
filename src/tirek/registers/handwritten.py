"""What a file written by hand may look like, and how its values are shown back."""

from __future__ import annotations

import datetime as dt
import textwrap
from fractions import Fraction
from typing import TYPE_CHECKING

import yaml

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def refuse_aliases(path: Path, most_brackets: int) -> None:
    """Refuse what no hand-written file needs: aliases, and brackets without end."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if text.count("[") + text.count("{") > most_brackets:
            msg = f"{path}: more than {most_brackets} brackets, expected a situation written by hand"
            raise InputError(msg)
        for event in yaml.parse(text, yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                msg = f"{path}, line {line}: an alias (*{event.anchor}), expected plain values"
                raise InputError(msg)
    except (yaml.YAMLError, UnicodeDecodeError):
        return  # reading it says what is wrong


def shown(value: object) -> str:
    """Write a value as a person would recognise it in a message, shortened."""
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return textwrap.shorten(str(value) if isinstance(value, (int, str)) else repr(value), 60, placeholder="…")
