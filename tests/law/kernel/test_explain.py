"""Steps of a trace told to people in three languages, and as data."""

import datetime as dt
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.kernel.sketch import sketch
from tirek.basics.text import LANGUAGES, Language
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.explain import Line, explain, json_value, to_json
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps
from tirek.law.kernel.unknown import Unknown

RURITANIA = Law.load("tests.law.kernel.ruritania")
COINS = MonthlyMoney((10000, 20000, 30000, 0))
PERSON = {"coins": COINS, "service": 70, "children": 3, "married": True, "spouse_alive": False}
CROWN = RURITANIA.edition(dt.date(2005, 1, 1))
REPUBLIC = RURITANIA.edition(dt.date(2013, 1, 1))


def told(edition: Edition, facts: dict[str, object], asked: str, name: str, language: Language = "en") -> Line:
    steps = {step.name: step for step in edition.case(facts).trace(asked)}
    return explain(edition, steps[name], language)


def as_data(edition: Edition, facts: dict[str, object], asked: str, name: str) -> dict[str, object]:
    steps = {step.name: step for step in edition.case(facts).trace(asked)}
    record = to_json(edition, steps[name])
    assert json.loads(json.dumps(record)) == record
    return record


def sentences(edition: Edition, facts: dict[str, object], asked: str, name: str) -> list[str]:
    said = (told(edition, facts, asked, name, language).sentence for language in LANGUAGES)
    return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in said]


@pytest.mark.parametrize(("asked", "name", "said"), [
    ("mite", "coins", [
        "табыс: 100 ₸ × 1; 200 ₸ × 1; 300 ₸ × 1; 0 ₸ × 1", "доход: 100 ₸ × 1; 200 ₸ × 1; 300 ₸ × 1; 0 ₸ × 1",
        "income: 100 ₸ × 1; 200 ₸ × 1; 300 ₸ × 1; 0 ₸ × 1",
    ]),
    ("mite", "coin_window", [
        "терезе: 3 ай, 01.01.2000 бастап", "окно: 3 месяца, с 01.01.2000", "window: 3 months, since 01.01.2000",
    ]),
    ("mite", "average_coin", [
        "орташа табыс = соңғы 3 ай ішіндегі табыс сомасы ÷ терезе = 500 ₸ ÷ 3 ай ≈ 166,67 ₸",
        "средний доход = сумма: доход за последние 3 месяца ÷ окно = 500 ₸ ÷ 3 месяца ≈ 166,67 ₸",
        "average income = sum of income over the last 3 months ÷ window = 500 ₸ ÷ 3 months ≈ 166.67 ₸",
    ]),
    ("mite", "mite", [
        "лепта = орташа табыс × үлес × көп балалыға еселік = 166,67 ₸ × 0,35 × 2 = 117 ₸ (дөңгелектелді: жақын теңгеге дейін)",  # noqa: E501
        "лепта = средний доход × доля × кратность для многодетных = 166,67 ₸ × 0,35 × 2 = 117 ₸ (округлено до ближайшего тенге)",  # noqa: E501
        "mite = average income × share × multiple for many children = 166.67 ₸ × 0.35 × 2 = 117 ₸ (rounded to the nearest tenge)",  # noqa: E501
    ]),
    ("widowed", "widowed", ["Жұбайынан айырылған.", "Человек потерял супруга.", "The person lost a spouse."]),
])  # fmt: skip
def test_a_step_is_told_in_three_languages(asked: str, name: str, said: list[str]) -> None:
    assert sentences(CROWN, PERSON, asked, name) == said


def test_a_condition_that_fails_says_so() -> None:
    assert sentences(CROWN, PERSON | {"spouse_alive": True}, "widowed", "widowed") == [
        "Жұбайынан айырылмаған.", "Человек не терял супруга.", "The person did not lose a spouse.",
    ]  # fmt: skip


def test_a_table_is_told_as_a_table() -> None:
    assert [told(REPUBLIC, PERSON, "mite", "mite_by_service", language).value for language in LANGUAGES] == [
        "кесте", "таблица", "table",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["coins", "average_coin", "mite"])
