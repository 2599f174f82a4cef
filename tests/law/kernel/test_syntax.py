"""The language of provisions: what it accepts, what it refuses and in which words; units."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel import calendar
from tirek.law.kernel.law import Law
from tirek.law.kernel.provision import read_provision
from tirek.law.kernel.syntax import WORDS, Assign, Branch, Return, read_rule
from tirek.law.kernel.units import check_units

SYLVANIA = Law.load("tests.law.kernel.sylvania")
HEAD = """
from tirek.law.kernel.calendar import add_months, year_of
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Choices, Count, Date, Days, Flag, History, Money, Months, Rate, Steps

def helper(x): return x

"""
LINE = HEAD.count("\n") + 3
"""Where the first statement of a rule below stands."""


def module_of(code: str, folder: Path) -> ModuleType:
    path = folder / "rule.py"
    path.write_text(HEAD + code)
    spec = importlib.util.spec_from_file_location(f"rule_{abs(hash(str(path)))}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def refusal_of_rule(signature: str, body: str, folder: Path) -> str:
    module = module_of(f"@provision('act 1')\ndef rule({signature}:\n" + body, folder)
    with pytest.raises(InputError) as refusal:
        check_units(read_provision(module.rule, (), "here"))
    return str(refusal.value).removeprefix(f"{folder}/")


def test_a_rule_is_read_into_a_small_tree() -> None:
    rule = read_rule(SYLVANIA.provisions["gift"][0].function)
    assert (rule.name, rule.arguments[:2]) == ("gift", ("forest_line", "tree_rate"))
    assign, branch, answer = rule.body
    assert isinstance(assign, Assign)
    assert (assign.name, assign.value.op, assign.value.text) == ("rate", "*", "tree_rate * loss_rate")
    assert isinstance(branch, Branch)
    assert branch.test.value == "same_kin"
    assert [part.op for part in branch.then[0].value.parts] == ["name", "name", "number"]  # type: ignore[union-attr]
    assert isinstance(answer, Return)
    assert rule.at(answer.line).endswith(f"person.py:{answer.line}")


def test_a_chained_comparison_is_all_its_links() -> None:
    answer = read_rule(SYLVANIA.provisions["poor"][0].function).body[0]
    assert isinstance(answer, Return)
    chain, negated = answer.value.parts
    assert (chain.op, [link.op for link in chain.parts]) == ("and", [">", ">"])
    assert (negated.op, negated.parts[0].op) == ("not", ">=")


def test_the_words_of_the_language_are_those_of_the_calendar() -> None:
    assert {"add_months", "add_days", "full_months", "year_of"} <= WORDS.keys()
    assert WORDS["year_of"] is calendar.year_of
    assert "annotations" not in WORDS


NAMES = "arguments and names assigned before"
STATEMENTS = "`name = ...`, `if`, `elif`, `else` and `return ...`"
EXPRESSIONS = "+ - * / //, comparisons, and/or/not, min, max, `a if c else b`, tables, histories, calendar words"
CALLS = f"min and max of several values, and {', '.join(WORDS)} of kernel.calendar"


@pytest.mark.parametrize(
    ("line", "what", "allowed"),
    [
        ("for x in h: pass", "a loop", STATEMENTS),
        ("a += b", "an assignment with arithmetic", STATEMENTS),
        ("a, c = b, b", "`assign`", STATEMENTS),
        ("print(a)", "a bare expression", STATEMENTS),
        ("import os", "`import`", STATEMENTS),
        ("x: Money = a", "an annotated assignment", STATEMENTS),
        ("return", "`return`", STATEMENTS),
        ("return a * 12", "the number 12 in code", "0, 1 and -1; other numbers are parameters"),
        ("return a * 0.5", "the number 0.5 in code", "0, 1 and -1; other numbers are parameters"),
        ("return a % b", "an expression, `a % b`", EXPRESSIONS),
        ("return +a", "an expression, `+a`", EXPRESSIONS),
        ("return [a][0]", "an index, `[a][0]`", EXPRESSIONS),
        ("return f'{a}'", "a formatted text, `f'{a}'`", EXPRESSIONS),
        ("return sum(x for x in h)", "the call `sum((x for x in h))`", CALLS),
        ("return helper(a)", "the call `helper(a)`", CALLS),
        ("return min(a)", "the call `min(a)`", CALLS),
        ("return max(a, key=b)", "an expression, `max(a, key=b)`", EXPRESSIONS),
        ("return add_months(a)", "the call `add_months(a)`", "`add_months{}`"),
        ("return h.sum()", "the call `h.sum()`", "the methods at, of, last, at_most, best_run, total, months_paid"),
        ("return h.last()", "the call `h.last()`", "the methods at, of, last, at_most, best_run, total, months_paid"),
        ("return a is b", "the comparison `a is b`", "< <= > >= == !="),
        ("return a < b in h", "the comparison `a < b in h`", "< <= > >= == !="),
        ("return c", "the name `c`, which has no value here", "arguments and names assigned before"),
        ("return calendar.x", "an attribute, `calendar.x`", EXPRESSIONS),
    ],
)  # fmt: skip
def test_what_lies_outside_the_language_is_refused_in_one_sentence(
    line: str, what: str, allowed: str, tmp_path: Path
) -> None:
    if "{}" in allowed:
        allowed = "`add_months(day: 'Date', months: 'Months') -> 'Date'`"
    found = refusal_of_rule("a: Money, b: Money, h: History) -> Money", f"    {line}\n", tmp_path)
    assert found == f"rule.py:{LINE}: rule has {what}; a provision may have {allowed}"


@pytest.mark.parametrize(
    ("signature", "body", "message"),
    [
        (
            "a: Money = 0) -> Money",
            "    return a\n",
            ": rule has an argument with *, / or a default; a provision may have plain names as arguments",
        ),
        (
            "a: Flag) -> Flag",
            "    if a:\n        return a\n",
            ": rule has a way without `return`; a provision may have an answer on every way through it",
        ),
        (
            "a: Flag) -> Flag",
            "    return a\n    return a\n",
            ": rule has a statement that is never reached; a provision may have nothing after `return`",
        ),
        (
            "a: Flag) -> Flag",
            "    if a:\n        x = a\n    return x\n",
            ": rule has the name `x`, which has no value here; a provision may have " + NAMES,
        ),
    ],
)  # fmt: skip
def test_ways_and_names_are_followed(signature: str, body: str, message: str, tmp_path: Path) -> None:
    assert refusal_of_rule(signature, body, tmp_path).endswith(message)


def test_a_rule_without_source_is_refused() -> None:
    rule: dict[str, Any] = {}
    exec("def rule(a): return a", rule)  # noqa: S102  # a function that stands in no file
    with pytest.raises(InputError, match="<string>:1: the source of rule cannot be found"):
        read_rule(rule["rule"])


@pytest.mark.parametrize(
    ("signature", "body", "message"),
    [
        ("a: Money, b: Months) -> Money", "return a + b", "`a + b` is tenge with months"),
        ("a: Money) -> Money", "return a * a", "`a * a` is tenge * tenge, which has no meaning"),
        ("a: Rate, b: Money) -> Money", "return a / b", "`a / b` is rate / tenge, which has no meaning"),
        ("a: Money, b: Money) -> Money", "return a // b", "`a // b` is tenge // tenge, which has no meaning"),
        ("a: Months, b: Days) -> Months", "return a // b", "`a // b` is months // days, which has no meaning"),
        ("a: Date) -> Date", "return a * 1", "`a * 1` is date * 0 or 1, which has no meaning"),
        ("a: Date) -> Date", "return a + a", "`a + a` is date, where it has no meaning"),
        ("a: Date) -> Flag", "return a > 0", "`a > 0` is date with 0 or 1"),
        ("a: Choice) -> Flag", "return a > 'x'", "`a > 'x'` is choice, where it has no meaning"),
        ("a: Money) -> Months", "return a", "`a` is tenge, but the answer is months"),
        ("a: Money) -> Flag", "return not a", "`a` is tenge, expected flag"),
        ("a: Money) -> Money", "return a if a else a", "`a` is tenge, expected flag"),
        ("a: Flag, b: Money) -> Money", "return b if a else a", "`b if a else a` is tenge with flag"),
        ("a: Date) -> Date", "return add_months(a, a)", "`a` is date, expected months"),
        ("a: Steps[Rate], b: Date) -> Rate", "return a.at(b)", "`b` is date, where it has no meaning"),
        (
            "a: Choices[Rate], b: Months) -> Rate",
            "return a.at(b)",
            "`a.at(b)` is `.at` of choices of rate, expected a table by steps",
        ),
        ("a: Choices[Rate], b: Months) -> Rate", "return a.of(b)", "`b` is months, expected choice"),
        ("a: Money, b: Months) -> Money", "return a.last(b).total()", "`a` is tenge, expected monthly_tenge"),
        ("a: History, b: Days) -> Money", "return a.last(b).total()", "`b` is days, expected months"),
        (
            "a: Days, b: Days) -> Rate",
            "return a / b",
            "`a / b` is days / days, which Python does not divide exactly; multiply by a rate or a sum first",
        ),
        (
            "a: Flag) -> Money",
            "x = 1\n    if a:\n        x = a\n    return x",
            "`x` is flag on one way and 0 or 1 on the other",
        ),
    ],
)  # fmt: skip
def test_units_that_do_not_fit_are_named(signature: str, body: str, message: str, tmp_path: Path) -> None:
    found = refusal_of_rule(signature, f"    {body}\n", tmp_path)
    place, text = found.split(": rule: ", 1)
    assert text == message
    assert place.startswith("rule.py:")


@pytest.mark.parametrize(
    ("signature", "body"),
    [
        ("a: Money, b: Rate, c: Count) -> Money", "return a * b * c + b * a - 0"),
        ("a: Money, b: Money) -> Rate", "return 1 - a / b"),
        ("a: Rate, b: Rate) -> Rate", "return 1 / a / b * a"),
        ("a: Months, b: Count) -> Months", "return b * a // b + a // 1"),
        ("a: Months, b: Months) -> Count", "return a // b"),
        ("a: Rate, b: Days, c: Days) -> Rate", "return a * b / c"),
        ("a: Flag) -> Money", "x = 1\n    if a:\n        x = 0\n        y = x\n        return y\n    return x"),
        ("a: Date, b: Date) -> Date", "return max(a, b) if year_of(a) == year_of(b) else min(a, b)"),
    ],
)  # fmt: skip
def test_units_that_fit_pass(signature: str, body: str, tmp_path: Path) -> None:
    module = module_of(f"@provision('act 1')\ndef rule({signature}:\n    {body}\n", tmp_path)
    check_units(read_provision(module.rule, (), "here"))
