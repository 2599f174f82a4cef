"""Facts: what must be known about a person for the law to answer, with unit, range and words to ask for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tirek.basics.errors import InputError
from tirek.basics.text import Text
from tirek.law.kernel.calendar import EARLIEST, LATEST
from tirek.law.kernel.parameter import WHOLE_UNITS, read_choice_titles, read_scalar
from tirek.law.kernel.provision import Kind
from tirek.law.kernel.quantity import TIYN_PER_TENGE, MonthlyMoney


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A fact the law may ask for. `low`, `high`, `step` are in the unit's own measure (tiyn for money)."""

    name: str
    kind: Kind
    title: Text
    question: Text
    low: Fraction
    high: Fraction
    step: Fraction
    choices: tuple[str, ...]
    length: int
    default: Any
    where: str
    choice_titles: Mapping[str, Text] = field(default_factory=dict)

    def read(self, raw: Any, where: str) -> Any:  # noqa: ANN401  # the type follows from the unit
        """Read a value written by a person; InputError names the field, the value and what is expected."""
        unit = self.kind.unit
        if unit == "flag":
            return self._checked(raw, isinstance(raw, bool), where, "yes or no")
        if unit == "date":
            fine = isinstance(raw, dt.date) and not isinstance(raw, dt.datetime)
            self._checked(raw, fine, where, "a date such as 2026-02-10")
            return self._checked(raw, EARLIEST <= raw <= LATEST, where, f"a date from {EARLIEST} to {LATEST}")
        if unit == "choice":
            return self._checked(raw, raw in self.choices, where, "one of " + ", ".join(self.choices))
        if unit == "monthly_tenge":
            self._checked(raw, isinstance(raw, list) and bool(raw), where, "a list of monthly amounts, oldest first")
            return MonthlyMoney(tuple(self._whole_tiyn(amount, where) for amount in raw))
        number = self._number(raw, unit, where)
        if not self.low <= number <= self.high:
            self._checked(raw, False, where, self._range_text())  # noqa: FBT003  # refuse
        if number % self.step:
            self._checked(raw, False, where, f"a multiple of {float(self.step / self._scale):g}")  # noqa: FBT003  # refuse
        return number

    def _number(self, raw: Any, unit: str, where: str) -> Fraction | int:  # noqa: ANN401  # as written
        is_number = isinstance(raw, (int, Fraction)) and not isinstance(raw, bool)
        expected = f"a whole number of {unit}" if unit in WHOLE_UNITS else "a number"
        fine = is_number and (unit not in WHOLE_UNITS or Fraction(raw).denominator == 1)
        self._checked(raw, fine, where, expected)
        number = read_scalar(raw, unit, where)
        assert not isinstance(number, str)  # noqa: S101  # only choices are text
        return number

    def _whole_tiyn(self, raw: Any, where: str) -> int:  # noqa: ANN401  # as written
        tiyn = Fraction(self._number(raw, "tenge", where))
        fine = tiyn.denominator == 1 and self.low <= tiyn <= self.high
        self._checked(raw, fine, where, self._range_text() + ", to the tiyn")
        return int(tiyn)

    def _range_text(self) -> str:
        return f"a number from {float(self.low / self._scale):,.10g} to {float(self.high / self._scale):,.10g}"

    @property
    def _scale(self) -> int:
        return TIYN_PER_TENGE if self.kind.unit in ("tenge", "monthly_tenge") else 1

    def _checked(self, raw: Any, fine: bool, where: str, expected: str) -> Any:  # noqa: ANN401  # passes on
        if not fine:
            shown = float(raw) if isinstance(raw, Fraction) else raw
            msg = f"{where}: {self.name} is {shown!r}, expected {expected}"
            raise InputError(msg)
        return raw


def read_fact(name: str, raw: dict[str, Any], where: str) -> Fact:
    """Read the declaration of one fact of a data file."""
    try:
        unit = raw["unit"]
        scale = TIYN_PER_TENGE if unit in ("tenge", "monthly_tenge") else 1
        low, high = (Fraction(bound) * scale for bound in raw.get("range", (0, 0)))
        # money is told to the tiyn unless a fact says otherwise
        step = Fraction(raw.get("step", Fraction(1, scale))) * scale
        title = Text.parse(raw["title"], f"{where}: title")
        question = Text.parse(raw["question"], f"{where}: question")
    except KeyError as missing:
        msg = f"{where}: the fact {name!r} needs {missing.args[0]!r}"
        raise InputError(msg) from None
    fact = Fact(
        name, Kind(unit), title, question, low, high, step, tuple(raw.get("choices", ())),
        raw.get("length", 0), None, where, read_choice_titles(raw, where),
    )  # fmt: skip
    if raw.get("default") is None:
        return fact
    object.__setattr__(fact, "default", fact.read(raw["default"], f"{where}: default"))
    return fact
