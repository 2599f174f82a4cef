"""The means of a block's families fit their dictionary, their members and each other."""

import numpy as np
import pytest

from tests.forecast.population.means.toy import ON, toy_block
from tirek.forecast.population import means
from tirek.forecast.population.assumptions import STATUSES, WhatIf, assumptions
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.check.block_data import full_years
from tirek.forecast.population.days import NEVER, ages, day_number
from tirek.forecast.population.means.frame import MeansFrame
from tirek.forecast.population.tables import table_spec

FRAME = MeansFrame.read()
FILLED = {
    "families": (
        "dwelling", "dwelling_area", "dwellings_owned", "commercial_property", "land_plot", "farm_value",
        "farm_income", "property_income", "received_from_others", "income", "district",
    ),
    "persons": ("phone", "bank_account", "district"),
    "kinship": ("alimony",),
    "vehicles": tuple(table_spec("vehicles").columns),
    "loans": tuple(table_spec("loans").columns),
}  # fmt: skip


def filled(*, urban: bool, families: int = 3000, seed: int = 1) -> Block:
    block = toy_block(families, urban=urban)
    means.fill(block, FRAME, stream(seed, block.number, "means"))
    return block


@pytest.fixture(scope="module")
def town() -> Block:
    return filled(urban=True)


@pytest.fixture(scope="module")
def village() -> Block:
    return filled(urban=False)


@pytest.mark.parametrize("urban", [True, False])
def test_every_cell_lies_in_the_range_of_the_dictionary(urban: bool) -> None:
    block = filled(urban=urban)
    for table, columns in FILLED.items():
        for name in columns:
            spec, cells = table_spec(table).columns[name], block[table][name]
            assert len(cells) == len(block[table]), name
            if spec.type == "choice":
                assert 0 <= cells.min(initial=0) <= cells.max(initial=0) < len(spec.choices), name
            elif spec.type == "flag":
                assert cells.dtype == np.bool_, name
            elif spec.type == "date":
                assert (cells > NEVER).all(), name
            elif isinstance(spec.low, int) and isinstance(spec.high, int):
                assert spec.low <= cells.min(initial=spec.low), name
                assert cells.max(initial=spec.high) <= spec.high, name


def test_income_is_the_sum_of_all_that_comes_in(town: Block) -> None:
    persons, families, awards = town["persons"], town["families"], town["awards"]
    for row in range(0, len(families), 37):
        number = families["family_id"][row]
        members, theirs = persons["family_id"] == number, awards["family_id"] == number
        total = persons["wage"][members].sum() + persons["own_income"][members].sum() + awards["amount"][theirs].sum()
        total += families["farm_income"][row] + families["property_income"][row]
        assert families["income"][row] == total + families["received_from_others"][row]


