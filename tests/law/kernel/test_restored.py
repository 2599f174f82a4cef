"""A reform that restores rooms of the law as they stood on an earlier day."""

import datetime as dt
from dataclasses import replace

from tests.law.kernel.test_edition import LAW, PERSON
from tirek.basics.text import Text
from tirek.law.kernel.law import Law, Reform

WORDS = Text("бұрынғы", "прежний", "former")
LAST_OF_CROWN = dt.date(2009, 12, 31)


def former(names: set[str]) -> Law:
    reforms = {**LAW.reforms, "former": Reform("former", WORDS, WORDS, ("pension",), LAST_OF_CROWN, frozenset(names))}
    return replace(LAW, reforms=reforms, _editions={})


def test_restored_names_are_those_of_the_earlier_day_and_others_those_of_the_day() -> None:
    law = former({"mite", "mite_share", "mite_by_service", "least_mite"})
    on = dt.date(2016, 1, 1)
    restored = law.edition(on, reforms=("former",))
    assert restored.node("mite") is law.edition(LAST_OF_CROWN).node("mite")
    assert restored.case(PERSON).value("mite") == law.edition(LAST_OF_CROWN).case(PERSON).value("mite")
    assert restored.node("coin_window") == law.edition(on).node("coin_window") or restored.node("coin_window")


def test_what_the_earlier_day_lacked_is_gone() -> None:
    law = former({"least_mite"})
    on = dt.date(2016, 1, 1)
    assert law.edition(on).node("least_mite") is not None
    assert law.edition(on, reforms=("former",)).node("least_mite") is None


def test_before_its_day_a_restoring_reform_changes_nothing() -> None:
    law = former({"mite"})
    early = dt.date(2005, 1, 1)
    assert law.edition(early, reforms=("former",)).case(PERSON).value("mite") == law.edition(early).case(PERSON).value(
        "mite"
    )


def test_a_later_reform_lies_on_what_was_restored() -> None:
    law = former({"mite_share"})
    on = dt.date(2011, 1, 1)
    over = law.edition(on, reforms=("former", "dream")).case({}).value("mite_share")
    under = law.edition(on, reforms=("dream", "former")).case({}).value("mite_share")
    assert over == law.edition(on, reforms=("dream",)).case({}).value("mite_share")
    assert under == law.edition(LAST_OF_CROWN).case({}).value("mite_share")
    assert over != under
