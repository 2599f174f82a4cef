"""Formulas in words: every construct of the language, by names and by values, in three languages."""

import datetime as dt
from fractions import Fraction

import pytest

from tests.law.kernel.sketch import DATA, written
from tirek.basics.text import LANGUAGES, Text
from tirek.law.kernel.provision import Provision
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps
from tirek.law.kernel.unknown import Unknown
from tirek.law.kernel.wording import Wording, Words

TITLES = {name: Text(f"{name}-kk", f"{name}-ru", name) for name in "abrnkdefgtscwvhu"}
VALUES = {
    "a": Fraction(10000), "b": Fraction(2550), "r": Fraction(1, 2), "n": 24, "k": 3, "d": dt.date(2026, 1, 31),
    "e": dt.date(2027, 5, 1), "f": True, "g": False, "t": Steps(((Fraction(0), Fraction(1, 3)),)),
    "s": Steps(((Fraction(60), Fraction(1)),)), "v": Unknown(frozenset("v")), "c": Choices({"old": Fraction(700)}),
    "w": "old", "h": MonthlyMoney((100, 200, 0)), "u": Unknown(frozenset("u")),
}  # fmt: skip
ARGUMENTS = (
    "a: Money, b: Money, r: Rate, n: Months, k: Months, d: Date, e: Date, f: Flag, g: Flag, t: Steps[Rate], "
    "s: Steps[Rate], c: Choices[Money], w: Choice, v: Choice, h: History, u: Flag"
)
FORMULAS = {
    # arithmetic: brackets only where they are needed
    "a + b": ("Money", "a + b", "100 ₸ + 25.50 ₸"),
    "a - (b - a)": ("Money", "a − (b − a)", "100 ₸ − (25.50 ₸ − 100 ₸)"),
    "a - (b + a)": ("Money", "a − (b + a)", "100 ₸ − (25.50 ₸ + 100 ₸)"),
    "a - b - a": ("Money", "a − b − a", "100 ₸ − 25.50 ₸ − 100 ₸"),
    "(a + b) * r": ("Money", "(a + b) × r", "(100 ₸ + 25.50 ₸) × 0.5"),
    "a + b * r": ("Money", "a + b × r", "100 ₸ + 25.50 ₸ × 0.5"),
    "a / (r * r)": ("Money", "a ÷ (r × r)", "100 ₸ ÷ (0.5 × 0.5)"),
    "n // k": ("Count", "whole part of (n ÷ k)", "whole part of (24 months ÷ 3 months)"),
    "-a": ("Money", "−a", "−100 ₸"),
    "-(a + b)": ("Money", "−(a + b)", "−(100 ₸ + 25.50 ₸)"),
    "a - -b": ("Money", "a − (−b)", "100 ₸ − (−25.50 ₸)"),
    "(a - b) * -1": ("Money", "(a − b) × (−1)", "(100 ₸ − 25.50 ₸) × (−1)"),
    # conditions
    "f and not g": ("Flag", "f and not g", "yes and not no"),
    "(f or g) and f": ("Flag", "(f or g) and f", "(yes or no) and yes"),
    "f or g and f": ("Flag", "f or g and f", "yes or no and yes"),
    "not (f and g)": ("Flag", "not (f and g)", "not (yes and no)"),
    "not a < b": ("Flag", "not a < b", "not 100 ₸ < 25.50 ₸"),
    "0 < a <= b": ("Flag", "0 < a and a ≤ b", "0 < 100 ₸ and 100 ₸ ≤ 25.50 ₸"),
    "a > b": ("Flag", "a > b", "100 ₸ > 25.50 ₸"),
    "a >= b": ("Flag", "a ≥ b", "100 ₸ ≥ 25.50 ₸"),
    "a != b": ("Flag", "a ≠ b", "100 ₸ ≠ 25.50 ₸"),
    "(a < b) == f": ("Flag", "(a < b) = f", "(100 ₸ < 25.50 ₸) = yes"),
    'w == "old"': ("Flag", "w = old", "old = old"),
    "f and u": ("Flag", "f and u", "yes and u"),
    "f or r < s.at(n)": ("Flag", "f or r < s (for 24 months)", "yes or 0.5 < s (for 24 months)"),
    "f or c.of(v) > a": ("Flag", "f or c (for v) > a", "yes or c (for v) > 100 ₸"),
    # words, tables and histories: by values they are what they give
    "add_months(d, n - k) <= e": ("Flag", "d + n − k ≤ e", "31 October 2027 ≤ 1 May 2027"),
    "h.last(n).total() / n": ("Money", "sum of h over the last 24 months ÷ n", "3 ₸ ÷ 24 months"),
    "c.of(w) * t.at(n)": ("Money", "c (for w) × t (for 24 months)", "7 ₸ × 1/3"),
    "a if f else b": ("Money", "a", "100 ₸"),
    "(a if g else b) * r": ("Money", "b × r", "25.50 ₸ × 0.5"),
}
PHRASES = {
    "min(a, b + a, 0)": ("Money", "ең азы (a-kk; b-kk + a-kk; 0)", "наименьшее из (a-ru; b-ru + a-ru; 0)",
                         "the least of (a; b + a; 0)"),
    "max(a, b)": ("Money", "ең көбі (a-kk; b-kk)", "наибольшее из (a-ru; b-ru)", "the greatest of (a; b)"),
    "n // k + 1": (
        "Count", "бүтін бөлігі (n-kk ÷ k-kk) + 1", "целая часть (n-ru ÷ k-ru) + 1", "whole part of (n ÷ k) + 1"),
    "f and not g": ("Flag", "f-kk және g-kk – жоқ", "f-ru и не: g-ru", "f and not g"),
    "f or g": ("Flag", "f-kk немесе g-kk", "f-ru или g-ru", "f or g"),
    "f == True": ("Flag", "f-kk = иә", "f-ru = да", "f = yes"),
    "a if f else b": ("Money", "a-kk, егер f-kk; әйтпесе b-kk", "a-ru, если f-ru; иначе b-ru", "a if f, otherwise b"),
    "a if f else b if g else 0": (
        "Money", "a-kk, егер f-kk; әйтпесе b-kk, егер g-kk; әйтпесе 0",
        "a-ru, если f-ru; иначе b-ru, если g-ru; иначе 0",
        "a if f, otherwise b if g, otherwise 0"),
    "(a if f else b) if (f if g else u) else 0": (
        "Money", "(a-kk, егер f-kk; әйтпесе b-kk), егер (f-kk, егер g-kk; әйтпесе u-kk); әйтпесе 0",
        "(a-ru, если f-ru; иначе b-ru), если (f-ru, если g-ru; иначе u-ru); иначе 0",
        "(a if f, otherwise b) if (f if g, otherwise u), otherwise 0"),
    "h.total()": ("Money", "h-kk сомасы", "сумма: h-ru", "sum of h"),
    "h.last(n).total()": (
        "Money", "соңғы n-kk ішіндегі h-kk сомасы", "сумма: h-ru за последние n-ru", "sum of h over the last n"),
    "h.best_run(n)": ("Money", "h-kk: қатарынан n-kk ішіндегі ең үлкен сома", "наибольшая сумма за n-ru подряд: h-ru",
                      "largest sum of h over n in a row"),
    "h.months_paid()": (
        "Months", "h-kk болған айлар саны", "число месяцев, за которые есть h-ru", "number of months with h"),
    "t.at(n)": ("Rate", "t-kk (n-kk бойынша)", "t-ru (по значению: n-ru)", "t (for n)"),
    "c.of(w)": ("Money", "c-kk (w-kk бойынша)", "c-ru (для случая: w-ru)", "c (for w)"),
    "add_months(d, n)": ("Date", "d-kk + n-kk", "d-ru + n-ru", "d + n"),
    "add_days(d, days_between(d, e))": ("Date", "d-kk + күндер: d-kk – e-kk", "d-ru + дней: d-ru – e-ru",
                                        "d + days from d to e"),
    "first_of_month(d)": (
        "Date", "айдың бірінші күні (d-kk)", "первый день месяца (d-ru)", "first day of the month of d"),
    "first_of_next_month(d)": ("Date", "келесі айдың бірінші күні (d-kk)", "первый день следующего месяца (d-ru)",
                               "first day of the month after d"),
    "last_of_month(d)": (
        "Date", "айдың соңғы күні (d-kk)", "последний день месяца (d-ru)", "last day of the month of d"),
    "full_months(d, e)": (
        "Months", "толық айлар: d-kk – e-kk", "полных месяцев: d-ru – e-ru", "full months from d to e"),
    "year_of(d)": ("Years", "жыл: d-kk", "год: d-ru", "year of d"),
}  # fmt: skip
BODIES = {
    "ways": """
    if f:
        return a
    elif g:
        return b
    else:
        return 0 * a
""",
    "ways_that_meet": """
    share = r
    if f:
        share = r * r
        base = a
    elif g:
        base = b
    else:
        return a
    return base * share
""",
    "only_the_second_way_answers": """
    base = a
    if f or g:
        base = b
    else:
        return a
    return base
""",
    "only_the_first_way_answers": """
    if not f:
        return a
    return b
""",
    "a_name_used_twice": """
    total = a + b
    total = total * r
    total = max(total, b)
    return total
""",
    "a_day_counted_on": """
    month = k
    day = add_months(d, month)
    day = add_months(day, month)
    return a if day < e else b
""",
}
HEAD = '''"""Rules in every form."""

from tirek.law.kernel.calendar import *
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import *
'''