def test_alimony_is_a_quarter_of_the_payers_income_and_reaches_the_other_family(town: Block) -> None:
    kinship, persons, families = town["kinship"], town["persons"], town["families"]
    payer = kinship["person_id"] - town.first_number
    income = persons["wage"][payer] + persons["own_income"][payer]
    paid = kinship["alimony"]
    assert (paid[paid > 0] == (income // 4)[paid > 0]).all()
    assert 0.5 < (paid > 0).sum() / (income > 0).sum() < 0.8
    receiver = np.flatnonzero(paid > 0)[0]
    family = persons["family_id"][kinship["relative_id"][receiver] - town.first_number] - town.first_number
    assert families["received_from_others"][family] >= paid[receiver]


def test_owners_of_vehicles_are_adults_of_the_family_and_first_the_head(town: Block, village: Block) -> None:
    for block in (town, village):
        vehicles, persons, families = block["vehicles"], block["persons"], block["families"]
        owner = vehicles["person_id"] - block.first_number
        assert (persons["family_id"][owner] == vehicles["family_id"]).all()
        assert (ages(persons["birth_date"], day_number(ON))[owner] >= 18).all()
        _, first = np.unique(vehicles["family_id"], return_index=True)
        heads = families["head_id"][vehicles["family_id"][first] - block.first_number]
        assert (vehicles["person_id"][first] == heads).all()
        assert vehicles["year"].max() < ON.year


def test_loans_are_of_adults_and_their_days_and_sums_agree(town: Block) -> None:
    loans, persons, on = town["loans"], town["persons"], day_number(ON)
    borrower = loans["person_id"] - town.first_number
    assert (persons["family_id"][borrower] == loans["family_id"]).all()
    assert (ages(persons["birth_date"], on)[borrower] >= 18).all()
    assert (loans["taken_on"] < on).all()
    assert (loans["ends_on"] >= on).all()
    assert (loans["days_in_arrears"] <= on - loans["taken_on"]).all()
    assert (loans["balance"] > 0).all()
    months = (loans["ends_on"] - loans["taken_on"]) / 30.4
    assert (loans["instalment"] * (months + 1) >= loans["balance"]).all()
    assert not (loans["balance"] % 100).any()
    assert 0.05 < (loans["days_in_arrears"] > 90).mean() < 0.2


def test_shares_are_those_assumed(town: Block, village: Block) -> None:
    for block, place in ((village, 0), (town, 1)):
        families = block["families"]
        cars = np.unique(block["vehicles"]["family_id"][block["vehicles"].is_("kind", "car")])
        assert len(cars) / len(families) == pytest.approx(FRAME.entries["car"][place], abs=0.01)
        assert families["land_plot"].mean() == pytest.approx(FRAME.entries["land_plot"][place], abs=0.01)
        livestock = (families["farm_value"] > 0).mean()
        assert livestock == pytest.approx(FRAME.entries["keeps_livestock"][place], abs=0.01)
        assert not ((families["farm_income"] > 0) & ~families["land_plot"]).any()
        assert not (families.is_("dwelling", "owned") & (families["dwellings_owned"] == 0)).any()
        assert ((families["dwelling_area"] == 0) == families.is_("dwelling", "none")).all()


def test_the_better_off_have_cars_more_often_and_are_less_often_behind(town: Block) -> None:
    families, vehicles, loans = town["families"], town["vehicles"], town["loans"]
    per_head = families["income"] / families["size"]
    better = per_head > np.median(per_head)
    has_car = np.isin(families["family_id"], vehicles["family_id"][vehicles.is_("kind", "car")])
    assert has_car[better].mean() > 1.3 * has_car[~better].mean()
    late = loans["days_in_arrears"] > 90
    of_better = better[loans["family_id"] - town.first_number]
    assert late[of_better].mean() < 0.8 * late[~of_better].mean()


def test_the_same_numbers_give_the_same_bytes_and_others_do_not() -> None:
    first, again, other = (filled(urban=True, families=200, seed=seed) for seed in (1, 1, 2))
    for table, columns in FILLED.items():
        for name in columns:
            assert first[table][name].tobytes() == again[table][name].tobytes(), name
    assert first["families"]["income"].tobytes() != other["families"]["income"].tobytes()


def test_what_an_earlier_room_filled_is_left(town: Block) -> None:
    block = toy_block(50)
    block["persons"]["phone"] = np.zeros(len(block["persons"]), np.bool_)
    block["families"]["district"] = np.full(50, 7, np.int16)
    means.fill(block, FRAME, stream(1, 1, "means"))
    assert not block["persons"]["phone"].any()
    assert (block["persons"]["district"] == 7).all()
    assert 0.7 < town["persons"]["phone"].mean() < 1


def test_one_family_is_enough() -> None:
    block = filled(urban=False, families=1)
    assert len(block["families"]["income"]) == 1


def test_each_assumption_says_what_it_is_and_why() -> None:
    for entry in assumptions("tirek.forecast.population.means").values():
        assert entry.status in STATUSES
        assert entry.unit
        assert len(entry.source) > 10


def test_a_what_if_reaches_the_families() -> None:
    with WhatIf({"means": {"car": [0.0, 0.0]}}).applied():
        frame = MeansFrame.read()
    block = toy_block(200)
    means.fill(block, frame, stream(1, 1, "means"))
    assert not block["vehicles"].is_("kind", "car").any()


def test_instalments_leave_a_family_half_of_its_income(town: Block) -> None:
    loans, families = town["loans"], town["families"]
    family = loans["family_id"] - town.first_number
    owed = np.bincount(family, loans["instalment"], len(families))
    smallest = np.bincount(family, loans["instalment"] <= 60_000, len(families)) * 60_000  # loans of 5,000 tenge
    assert (owed <= families["income"] / 2 + smallest + 100 * len(loans)).all()
    assert (owed > families["income"] / 4).any()


@pytest.mark.parametrize("urban", [True, False])
def test_a_loan_for_something_is_of_who_has_it(urban: bool) -> None:
    block = filled(urban=urban)
    loans, persons, families, vehicles = block["loans"], block["persons"], block["families"], block["vehicles"]
    owns = families["dwellings_owned"][loans["family_id"] - block.first_number] > 0
    mortgage = loans.is_("kind", "mortgage")
    assert owns[mortgage].all()
    assert len(np.unique(loans["family_id"][mortgage])) == mortgage.sum()
    car = loans.is_("kind", "car")
    assert np.isin(loans["person_id"][car], vehicles["person_id"][vehicles.is_("kind", "car")]).all()
    of_business = loans["person_id"][loans.is_("kind", "business")] - block.first_number
    own = persons.is_("employment", "self_employed") & persons["formal"]
    assert (own | persons["founder"])[of_business].all()
    shares = np.bincount(loans["kind"], minlength=5) / len(loans)
    assert shares == pytest.approx(FRAME.table("loan_kinds"), abs=0.005)


def test_loans_are_paid_back_by_the_age_that_banks_set(town: Block, village: Block) -> None:
    for block in (town, village):
        loans, born = block["loans"], block["persons"]["birth_date"]
        at_the_end = full_years(born[loans["person_id"] - block.first_number], loans["ends_on"])
        assert (at_the_end <= FRAME.table("oldest_at_last_instalment")[loans["kind"]]).all()
        assert (loans["ends_on"] >= day_number(ON)).all()
