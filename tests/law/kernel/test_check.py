"""Every finding of the static checks, each in a law that is sound but for one thing."""

import pytest

from tests.law.kernel.sketch import DATA, sketch, written
from tirek.law.kernel.check import check
from tirek.law.kernel.law import Law

FARE_2010 = "{from: 2010-01-01, value: 20,"
THREE = "{kk: а, ru: б, en: c}"


def test_a_sound_law_has_no_findings() -> None:
    assert check(sketch()) == []


def test_ruritania_lacks_only_articles_in_its_register() -> None:
    findings = check(Law.load("tests.law.kernel.ruritania"))
    assert [finding for finding in findings if "the register of the act does not list it" not in finding] == []


@pytest.mark.parametrize(("old", "new", "finding"), [
    (FARE_2010, "{from: 2010-01-01, value: null,",
     "law.yaml: fare, 2010-01-01: a value is null exactly when its status is unknown"),
    (", source: https://sketch.example/fare, status: read", ", status: read",
     "law.yaml: fare, 2000-01-01: status read needs the address where it was read"),
    (f'{FARE_2010} act: toll-act, article: "1"', f'{FARE_2010} act: toll-act, article: " "',
     "law.yaml: fare, 2010-01-01: the article is missing"),
    (FARE_2010, "{from: 1999-01-01, value: 20,",
     "law.yaml: fare, 1999-01-01: values are not in the order of their dates (from, then known_from)"),
    (FARE_2010, "{from: 2010-01-01, value: 101,",
     "law.yaml: fare, 2010-01-01: 10100 is outside the declared range 100..10000"),
    (FARE_2010, "{from: 2010-01-01, value: 20.5,",
     "law.yaml: fare, 2010-01-01: 2050 is no multiple of the declared step 100"),
    ("{old: 1, new: 2}", "{old: 1, new: 7}",
     "law.yaml: bridge_factor, 2000-01-01: 7 is outside the declared range 0..5"),
    ("{0: 1, 12: 0.5}", "{0: 1, 12: 0.55}",
     "law.yaml: discount, 2000-01-01: 0.55 is no multiple of the declared step 0.1"),
    ("value: tenge_up,", "value: tenge_upp,",
     "law.yaml: cut, 2000-01-01: 'tenge_upp' is none of the declared choices tenge_up, tenge_down"),
    ("value: tenge_up,", "value: tenge_upp,", "law.yaml: cut: 'tenge_upp' is no rounding policy"),
    ("    choice_titles: {old: {kk: ескі, ru: старый, en: the old one}, ", "    choice_titles: {",
     "law.yaml: bridge: the choice 'old' has no title in kk, ru, en"),
    ("choices: [tenge_up, tenge_down]", "choices: [tenge_up, tenge_sideways]",
     "law.yaml: cut: the choice 'tenge_sideways' has no title in kk, ru, en"),
    ("{0: 1, 12: 0.5}", "{1: 1, 12: 0.5}",
     "law.yaml: discount, 2000-01-01: the table begins at 1, but loyal may be as low as 0"),
    ('@provision("toll-act 1")', "@provision()", "may_pay: a provision needs an article"),
    ('    """Return whether a toll is due."""\n', "", "may_pay: a provision says in its docstring what it returns"),
    ("return crossed", "return crossed < 1", "`crossed < 1` is flag with 0 or 1"),
    ("  toll: {title", "  bridge_toll: {title", "toll has no term in kk, ru, en"),
    ("  toll: {title", "  bridge_toll: {title", "terms: 'bridge_toll' is no provision"),
    ('en: "Crossed the bridge: {crossed}."', 'en: "On {crossed_on}."',
     "terms: may_pay: the sentence in en speaks of 'crossed_on', which not every version reads"),
    ('ru: "Прошёл по мосту: {crossed}."', 'ru: "Прошёл: {crossed"',
     "terms: may_pay: the sentence in ru has a curly bracket without its pair"),
    ('@provision("toll-act 1")', '@provision("toll-act 1 from 2001-01-01 to 2000-01-01")',
     "may_pay: the basis ends on 2000-01-01, before it starts on 2001-01-01"),
    ('@provision("toll-act 1")', '@provision("toll-act 1", "toll-act 1")',
     "may_pay: may_pay has a second version from 2000-01-01 (also "),
    ("conditions: [may_pay]", "conditions: [may_pay, rich]", "law.yaml: 'rich' is neither a provision nor a fact"),
    ("right_on: crossed_on", "right_on: crossed", "law.yaml: right_on must be a fact of unit date"),
    ("right_on: crossed_on", "right_on: toll", "law.yaml: right_on must be a fact of unit date"),
    ("    fails: {kk: Өтпеді., ru: Не прошёл., en: Did not cross.}\n", "",
     "law.yaml: the condition may_pay needs the sentences holds and fails"),
    ("  - name: flood\n    benefit: passage", "  - name: flood\n    benefit: ferry",
     "grounds: flood names 'ferry', which is no benefit"),
    ("coverage: formalised}",
     f"coverage: partly, reason: {THREE}}}\n      - {{article: '2', title: {THREE}, coverage: formalised}}",
     "acts: toll-act article 2 is called formalised, but nothing cites it"),
    ("coverage: formalised}", "coverage: partly}",
     "acts: toll-act article 1 is partly formalised, but gives no reason"),
    ("coverage: formalised}", "coverage: not}", "acts: toll-act article 1 is not formalised, but gives no reason"),
    ('@provision("toll-act 1")', '@provision("toll-act 9(2)")',
     "acts: toll-act article 9 is cited, but the register of the act does not list it"),
    ("loyal: Months", "loyal: Days", "toll: loyal is months on 2000-01-01, but read as days"),
    ("may_pay(crossed: Flag)", "may_pay(crossed: Flag, toll_free: Flag)",
     "the law of 2000-01-01 has no 'toll_free' (read by may_pay)"),
    ("may_pay(crossed: Flag)", "may_pay(crossed: Flag, toll: Money, may_pay: Flag)",
     "may_pay -> may_pay: a provision reads its own result"),
])  # fmt: skip
def test_each_finding_names_the_place_and_what_is_amiss(old: str, new: str, finding: str) -> None:
    findings = check(sketch((old, new)))
    assert [one for one in findings if finding in one], findings


