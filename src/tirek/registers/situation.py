"""Reading a person's situation from a YAML file: who they are, who paid contributions, what happened."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.errors import InputError
from tirek.law.kernel.calendar import EARLIEST, LATEST
from tirek.law.kernel.datafile import read_exact
from tirek.law.kernel.parameter import read_scalar
from tirek.registers.account import Account, Spell, first_day, month_number
from tirek.registers.handwritten import refuse_aliases, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tirek.law.kernel.benefit import Benefit
    from tirek.law.kernel.law import Law

SECTIONS: Final = (
    "name",
    "note",
    "on",
    "person",
    "contributions",
    "emergency_payment_months",
    "facts",
    "given",
    "events",
)
SPELL_FACTS: Final = (
    "in_city",
    "payer_income_exempt",
    "special_tax_regime",
    "platform_general_rate_chosen",
    "contribution_correction_zero",
)
"""Facts of the law of contributions that a payer's row may tell beside the income."""
SPELL_KEYS: Final = ("payer", "kind", "from", "to", "months", "wage", "income", "contributions", *SPELL_FACTS)
INCOME_KEYS: Final = {"wage": "payer_income", "income": "contribution_base", "contributions": "contribution_received"}
SHARED_FACTS: Final[tuple[str, ...]] = ("pension_contribution_exempt", "birth_date", "sex")
"""Facts of a person that the law of contributions asks too."""
WORKED_OUT: Final = (
    "adjustment_amount",
    "adjustment_awarded_on",
    "indexation_on",
    "transition_on",
    "contribution_month",
    "employer_paid_same_month",
)
"""Facts that the calculator itself sets, step by step."""
FIRST_YEAR: Final = 2005
LONGEST_MONTH: Final = 31
LONGEST_RECORD: Final = 600
MOST_BRACKETS: Final = 2000
LARGEST_GIVEN: Final = 10**9


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and may give a right: the benefit it concerns and the facts of it."""

    benefit: Benefit
    facts: dict[str, Any]
    happened: tuple[tuple[str, dt.date], ...] = ()
    account: tuple[Any, ...] | None = None
    days_by_month: tuple[tuple[dt.date, int], ...] = ()
    where: str = ""


@dataclass(slots=True)
class Situation:
    """One person's situation. `on` is the day of asking; None means today."""

    name: str
    on: dt.date | None
    facts: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    spells: tuple[Any, ...] | None = None
    emergency_months: frozenset[int] = frozenset()

    def account(self, event: Event, right_on: dt.date) -> Account | None:
        """Return the account that an event draws on (a breadwinner's own, where given); None when nothing was told."""
        rows = self.spells if event.account is None else event.account
        if rows is None:
            return None
        known = self.facts | event.facts
        shared = {name: known[name] for name in SHARED_FACTS if name in known}
        spells = tuple(_spell(row, right_on) for row in rows)
        _refuse_overlap(spells, event.where)
        return Account(spells, self.emergency_months, shared)


def read_situation(path: Path, law: Law) -> Situation:
    """Read a situation file; InputError names the field, its value and what is expected."""
    if not path.is_file():
        msg = f"{path}: there is no such file, expected a situation in YAML (see examples/)"
        raise InputError(msg)
    refuse_aliases(path, MOST_BRACKETS)
    raw = read_exact(path)
    if not isinstance(raw, dict):
        msg = f"{path}: expected a situation with sections such as person, contributions and events"
        raise InputError(msg)
    return parse_situation(raw, law, str(path))


def parse_situation(raw: dict[str, Any], law: Law, where: str) -> Situation:
    """Turn read data into a Situation; InputError as for `read_situation`."""
    _known(raw, SECTIONS, where)
    on = raw.get("on")
    situation = Situation(_words(raw.get("name"), f"{where}: name"), None if on is None else _day(on, f"{where}: on"))
    for section in ("person", "facts"):
        situation.facts |= _facts(_mapping(raw, section, where), law, f"{where}: {section}")
    situation.facts |= _given(_mapping(raw, "given", where), law, f"{where}: given")
    if "contributions" in raw:
        situation.spells = _spells(raw["contributions"], law, f"{where}: contributions")
    months = _list(raw, "emergency_payment_months", where)
    situation.emergency_months = frozenset(_month(month, f"{where}: emergency_payment_months") for month in months)
    for name, rows in _mapping(raw, "events", where).items():
        _known([name], law.benefits.by_name, f"{where}: events")
        for row in rows if isinstance(rows, list) else [{} if rows is None else rows]:
            situation.events.append(_event(law.benefits.by_name[name], row, law, f"{where}: events: {name}"))
    if not situation.events:
        msg = f"{where}: events is empty, expected at least one of {', '.join(law.benefits.by_name)}"
        raise InputError(msg)
    return situation


