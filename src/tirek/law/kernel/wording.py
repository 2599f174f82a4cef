"""A provision's formula in words: once with the names of what it reads, once with their values.

The words come from the provision's own source, so that what is explained is what was worked out.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any, Final

from tirek.basics.text import Language, Text, value_text
from tirek.law.kernel.provision import Kind, Provision
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps
from tirek.law.kernel.syntax import METHODS, Assign, Branch, Expression, Return, Statement, read_rule
from tirek.law.kernel.units import unit_of
from tirek.law.kernel.unknown import Unknown

_SIGNS: Final = {
    "+": ("+", 5), "-": ("−", 5), "*": ("×", 6), "/": ("÷", 6), "//": ("÷", 6),
    "<": ("<", 4), "<=": ("≤", 4), ">": (">", 4), ">=": ("≥", 4), "==": ("=", 4), "!=": ("≠", 4),
}  # fmt: skip
"""How an operator is written, and how tightly it binds."""

_BINDS: Final = {"if": 0, "or": 1, "and": 2, "not": 3}
"""How tightly the words between conditions bind."""

_SUM, _PRODUCT, _WHOLE = 5, 6, 7
"""Sums bind looser than products; what is whole never needs brackets."""

_CALLS: Final = ("word", *METHODS)
"""What is said by a phrase of its own, or by its value."""

_PHRASES: Final[dict[str, Text]] = {
    "min": Text("ең азы ({})", "наименьшее из ({})", "the least of ({})"),
    "max": Text("ең көбі ({})", "наибольшее из ({})", "the greatest of ({})"),
    "last": Text("соңғы {1} ішіндегі {0}", "{0} за последние {1}", "{0} over the last {1}"),
    "at_most": Text("{0} (айына {1} асырмай)", "{0} (не более {1} в месяц)", "{0} (at most {1} a month)"),
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
    "//": Text("бүтін бөлігі ({})", "целая часть ({})", "whole part of ({})"),
    "when": Text("егер {0}:", "если {0}:", "if {0}:"),
    "else": Text("әйтпесе {}", "иначе {}", "otherwise {}"),
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


Said = tuple[str, int]
"""Words, and how tightly they bind."""

Choosable = Mapping[str, Mapping[str, Text]]
"""By input: what people call each choice it may be."""

Saying = Callable[[Language, bool], Said]
"""Says what a local name stands for: in a language, by names or by values."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is known at one place of a rule; never changed, so a name assigned again does not alter what came before."""

    kinds: Mapping[str, Kind]
    values: Mapping[str, Any]
    locals: Mapping[str, Saying]


