"""A provision's formula in words: once with the names of what it reads, once with their values.

The words come from the provision's own source, so that what is explained is what was worked out.
"""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.text import Text, value_text
from tirek.law.kernel import calendar
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import CodeType

    from tirek.basics.text import Language

_SIGNS: Final[dict[type[ast.AST], tuple[str, int]]] = {
    ast.Add: ("+", 1), ast.Sub: ("−", 1), ast.Mult: ("×", 2), ast.Div: ("÷", 2), ast.FloorDiv: ("÷", 2),
    ast.Lt: ("<", 0), ast.LtE: ("≤", 0), ast.Gt: (">", 0), ast.GtE: ("≥", 0), ast.Eq: ("=", 0), ast.NotEq: ("≠", 0),
}  # fmt: skip

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
    "months_paid": Text("{0} болған айлар саны", "число месяцев, в которых был {0}", "number of months with {0}"),
    "at": Text("{0} ({1} бойынша)", "{0} (по значению: {1})", "{0} (for {1})"),
    "of": Text("{0} ({1} бойынша)", "{0} (для случая: {1})", "{0} (for {1})"),
    "add_months": Text("{0} + {1}", "{0} + {1}", "{0} + {1}"),
    "add_days": Text("{0} + {1}", "{0} + {1}", "{0} + {1}"),
    "first_of_month": Text("{0} айының бірінші күні", "первый день месяца: {0}", "first day of the month of {0}"),
    "first_of_next_month": Text(
        "келесі айдың бірінші күні ({0})", "первый день следующего месяца ({0})", "first day of the next month ({0})"
    ),
    "last_of_month": Text("айдың соңғы күні ({0})", "последний день месяца ({0})", "last day of the month of {0}"),
    "full_months": Text("{0} – {1} толық айлар", "полных месяцев: {0} – {1}", "full months from {0} to {1}"),
    "days_between": Text("{0} – {1} күндер", "дней: {0} – {1}", "days from {0} to {1}"),
    "year_of": Text("{0} жылы", "год: {0}", "year of {0}"),
    "if": Text("{0}, егер {1}; әйтпесе {2}", "{0}, если {1}; иначе {2}", "{0} if {1}, otherwise {2}"),
    "and": Text(" және ", " и ", " and "),
    "or": Text(" немесе ", " или ", " or "),
    "when": Text("егер {0}:", "если {0}:", "if {0}:"),
    "otherwise": Text("әйтпесе:", "иначе:", "otherwise:"),
    "not": Text("{0} емес", "не {0}", "not {0}"),
}


@functools.cache
def body_of(function: Callable[..., Any]) -> list[ast.stmt]:
    """Return the statements of a provision, without its docstring."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)  # noqa: S101  # a provision is a function
    first = definition.body[0]
    has_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return definition.body[1:] if has_doc else definition.body


@functools.cache
def _code(expression: ast.expr) -> CodeType:
    return compile(ast.Expression(expression), "<provision>", "eval")


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a rule in words: what is returned or checked, under how many conditions it stands."""

    depth: int
    words: str


