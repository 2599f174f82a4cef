"""Numbers, tables, spans of time and rules as cells and lines of a page."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.text import Language, date_text, number_text, value_text
from tirek.law.kernel.act import FOREVER
from tirek.law.kernel.parameter import FAR_PAST
from tirek.law.kernel.quantity import TIYN_PER_TENGE, Choices, MonthlyMoney, Steps
from tirek.law.kernel.wording import Words
from tirek.reports.law_pages import markdown as md

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tirek.law.kernel.act import Basis
    from tirek.law.kernel.parameter import DatedValue
    from tirek.law.kernel.provision import Provision
    from tirek.law.kernel.wording import Clause
    from tirek.reports.law_pages.atlas import Atlas

LANGUAGE: Final[Language] = "en"
STATUS_WORDS: Final = {
    "read": "read in the act",
    "press": "from the press",
    "known": "from memory",
    "assumed": "our assumption",
    "unknown": "unknown",
}
UNIT_WORDS: Final = {
    "tenge": "tenge", "rate": "a pure number", "count": "a count", "months": "months", "days": "days",
    "years": "years", "date": "a date", "flag": "yes or no", "choice": "a choice",
    "monthly_tenge": "tenge, month by month",
}  # fmt: skip
_ONE_DAY: Final = dt.timedelta(days=1)


def unit_words(unit: str, shape: str = "plain") -> str:
    """Write a unit in words."""
    words = UNIT_WORDS.get(unit, unit)
    return {"steps": f"{words}, by steps", "choices": f"{words}, by choice"}.get(shape, words)


def plain_value(value: Any, unit: str) -> str:  # noqa: ANN401  # whatever a number or a fact may be
    """Write a value; a table row by row; a history as stretches of equal months."""
    if value is None:
        return "unknown"
    if isinstance(value, Steps):
        return "; ".join(f"from {_bound(bound)}: {value_text(item, unit, LANGUAGE)}" for bound, item in value.rows)
    if isinstance(value, Choices):
        return "; ".join(f"{choice}: {value_text(item, unit, LANGUAGE)}" for choice, item in value.rows.items())
    if isinstance(value, MonthlyMoney):
        return ", then ".join(
            f"{len(list(months))} months of {value_text(tiyn, 'tenge', LANGUAGE)}"
            for tiyn, months in groupby(value.tiyn)
        )
    return value_text(value, unit, LANGUAGE)


def value_cell(value: Any, unit: str) -> str:  # noqa: ANN401  # as above
    """Write a value as a cell of a table."""
    if isinstance(value, str):
        return md.code(value)
    shown = plain_value(value, unit)
    return (
        "<br>".join(md.escape(part) for part in shown.split("; "))
        if isinstance(value, (Steps, Choices))
        else md.escape(shown)
    )


def expected_value(raw: Any, unit: str) -> str:  # noqa: ANN401  # as a case has it
    """Write what a case expects: in the unit's natural measure, money in tenge."""
    is_number = isinstance(raw, (int, Fraction)) and not isinstance(raw, bool)
    return plain_value(Fraction(raw) * TIYN_PER_TENGE if is_number and unit == "tenge" else raw, unit)


def _bound(bound: Fraction) -> str:
    return str(bound.numerator) if bound.denominator == 1 else number_text(bound, LANGUAGE)


def day_cell(day: dt.date) -> str:
    """Write a day as a cell; the far past and the far future stay empty."""
    return "" if day in (FAR_PAST, FOREVER, dt.date.max) else day.isoformat()


def day_words(day: dt.date) -> str:
    """Write a day in words."""
    return date_text(day, LANGUAGE)


def known_cell(basis: Basis) -> str:
    """Write from when a retroactive rule or number could be known; empty when it was known in time."""
    return day_cell(basis.known) if basis.known > basis.start else ""


def last_days(bases: Iterable[Basis]) -> dict[int, dt.date]:
    """Return, by identity, the last day on which each basis governs: at the latest the eve of the next."""
    rows = list(bases)
    starts = sorted({basis.start for basis in rows})
    ends = {}
    for basis in rows:
        later = [start for start in starts if start > basis.start]
        ends[id(basis)] = min(basis.end, later[0] - _ONE_DAY) if later else basis.end
    return ends


def source_cell(atlas: Atlas, dated: DatedValue) -> str:
    """Return where a number was found: its own source, else that of its act."""
    source = dated.source or atlas.law.acts[dated.basis.act].source
    return md.web(source) if source else ""


def clauses(atlas: Atlas, provision: Provision) -> list[Clause]:
    """Return a rule in words, line by line."""
    titles = {name: atlas.title(name) for name, _ in provision.inputs}
    choices = {name: atlas.law.choice_titles(name) for name in titles}
    return Words(provision, titles, choices).clauses(LANGUAGE)


def rule_cell(atlas: Atlas, provision: Provision) -> str:
    """Return a rule in words as a cell of a table."""
    indent = 2 * md.NO_BREAK_SPACE
    return "<br>".join(indent * clause.depth + md.escape(clause.words) for clause in clauses(atlas, provision))


def rule_list(atlas: Atlas, provision: Provision) -> str:
    """Return a rule in words as a list."""
    lines = clauses(atlas, provision)
    return md.bullets((md.escape(clause.words) for clause in lines), (clause.depth for clause in lines))
