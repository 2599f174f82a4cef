"""A provision is a function whose every argument and answer is a quantity of the kernel."""

from typing import Annotated

import pytest

from tests.law.kernel.sketch import sketch
from tirek.basics.errors import InputError
from tirek.law.kernel.law import Law
from tirek.law.kernel.provision import Kind, kind_of
from tirek.law.kernel.quantity import Choices, Money, Months, Rate, Steps

LAW = Law.load("tests.law.kernel.ruritania")


def test_a_kind_is_written_as_people_say_it() -> None:
    assert [str(kind) for kind in (Kind("tenge"), Kind("rate", "steps"), Kind("count", "choices"))] == [
        "tenge", "steps of rate", "choices of count",
    ]  # fmt: skip


def test_the_unit_stands_in_the_annotation() -> None:
    assert [kind_of(one, "here") for one in (Money, Months, Steps[Rate], Choices[Money])] == [
        Kind("tenge"), Kind("months"), Kind("rate", "steps"), Kind("tenge", "choices"),
    ]  # fmt: skip


@pytest.mark.parametrize("annotation", [int, Annotated[int, "months"], list[Money]])
def test_what_is_no_quantity_is_refused(annotation: object) -> None:
    with pytest.raises(InputError) as refused:
        kind_of(annotation, "rules.py:7 mite: coins")
    assert str(refused.value) == f"rules.py:7 mite: coins: {annotation!r} is not a quantity of the kernel"


@pytest.mark.parametrize(("old", "new", "refusal"), [
    ("crossed: Flag", "crossed", r"rules\.py:\d+ may_pay: 'crossed' has no annotation$"),
    ("(crossed: Flag) -> Flag", "(crossed: Flag)", r"rules\.py:\d+ may_pay: 'return' has no annotation$"),
    ("crossed: Flag", "crossed: bool", r"may_pay: crossed: <class 'bool'> is not a quantity of the kernel$"),
    ("(crossed: Flag) -> Flag", "(crossed: Flag) -> bool", r"may_pay: <class 'bool'> is not a quantity of the kernel$"),
])  # fmt: skip
def test_a_provision_that_does_not_say_its_quantities_is_refused(old: str, new: str, refusal: str) -> None:
    with pytest.raises(InputError, match=refusal):
        sketch((old, new))


def test_a_provision_needs_its_inputs_and_its_rounding() -> None:
    mite = LAW.provisions["mite"][1]
    assert (mite.function.__name__, mite.reform) == ("mite_of_the_republic", None)
    assert mite.needs == ("average_coin", "service", "mite_by_service", "least_mite", "mite_rounding")
    assert LAW.provisions["widowed"][0].needs == ("married", "spouse_alive")
