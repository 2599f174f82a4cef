"""What changed between two editions."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tests.law.kernel.sketch import sketch
from tirek.law.kernel.compare import compare
from tirek.law.kernel.law import Law

LAW = Law.load("tests.law.kernel.ruritania")
YEARS = st.integers(1999, 2020)
REFORMS = st.sampled_from([(), ("dream",)])
MIRRORED = {"new": "gone", "gone": "new"}


def changes(before: str, after: str, reforms: tuple[str, ...] = ()) -> dict[str, str]:
    old, new = (dt.date.fromisoformat(day) for day in (before, after))
    return {change.name: change.kind for change in compare(LAW.edition(old), LAW.edition(new, reforms=reforms))}


def test_the_republic_takes_over_from_the_crown() -> None:
    assert changes("2009-12-31", "2010-01-01") == {
        "average_coin": "moved", "least_mite": "new", "mite": "rule", "mite_by_service": "new", "widowed": "moved",
    }  # fmt: skip


def test_a_number_that_became_unknown_is_another_number() -> None:
    assert changes("2014-12-31", "2015-01-01") == {"least_mite": "number"}


def test_a_reform_is_compared_like_a_day() -> None:
    assert changes("2011-01-01", "2011-01-01", ("dream",)) == {"mite": "rule", "mite_share": "number"}


def test_before_the_law_everything_is_new() -> None:
    assert set(changes("1999-12-31", "2000-01-01").values()) == {"new"}


def test_a_number_that_became_a_rule_is_another_rule() -> None:
    by_rule = '''
@provision("toll-act 1 from 2005-01-01", name="fare")
def fare_by_loyalty(discount: Steps[Rate], ticket: Money, loyal: Months) -> Money:
    """Return the fare."""
    return ticket * discount.at(loyal)
'''
    words = "{kk: а, ru: б, en: c}"
    ticket = f"facts: {{ticket: {{unit: tenge, range: [0, 9], title: {words}, question: {words}}}}}"
    law = sketch(more_data=ticket, more_rules=by_rule)
    (change,) = compare(law.edition(dt.date(2004, 1, 1)), law.edition(dt.date(2006, 1, 1)))
    assert (change.name, change.kind) == ("fare", "rule")


@given(YEARS, YEARS, REFORMS, REFORMS)
def test_a_comparison_read_backwards_is_its_mirror(
    year: int, other: int, reforms: tuple[str, ...], other_reforms: tuple[str, ...]
) -> None:
    one = LAW.edition(dt.date(year, 7, 1), reforms=reforms)
    two = LAW.edition(dt.date(other, 7, 1), reforms=other_reforms)
    forwards = [(change.name, change.kind, change.before, change.after) for change in compare(one, two)]
    backwards = [(change.name, MIRRORED.get(change.kind, change.kind), change.after, change.before)
                 for change in compare(two, one)]  # fmt: skip
    assert forwards == backwards


@given(YEARS, REFORMS)
def test_an_edition_does_not_differ_from_itself(year: int, reforms: tuple[str, ...]) -> None:
    edition = LAW.edition(dt.date(year, 7, 1), reforms=reforms)
    assert compare(edition, edition) == []