class Words:
    """Says the expressions of one provision by the titles of what they read, and by values once it is applied."""

    def __init__(self, provision: Provision, titles: Mapping[str, Text], choices: Choosable | None = None) -> None:
        """Keep the titles of the provision's inputs, and of the choices that they may be."""
        self._provision = provision
        self._titles = titles
        self._choices = choices or {}

    def clauses(self, language: Language) -> list[Clause]:
        """Return the whole rule in words, line by line."""
        scope = _Scope(dict(self._provision.inputs), {}, {})
        return self._clauses(read_rule(self._provision.function).body, scope, language, 0)[0]

    def _clauses(
        self, statements: tuple[Statement, ...], scope: _Scope, language: Language, depth: int
    ) -> tuple[list[Clause], _Scope | None]:
        """Return the lines of some statements, and what is known after them; None when every way has returned."""
        lines: list[Clause] = []
        after: _Scope | None = scope
        guarded = False
        for statement in statements:
            assert after is not None  # noqa: S101  # nothing stands after a return
            match statement:
                case Return(value=value):
                    more = [Clause(depth, self._say(value, after, language)[0])]
                    after = None
                case Assign(name=name, value=value):
                    after = self._assigned(after, name, value)
                    continue
                case _:
                    more, after = self._branch(statement, after, language, depth)
            if guarded and more:
                more[0] = Clause(depth, _PHRASES["else"][language].format(more[0].words))
            lines += more
            guarded = isinstance(statement, Branch) and not statement.otherwise and _answers(statement.then)
        return lines, after

    def _branch(
        self, branch: Branch, scope: _Scope, language: Language, depth: int
    ) -> tuple[list[Clause], _Scope | None]:
        then, after_then = self._clauses(branch.then, scope, language, depth + 1)
        otherwise, after_otherwise = self._clauses(branch.otherwise, scope, language, depth + 1)
        test = self._say(branch.test, scope, language)
        lines = []
        if then:
            lines = [Clause(depth, _PHRASES["when"][language].format(test[0])), *then]
        if otherwise:
            denied = _PHRASES["not"][language].format(_closed(test, _BINDS["not"]))
            head = _PHRASES["otherwise"][language] if then else _PHRASES["when"][language].format(denied)
            lines += [Clause(depth, head), *otherwise]
        if after_then is None or after_otherwise is None:
            return lines, after_then or after_otherwise
        return lines, self._either(branch.test, scope, after_then, after_otherwise)

    def _either(self, test: Expression, before: _Scope, then: _Scope, otherwise: _Scope) -> _Scope:
        """Return what is known after both ways: a name assigned on either is said as "this if ..., otherwise that"."""

        def chosen(one: Saying, other: Saying) -> Saying:
            def say(language: Language, with_values: bool) -> Said:
                asked = self._say(test, before, language, with_values=with_values)
                return _say_if((asked, one(language, with_values), other(language, with_values)), language)

            return say

        both = {
            name: one if one is other else chosen(one, other)
            for name, one in then.locals.items()
            if (other := otherwise.locals.get(name))
        }
        return _Scope({**otherwise.kinds, **then.kinds}, before.values, both)

    def _assigned(self, scope: _Scope, name: str, value: Expression, values: Mapping[str, Any] | None = None) -> _Scope:
        def say(language: Language, with_values: bool) -> Said:
            return self._say(value, scope, language, with_values=with_values)

        kinds = {**scope.kinds, name: unit_of(self._provision, value, scope.kinds)}
        return _Scope(kinds, scope.values if values is None else values, {**scope.locals, name: say})

    def _say(self, one: Expression, scope: _Scope, language: Language, *, with_values: bool = False) -> Said:
        """Return the words for an expression and how tightly they bind."""
        if one.op == "name":
            return self._say_name(str(one.value), scope, language, with_values=with_values)
        if one.op == "if" and scope.values:  # applied: only the way taken is told
            test, then, otherwise = one.parts
            taken = then if self._value(test, scope) else otherwise
            return self._say(taken, scope, language, with_values=with_values)
        if one.op in ("==", "!=") and any(part.op == "text" for part in one.parts):
            said = [self._say_chosen(part, one, scope, language, with_values=with_values) for part in one.parts]
            return _say_operator(one.op, said)
        if one.op in _CALLS:
            return self._say_call(one, scope, language, with_values=with_values), _WHOLE
        said = [self._say(part, scope, language, with_values=with_values) for part in one.parts]
        if one.op == "-" and len(said) == 1:
            return f"−{_closed(said[0], _PRODUCT)}", _SUM
        if one.op in _SIGNS:
            words, binds = _say_operator(one.op, said)
            return (_PHRASES["//"][language].format(words), _WHOLE) if one.op == "//" else (words, binds)
        if one.op in ("and", "or"):
            binds = _BINDS[one.op]
            return _PHRASES[one.op][language].join(_closed(part, binds) for part in said), binds
        if one.op in ("min", "max"):
            return _PHRASES[one.op][language].format("; ".join(words for words, _ in said)), _WHOLE
        if one.op == "if":
            return _say_if(said, language)
        if one.op == "not":
            return _PHRASES["not"][language].format(_closed(said[0], _BINDS["not"])), _BINDS["not"]
        return (value_text(bool(one.value), "flag", language) if one.op == "flag" else str(one.value)), _WHOLE

    def _say_chosen(
        self, part: Expression, comparison: Expression, scope: _Scope, language: Language, *, with_values: bool
    ) -> Said:
        """Say one side of a comparison with a choice: the choice by what people call it."""
        if part.op != "text":
            return self._say(part, scope, language, with_values=with_values)
        names = [str(other.value) for other in comparison.parts if other.op == "name"]
        titles = self._choices.get(names[0], {}) if names else {}
        return value_text(part.value, "choice", language, titles), _WHOLE

    def _say_call(self, one: Expression, scope: _Scope, language: Language, *, with_values: bool) -> str:
        if with_values and not isinstance(value := self._value_or_unknown(one, scope), Unknown):
            return value_text(value, unit_of(self._provision, one, scope.kinds).unit, language)
        if one.value in ("add_months", "add_days") and _is_negative(one.parts[1]):
            return self._say_earlier(one, scope, language)
        phrase = _PHRASES[str(one.value) if one.op == "word" else one.op][language]
        # a length of time inside a phrase reads better as its value: "over the last 24 months"
        said = (self._say(part, scope, language, with_values=_is_known_span(part, scope))[0] for part in one.parts)
        return phrase.format(*said)

    def _say_earlier(self, one: Expression, scope: _Scope, language: Language) -> str:
        """Say "the day − 1 day" for adding minus one."""
        day, (span,) = one.parts[0], one.parts[1].parts
        unit = str(one.value).removeprefix("add_")
        length = value_text(span.value, unit, language) if span.op == "number" else self._say(span, scope, language)[0]
        return f"{self._say(day, scope, language)[0]} − {length}"

    def _say_name(self, name: str, scope: _Scope, language: Language, *, with_values: bool) -> Said:
        if name in scope.locals:
            return scope.locals[name](language, with_values)
        value = scope.values.get(name)
        if with_values and value is not None and not isinstance(value, (MonthlyMoney, Steps, Choices, Unknown)):
            return value_text(value, scope.kinds[name].unit, language, self._choices.get(name)), _WHOLE
        return self._titles[name][language], _WHOLE

    def _value(self, one: Expression, scope: _Scope) -> Any:  # noqa: ANN401  # whatever the rule works out
        return eval(_code(one.node), self._provision.function.__globals__, dict(scope.values))  # noqa: S307  # our own provisions

    def _value_or_unknown(self, one: Expression, scope: _Scope) -> Any:  # noqa: ANN401  # whatever the rule works out
        """Return the value of a part that the rule itself may have passed over: `a or table.at(b)` where a holds."""
        try:
            return self._value(one, scope)
        except (KeyError, ValueError):
            return Unknown(frozenset())


