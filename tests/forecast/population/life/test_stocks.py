"""A year of life leaves the nation as it is: who works, pays, studies, is paid, is married.

The nation has some 20,000 persons, so bands are those of chance (about three standard deviations) and no narrower;
without the levels that `life/assumptions.yaml` and the first day set, each of these stocks leaves its band.
"""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

import polars as pl
import pytest

from tirek.forecast.population.files import open_nation

EMPLOYED = pl.col("employment").is_in(["employee", "self_employed"])
STUDIES = pl.col("study").is_in(["school", "college", "university"])


@functools.cache
def persons(folder: Path) -> pl.DataFrame:
    nation = open_nation(folder)
    on = dt.date.fromisoformat(nation.manifest["on"])
    paid = nation.scan("contributions").explode("incomes", "contributions").collect()
    begins = pl.col("first_month").dt.year() * 12 + pl.col("first_month").dt.month() - 1
    place = pl.int_range(pl.len()).over("person_id", "employer_id", "payer_kind", "first_month")
    lately = begins + place >= (on.year - 1) * 12 + on.month - 1
    participants = paid.filter(lately & (pl.col("contributions") > 0))["person_id"].unique()
    choices = ("employment", "study", "marital_status", "disability_group")
    return (
        nation.scan("persons")
        .with_columns(pl.col(choices).cast(pl.String), age=(pl.lit(on) - pl.col("birth_date")).dt.total_days() / 365.25)
        .collect()
        .with_columns(participant=pl.col("person_id").is_in(participants.implode()))
    )


def share(people: pl.DataFrame, those: pl.Expr, among: pl.Expr) -> float:
    return people.filter(those & among).height / people.filter(among).height


YOUNG = pl.col("age").is_between(15, 35)
GROWN = pl.col("age") >= 15
FORCE = EMPLOYED | (pl.col("employment") == "unemployed")


@pytest.mark.parametrize(
    ("those", "among", "band"),
    [
        pytest.param(pl.col("participant"), EMPLOYED, 0.03, id="participants-among-the-employed"),
        pytest.param(pl.col("participant"), pl.col("employment") == "self_employed", 0.07, id="self-employed-who-pay"),
        pytest.param(~EMPLOYED & ~STUDIES, YOUNG, 0.015, id="neither-in-work-nor-study"),
        pytest.param(STUDIES, pl.col("age").is_between(17, 23), 0.03, id="students"),
        pytest.param(pl.col("employment") == "unemployed", FORCE, 0.006, id="unemployed"),
        pytest.param(EMPLOYED, GROWN, 0.015, id="employed"),
        pytest.param(pl.col("on_leave"), EMPLOYED, 0.009, id="on-leave"),
        pytest.param(pl.col("marital_status") == "married", GROWN, 0.018, id="married"),
        pytest.param(pl.col("marital_status") == "divorced", GROWN, 0.005, id="divorced"),
        pytest.param(pl.col("marital_status") == "widowed", GROWN, 0.005, id="widowed"),
        pytest.param(pl.col("disability_group") != "none", GROWN, 0.004, id="persons-with-a-disability"),
    ],
)
def test_shares_stay(larger: Path, larger_lived: Path, those: pl.Expr, among: pl.Expr, band: float) -> None:
    before, after = persons(larger), persons(larger_lived)
    assert share(after, those, among) == pytest.approx(share(before, those, among), abs=band)


@pytest.mark.parametrize(
    ("kind", "band"), [("disability_payment", 0.2), ("survivor_payment", 0.17), ("survivor_allowance", 0.12)]
)
def test_payments_in_force_stay(larger: Path, larger_lived: Path, kind: str, band: float) -> None:
    def in_force(folder: Path) -> int:
        awards = open_nation(folder).scan("awards").filter(pl.col("kind").cast(pl.String) == kind)
        return awards.collect().height

    assert in_force(larger_lived) == pytest.approx(in_force(larger), rel=band)


def test_nobody_is_paid_twice_for_one_disability(larger_lived: Path) -> None:
    awards = open_nation(larger_lived).scan("awards").filter(pl.col("kind").cast(pl.String) == "disability_payment")
    assert awards.collect()["person_id"].is_unique().all()


def begun(before: Path, after: Path, kind: str) -> pl.DataFrame:
    awards = open_nation(after).scan("awards").filter(pl.col("kind").cast(pl.String).str.starts_with(kind)).collect()
    known = open_nation(before).scan("awards").collect()["award_id"]
    return awards.filter(~pl.col("award_id").is_in(known.implode()))


def test_pensioners_are_not_awarded_payments_for_loss_of_capacity(larger: Path, larger_lived: Path) -> None:
    pensioners = persons(larger).filter("pensioner")["person_id"]
    fresh = begun(larger, larger_lived, "disability_payment")
    assert len(fresh)
    assert not fresh["person_id"].is_in(pensioners.implode()).any()


def test_what_survivors_are_paid_ends(larger: Path, larger_lived: Path) -> None:
    fresh = begun(larger, larger_lived, "survivor")
    assert len(fresh)
    assert fresh["until"].is_not_null().all()