def test_what_is_not_known_is_told_as_not_known(name: str) -> None:
    assert [told(CROWN, {}, "mite", name, language).value for language in LANGUAGES] == [
        "белгісіз", "неизвестно", "not known",
    ]  # fmt: skip
    assert told(CROWN, {}, "mite", name).sentence.endswith(": not known")


def test_a_line_leads_to_its_article_and_source() -> None:
    number = told(REPUBLIC, PERSON, "mite", "least_mite")
    assert (number.citation, number.source, number.status) == ("RA, art. 3", "https://ruritania.example", "read")
    rule = told(REPUBLIC, PERSON, "mite", "mite")
    assert (rule.citation, rule.source, rule.status) == ("RA, art. 3", "https://ruritania.example/republic-act", "rule")
    assert rule.inputs == ("average_coin", "service", "mite_by_service", "least_mite")
    fact = told(REPUBLIC, PERSON, "mite", "service")
    assert (fact.citation, fact.source, fact.status, fact.inputs) == ("", "", "fact", ())


def test_a_number_without_a_source_of_its_own_leads_to_its_act() -> None:
    assert told(CROWN, PERSON, "mite", "coin_window").source == "https://ruritania.example/crown-act"


def test_a_number_of_a_reform_does_not_say_since_when() -> None:
    dream = RURITANIA.edition(dt.date(2011, 1, 1), reforms=("dream",))
    assert told(dream, PERSON, "mite", "mite_share").sentence == "share: 0.5"


def test_a_given_result_is_told_as_a_fact() -> None:
    line = told(CROWN, {"average_coin": Fraction(1000)}, "mite", "average_coin")
    assert (line.sentence, line.citation, line.status) == ("average income: 10\N{NO-BREAK SPACE}₸", "", "fact")


TITLES = "title: {kk: а, ru: б, en: ship toll}"
SHIP = '''
@provision("toll-act 1")
def ship_toll(fare: Money, crossed: Flag, loyal: Months, bridge: Choice) -> Money:
    """Return the toll of a ship."""
    return BODY
'''


def ship(body: str, facts: dict[str, object], result: str = "Money") -> str:
    rule = SHIP.replace("BODY", body).replace("-> Money", f"-> {result}")
    edition = sketch(more_data=f"terms: {{ship_toll: {{{TITLES}}}}}", more_rules=rule).edition(dt.date(2005, 1, 1))
    return sentences(edition, facts, "ship_toll", "ship_toll")[2]


@pytest.mark.parametrize(("body", "result", "facts", "said"), [
    ("fare", "Money", {}, "ship toll = fare = 10 ₸"),
    ("0 * fare", "Money", {}, "ship toll = 0 × fare = 0 × 10 ₸ = 0 ₸"),
    ("crossed or loyal > 1", "Flag", {"crossed": True}, "ship toll = crossed or months > 1 = yes or months > 1 = yes"),
    ("fare if crossed else fare", "Money", {}, "ship toll: 10 ₸"),
    ('bridge == "old"', "Flag", {"bridge": "new"}, "ship toll = bridge = the old one = the new one = the old one = no"),
])  # fmt: skip
def test_a_formula_is_told_without_saying_the_same_twice(
    body: str, result: str, facts: dict[str, object], said: str
) -> None:
    assert ship(body, facts, result) == said


def test_a_way_that_hangs_on_what_is_missing_is_not_told_though_every_way_gives_the_answer() -> None:
    by_ways = SHIP.replace("return BODY", "if crossed:\n        return fare\n    return fare")
    edition = sketch(more_data=f"terms: {{ship_toll: {{{TITLES}}}}}", more_rules=by_ways).edition(dt.date(2005, 1, 1))
    assert sentences(edition, {}, "ship_toll", "ship_toll")[2] == "ship toll: 10 ₸"