def _refuse_overlap(spells: tuple[Spell, ...], where: str) -> None:
    """One payer's month has one base, floor and ceiling: two rows may not both tell it."""
    seen: dict[str, list[Spell]] = {}
    for spell in spells:
        for other in seen.get(spell.payer, []):
            if spell.first <= other.last and other.first <= spell.last and spell.last >= spell.first:
                month = first_day(max(spell.first, other.first))
                msg = f"{where}: two rows of {spell.payer!r} both tell {month:%Y-%m}, expected one row for each month"
                raise InputError(msg)
        seen.setdefault(spell.payer, []).append(spell)


def _event(benefit: Benefit, row: Any, law: Law, where: str) -> Event:  # noqa: ANN401  # as written
    if not isinstance(row, dict):
        msg = f"{where} is {row!r}, expected fields such as {', '.join(benefit.facts[:3])}"
        raise InputError(msg)
    own = {"happened", "contributions", "given", *(["days_by_month"] if benefit.name == "sick_leave" else [])}
    _known(row, (*benefit.facts, *own), where)
    facts = _facts({name: value for name, value in row.items() if name not in own}, law, where)
    facts |= _given(_mapping(row, "given", where), law, f"{where}: given")
    happened = []
    for number, entry in enumerate(_list(row, "happened", where), 1):
        place = f"{where}: happened {number}"
        if not isinstance(entry, dict) or set(entry) != {"ground", "on"}:
            msg = f"{place}: expected a ground and a day, for example {{ground: job_loss_death, on: 2026-03-04}}"
            raise InputError(msg)
        grounds = [ground.name for ground in law.benefits.grounds.values() if ground.benefit == benefit.name]
        _known([entry["ground"]], grounds, place)
        happened.append((str(entry["ground"]), _day(entry["on"], place)))
    account = _spells(row["contributions"], law, f"{where}: contributions") if "contributions" in row else None
    days = _days_by_month(row.get("days_by_month"), f"{where}: days_by_month")
    return Event(benefit, facts, tuple(happened), account, days, where)


def _days_by_month(raw: Any, where: str) -> tuple[tuple[dt.date, int], ...]:  # noqa: ANN401  # as written
    """Read working days missed by calendar month, such as {2025-12: 8, 2026-01: 5}."""
    if raw is None:
        return ()
    fine = isinstance(raw, dict) and all(type(days) is int and 0 <= days <= LONGEST_MONTH for days in raw.values())
    if not fine:
        msg = f"{where} is {raw!r}, expected working days by month such as {{2025-12: 8, 2026-01: 5}}"
        raise InputError(msg)
    return tuple((first_day(_month(month, where)), days) for month, days in raw.items())


def _facts(raw: dict[str, Any], law: Law, where: str) -> dict[str, Any]:
    for name in WORKED_OUT:
        if name in raw:
            msg = f"{where}: {name} is worked out from the rest of the situation and cannot be told"
            raise InputError(msg)
    _known(raw, law.facts, where)
    return {name: law.facts[name].read(value, where) for name, value in raw.items() if value is not None}


def _given(raw: dict[str, Any], law: Law, where: str) -> dict[str, Any]:
    """Read values given for names that the law would otherwise work out."""
    _known(raw, law.provisions, where)
    read: dict[str, Any] = {}
    for name, value in raw.items():
        unit = law.provisions[name][0].result.unit
        if isinstance(value, (int, Fraction)) and not isinstance(value, bool) and not 0 <= value <= LARGEST_GIVEN:
            msg = f"{where}: {name} is {shown(value)}, expected a number from 0 to {LARGEST_GIVEN:,}"
            raise InputError(msg)
        if unit in ("flag", "date"):
            expected = bool if unit == "flag" else dt.date
            if not isinstance(value, expected):
                msg = f"{where}: {name} is {value!r}, expected {'yes or no' if unit == 'flag' else 'a date'}"
                raise InputError(msg)
            read[name] = value
        else:
            read[name] = read_scalar(value, unit, f"{where}: {name}")
    return read