def as_rule(name: str, result: str, body: str) -> str:
    return f'\n\n@provision("toll-act 1")\ndef {name}({ARGUMENTS}) -> {result}:\n    """Return it."""\n{body}'


ONE_LINERS = {**{code: row[0] for code, row in FORMULAS.items()}, **{code: row[0] for code, row in PHRASES.items()}}
RULES = [
    as_rule(f"line_{place}", unit, f"    return {code}\n") for place, (code, unit) in enumerate(ONE_LINERS.items())
]
RULES += [as_rule(name, "Money", body) for name, body in BODIES.items()]
LAW = written({"law.yaml": DATA[: DATA.index("parameters:")], "rules.py": HEAD + "".join(RULES)})


def line(code: str) -> Provision:
    return LAW.provisions[f"line_{list(ONE_LINERS).index(code)}"][0]


def clauses(name: str) -> list[tuple[int, str]]:
    return [(clause.depth, clause.words) for clause in Words(LAW.provisions[name][0], TITLES).clauses("en")]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("code", FORMULAS)
def test_a_formula_that_was_applied_by_names_and_by_values(code: str) -> None:
    wording = Wording(line(code), VALUES, TITLES)
    said = tuple(plain(wording.formula("en", with_values=with_values)) for with_values in (False, True))
    assert said == FORMULAS[code][1:]


