"""Which version of a name governs a day; two times of law; reforms; the order of work."""

import datetime as dt
from fractions import Fraction

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel.edition import Number, Rule
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import MonthlyMoney

LAW = Law.load("tests.law.kernel.ruritania")
COINS = MonthlyMoney((10000, 20000, 30000, 0))
PERSON = {"coins": COINS, "service": 70, "children": 3, "married": True, "spouse_alive": False}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "article", "mite"),
    [("2009-12-31", "crown-act", 11700), ("2010-01-01", "republic-act", 10000), ("2016-01-01", "republic-act", 12000)],
)
def test_an_amendment_takes_over_on_its_day(on: str, article: str, mite: int) -> None:
    edition = LAW.edition(day(on))
    node = edition.node("mite")
    assert isinstance(node, Rule)
    assert node.basis.act == article
    assert edition.case(PERSON).value("mite") == mite


def test_what_was_known_then_differs_from_what_is_known_now() -> None:
    newcomer = PERSON | {"service": 3, "coins": MonthlyMoney((900000,))}
    then = LAW.edition(day("2011-01-01"), known_on=day("2011-01-01"))
    now = LAW.edition(day("2011-01-01"))
    assert then.case(newcomer).value("mite") == 30000
    assert now.case(newcomer).value("mite") == 60000


def test_a_reform_replaces_rules_and_numbers_and_nothing_else() -> None:
    dream = LAW.edition(day("2011-01-01"), reforms=("dream",))
    assert dream.case({"coins": COINS}).value("mite") == 10000
    assert dream.case(PERSON).value("widowed") is True
    share = dream.node("mite_share")
    assert isinstance(share, Number)
    assert share.value == Fraction(1, 2)


def test_an_unheard_of_reform_is_refused() -> None:
    with pytest.raises(InputError, match="no reform 'nightmare', expected one of dream"):
        LAW.edition(day("2011-01-01"), reforms=("nightmare",))


def test_before_the_first_law_there_is_nothing() -> None:
    edition = LAW.edition(day("1999-12-31"))
    assert not edition.has("mite")
    with pytest.raises(InputError, match="law of 1999-12-31 has no 'mite'"):
        edition.case(PERSON).value("mite")


def test_a_value_that_ended_does_not_let_an_older_one_come_back() -> None:
    parameter = LAW.parameters["least_mite"][0]
    assert parameter.on(day("2009-12-31"), dt.date.max) is None
    ended = parameter.on(day("2015-06-01"), dt.date.max)
    assert ended is not None
    assert ended.value is None


def test_change_dates_are_all_days_on_which_anything_changes() -> None:
    assert LAW.change_dates() == [day("2000-01-01"), day("2010-01-01"), day("2015-01-01"), day("2016-01-01")]


def test_a_given_result_is_taken_instead_of_worked_out() -> None:
    edition = LAW.edition(day("2005-01-01"))
    case = edition.case({"average_coin": Fraction(100000), "children": 0})
    assert case.value("mite") == 35000
    assert next(step.name for step in case.trace("mite")) == "average_coin"