def test_a_sentence_of_a_condition_may_speak_of_what_is_not_known() -> None:
    rule = SHIP.replace("BODY", "crossed and loyal > 1").replace("-> Money", "-> Flag")
    words = ", ".join(f"{language}: 'Crossed {{crossed}}, loyal {{loyal}}.'" for language in LANGUAGES)
    terms = f"terms: {{ship_toll: {{{TITLES}, holds: {{{words}}}, fails: {{{words}}}}}}}"
    edition = sketch(more_data=terms, more_rules=rule).edition(dt.date(2005, 1, 1))
    assert sentences(edition, {"crossed": False}, "ship_toll", "ship_toll") == [
        "Crossed жоқ, loyal белгісіз.", "Crossed нет, loyal неизвестно.", "Crossed no, loyal not known.",
    ]  # fmt: skip


def test_a_rule_as_data() -> None:
    assert as_data(CROWN, PERSON, "mite", "average_coin") == {
        "name": "average_coin", "value": "500/3", "unit": "tenge", "kind": "rule", "inputs": ["coins", "coin_window"],
        "act": "crown-act", "article": "2", "from": "2000-01-01", "source": "https://ruritania.example/crown-act",
    }  # fmt: skip


def test_a_number_as_data() -> None:
    assert as_data(REPUBLIC, PERSON, "mite", "least_mite") == {
        "name": "least_mite", "value": "100.00", "unit": "tenge", "kind": "number", "inputs": [], "act": "republic-act",
        "article": "3", "from": "2010-01-01", "source": "https://ruritania.example", "status": "read",
    }  # fmt: skip
    assert as_data(CROWN, PERSON, "mite", "coin_window")["source"] == "https://ruritania.example/crown-act"


def test_a_fact_as_data_and_a_given_result_as_a_fact() -> None:
    months = ["100.00", "200.00", "300.00", "0.00"]
    fact = {"name": "coins", "value": months, "unit": "monthly_tenge", "kind": "fact", "inputs": []}
    assert as_data(CROWN, PERSON, "mite", "coins") == fact
    given_result = {"name": "average_coin", "value": "10.00", "unit": "tenge", "kind": "fact", "inputs": []}
    assert as_data(CROWN, {"average_coin": Fraction(1000)}, "mite", "average_coin") == given_result


@pytest.mark.parametrize(("value", "unit", "held"), [
    (Unknown(frozenset("a")), "tenge", None), (None, "date", None), (dt.date(2026, 2, 10), "date", "2026-02-10"),
    (True, "flag", True), ("old", "choice", "old"), (24, "months", 24), (Fraction(3), "rate", 3),
    (Fraction(7, 20), "rate", "7/20"), (Fraction(-5), "tenge", "-0.05"), (10**15, "tenge", "10000000000000"),
    (Steps(((Fraction(0), Fraction(100)), (Fraction(5, 2), Fraction(1, 3)))), "tenge", {"0": "1.00", "5/2": "1/300"}),
    (Choices({"old": Fraction(1, 2)}), "rate", {"old": "1/2"}),
])  # fmt: skip
def test_a_value_as_data(value: object, unit: str, held: object) -> None:
    assert json_value(value, unit) == held


@given(st.fractions(min_value=-(10**18), max_value=10**18))
def test_money_as_data_is_exact(tiyn: Fraction) -> None:
    assert Fraction(json_value(tiyn, "tenge")) * 100 == tiyn


@given(st.integers(-(10**15), 10**15))
def test_whole_tiyn_as_data_are_exact_and_written_with_two_decimals(tiyn: int) -> None:
    written = json_value(tiyn, "tenge")
    assert Fraction(written) * 100 == tiyn
    assert "." in written or abs(tiyn) >= 10**15


def test_a_history_that_changes_often_is_told_by_its_length() -> None:
    coins = MonthlyMoney(tuple(range(1000, 1012)))
    assert sentences(CROWN, {"coins": coins}, "mite", "coins") == [
        "табыс: 12 ай бойы ай сайын",
        "доход: помесячно за 12 месяцев",
        "income: month by month over 12 months",
    ]