@pytest.mark.parametrize("code", PHRASES)
def test_a_rule_as_it_stands_in_three_languages(code: str) -> None:
    words = Words(line(code), TITLES)
    assert tuple(words.clauses(language)[0].words for language in LANGUAGES) == PHRASES[code][1:]


def test_lengths_of_time_are_told_by_value_once_they_are_known() -> None:
    wording = Wording(line("h.best_run(n)"), VALUES, TITLES)
    assert [plain(wording.formula(language, with_values=False)) for language in LANGUAGES] == [
        "h-kk: қатарынан 24 ай ішіндегі ең үлкен сома", "наибольшая сумма за 24 месяца подряд: h-ru",
        "largest sum of h over 24 months in a row",
    ]  # fmt: skip


def test_the_ways_of_a_rule_line_by_line() -> None:
    assert clauses("ways") == [
        (0, "if f:"), (1, "a"), (0, "otherwise:"), (1, "if g:"), (2, "b"), (1, "otherwise:"), (2, "0 × a"),
    ]  # fmt: skip


def test_the_ways_of_a_rule_in_kazakh_and_russian() -> None:
    words = Words(LAW.provisions["ways"][0], TITLES)
    for language, first, other in (("kk", "егер f-kk:", "әйтпесе:"), ("ru", "если f-ru:", "иначе:")):
        told = [clause.words for clause in words.clauses(language)]  # type: ignore[arg-type]  # two of the three
        assert (told[0], told[2]) == (first, other)


def test_names_that_ways_give_differently_are_told_with_their_condition() -> None:
    assert clauses("ways_that_meet") == [
        (0, "if not f:"), (1, "if not g:"), (2, "a"), (0, "(a if f, otherwise b) × (r × r if f, otherwise r)"),
    ]  # fmt: skip


def test_a_way_that_only_names_is_not_told_and_the_other_stands_under_its_denial() -> None:
    assert clauses("only_the_second_way_answers") == [(0, "if not (f or g):"), (1, "a"), (0, "b")]
    assert clauses("only_the_first_way_answers") == [(0, "if not f:"), (1, "a"), (0, "otherwise b")]


@pytest.mark.parametrize(("name", "names", "values"), [
    ("ways", "a", "100 ₸"),
    ("ways_that_meet", "a × r × r", "100 ₸ × 0.5 × 0.5"),
    ("only_the_second_way_answers", "b", "25.50 ₸"),
    ("only_the_first_way_answers", "b", "25.50 ₸"),
    ("a_name_used_twice", "the greatest of ((a + b) × r; b)", "the greatest of ((100 ₸ + 25.50 ₸) × 0.5; 25.50 ₸)"),
    ("a_day_counted_on", "a", "100 ₸"),
])  # fmt: skip
def test_only_the_way_taken_is_told_once_a_rule_is_applied(name: str, names: str, values: str) -> None:
    wording = Wording(LAW.provisions[name][0], VALUES, TITLES)
    assert plain(wording.formula("en", with_values=False)) == names
    assert plain(wording.formula("en", with_values=True)) == values
