"""Options that several commands share, and how they are read."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES, Language
from tirek.law.kernel.calendar import EARLIEST, LATEST

if TYPE_CHECKING:
    from tirek.law.kernel.law import Law

LAW_PACKAGE = "tirek.law"


@functools.cache
def load_law() -> Law:
    """Read the law of Kazakhstan."""
    from tirek.law.kernel.law import Law as KernelLaw

    return KernelLaw.load(LAW_PACKAGE)


def read_date(text: str | None, option: str) -> dt.date | None:
    """Read a date option; InputError when it is not a date."""
    if text is None:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        msg = f"{option} is {text!r}, expected a date such as 2026-02-10"
        raise InputError(msg) from None
    if not EARLIEST <= day <= LATEST:
        msg = f"{option} is {day}, expected a date from {EARLIEST} to {LATEST}"
        raise InputError(msg)
    return day


def read_language(text: str) -> Language:
    """Read the language option; InputError when it is none of the three."""
    if text not in LANGUAGES:
        msg = f"--lang is {text!r}, expected one of {', '.join(LANGUAGES)}"
        raise InputError(msg)
    return text