FERRY = """
parameters:
  ferry_fare:
    unit: tenge
    title: {kk: паром, ru: паром, en: ferry fare}
    range: [1, 100]
    values:
      - {from: 2000-01-01, value: 10, act: toll-act, article: "1", status: assumed}
"""

REFORM = f"""
reform: {{name: wish, title: {THREE}, note: {THREE}}}
parameters:
  fare:
    unit: tenge
    title: {THREE}
    range: [1, 100]
    values:
      - {{value: 10, act: toll-act, article: "1", status: assumed}}
"""


def test_a_number_that_no_rule_reads() -> None:
    assert_only("more.yaml: ferry_fare: no rule reads this number", check(sketch(more_data=FERRY)))


def test_figures_of_the_national_economy_may_wait_for_a_rule() -> None:
    assert check(sketch(more_data=FERRY, folder="economy")) == []


def test_a_fact_that_no_rule_reads() -> None:
    ticket = f"facts: {{ticket: {{unit: flag, title: {THREE}, question: {THREE}}}}}"
    assert_only("more.yaml: ticket: no rule reads this fact", check(sketch(more_data=ticket)))


def test_a_number_that_is_the_same_as_none() -> None:
    alias = f"parameters: {{fare_on_1_january: {{title: {THREE}, same_as: fair}}}}"
    findings = check(sketch(("toll(fare: Money", "toll(fare_on_1_january: Money"), more_data=alias))
    assert [one for one in findings if "fare_on_1_january: same_as names 'fair', which is no parameter" in one]
    assert "the law of 2000-01-01 has no 'fare_on_1_january' (read by toll)" in findings


def test_a_number_that_is_the_same_as_another_is_a_reading_of_it() -> None:
    alias = f"parameters: {{fare_in_january: {{title: {THREE}, same_as: fare}}}}"
    law = sketch(("fare * d", "fare_in_january * d"), ("toll(fare:", "toll(fare_in_january:"), more_data=alias)
    assert check(law) == []