class Words:
    """Says expressions of one provision in words, by the titles of what they read (and by values, once applied)."""

    def __init__(
        self, function: Callable[..., Any], titles: Mapping[str, Text], units: Mapping[str, str]
    ) -> None:  # fmt: skip
        """Keep the titles and units of the provision's inputs."""
        self._function = function
        self._globals = function.__globals__
        self._values: dict[str, Any] = {}
        self._titles, self._units = titles, units
        self._locals: dict[str, ast.expr] = {}

    def clauses(self, language: Language) -> list[Clause]:
        """Return the whole rule in words, line by line."""
        return list(self._clauses(body_of(self._function), language, 0))

    def _clauses(self, statements: list[ast.stmt], language: Language, depth: int) -> Iterator[Clause]:
        for statement in statements:
            if isinstance(statement, ast.Return) and statement.value is not None:
                yield Clause(depth, self._say(statement.value, language, with_values=False)[0])
            elif isinstance(statement, ast.Assign):
                name = statement.targets[0]
                assert isinstance(name, ast.Name)  # noqa: S101  # the subset assigns to plain names
                self._locals[name.id] = statement.value
            elif isinstance(statement, ast.If):
                test = self._say(statement.test, language, with_values=False)[0]
                yield Clause(depth, _PHRASES["when"][language].format(test))
                yield from self._clauses(statement.body, language, depth + 1)
                if statement.orelse:
                    yield Clause(depth, _PHRASES["otherwise"][language])
                    yield from self._clauses(statement.orelse, language, depth + 1)

    def _value(self, expression: ast.expr) -> Any:  # noqa: ANN401  # whatever the rule works out
        return eval(_code(expression), self._globals, self._values)  # noqa: S307  # our own provisions only

    def _say(self, node: ast.expr, language: Language, *, with_values: bool) -> tuple[str, int]:
        """Return the words for an expression and how tightly they bind (3: never needs brackets)."""
        if isinstance(node, ast.BinOp):
            sign, strength = _SIGNS[type(node.op)]
            left, left_binds = self._say(node.left, language, with_values=with_values)
            right, right_binds = self._say(node.right, language, with_values=with_values)
            tight = isinstance(node.op, (ast.Sub, ast.Div, ast.FloorDiv))
            left = f"({left})" if left_binds < strength else left
            right = f"({right})" if right_binds < strength or (tight and right_binds == strength) else right
            return f"{left} {sign} {right}", strength
        if isinstance(node, ast.Compare):
            return self._say_comparison(node, language, with_values=with_values), 0
        if isinstance(node, ast.BoolOp):
            word = _PHRASES["and" if isinstance(node.op, ast.And) else "or"][language]
            return word.join(self._say(part, language, with_values=with_values)[0] for part in node.values), 0
        if isinstance(node, ast.UnaryOp):
            inner = self._say(node.operand, language, with_values=with_values)[0]
            return (f"−{inner}", 3) if isinstance(node.op, ast.USub) else (_PHRASES["not"][language].format(inner), 0)
        if isinstance(node, ast.IfExp):
            parts = [self._say(part, language, with_values=with_values)[0] for part in (node.body, node.test, node.orelse)]
            return _PHRASES["if"][language].format(*parts), 0
        if isinstance(node, ast.Call):
            return self._say_call(node, language, with_values=with_values), 3
        if isinstance(node, ast.Name):
            return self._say_name(node.id, language, with_values=with_values)
        assert isinstance(node, ast.Constant)  # noqa: S101  # nothing else is in the subset
        return self._say_constant(node.value), 3

    def _say_comparison(self, node: ast.Compare, language: Language, *, with_values: bool) -> str:
        words = self._say(node.left, language, with_values=with_values)[0]
        for operator, right in zip(node.ops, node.comparators, strict=True):
            words += f" {_SIGNS[type(operator)][0]} {self._say(right, language, with_values=with_values)[0]}"
        return words

    def _say_call(self, node: ast.Call, language: Language, *, with_values: bool) -> str:
        if isinstance(node.func, ast.Name) and node.func.id in ("min", "max"):
            parts = "; ".join(self._say(part, language, with_values=with_values)[0] for part in node.args)
            return _PHRASES[node.func.id][language].format(parts)
        if with_values:
            return self._say_value(self._value(node), self._unit_of_call(node), language)
        if isinstance(node.func, ast.Attribute):
            parts = [node.func.value, *node.args]
            phrase = _PHRASES[node.func.attr][language]
        else:
            assert isinstance(node.func, ast.Name)  # noqa: S101  # a word of the calendar
            parts, phrase = node.args, _PHRASES[node.func.id][language]
        # a length of time inside a phrase reads better as its value: "over the last 24 months"
        said = [
            self._say(part, language, with_values=self._is_span(part))[0]
            for part in parts
        ]
        return phrase.format(*said)

    def _is_span(self, part: ast.expr) -> bool:
        return isinstance(part, ast.Name) and part.id in self._values and self._units.get(part.id) in ("months", "days")

    def _unit_of_call(self, node: ast.Call) -> str:
        if isinstance(node.func, ast.Attribute):
            if node.func.attr in ("total", "best_run"):
                return "tenge"
            if node.func.attr == "months_paid":
                return "months"
            base = node.func.value
            return self._units.get(base.id, "count") if isinstance(base, ast.Name) else "count"
        assert isinstance(node.func, ast.Name)  # noqa: S101  # a word of the calendar
        word = inspect.unwrap(getattr(calendar, node.func.id))
        return str(word.__annotations__["return"]).lower()

    def _say_name(self, name: str, language: Language, *, with_values: bool) -> tuple[str, int]:
        if name in self._locals:
            return self._say(self._locals[name], language, with_values=with_values)
        value = self._values.get(name)
        if with_values and not isinstance(value, (MonthlyMoney, Steps, Choices)):
            return self._say_value(value, self._units[name], language), 3
        return self._titles[name][language], 3

    def _say_value(self, value: object, unit: str, language: Language) -> str:
        return value_text(value, unit, language)

    def _say_constant(self, value: object) -> str:
        return str(value)


class Wording(Words):
    """One provision as it was applied: the way taken, in names and in values."""

    def __init__(
        self,
        function: Callable[..., Any],
        inputs: Mapping[str, Any],
        titles: Mapping[str, Text],
        units: Mapping[str, str],
    ) -> None:
        """Follow the provision with the values of its `inputs` to the result it returned."""
        super().__init__(function, titles, units)
        self._values = dict(inputs)
        found = self._follow(body_of(function))
        assert found is not None  # noqa: S101  # every way through a provision returns
        self.result = found

    def formula(self, language: Language, *, with_values: bool) -> str:
        """Return the expression that gave the result."""
        return self._say(self.result, language, with_values=with_values)[0]

    def _follow(self, statements: list[ast.stmt]) -> ast.expr | None:
        for statement in statements:
            if isinstance(statement, ast.Return) and statement.value is not None:
                return statement.value
            if isinstance(statement, ast.Assign):
                name = statement.targets[0]
                assert isinstance(name, ast.Name)  # noqa: S101  # the subset assigns to plain names
                self._values[name.id] = self._value(statement.value)
                self._locals[name.id] = statement.value
            elif isinstance(statement, ast.If):
                found = self._follow(statement.body if self._value(statement.test) else statement.orelse)
                if found is not None:
                    return found
        return None