class Wording(Words):
    """One provision as it was applied: the way taken, in names and in values."""

    def __init__(
        self,
        provision: Provision,
        inputs: Mapping[str, Any],
        titles: Mapping[str, Text],
        choices: Choosable | None = None,
    ) -> None:
        """Follow the provision with the values of its `inputs` to the result it returned."""
        super().__init__(provision, titles, choices)
        scope = _Scope(dict(provision.inputs), dict(inputs), {})
        self._result, self._scope = self._follow(read_rule(provision.function).body, scope)

    def formula(self, language: Language, *, with_values: bool) -> str:
        """Return the expression that gave the result."""
        assert self._result is not None  # noqa: S101  # every way through a provision returns
        return self._say(self._result, self._scope, language, with_values=with_values)[0]

    def _follow(self, statements: tuple[Statement, ...], scope: _Scope) -> tuple[Expression | None, _Scope]:
        """Return the expression that answers, and what is known there; no expression where nothing answers."""
        for statement in statements:
            match statement:
                case Return(value=value):
                    return value, scope
                case Assign(name=name, value=value):
                    values = {**scope.values, name: self._value(value, scope)}
                    scope = self._assigned(scope, name, value, values)
                case _:
                    way = statement.then if self._value(statement.test, scope) else statement.otherwise
                    found, scope = self._follow(way, scope)
                    if found is not None:
                        return found, scope
        return None, scope


def _is_known_span(part: Expression, scope: _Scope) -> bool:
    name = str(part.value)
    return part.op == "name" and name in scope.values and scope.kinds[name].unit in ("months", "days")


def _answers(statements: tuple[Statement, ...]) -> bool:
    """Whether every way through some statements returns."""
    last = statements[-1]
    both = isinstance(last, Branch) and bool(last.otherwise) and _answers(last.then) and _answers(last.otherwise)
    return isinstance(last, Return) or both


def _is_negative(one: Expression) -> bool:
    return one.op == "-" and len(one.parts) == 1


def _closed(said: Said, strength: int) -> str:
    """Put brackets around words that bind less tightly than what stands around them."""
    words, binds = said
    return words if binds >= strength else f"({words})"


def _say_operator(operator: str, said: Sequence[Said]) -> Said:
    sign, strength = _SIGNS[operator]
    compares = strength < _SUM
    tight = compares or operator in ("-", "/", "//")
    left, right = _closed(said[0], strength + compares), _closed(said[1], strength + tight)
    return f"{left} {sign} {right}", strength


def _say_if(said: Sequence[Said], language: Language) -> Said:
    test, then, (otherwise, _) = said
    binds = _BINDS["if"]
    return _PHRASES["if"][language].format(_closed(test, binds + 1), _closed(then, binds + 1), otherwise), binds
