"""Benefits and grounds as data files tell them."""

import datetime as dt
from typing import Any

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel.benefit import read_benefit, read_ground
from tirek.law.kernel.law import Law

LAW = Law.load("tests.law.kernel.ruritania")
WORDS = {"kk": "а", "ru": "б", "en": "c"}
MITE: dict[str, Any] = {
    "name": "mite", "title": WORDS, "to_do": WORDS, "paid": "monthly", "facts": ["married"], "conditions": ["widowed"],
    "amounts": {"gross": "mite"}, "right_on": "widowed_on",
}  # fmt: skip
GROUND: dict[str, Any] = {
    "name": "remarriage", "benefit": "mite", "effect": "ended", "moment": "on_the_day", "bases": ["crown-act 5"],
    "text": WORDS,
}  # fmt: skip


def test_a_benefit_points_at_all_its_names() -> None:
    benefit = read_benefit(MITE | {"starts_on": "widowed_on", "months": "service", "details": ["average_coin"]}, "here")
    assert benefit.names() == ("widowed", "mite", "widowed_on", "widowed_on", "service", "average_coin")
    assert (benefit.ends_on, benefit.apply_by, benefit.where) == (None, None, "here")


@pytest.mark.parametrize("part", sorted(MITE))
def test_a_benefit_without_a_part_is_refused(part: str) -> None:
    raw = {name: value for name, value in MITE.items() if name != part}
    with pytest.raises(InputError, match=f"^benefit.yaml: a benefit needs '{part}'$"):
        read_benefit(raw, "benefit.yaml")


def test_a_benefit_is_paid_monthly_or_once() -> None:
    with pytest.raises(InputError, match=r"^benefit.yaml: paid is 'weekly', expected one of monthly, once$"):
        read_benefit(MITE | {"paid": "weekly"}, "benefit.yaml")


def test_a_benefit_speaks_three_languages() -> None:
    with pytest.raises(InputError, match=r"^benefit.yaml: to_do: the text in ru is missing$"):
        read_benefit(MITE | {"to_do": {"kk": "а", "en": "c"}}, "benefit.yaml")


@pytest.mark.parametrize("part", sorted(GROUND))
def test_a_ground_without_a_part_is_refused(part: str) -> None:
    raw = {name: value for name, value in GROUND.items() if name != part}
    with pytest.raises(InputError, match=f"^grounds.yaml: a ground needs '{part}'$"):
        read_ground(raw, LAW.acts, "grounds.yaml")


@pytest.mark.parametrize("change", [{"effect": "burnt"}, {"moment": "at_noon"}])
def test_a_ground_of_another_kind_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(InputError) as refused:
        read_ground(GROUND | change, LAW.acts, "grounds.yaml")
    found = GROUND | change
    assert str(refused.value) == (
        "grounds.yaml: a ground needs effect (refused, suspended, resumed, ended) and moment (on_the_day, "
        f"first_of_next_month, end_of_month, from_award), found {found['effect']!r}, {found['moment']!r}"
    )


def test_a_ground_rests_on_acts_that_exist() -> None:
    with pytest.raises(InputError, match=r"^grounds.yaml: there is no act 'emperor-act'$"):
        read_ground(GROUND | {"bases": ["emperor-act 5"]}, LAW.acts, "grounds.yaml")


@pytest.mark.parametrize(("moment", "day"), [
    ("on_the_day", "2026-01-31"), ("first_of_next_month", "2026-02-01"), ("end_of_month", "2026-01-31"),
    ("from_award", "2025-06-15"),
])  # fmt: skip
def test_the_day_from_which_a_ground_works(moment: str, day: str) -> None:
    ground = read_ground(GROUND | {"moment": moment}, LAW.acts, "grounds.yaml")
    assert ground.takes_effect(dt.date(2026, 1, 31), dt.date(2025, 6, 15)) == dt.date.fromisoformat(day)
