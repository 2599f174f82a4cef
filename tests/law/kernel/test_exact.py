"""Proofs of the compiler: no step beyond 64 bits, no divisor of zero, no table left below; refused with the line."""

import datetime as dt
import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel.columns import compile_columns
from tirek.law.kernel.exact import Graph
from tirek.law.kernel.law import Law
from tirek.law.kernel.program import translate
from tirek.law.kernel.rational import Rationals, Value

ACTS = """
acts:
  - {act: code, number: "1", adopted: 2000-01-01, in_force: 2000-01-01, title: &t {kk: a, ru: b, en: c}, short: *t}
facts:
  sum: {unit: tenge, range: [0, 1000000000], title: *t, question: *t}
  debt: {unit: tenge, range: [-1000, 1000], title: *t, question: *t}
  count: {unit: count, range: [0, 1000], title: *t, question: *t}
  months: {unit: months, range: [-3, 99999], title: *t, question: *t}
  unbounded: {unit: count, title: *t, question: *t}
  kind: {unit: choice, choices: [a, b, c], title: *t, question: *t}
  sure: {unit: flag, title: *t, question: *t}
  day: {unit: date, title: *t, question: *t}
  incomes: {unit: monthly_tenge, range: [0, 100], length: 4, title: *t, question: *t}
  endless: {unit: monthly_tenge, range: [0, 100], title: *t, question: *t}
  losses: {unit: monthly_tenge, range: [-100, 100], length: 4, title: *t, question: *t}
parameters:
  fine: {unit: rate, title: *t, range: [0, 10], step: 0.000001, values: [&half {value: 0.5, CODE}]}
  other: {unit: rate, title: *t, range: [0, 10], step: 0.5, values: [*half]}
  coarse: {unit: rate, title: *t, range: [1, 10], step: 1, values: [*half]}
  by_count: {unit: rate, kind: steps, title: *t, range: [0, 1], step: 0.1, values: [{value: {10: 0.5}, CODE}]}
  by_kind: {unit: rate, kind: choices, title: *t, range: [0, 1], step: 0.1, values: [{value: {a: 0.5, c: 1}, CODE}]}
""".replace("CODE", 'from: 2000-01-01, act: code, article: "1", status: known')
HEAD = """
from tirek.law.kernel.calendar import add_months
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Choices, Count, Date, Flag, History, Money, Months, Rate, Steps

@provision("code 1")
def rule("""
LINE = HEAD.count("\n") + 2

Refusal = Callable[[str, str], str]


@pytest.fixture
def law_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Callable[[str, str], Law]:
    """Make the law of a country that has one rule."""

    def make(signature: str, body: str) -> Law:
        name = f"country_{tmp_path.name}"
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text(HEAD + f"{signature}:\n    {body}\n")
        (folder / "law.yaml").write_text(ACTS)
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()
        request.addfinalizer(lambda: sys.modules.pop(name, None))
        return Law.load(name)

    return make


@pytest.fixture
def refusal(law_of: Callable[[str, str], Law]) -> Refusal:
    def refuse(signature: str, body: str) -> str:
        with pytest.raises(InputError) as found:
            translate(law_of(signature, body).edition(dt.date(2020, 1, 1)), ("rule",))
        place, separator, what = str(found.value).partition(": ")
        return Path(place).name + separator + what

    return refuse


BEYOND = "beyond 64 bits; narrow declared ranges or steps"


