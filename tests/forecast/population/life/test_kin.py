"""Who marries whom, who cares for children, who becomes a citizen, in a year of life."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tirek.forecast.population.files import open_nation

YEAR = 365.25


def persons(folder: Path) -> pl.DataFrame:
    choices = ("sex", "marital_status", "residence_status")
    return open_nation(folder).scan("persons").with_columns(pl.col(choices).cast(pl.String)).collect()


def relations(folder: Path) -> pl.DataFrame:
    return open_nation(folder).scan("kinship").with_columns(pl.col("relation").cast(pl.String)).collect()


def couples(folder: Path) -> pl.DataFrame:
    """Wives with the columns of their husbands as `his_...`."""
    people = persons(folder)
    his = people.select(pl.all().name.prefix("his_"))
    wives = people.filter(pl.col("sex") == "female").join(his, left_on="spouse_id", right_on="his_person_id")
    gap = (pl.col("birth_date") - pl.col("his_birth_date")).dt.total_days() / YEAR
    return wives.with_columns(gap=gap)


def test_new_couples_are_of_like_ages(larger: Path, larger_lived: Path) -> None:
    day = pl.lit(open_nation(larger).manifest["on"]).str.to_date()
    gaps = couples(larger_lived).filter(pl.col("married_on") >= day)["gap"].to_numpy()
    assert len(gaps) > 80
    assert gaps.mean() == pytest.approx(2.5, abs=1.2)
    assert 2 < gaps.std() < 4.5
    assert abs(gaps - 2.5).max() < 19.1


def test_close_kin_do_not_marry(larger_lived: Path) -> None:
    found = couples(larger_lived).filter(
        (pl.col("mother_id") == pl.col("his_mother_id")) | (pl.col("father_id") == pl.col("his_father_id"))
    )
    assert found.is_empty()


def test_brides_who_find_nobody_are_made_up_for(larger: Path, larger_lived: Path) -> None:
    told = open_nation(larger_lived).scan("life_events").with_columns(pl.col("kind").cast(pl.String)).collect()
    wed = told.filter(pl.col("kind") == "marriage").height / 2
    people = open_nation(larger).scan("persons").collect().height
    assert wed / people == pytest.approx(122_000 / 20_495_936, rel=0.2)


def test_children_live_with_a_parent_or_a_guardian_until_18(larger_lived: Path) -> None:
    people, kinship = persons(larger_lived), relations(larger_lived)
    day = pl.lit(open_nation(larger_lived).manifest["on"]).str.to_date()
    grown = people.filter(pl.col("birth_date").dt.offset_by("18y") <= day)["person_id"].implode()
    assert kinship.filter((pl.col("relation") == "guardian") & pl.col("person_id").is_in(grown)).is_empty()
    assert kinship.filter((pl.col("relation") == "supports") & pl.col("relative_id").is_in(grown)).is_empty()
    home = people.select("person_id", home="family_id")
    at_home = people.filter(~pl.col("person_id").is_in(grown))
    with_somebody = pl.concat([
        at_home.join(home, left_on=parent, right_on="person_id").filter(pl.col("home") == pl.col("family_id"))
        for parent in ("mother_id", "father_id")
    ])["person_id"].implode()  # fmt: skip
    wards = kinship.filter((pl.col("relation") == "guardian") & pl.col("together"))["person_id"].implode()
    left = at_home.filter(~pl.col("person_id").is_in(with_somebody) & ~pl.col("person_id").is_in(wards))
    assert left.is_empty()


def test_nobody_dead_owes_or_cares(larger_lived: Path) -> None:
    living = persons(larger_lived)["person_id"].implode()
    among = relations(larger_lived).filter(pl.col("relation") != "parent")
    assert among.filter(~pl.col("person_id").is_in(living) | ~pl.col("relative_id").is_in(living)).is_empty()


def test_kandas_become_citizens_and_it_is_told(larger: Path, larger_lived: Path) -> None:
    before, after = persons(larger), persons(larger_lived)
    both = before.join(after, on="person_id", suffix="_now")
    became = both.filter((pl.col("residence_status") != "citizen") & (pl.col("residence_status_now") == "citizen"))
    told = open_nation(larger_lived).scan("life_events").with_columns(pl.col("kind").cast(pl.String)).collect()
    told = told.filter(pl.col("kind") == "naturalised")
    assert became.height > 0
    assert became["person_id"].is_in(told["person_id"].implode()).all()
    assert set(told["after"]) == {"citizen"}
    assert both.filter(
        (pl.col("residence_status") == "citizen") & (pl.col("residence_status_now") != "citizen")
    ).is_empty()


def test_families_come_from_abroad_together(larger: Path, larger_lived: Path) -> None:
    known = persons(larger)["person_id"].implode()
    day = pl.lit(open_nation(larger).manifest["on"]).str.to_date()
    came = persons(larger_lived).filter(~pl.col("person_id").is_in(known) & (pl.col("arrived_on") >= day))
    assert came.height > 0
    assert (came["arrived_on"] > came["birth_date"]).all()
    pairs = came.join(came, left_on="mother_id", right_on="person_id", suffix="_hers")
    assert (pairs["arrived_on"] == pairs["arrived_on_hers"]).all()
    adult_months = ((came["arrived_on"] - came["birth_date"]).dt.total_days() / YEAR - 18) * 12
    off = came["months_abroad"].to_numpy() - adult_months.clip(0, 600).to_numpy()
    assert abs(off).max() <= 1


def test_a_child_born_here_to_a_citizen_is_a_citizen(larger: Path, larger_lived: Path) -> None:
    known = persons(larger)["person_id"].implode()
    people = persons(larger_lived)
    born = people.filter(~pl.col("person_id").is_in(known) & pl.col("arrived_on").is_null())
    assert born.height > 200
    citizens = people.filter(pl.col("residence_status") == "citizen")["person_id"].implode()
    of_citizen = born.filter(pl.col("mother_id").is_in(citizens) | pl.col("father_id").is_in(citizens))
    assert (of_citizen["residence_status"] == "citizen").all()