def _spells(raw: Any, law: Law, where: str) -> tuple[Any, ...]:  # noqa: ANN401  # as written
    if not isinstance(raw, list):
        msg = f"{where} is {raw!r}, expected a list of payers with from, to and wage"
        raise InputError(msg)
    rows = []
    for number, row in enumerate(raw, 1):
        place = f"{where} {number}"
        if not isinstance(row, dict):
            msg = f"{place} is {row!r}, expected fields such as payer, from, to, wage"
            raise InputError(msg)
        _known(row, SPELL_KEYS, place)
        told = [key for key in INCOME_KEYS if key in row]
        if len(told) != 1:
            msg = f"{place}: expected exactly one of wage, income or contributions, found {', '.join(told) or 'none'}"
            raise InputError(msg)
        facts = {"payer_kind": law.facts["payer_kind"].read(row.get("kind", "employer"), place)}
        facts |= {name: law.facts[name].read(row[name], place) for name in SPELL_FACTS if name in row}
        facts[INCOME_KEYS[told[0]]] = _money(row[told[0]], f"{place}: {told[0]}")
        if told[0] == "contributions":
            facts["contribution_amount_known"] = True
        rows.append((_words(row.get("payer"), f"{place}: payer") or f"payer {number}", facts, _span(row, place)))
    return tuple(rows)


def _span(row: dict[str, Any], place: str) -> tuple[int | None, int | None, int]:
    """Return first and last month; or how many months just before the right arises."""
    if "months" in row:
        months = row["months"]
        alone = "from" not in row and "to" not in row
        if type(months) is not int or not 0 <= months <= LONGEST_RECORD or not alone:
            msg = (
                f"{place}: months is {months!r}, expected how many months before the right arose (without from and to)"
            )
            raise InputError(msg)
        return None, None, months
    if "from" not in row:
        msg = f"{place}: from is missing, expected a month such as {FIRST_YEAR}-01 (or months: 24)"
        raise InputError(msg)
    first = _month(row["from"], f"{place}: from")
    last = _month(row["to"], f"{place}: to") if row.get("to") is not None else None
    if first < FIRST_YEAR * 12:
        msg = f"{place}: from is {row['from']}, expected {FIRST_YEAR}-01 or later: contributions began then"
        raise InputError(msg)
    if last is not None and last < first:
        msg = f"{place}: to is {row['to']}, expected a month not before from, {row['from']}"
        raise InputError(msg)
    return first, last, 0


def _spell(row: tuple[str, dict[str, Any], tuple[int | None, int | None, int]], right_on: dt.date) -> Spell:
    payer, facts, (first, last, months) = row
    end = month_number(right_on) - 1
    if first is None:
        return Spell(payer, max(end - months + 1, FIRST_YEAR * 12), end, facts)
    return Spell(payer, first, end if last is None else last, facts)


def _money(raw: Any, where: str) -> Fraction:  # noqa: ANN401  # as written
    fine = isinstance(raw, (int, Fraction)) and not isinstance(raw, bool) and 0 <= raw <= 10**9
    if not fine or (Fraction(raw) * 100).denominator != 1:
        shown = float(raw) if isinstance(raw, Fraction) else raw
        msg = f"{where} is {shown!r}, expected tenge from 0 to 1,000,000,000, to the tiyn"
        raise InputError(msg)
    return Fraction(raw) * 100


def _day(raw: Any, where: str) -> dt.date:  # noqa: ANN401  # as written
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime) and EARLIEST <= raw <= LATEST:
        return raw
    msg = f"{where} is {raw!s}, expected a date such as 2026-02-10"
    raise InputError(msg)


def _month(raw: Any, where: str) -> int:  # noqa: ANN401  # as written
    if isinstance(raw, dt.date):
        return month_number(raw)
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", str(raw))
    if not match:
        msg = f"{where} is {raw!r}, expected a month such as 2026-02"
        raise InputError(msg)
    return int(match[1]) * 12 + int(match[2]) - 1


def _mapping(raw: dict[str, Any], section: str, where: str) -> dict[str, Any]:
    value = {} if raw.get(section) is None else raw[section]
    if not isinstance(value, dict):
        msg = f"{where}: {section} is {value!r}, expected fields with values"
        raise InputError(msg)
    return value


def _list(raw: dict[str, Any], section: str, where: str) -> list[Any]:
    value = [] if raw.get(section) is None else raw[section]
    if not isinstance(value, list):
        msg = f"{where}: {section} is {shown(value)}, expected a list"
        raise InputError(msg)
    return value


def _words(raw: Any, where: str) -> str:  # noqa: ANN401  # as written
    if raw is None or isinstance(raw, str):
        return raw or ""
    msg = f"{where} is {shown(raw)}, expected text"
    raise InputError(msg)


def _known(names: Iterable[Any], allowed: Iterable[str], where: str) -> None:
    choices = list(allowed)
    for name in names:
        if name not in choices:
            close = difflib.get_close_matches(str(name), choices, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"expected one of {', '.join(choices[:12])}"
            msg = f"{where}: {name!r} is not known here, {hint}"
            raise InputError(msg)