@pytest.mark.parametrize(
    ("signature", "body", "message"),
    [
        (
            "sum: Money, fine: Rate, count: Count) -> Money",
            "return sum * fine * count",
            f"`sum * fine * count`: the exact value may need numbers up to 5e+19, {BEYOND}",
        ),
        (
            "sum: Money, count: Count) -> Money",
            "return sum / count",
            "`sum / count`: the divisor may be as low as 0; only what is proven positive may divide",
        ),
        (
            "count: Count) -> Count",
            "return count // (count - 1)",
            "`count // (count - 1)`: the divisor may be as low as -1; only what is proven positive may divide",
        ),
        (
            "by_count: Steps[Rate], count: Count) -> Rate",
            "return by_count.at(count)",
            "`by_count.at(count)`: the position may lie below the first step of the table, 10",
        ),
        (
            "by_count: Steps[Rate], sum: Money, count: Count) -> Rate",
            "return by_count.at(sum / max(count, 1))",
            (
                "`by_count.at(sum / max(count, 1))`: a position in a table cannot be a "
                "quotient whose divisor is known only at run time"
            ),
        ),
        (
            "by_kind: Choices[Rate], kind: Choice) -> Rate",
            "return by_kind.of(kind)",
            "`by_kind.of(kind)`: the table by_kind has no row for b",
        ),
        (
            "incomes: History, months: Months) -> Money",
            "return incomes.last(months).total()",
            "`incomes.last(months)`: the number of months may be below zero",
        ),
        (
            "incomes: History, sum: Money, count: Count) -> Money",
            "return incomes.at_most(sum / max(count, 1)).total()",
            "`incomes.at_most(sum / max(count, 1))`: a month's limit must be whole tiyn",
        ),
        (
            "day: Date, months: Months) -> Date",
            "return add_months(day, months)",
            "`add_months(day, months)`: the day may leave the years 1 to 9999; narrow declared ranges",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_proven_is_refused_with_the_line(
    signature: str, body: str, message: str, refusal: Refusal
) -> None:
    assert refusal(signature, body) == f"__init__.py:{LINE}: rule: {message}"


def test_too_many_ways_are_refused(refusal: Refusal) -> None:
    body = "x = sum\n    " + "if sure == (count > 0):\n        x = sum - x\n    " * 9 + "return x"
    assert "more than 256 ways lead through this provision; make it several" in refusal(
        "sum: Money, sure: Flag, count: Count) -> Money", body
    )


@pytest.mark.parametrize(
    ("signature", "body", "message"),
    [
        (
            "unbounded: Count) -> Count",
            "return unbounded",
            "unbounded: a column needs its declared range, and a history its length",
        ),
        (
            "endless: History) -> Money",
            "return endless.total()",
            "endless: a column needs its declared range, and a history its length",
        ),
        (
            "coarse: Rate) -> Rate",
            "return coarse",
            "law.yaml: coarse: the value 0.5 lies outside the declared range 1 to 10 or is no multiple of the step 1",
        ),
        (
            "other: Money) -> Money",
            "return other",
            f"__init__.py:{LINE - 2} rule: other is rate, but read here as tenge",
        ),
    ],
)  # fmt: skip
def test_declarations_that_columns_cannot_rest_on_are_refused(
    signature: str, body: str, message: str, refusal: Refusal
) -> None:
    assert refusal(signature, body) == message


def test_the_proof_is_for_the_numbers_of_the_day_and_the_code_for_their_whole_range(
    law_of: Callable[[str, str], Law],
) -> None:
    # the declared range of `other` begins at zero, its value does not
    edition = law_of("sum: Money, other: Rate) -> Money", "return sum / other").edition(dt.date(2020, 1, 1))
    kernel = compile_columns(edition, ("rule",))
    assert kernel.outputs[0].high == 2 * 10**11
    assert kernel.one({"sum": 7}) == {"rule": 14}


def test_below_zero_division_and_losses_round_down(law_of: Callable[[str, str], Law]) -> None:
    law = law_of(
        "losses: History, months: Months, kind: Choice) -> Money",
        "return losses.total() if kind != 'b' else losses.best_run(max(months, 0))",
    )
    program = translate(law.edition(dt.date(2020, 1, 1)), ("rule",))
    assert program.answers[0].cells.actual == (-40_000, 40_000)


def test_equal_expressions_are_one_and_what_ranges_decide_is_folded() -> None:
    graph = Graph()
    a, b, yes, no = graph.leaf("fact", "a", (0, 9)), graph.leaf("fact", "b", (5, 20)), graph.true(), graph.false()
    flag, other = (graph.leaf("fact", name, (0, 1), flag=True) for name in ("flag", "other"))
    two, zero = graph.constant(2), graph.constant(0)
    assert graph.add(a, b) is graph.add(b, a)
    assert graph.add(zero, a) is graph.add(a, zero) is graph.sub(a, zero) is graph.div(a, graph.constant(1)) is a
    assert graph.sub(a, a) is zero is graph.mul(zero, a)
    assert graph.mul(graph.mul(two, a), two) is graph.mul(a, graph.constant(4))
    assert graph.least(a, a) is graph.greatest(a, a) is graph.least(a, graph.constant(9)) is a
    assert graph.least(graph.constant(-1), a).constant == -1
    assert (
        graph.least(graph.constant(30), b)
        is graph.greatest(b, graph.constant(3))
        is graph.greatest(graph.constant(3), b)
        is b
    )
    assert graph.less(a, graph.constant(10)) is graph.equal(a, a) is yes
    assert graph.less(a, a) is graph.equal(a, graph.constant(10)) is no
    assert graph.equal(flag, yes) is graph.equal(yes, flag) is graph.negate(graph.equal(flag, no)) is flag
    assert graph.both(flag, graph.negate(flag)) is graph.both(flag, no) is no
    assert graph.both(flag, yes, flag) is graph.either(flag, no) is graph.either(flag, flag) is flag
    assert graph.either(flag, graph.negate(flag)) is yes
    assert graph.choose(graph.negate(flag), a, b) is graph.choose(flag, b, a)
    assert graph.choose(flag, graph.choose(flag, a, b), b) is graph.choose(flag, a, graph.choose(flag, a, b))
    assert graph.choose(yes, a, b) is graph.choose(no, b, a) is graph.choose(flag, a, a) is a
    assert graph.choose(flag, yes, other) is graph.choose(flag, flag, other) is graph.either(flag, other)
    assert graph.choose(flag, no, other) is graph.both(graph.negate(flag), other)
    assert graph.choose(flag, other, no) is graph.choose(flag, other, flag) is graph.both(flag, other)
    assert graph.choose(flag, other, yes) is graph.either(graph.negate(flag), other)


def test_a_zero_takes_any_denominator() -> None:
    graph = Graph()
    exact = Rationals(graph)
    over, test = graph.leaf("fact", "n", (1, 9)), Value(graph.leaf("fact", "t", (0, 1), flag=True))
    share = Value(graph.leaf("fact", "x", (-5, 9)), 100, over)
    for found in (
        exact.add(share, exact.whole(0)),
        exact.choose(test, share, exact.whole(0)),
        exact.choose(test, exact.whole(0), share),
    ):
        assert (found.denominator, found.over) == (100, over)
    assert exact.sub(exact.whole(0), share).denominator == 100
    assert exact.add(share, share).over is over
    assert exact.choose(test, share, exact.whole(1)).over is not over
