"""The language of provisions: reads a function's source and accepts only what every reader of the law understands.

The interpreter runs a provision as Python; the unit checker, the compiler and the explainer read it as a small tree.
Whatever lies outside the language is refused with one sentence that names the file, the line and what is allowed.
"""

from __future__ import annotations

import ast
import functools
import inspect
import linecache
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from tirek.basics.errors import InputError
from tirek.law.kernel import calendar, quantity

WORDS: Final[dict[str, Callable[..., Any]]] = {
    name: word for name, word in vars(calendar).items() if hasattr(word, "__wrapped__")
}
"""The words of the calendar that a provision may use."""

METHODS: Final = {"at": 1, "of": 1, "last": 1, "at_most": 1, "best_run": 1, "total": 0, "months_paid": 0}
"""Methods of tables and month histories, with the number of arguments each takes."""

NEUTRAL: Final = (0, 1)
"""The only numbers that may stand in code, with -1; every other number is a dated parameter."""

ALLOWED: Final = "+ - * / //, comparisons, and/or/not, min, max, `a if c else b`, tables, histories, calendar words"

_ARITHMETIC: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
}  # fmt: skip
_COMPARISONS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_FORMS: Final[dict[type[ast.AST], str]] = {
    ast.For: "a loop", ast.While: "a loop", ast.AugAssign: "an assignment with arithmetic",
    ast.AnnAssign: "an annotated assignment", ast.Expr: "a bare expression", ast.Lambda: "a lambda",
    ast.Attribute: "an attribute", ast.Subscript: "an index", ast.JoinedStr: "a formatted text", ast.Try: "a try",
    ast.Raise: "a raise", ast.With: "a with", ast.Match: "a match", ast.NamedExpr: "an assignment in an expression",
    ast.List: "a list", ast.Tuple: "a tuple", ast.Dict: "a dict", ast.Set: "a set", ast.ListComp: "a comprehension",
    ast.GeneratorExp: "a comprehension", ast.Starred: "an unpacking",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """One expression. `op` says what it does with its `parts`; `value` holds a literal or a name.

    `op` is number, flag, text, name, word (of the calendar), if (test, then, otherwise), min, max, and, or, not, a
    method of tables or histories (the object first), or the operator as written; `-` with one part is the sign.
    """

    op: str
    parts: tuple[Expression, ...]
    value: int | str | None
    line: int
    node: ast.expr = field(repr=False)

    @property
    def text(self) -> str:
        """The expression as code."""
        return ast.unparse(self.node)


@dataclass(frozen=True, slots=True, eq=False)
class Assign:
    """A local name for an expression."""

    name: str
    value: Expression
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """An `if` with both its ways; the second is empty when there is no `else`."""

    test: Expression
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Return:
    """The answer of a way through the provision."""

    value: Expression
    line: int


Statement = Assign | Branch | Return


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A provision's function as read: every way through its body ends with a `Return`."""

    name: str
    file: str
    line: int
    arguments: tuple[str, ...]
    body: tuple[Statement, ...]

    def at(self, line: int) -> str:
        """Write a place in the rule as file:line."""
        return f"{self.file}:{line}"


@functools.cache
def read_rule(function: Callable[..., Any]) -> Rule:
    """Read a provision's function; InputError when it uses anything outside the language."""
    file = inspect.getsourcefile(function) or function.__code__.co_filename
    definition = _definitions(file).get(function.__code__.co_firstlineno)
    if definition is None:
        msg = f"{file}:{function.__code__.co_firstlineno}: the source of {function.__name__} cannot be found"
        raise InputError(msg)
    return _Reader(file, function, definition).read()


@functools.cache
def _definitions(file: str) -> dict[int, ast.FunctionDef]:
    tree = ast.parse("".join(linecache.getlines(file)), file)
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {min([node.lineno, *(mark.lineno for mark in node.decorator_list)]): node for node in found}


class _Reader:
    """Reads one function."""

    def __init__(self, file: str, function: Callable[..., Any], definition: ast.FunctionDef) -> None:
        self.file, self.function, self.definition = file, function, definition

    def read(self) -> Rule:
        given = self.definition.args
        odd = given.posonlyargs or given.kwonlyargs or given.vararg or given.kwarg or given.defaults
        if odd:
            self._refuse(self.definition, "an argument with *, / or a default", "plain names as arguments")
        arguments = tuple(argument.arg for argument in given.args)
        statements = self.definition.body
        if ast.get_docstring(self.definition) is not None:
            statements = statements[1:]
        body, open_names = self._block(statements, frozenset(arguments))
        if open_names is not None:
            self._refuse(self.definition, "a way without `return`", "an answer on every way through it")
        return Rule(self.definition.name, self.file, self.definition.lineno, arguments, body)

    def _refuse(self, node: ast.stmt | ast.expr, what: str, allowed: str) -> NoReturn:
        msg = f"{self.file}:{node.lineno}: {self.definition.name} has {what}; a provision may have {allowed}"
        raise InputError(msg)

    def _block(
        self, statements: Sequence[ast.stmt], names: frozenset[str]
    ) -> tuple[tuple[Statement, ...], frozenset[str] | None]:
        """Read statements; the names known after them, or None when every way has returned."""
        read: list[Statement] = []
        known: frozenset[str] | None = names
        for statement in statements:
            if known is None:
                self._refuse(statement, "a statement that is never reached", "nothing after `return`")
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)]):
                    read.append(Assign(name, self._expression(statement.value, known), statement.lineno))
                    known |= {name}
                case ast.Return(value=ast.expr() as value):
                    read.append(Return(self._expression(value, known), statement.lineno))
                    known = None
                case ast.If():
                    test = self._expression(statement.test, known)
                    then, after_then = self._block(statement.body, known)
                    otherwise, after_otherwise = self._block(statement.orelse, known)
                    read.append(Branch(test, then, otherwise, statement.lineno))
                    ways = [way for way in (after_then, after_otherwise) if way is not None]
                    known = frozenset.intersection(*ways) if ways else None
                case _:
                    what = _FORMS.get(type(statement), f"`{type(statement).__name__.lower()}`")
                    self._refuse(statement, what, "`name = ...`, `if`, `elif`, `else` and `return ...`")
        return tuple(read), known

    def _expression(self, node: ast.expr, names: frozenset[str]) -> Expression:
        if isinstance(node, ast.Constant):
            return self._literal(node)
        if isinstance(node, ast.Name):
            if node.id == "NOTHING" and self.function.__globals__.get("NOTHING") is quantity.NOTHING:
                return Expression("number", (), 0, node.lineno, node)
            if node.id not in names:
                self._refuse(
                    node,
                    f"the name `{node.id}`, which has no value here",
                    "arguments and names assigned before",
                )
            return Expression("name", (), node.id, node.lineno, node)
        op, nodes = self._operation(node)
        parts = tuple(self._expression(part, names) for part in nodes)
        if isinstance(node, ast.Compare):
            return self._comparison(node, parts)
        word = node.func.id if op == "word" else None  # type: ignore[attr-defined]  # a word is a call of a name
        return Expression(op, parts, word, node.lineno, node)

    def _operation(self, node: ast.expr) -> tuple[str, list[ast.expr]]:  # noqa: RET503  # a refusal never returns
        """Return what an expression does and with what."""
        match node:
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _ARITHMETIC:
                return _ARITHMETIC[type(operator)], [left, right]
            case ast.UnaryOp(op=ast.USub() | ast.Not() as operator, operand=operand):
                return "-" if isinstance(operator, ast.USub) else "not", [operand]
            case ast.BoolOp(op=operator, values=values):
                return "and" if isinstance(operator, ast.And) else "or", values
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return "if", [test, body, orelse]
            case ast.Compare(left=left, comparators=others):
                return "compare", [left, *others]
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._called(node, name, arguments), arguments
            case ast.Call(func=ast.Attribute(value=holder, attr=name), args=arguments, keywords=[]):
                if METHODS.get(name) != len(arguments):
                    self._refuse(node, f"the call `{ast.unparse(node)}`", f"the methods {', '.join(METHODS)}")
                return name, [holder, *arguments]
            case _:
                self._refuse(node, f"{_FORMS.get(type(node), 'an expression')}, `{ast.unparse(node)}`", ALLOWED)

    def _called(self, node: ast.expr, name: str, arguments: list[ast.expr]) -> str:
        if name in ("min", "max") and len(arguments) > 1:
            return name
        if name not in WORDS or self.function.__globals__.get(name) is not WORDS[name]:
            allowed = f"min and max of several values, and {', '.join(WORDS)} of kernel.calendar"
            self._refuse(node, f"the call `{ast.unparse(node)}`", allowed)
        signature = inspect.signature(WORDS[name])
        if len(arguments) != len(signature.parameters):
            self._refuse(node, f"the call `{ast.unparse(node)}`", f"`{name}{signature}`")
        return "word"

    def _literal(self, node: ast.Constant) -> Expression:
        value = node.value
        if isinstance(value, bool):
            return Expression("flag", (), int(value), node.lineno, node)
        if isinstance(value, str):
            return Expression("text", (), value, node.lineno, node)
        if not isinstance(value, int) or value not in NEUTRAL:
            self._refuse(node, f"the number {value!r} in code", "0, 1 and -1; other numbers are parameters")
        return Expression("number", (), value, node.lineno, node)

    def _comparison(self, node: ast.Compare, values: tuple[Expression, ...]) -> Expression:
        links = []
        for left, operator, right in zip(values, node.ops, values[1:], strict=False):
            if type(operator) not in _COMPARISONS:
                self._refuse(node, f"the comparison `{ast.unparse(node)}`", "< <= > >= == !=")
            links.append(Expression(_COMPARISONS[type(operator)], (left, right), None, node.lineno, node))
        return links[0] if len(links) == 1 else Expression("and", tuple(links), None, node.lineno, node)