def test_a_reform_is_checked_on_every_day_of_the_law() -> None:
    wished = '''
@provision("toll-act 1", name="toll", reform="wish")
def wished_toll(fare: Money, wished: Flag) -> Money:
    """Return the toll as wished for."""
    return fare if wished else 0 * fare
'''
    assert check(sketch(more_data=REFORM)) == []
    findings = check(sketch(more_data=REFORM, more_rules=wished))
    assert findings == [f"the law of {year}-01-01 has no 'wished' (read by toll)" for year in (2000, 2010)]


def test_a_reform_that_is_nowhere_announced() -> None:
    dreamt = '''
@provision("toll-act 1", name="may_pay", reform="dream")
def may_pay_in_a_dream(crossed: Flag) -> Flag:
    """Return whether a toll is due."""
    return not crossed
'''
    assert_only("may_pay_in_a_dream: there is no reform 'dream'", check(sketch(more_rules=dreamt)))
    unannounced = REFORM.replace(f"{{name: wish, title: {THREE}, note: {THREE}}}", "wish")
    assert_only("more.yaml: fare: there is no reform 'wish'", check(sketch(more_data=unannounced)))


def test_a_reform_that_changes_the_unit_of_a_number() -> None:
    findings = check(sketch(more_data=REFORM.replace("unit: tenge", "unit: rate")))
    assert [one for one in findings if "more.yaml: fare: a reform gives fare another unit or shape" in one]


def test_numbers_without_rules_give_no_day_to_lay_a_reform_on() -> None:
    numbers = DATA[: DATA.index("facts:")]
    findings = check(written({"law.yaml": numbers, "more.yaml": REFORM}))
    assert len(findings) == len(("fare", "discount", "bridge_factor", "cut"))
    assert all("no rule reads this number" in one for one in findings)


def test_a_provision_with_the_name_of_a_fact() -> None:
    findings = check(sketch(more_data=f"facts: {{toll: {{unit: flag, title: {THREE}, question: {THREE}}}}}"))
    assert_only("toll: toll is also the name of a fact", findings)


def test_a_rounding_that_a_rule_gives_is_not_looked_up_as_a_number() -> None:
    cut = '''
@provision("toll-act 1", name="cut")
def cut_by_bridge(bridge: Choice) -> Choice:
    """Return the rounding."""
    return "tenge_up" if bridge == "old" else "tenge_down"
'''
    assert check(sketch(more_data=f"terms: {{cut: {{title: {THREE}}}}}", more_rules=cut)) == []


def test_tables_are_compared_with_facts_inside_every_way_of_a_rule() -> None:
    by_ways = '''
@provision("toll-act 1")
def toll_by_ways(fare: Money, discount: Steps[Rate], loyal: Months, served: Months, crossed: Flag) -> Money:
    """Return the toll, found in several ways."""
    grown = loyal + 1
    if crossed:
        return fare * discount.at(grown)
    elif loyal > 1:
        return fare * discount.at(loyal + 1)
    else:
        return fare * discount.at(served)


@provision("toll-act 1")
def served(loyal: Months) -> Months:
    """Return the months served."""
    return loyal
'''
    terms = f"terms: {{toll_by_ways: {{title: {THREE}}}, served: {{title: {THREE}}}}}"
    sound = sketch(more_data=terms, more_rules=by_ways)
    assert check(sound) == []
    broken = by_ways.replace("discount.at(served)", "discount.at(loyal)")
    starts_late = ("{0: 1, 12: 0.5}", "{1: 1, 12: 0.5}")
    found = check(sketch(("discount.at(loyal)", "1"), starts_late, more_data=terms, more_rules=broken))
    assert_only("the table begins at 1, but loyal may be as low as 0", found)


def test_a_table_nobody_found_yet_begins_nowhere() -> None:
    basis = 'act: toll-act, article: "1", status:'
    unknown = (f"value: {{0: 1, 12: 0.5}}, {basis} assumed", f"value: null, {basis} unknown")
    assert check(sketch(unknown)) == []


def assert_only(finding: str, findings: list[str]) -> None:
    assert len(findings) == 1, findings
    assert finding in findings[0]
