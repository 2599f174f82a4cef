"""Checks that a provision never adds months to money: the unit of every expression, and of the answer."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final, NoReturn, get_type_hints

from tirek.basics.errors import InputError
from tirek.law.kernel import quantity
from tirek.law.kernel.parameter import WHOLE_UNITS
from tirek.law.kernel.provision import Kind, Provision, kind_of
from tirek.law.kernel.syntax import WORDS, Assign, Branch, Expression, Rule, Statement, read_rule

LITERAL: Final = Kind("0 or 1")
"""The unit of 0 and 1: they fit any number."""

FLAG: Final = Kind("flag")
DATE: Final = Kind("date")
TENGE: Final = Kind("tenge")
MONTHS: Final = Kind("months")
RATE: Final = Kind("rate")
COUNT: Final = Kind("count")
HISTORY: Final = Kind("monthly_tenge")
CHOICE: Final = Kind("choice")
WHOLE: Final = frozenset(Kind(unit) for unit in WHOLE_UNITS)
NUMERIC: Final = WHOLE | {TENGE, RATE, LITERAL}


def check_units(provision: Provision) -> None:
    """Check one provision; InputError names file:line, the expression and the units that do not fit."""
    rule = read_rule(provision.function)
    _Checker(rule, provision.result).block(rule.body, dict(provision.inputs))


def unit_of(provision: Provision, one: Expression, names: Mapping[str, Kind]) -> Kind:
    """Return the unit of an expression of `provision`, where `names` gives the units of what it reads."""
    return _Checker(read_rule(provision.function), provision.result).kind(one, names)


@functools.cache
def word_kinds(name: str) -> tuple[Kind, ...]:
    """Return the units a word of the calendar takes, its result last."""
    hints = get_type_hints(WORDS[name].__wrapped__, localns=vars(quantity), include_extras=True)  # type: ignore[attr-defined]
    return tuple(kind_of(hint, name) for hint in hints.values())


def product(one: Kind, other: Kind) -> Kind | None:
    """Return the unit of a product; None when the two may not be multiplied."""
    for left, right in ((one, other), (other, one)):
        if left == LITERAL:
            return right
        if left in (TENGE, RATE) and right in WHOLE | {RATE}:
            return left
        if left == COUNT and right in WHOLE:
            return right
    return None


def quotient(one: Kind, other: Kind) -> Kind | None:
    """Return the unit of an exact quotient; None when the one may not be divided by the other.

    Two whole numbers may not: Python would divide them inexactly.
    """
    if {one, other} <= WHOLE | {LITERAL}:
        return None
    if one == other or (one == LITERAL and other == RATE):
        return RATE
    return one if one in (TENGE, RATE) and other in WHOLE | {RATE} else None


def whole_quotient(one: Kind, other: Kind) -> Kind | None:
    """Return the unit of a quotient in whole numbers: how often the one holds the other, or a part of it."""
    if not {one, other} <= WHOLE | {LITERAL}:
        return None
    if one == other:
        return COUNT
    return one if other in (COUNT, LITERAL) else None


_LITERALS: Final = {"number": LITERAL, "flag": FLAG, "text": CHOICE}
_SCALED: Final = {"*": product, "/": quotient, "//": whole_quotient}
_ALIKE: Final = {
    **dict.fromkeys(("+", "-"), NUMERIC),
    **dict.fromkeys(("min", "max", "<", "<=", ">", ">="), NUMERIC | {DATE}),
    **dict.fromkeys(("==", "!="), NUMERIC | {DATE, FLAG, CHOICE}),
}
"""Operations whose parts are all of one unit, and which units these may be."""


class _Checker:
    """Walks one rule."""

    def __init__(self, rule: Rule, result: Kind) -> None:
        self.rule, self.result = rule, result

    def block(self, statements: tuple[Statement, ...], names: dict[str, Kind]) -> None:
        """Check statements; `names` grows by what they assign."""
        for statement in statements:
            if isinstance(statement, Assign):
                names[statement.name] = self.kind(statement.value, names)
            elif isinstance(statement, Branch):
                self._expect(statement.test, FLAG, names)
                then, otherwise = dict(names), dict(names)
                self.block(statement.then, then)
                self.block(statement.otherwise, otherwise)
                names.update(self._joined(then, otherwise, statement.line))
            else:
                found = self.kind(statement.value, names)
                if _common(found, self.result) is None:
                    what = f"{found}, but the answer is {self.result}"
                    self._refuse(statement.line, f"`{statement.value.text}`", what)

    def _joined(self, then: dict[str, Kind], otherwise: dict[str, Kind], line: int) -> dict[str, Kind]:
        joined = then | otherwise
        for name in then.keys() & otherwise.keys():
            common = _common(then[name], otherwise[name])
            if common is None:
                self._refuse(line, f"`{name}`", f"{then[name]} on one way and {otherwise[name]} on the other")
            joined[name] = common
        return joined

    def kind(self, one: Expression, names: Mapping[str, Kind]) -> Kind:
        """Return the unit of an expression."""
        if one.op == "name":
            return names[str(one.value)]
        if one.op in _LITERALS:
            return _LITERALS[one.op]
        if one.op in _ALIKE:
            common = self._alike(one, one.parts, names, _ALIKE[one.op])
            return common if one.op in ("min", "max", "+", "-") else FLAG
        if one.op in ("and", "or", "not"):
            for part in one.parts:
                self._expect(part, FLAG, names)
            return FLAG
        if one.op == "if":
            self._expect(one.parts[0], FLAG, names)
            return self._alike(one, one.parts[1:], names)
        if one.op in _SCALED:
            return self._scaled(one, names)
        return self._word(one, names) if one.op == "word" else self._method(one, names)

    def _word(self, one: Expression, names: Mapping[str, Kind]) -> Kind:
        *taken, result = word_kinds(str(one.value))
        for part, expected in zip(one.parts, taken, strict=True):
            self._expect(part, expected, names)
        return result

    def _scaled(self, one: Expression, names: Mapping[str, Kind]) -> Kind:
        left, right = (self.kind(part, names) for part in one.parts)
        kind = _SCALED[one.op](left, right) if {left, right} <= NUMERIC else None
        if kind is None:
            inexact = one.op == "/" and {left, right} <= WHOLE | {LITERAL}
            why = "Python does not divide exactly; multiply by a rate or a sum first" if inexact else "has no meaning"
            self._refuse(one.line, f"`{one.text}`", f"{left} {one.op} {right}, which {why}")
        return kind

    def _method(self, one: Expression, names: Mapping[str, Kind]) -> Kind:
        holder, *arguments = one.parts
        kind = self.kind(holder, names)
        shape = {"at": "steps", "of": "choices"}.get(one.op)
        if shape:
            if kind.shape != shape:
                self._refuse(one.line, f"`{one.text}`", f"`.{one.op}` of {kind}, expected a table by {shape}")
            if shape == "choices":
                self._expect(arguments[0], CHOICE, names)
            else:
                self._alike(arguments[0], arguments, names, NUMERIC)
            return Kind(kind.unit)
        self._expect(holder, HISTORY, names)
        for argument in arguments:
            self._expect(argument, TENGE if one.op == "at_most" else MONTHS, names)
        return {"last": HISTORY, "at_most": HISTORY, "months_paid": MONTHS}.get(one.op, TENGE)

    def _alike(
        self, one: Expression, parts: tuple[Expression, ...] | list[Expression], names: Mapping[str, Kind],
        among: frozenset[Kind] | None = None,
    ) -> Kind:  # fmt: skip
        """Return the one unit of all parts."""
        common = self.kind(parts[0], names)
        for part in parts:
            kind = self.kind(part, names)
            both = _common(common, kind)
            if both is None:
                self._refuse(one.line, f"`{one.text}`", f"{common} with {kind}")
            common = both
        if among is not None and common not in among:
            self._refuse(one.line, f"`{one.text}`", f"{common}, where it has no meaning")
        return common

    def _expect(self, one: Expression, expected: Kind, names: Mapping[str, Kind]) -> None:
        found = self.kind(one, names)
        if _common(found, expected) is None:
            self._refuse(one.line, f"`{one.text}`", f"{found}, expected {expected}")

    def _refuse(self, line: int, what: str, units: str) -> NoReturn:
        msg = f"{self.rule.at(line)}: {self.rule.name}: {what} is {units}"
        raise InputError(msg)


def _common(one: Kind, other: Kind) -> Kind | None:
    if one == other or (other == LITERAL and one in NUMERIC):
        return one
    return other if one == LITERAL and other in NUMERIC else None
