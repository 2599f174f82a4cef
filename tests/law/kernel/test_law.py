"""Reading a law from a package: what is refused, and where to look for it."""

import datetime as dt
import re

import pytest

from tests.law.kernel.sketch import sketch
from tirek.basics.errors import InputError
from tirek.law.kernel.edition import Number, Rule
from tirek.law.kernel.law import Law

RURITANIA = Law.load("tests.law.kernel.ruritania")
WORDS = "{kk: а, ru: б, en: c}"
PASSAGE = (
    f"{{name: passage, title: {WORDS}, to_do: {WORDS}, paid: once, facts: [], conditions: [], amounts: {{}}, "
    "right_on: crossed_on}"
)


def test_a_law_is_read_once() -> None:
    assert Law.load("tests.law.kernel.ruritania") is RURITANIA


def test_an_edition_is_made_once() -> None:
    on = dt.date(2005, 1, 1)
    assert RURITANIA.edition(on) is RURITANIA.edition(on)
    assert RURITANIA.edition(on) is not RURITANIA.edition(on, known_on=on)


@pytest.mark.parametrize(("name", "title"), [("mite", "mite"), ("mite_share", "share"), ("coins", "income")])
def test_everything_has_a_title(name: str, title: str) -> None:
    assert RURITANIA.title(name)["en"] == title


def test_a_law_without_reforms_says_that_none_are_expected() -> None:
    with pytest.raises(InputError, match=r"^there is no reform 'dream', expected one of none$"):
        sketch().edition(dt.date(2005, 1, 1), reforms=("dream",))


@pytest.mark.parametrize(("more", "refusal"), [
    (f"act: toll-act\ntitle: {WORDS}\n", "'toll-act' is defined a second time (first in another file)"),
    ("act: road-act\narticles: []\n", "articles are listed of the act 'road-act', which has no title anywhere"),
    ("articles: []\n", "articles are listed of the act None, which has no title anywhere"),
    (f"reform: {{title: {WORDS}, note: {WORDS}}}\n", "a reform needs 'name'"),
    (f"reform: {{name: wish, title: {WORDS}}}\n", "note: expected text in kk, ru, en, found None"),
    (f"parameters: {{fare: {{title: {WORDS}, unit: tenge, values: []}}}}\n",
     "'fare' is defined a second time (first in another file)"),
    (f"facts: {{loyal: {{unit: flag, title: {WORDS}, question: {WORDS}}}}}\n",
     "'loyal' is defined a second time (first in SKETCH/law.yaml: loyal)"),
    (f"terms: {{toll: {{title: {WORDS}}}}}\n", "'toll' is defined a second time (first in another file)"),
    ("terms: {tax: {}}\n", "tax: expected text in kk, ru, en, found None"),
    (f"terms: {{tax: {{title: {WORDS}, holds: {{kk: а, ru: б}}}}}}\n", "tax: the text in en is missing"),
    (f"benefit: {PASSAGE}\n", "'passage' is defined a second time (first in SKETCH/law.yaml)"),
    (f"grounds: [{{name: flood, benefit: passage, effect: ended, moment: on_the_day, bases: [], text: {WORDS}}}]\n",
     "'flood' is defined a second time (first in another file)"),
])  # fmt: skip
def test_a_second_file_that_cannot_be_used_is_refused(more: str, refusal: str) -> None:
    with pytest.raises(InputError) as refused:
        sketch(more_data=more)
    said = re.sub(r"/\S*/sketch_\d+", "SKETCH", str(refused.value))
    assert said == f"SKETCH/more/more.yaml: {refusal}"


def test_a_rule_on_an_act_that_does_not_exist_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"rules\.py:\d+ may_pay: there is no act 'bridge-act'"):
        sketch(('@provision("toll-act 1")', '@provision("bridge-act 1")'))


def test_functions_without_a_mark_and_files_without_names_are_no_law() -> None:
    helper = "\n\ndef helper() -> int:\n    return 1\n"
    assert list(sketch(more_data="- just\n- a list\n", more_rules=helper).provisions) == ["may_pay", "toll"]


def test_a_number_may_become_a_rule_and_a_rule_a_number() -> None:
    by_rule = '''
@provision("toll-act 1 from 2005-01-01", name="fare")
def fare_by_discount(ticket: Money) -> Money:
    """Return the fare."""
    return ticket
'''
    ticket = f"facts: {{ticket: {{unit: tenge, range: [0, 9], title: {WORDS}, question: {WORDS}}}}}"
    law = sketch(more_data=ticket, more_rules=by_rule)
    nodes = [law.edition(dt.date(year, 6, 1)).node("fare") for year in (2004, 2005, 2009, 2010)]
    assert [type(node) for node in nodes] == [Number, Rule, Rule, Number]


def test_a_number_that_is_the_same_as_another_keeps_the_value_of_1_january() -> None:
    law = sketch(("from: 2010-01-01", "from: 2010-07-01"),
                 more_data=f"parameters: {{yearly_fare: {{title: {WORDS}, same_as: fare}}}}")  # fmt: skip
    days = [dt.date(2010, 12, 31), dt.date(2011, 1, 1)]
    assert [law.edition(day).case({}).value("yearly_fare") for day in days] == [1000, 2000]
    assert not law.edition(dt.date(1999, 12, 31)).has("yearly_fare")
    assert str(law.edition(days[0]).kind("yearly_fare")) == "tenge"


def test_the_unit_of_a_name() -> None:
    edition = RURITANIA.edition(dt.date(2012, 1, 1))
    assert [str(edition.kind(name)) for name in ("mite", "mite_by_service", "service")] == [
        "tenge", "steps of rate", "months",
    ]  # fmt: skip
    with pytest.raises(InputError, match=r"^the law of 2012-01-01 has no 'might'$"):
        edition.kind("might")


def test_a_rule_that_reads_its_own_result_is_refused_when_it_is_asked() -> None:
    law = sketch(("may_pay(crossed: Flag)", "may_pay(crossed: Flag, may_pay: Flag)"))
    with pytest.raises(InputError, match=r"^may_pay -> may_pay: a provision reads its own result$"):
        law.edition(dt.date(2005, 1, 1)).case({}).value("may_pay")
