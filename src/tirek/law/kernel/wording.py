"""A provision's formula in words: once with the names of what it reads, once with their values.

The words come from the provision's own source, so that what is explained is what was worked out.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any, Final

from tirek.basics.text import Language, Text, value_text
from tirek.law.kernel.provision import Kind, Provision
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps
from tirek.law.kernel.syntax import Assign, Branch, Expression, Return, Statement, read_rule
from tirek.law.kernel.units import unit_of

_SIGNS: Final = {
    "+": ("+", 1), "-": ("−", 1), "*": ("×", 2), "/": ("÷", 2), "//": ("÷", 2),
    "<": ("<", 0), "<=": ("≤", 0), ">": (">", 0), ">=": ("≥", 0), "==": ("=", 0), "!=": ("≠", 0),
}  # fmt: skip
"""How an operator is written, and how tightly it binds."""

_WHOLE: Final = 3
"""Binds tightest: never needs brackets."""

_PHRASES: Final[dict[str, Text]] = {
    "min": Text("ең азы ({})", "наименьшее из ({})", "the least of ({})"),
    "max": Text("ең көбі ({})", "наибольшее из ({})", "the greatest of ({})"),
    "last": Text("соңғы {1} ішіндегі {0}", "{0} за последние {1}", "{0} over the last {1}"),
    "total": Text("{0} сомасы", "сумма: {0}", "sum of {0}"),
    "best_run": Text(
        "{0}: қатарынан {1} ішіндегі ең үлкен сома",
        "наибольшая сумма за {1} подряд: {0}",
        "largest sum of {0} over {1} in a row",
    ),
    "months_paid": Text("{0} болған айлар саны", "число месяцев, за которые есть {0}", "number of months with {0}"),
    "at": Text("{0} ({1} бойынша)", "{0} (по значению: {1})", "{0} (for {1})"),
    "of": Text("{0} ({1} бойынша)", "{0} (для случая: {1})", "{0} (for {1})"),
    "add_months": Text("{0} + {1}", "{0} + {1}", "{0} + {1}"),
    "add_days": Text("{0} + {1}", "{0} + {1}", "{0} + {1}"),
    "first_of_month": Text("айдың бірінші күні ({0})", "первый день месяца ({0})", "first day of the month of {0}"),
    "first_of_next_month": Text(
        "келесі айдың бірінші күні ({0})", "первый день следующего месяца ({0})", "first day of the month after {0}"
    ),
    "last_of_month": Text("айдың соңғы күні ({0})", "последний день месяца ({0})", "last day of the month of {0}"),
    "full_months": Text("толық айлар: {0} – {1}", "полных месяцев: {0} – {1}", "full months from {0} to {1}"),
    "days_between": Text("күндер: {0} – {1}", "дней: {0} – {1}", "days from {0} to {1}"),
    "year_of": Text("жыл: {0}", "год: {0}", "year of {0}"),
    "if": Text("{1}, егер {0}; әйтпесе {2}", "{1}, если {0}; иначе {2}", "{1} if {0}, otherwise {2}"),
    "and": Text(" және ", " и ", " and "),
    "or": Text(" немесе ", " или ", " or "),
    "not": Text("{0} – жоқ", "не: {0}", "not {0}"),
    "when": Text("егер {0}:", "если {0}:", "if {0}:"),
    "otherwise": Text("әйтпесе:", "иначе:", "otherwise:"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a rule in words: what is returned or asked, under how many conditions it stands."""

    depth: int
    words: str


@functools.cache
def _code(node: ast.expr) -> CodeType:
    return compile(ast.Expression(node), "<provision>", "eval")


