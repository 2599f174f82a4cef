"""Who is entitled to targeted assistance by articles 120-127, family by family of the tiny nation."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.forecast.population.check.tiny import ON, TENGE, Rows, write_tiny
from tirek.forecast.population.check.assistance import assistance, poverty_line
from tirek.forecast.population.check.block_data import BlockData
from tirek.forecast.population.files import open_nation

COUPLE, WIDOW, MOTHER, BROTHERS = range(4)
CAR = {"kind": "car", "year": 2015}
INDEX = 4325
"""The monthly calculation index of 2026."""


def awarded(folder: Path, change: Callable[[Rows], object]) -> list[float]:
    """Return what each family of the first block would receive in a month."""
    nation = open_nation(write_tiny(folder, lambda blocks: change(blocks[1])))
    entitled, amount = assistance(BlockData(nation, 1, ON))
    assert entitled.tolist() == [each > 0 for each in amount]
    return [float(each) for each in amount]


def family(rows: Rows, place: int) -> dict[str, Any]:
    return rows["families"][place]


def give(rows: Rows, place: int, *vehicles: dict[str, Any]) -> None:
    """Give a family vehicles, whoever had them."""
    home = family(rows, place)
    owner = {"person_id": home["head_id"], "family_id": home["family_id"]}
    rows["vehicles"] = [{**owner, **vehicle, "vehicle_id": number} for number, vehicle in enumerate(vehicles)]


def test_the_line_is_a_share_of_the_statistical_minimum() -> None:
    assert poverty_line() == pytest.approx(0.7 * 60_878)


def test_the_gap_up_to_the_line_is_paid_for_every_member(tmp_path: Path) -> None:
    paid = awarded(tmp_path, lambda rows: None)
    assert paid == [0, 0, 0, pytest.approx(2 * 0.7 * 60_878 - 0.4)]


@pytest.mark.parametrize(
    "owned",
    [
        {"dwellings_owned": 2, "dwelling_area": 60}, {"commercial_property": True},
    ],
)  # fmt: skip
def test_property_is_a_reason_to_refuse(tmp_path: Path, owned: dict[str, Any]) -> None:
    assert awarded(tmp_path, lambda rows: family(rows, BROTHERS).update(owned)) == [0] * 4


@pytest.mark.parametrize("vehicles", [(CAR, CAR), ({"kind": "farm_machinery", "year": 2001},)])
def test_vehicles_are_a_reason_to_refuse(tmp_path: Path, vehicles: tuple[dict[str, Any], ...]) -> None:
    assert awarded(tmp_path, lambda rows: give(rows, BROTHERS, *vehicles)) == [0] * 4


def test_one_car_and_small_dwellings_are_none(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        give(rows, BROTHERS, CAR)
        family(rows, BROTHERS).update(dwellings_owned=2, dwelling_area=36)

    assert awarded(tmp_path, change)[BROTHERS] > 0


def poor_mother(rows: Rows) -> None:
    """Let the mother of a child with a disability earn 40,000 tenge a head, the child's allowance apart."""
    family(rows, MOTHER)["income"] = (120_000 + 78_000) * TENGE


def test_the_allowance_of_a_child_with_a_disability_is_no_income(tmp_path: Path) -> None:
    assert awarded(tmp_path, poor_mother)[MOTHER] == pytest.approx(3 * 0.7 * 60_878 - 120_000)


def test_families_of_a_child_with_a_disability_may_have_cars(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        poor_mother(rows)
        give(rows, MOTHER, CAR, CAR)

    assert awarded(tmp_path, change)[MOTHER] > 0


def test_students_alone_belong_to_the_families_they_left(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        for person in rows["persons"][-2:]:
            person.update(birth_date=dt.date(2005, 1, 1), full_time_student=True)

    assert awarded(tmp_path, change)[BROTHERS] == 0


@pytest.mark.parametrize(("born", "additions"), [(2024, 1), (2019, 1), (2018, 0), (2025, 0)])
def test_children_of_one_to_six_add_to_it(tmp_path: Path, born: int, additions: int) -> None:
    def change(rows: Rows) -> None:
        rows["persons"][-1]["birth_date"] = dt.date(born, 6, 1)

    paid = awarded(tmp_path, change)[BROTHERS]
    assert paid == pytest.approx(2 * 0.7 * 60_878 - 0.4 + additions * 1.5 * INDEX)
