"""Every finding of the static checks, each in a law that is sound but for one thing."""

import pytest

from tests.law.kernel.sketch import sketch
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
    (FARE_2010, "{from: 2010-01-01, value: 101,", "law.yaml: fare, 2010-01-01: 10100 is outside the declared range 100..10000"),
    (FARE_2010, "{from: 2010-01-01, value: 20.5,", "law.yaml: fare, 2010-01-01: 2050 is no multiple of the declared step 100"),
    ("{old: 1, new: 2}", "{old: 1, new: 7}",
     "law.yaml: bridge_factor, 2000-01-01: 7 is outside the declared range 0..5"),
    ("{0: 1, 12: 0.5}", "{0: 1, 12: 0.55}", "law.yaml: discount, 2000-01-01: 0.55 is no multiple of the declared step 0.1"),
    ("value: tenge_up,", "value: tenge_upp,",
     "law.yaml: cut, 2000-01-01: 'tenge_upp' is none of the declared choices tenge_up, tenge_down"),
    ("value: tenge_up,", "value: tenge_upp,", "law.yaml: cut: 'tenge_upp' is no rounding policy"),
    ("{0: 1, 12: 0.5}", "{1: 1, 12: 0.5}",
     "law.yaml: discount, 2000-01-01: the table begins at 1, but loyal may be as low as 0"),
    ('@provision("toll-act 1")', "@provision()", "may_pay: a provision needs an article"),
    ('    """Return whether a toll is due."""\n', "", "may_pay: a provision says in its docstring what it returns"),
    ("return crossed", "return not not (crossed < 1)", "`crossed < 1` is flag with 0 or 1"),
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
    ('coverage: formalised}', f"coverage: partly, reason: {THREE}}}\n"
     f"      - {{article: '2', title: {THREE}, coverage: formalised}}",
     "acts: toll-act article 2 is called formalised, but nothing cites it"),
    ("coverage: formalised}", "coverage: partly}", "acts: toll-act article 1 is partly formalised, but gives no reason"),
    ("coverage: formalised}", "coverage: not}", "acts: toll-act article 1 is not formalised, but gives no reason"),
    ('@provision("toll-act 1")', '@provision("toll-act 9(2)")',
     "acts: toll-act article 9 is cited, but the register of the act does not list it"),
    ("loyal: Months", "loyal: Days", "toll: loyal is months on 2000-01-01, but read as days"),
    ("return crossed", "return crossed == toll_free", "a name that nobody defines"),
])  # fmt: skip
def test_each_finding_names_the_place_and_what_is_amiss(old: str, new: str, finding: str) -> None:
    if finding == "a name that nobody defines":
        old, new = "may_pay(crossed: Flag)", "may_pay(crossed: Flag, toll_free: Flag)"
        finding = "the law of 2000-01-01 has no 'toll_free' (read by may_pay)"
    findings = check(sketch((old, new)))
    assert [one for one in findings if finding in one], findings