class Words:
    """Says the expressions of one provision by the titles of what they read, and by values once it is applied."""

    def __init__(self, provision: Provision, titles: Mapping[str, Text]) -> None:
        """Keep the titles of the provision's inputs."""
        self._provision = provision
        self._titles = titles
        self._kinds: dict[str, Kind] = dict(provision.inputs)
        self._locals: dict[str, Expression] = {}
        self._values: dict[str, Any] = {}

    def clauses(self, language: Language) -> list[Clause]:
        """Return the whole rule in words, line by line."""
        return list(self._clauses(read_rule(self._provision.function).body, language, 0))

    def _clauses(self, statements: tuple[Statement, ...], language: Language, depth: int) -> Iterator[Clause]:
        for statement in statements:
            match statement:
                case Return(value=value):
                    yield Clause(depth, self._say(value, language)[0])
                case Assign(name=name, value=value):
                    self._assign(name, value)
                case Branch():
                    yield Clause(depth, _PHRASES["when"][language].format(self._say(statement.test, language)[0]))
                    yield from self._clauses(statement.then, language, depth + 1)
                    if statement.otherwise:
                        yield Clause(depth, _PHRASES["otherwise"][language])
                        yield from self._clauses(statement.otherwise, language, depth + 1)

    def _assign(self, name: str, value: Expression) -> None:
        self._kinds[name] = unit_of(self._provision, value, self._kinds)
        self._locals[name] = value

    def _say(self, one: Expression, language: Language, *, with_values: bool = False) -> tuple[str, int]:
        """Return the words for an expression and how tightly they bind."""
        said = [self._say(part, language, with_values=with_values) for part in one.parts]
        if one.op == "-" and len(said) == 1:
            return f"−{said[0][0]}", _WHOLE
        if one.op in _SIGNS:
            return self._say_operator(one.op, said)
        if one.op in ("and", "or"):
            return _PHRASES[one.op][language].join(words for words, _ in said), 0
        if one.op in ("min", "max"):
            return _PHRASES[one.op][language].format("; ".join(words for words, _ in said)), _WHOLE
        if one.op in ("if", "not"):
            return _PHRASES[one.op][language].format(*(words for words, _ in said)), 0
        if one.op == "name":
            return self._say_name(str(one.value), language, with_values=with_values)
        if one.parts:
            return self._say_call(one, language, with_values=with_values), _WHOLE
        return (value_text(bool(one.value), "flag", language) if one.op == "flag" else str(one.value)), _WHOLE

    def _say_operator(self, operator: str, said: list[tuple[str, int]]) -> tuple[str, int]:
        sign, strength = _SIGNS[operator]
        (left, left_binds), (right, right_binds) = said
        left = f"({left})" if left_binds < strength else left
        tight = operator in ("-", "/", "//") and right_binds == strength
        right = f"({right})" if right_binds < strength or tight else right
        return f"{left} {sign} {right}", strength

    def _say_call(self, one: Expression, language: Language, *, with_values: bool) -> str:
        if with_values:
            unit = unit_of(self._provision, one, self._kinds).unit
            return value_text(self._value(one), unit, language)
        phrase = _PHRASES[str(one.value) if one.op == "word" else one.op][language]
        # a length of time inside a phrase reads better as its value: "over the last 24 months"
        said = (self._say(part, language, with_values=self._is_known_span(part))[0] for part in one.parts)
        return phrase.format(*said)

    def _say_name(self, name: str, language: Language, *, with_values: bool) -> tuple[str, int]:
        if name in self._locals:
            return self._say(self._locals[name], language, with_values=with_values)
        value = self._values.get(name)
        if with_values and value is not None and not isinstance(value, (MonthlyMoney, Steps, Choices)):
            return value_text(value, self._kinds[name].unit, language), _WHOLE
        return self._titles[name][language], _WHOLE

    def _is_known_span(self, part: Expression) -> bool:
        name = str(part.value)
        return part.op == "name" and name in self._values and self._kinds[name].unit in ("months", "days")

    def _value(self, one: Expression) -> Any:  # noqa: ANN401  # whatever the rule works out
        return eval(_code(one.node), self._provision.function.__globals__, self._values)  # noqa: S307  # our own provisions


class Wording(Words):
    """One provision as it was applied: the way taken, in names and in values."""

    def __init__(self, provision: Provision, inputs: Mapping[str, Any], titles: Mapping[str, Text]) -> None:
        """Follow the provision with the values of its `inputs` to the result it returned."""
        super().__init__(provision, titles)
        self._values = dict(inputs)
        found = self._follow(read_rule(provision.function).body)
        assert found is not None  # noqa: S101  # every way through a provision returns
        self._result = found

    def formula(self, language: Language, *, with_values: bool) -> str:
        """Return the expression that gave the result."""
        return self._say(self._result, language, with_values=with_values)[0]

    def _follow(self, statements: tuple[Statement, ...]) -> Expression | None:
        for statement in statements:
            match statement:
                case Return(value=value):
                    return value
                case Assign(name=name, value=value):
                    self._values[name] = self._value(value)
                    self._assign(name, value)
                case Branch():
                    found = self._follow(statement.then if self._value(statement.test) else statement.otherwise)
                    if found is not None:
                        return found
        return None
