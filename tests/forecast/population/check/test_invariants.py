"""Break one thing in the tiny nation, and see exactly the invariants that should notice."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.population.check.tiny import Row, Rows, iin, record, rewrite, write_tiny
from tirek.forecast.population.block import NUMBERS_IN_BLOCK
from tirek.forecast.population.check import check_nation
from tirek.forecast.population.check.notebook import sentences
from tirek.forecast.population.days import NOBODY

BASE = NUMBERS_IN_BLOCK
MAN, WIFE, PUPIL, BABY, WIDOW, MOTHER, STUDENT, ILL, JOBLESS, BROTHER, DEAD = range(BASE, BASE + 11)
Change = Callable[[Rows], object]


def broken(folder: Path, change: Change) -> set[str]:
    """Write the first block of the tiny nation with a change; return the invariants that do not hold."""
    folder.mkdir()
    write_tiny(folder, lambda nation: (nation.pop(2), change(nation[1])))
    return set(check_nation(folder).broken)


def find(rows: Rows, table: str, key: str, number: int) -> Row:
    return next(row for row in rows[table] if row[key] == number)


def person(number: int, **cells: object) -> Change:
    return lambda rows: find(rows, "persons", "person_id", number).update(cells)


def born(number: int, day: dt.date) -> Change:
    """Move a birth together with the number that tells it."""

    def change(rows: Rows) -> None:
        row = find(rows, "persons", "person_id", number)
        row |= {"birth_date": day, "iin": iin(day, row["sex"], 500)}

    return change


def family(at: int, **cells: object) -> Change:
    return lambda rows: find(rows, "families", "family_id", BASE + at).update(cells)


def first(table: str, **cells: object) -> Change:
    return lambda rows: rows[table][0].update(cells)


def paid(at: int, off: int) -> Change:
    """Change the last contribution of a payer by some tiyn."""

    def change(rows: Rows) -> None:
        rows["contributions"][at]["contributions"][-1] += off

    return change


def test_nothing_is_broken_in_a_sound_nation_and_every_invariant_looked_at_something(tmp_path: Path) -> None:
    report = check_nation(write_tiny(tmp_path))
    assert report.broken == []
    assert [name for name in sentences() if name not in report.invariants or not report.invariants[name].checked] == []


def related(person: int, relative: int, relation: str, back: str) -> Change:
    """Add a relation, told from both sides."""

    def change(rows: Rows) -> None:
        together = DEAD not in {person, relative}
        rows["kinship"] += [
            {"person_id": person, "relative_id": relative, "relation": relation, "together": together},
            {"person_id": relative, "relative_id": person, "relation": back, "together": together},
        ]

    return change


def all_of(*changes: Change) -> Change:
    return lambda rows: [change(rows) for change in changes]


MUTATIONS: dict[str, tuple[Change, set[str]]] = {
    "a married child": (person(PUPIL, marital_status="married"), {"child_unmarried"}),
    "a child with a wedding": (
        person(PUPIL, married_on=dt.date(2025, 1, 1), marital_status="never"), {"child_unmarried", "married_on"},
    ),
    "a spouse of somebody else": (person(WIFE, spouse_id=JOBLESS), {"spouse"}),
    "a married man not called so": (person(MAN, marital_status="never"), {"spouse", "married_on"}),
    "a wedding in the future": (person(MAN, married_on=dt.date(2026, 1, 2)), {"married_on"}),
    "a husband 31 years older": (
        born(MAN, dt.date(1956, 12, 1)), {"spouse_age", "contribution_insured"},
    ),
    "brother and sister": (
        all_of(
            person(WIDOW, children_born=2), person(MAN, mother_id=WIDOW, birth_order=1),
            person(WIFE, mother_id=WIDOW, birth_order=2),
        ), {"spouse_kin"},
    ),
    "a wife who is the mother": (
        person(MAN, mother_id=WIFE, birth_order=1), {"spouse_kin", "mother_age", "birth_order"},
    ),
    "siblings four months apart": (born(BABY, dt.date(2015, 9, 1)), {"siblings"}),
    "two eldest children": (person(BABY, birth_order=1), {"birth_order"}),
    "more children than were borne": (person(WIFE, children_born=1), {"birth_order"}),
    "a pendant for two children": (person(WIFE, awarded_mother="kumis_alka"), {"awarded_mother"}),
    "a golden pendant for six": (person(WIFE, awarded_mother="altyn_alka", children_born=6), {"awarded_mother"}),
    "a pendant for a man": (person(MAN, awarded_mother="kumis_alka", children_born=6), {"awarded_mother"}),
    "married to the former wife": (related(MAN, WIFE, "former_spouse", "former_spouse"), {"former_spouse"}),
    "a guardian of a man of 25": (related(BROTHER, JOBLESS, "guardian", "ward"), {"guardian"}),
    "a child alone with a stranger": (person(PUPIL, mother_id=NOBODY, father_id=NOBODY), {"guardian"}),
    "a dead man who pays": (related(DEAD, ILL, "supports", "supported_by"), {"kinship"}),
    "months abroad at home": (person(BROTHER, months_abroad=10), {"arrival"}),
    "an arrival before birth": (person(BROTHER, arrived_on=dt.date(2000, 12, 1)), {"arrival"}),
    "a child who came alone": (person(PUPIL, arrived_on=dt.date(2018, 1, 1)), {"arrival_with_mother"}),
    "a child who was here before the mother": (
        person(MOTHER, arrived_on=dt.date(2015, 8, 8), months_abroad=13 * 12), {"arrival_with_mother"},
    ),
    "a foreigner who never came": (person(BROTHER, residence_status="permanent_resident"), {"residence"}),
    "a foreigner born to a citizen": (person(BABY, residence_status="other"), {"residence"}),
    "a kandas for six years": (
        person(BROTHER, residence_status="kandas", arrived_on=dt.date(2020, 1, 1), months_abroad=12), {"kandas"},
    ),
    "a swapped sex": (person(BROTHER, sex="female"), {"iin_synthetic"}),
    "a father who is a woman": (person(BABY, father_id=MOTHER), {"father_age"}),
    "a mother who is a man": (person(BABY, mother_id=MAN), {"mother_age", "birth_order"}),
    "a mother of 11": (
        born(PUPIL, dt.date(1999, 8, 1)),
        {"mother_age", "labour_status", "study_age", "family_counts", "family_students"},
    ),
    "a mother of 56": (born(WIFE, dt.date(1969, 6, 10)), {"mother_age", "event_facts"}),
    "a strange birth date": (person(BROTHER, birth_date=dt.date(2001, 1, 1)), {"iin_form"}),
    "a real century digit": (person(BROTHER, iin="001231300111"), {"iin_form", "iin_synthetic"}),
    "a wrong check digit": (
        lambda rows: find(rows, "persons", "person_id", BROTHER).update(
            iin=find(rows, "persons", "person_id", BROTHER)["iin"][:-1] + "x"
        ), {"iin_form", "iin_synthetic"},
    ),
    "a BIN that could be real": (first("employers", bin="150140000001"), {"bin_form"}),
    "a birth tomorrow": (born(BABY, dt.date(2026, 1, 2)), {"born"}),
    "no adult": (born(WIDOW, dt.date(2009, 1, 1)), {
        "family_adult", "family_head", "family_counts", "family_students", "child_unmarried", "pensioner_age",
        "guardian",
    }),
    "a head who lives elsewhere": (family(1, head_id=MAN), {"family_head"}),
    "two heads": (person(WIFE, family_role="head"), {"family_head"}),
    "a size too large": (family(0, size=5), {"family_counts"}),
    "too many students": (family(2, children_and_students=3), {"family_students"}),
    "a person in another region": (person(BROTHER, region="KZ-61"), {"family_place"}),
    "a person in another district": (person(BROTHER, district=2), {"family_place"}),
    "no weight": (family(3, weight=0.0), {"family_weight"}),
    "a person without a family": (person(BROTHER, family_id=BASE + 77), {
        "family_whole", "references", "family_counts",
    }),
    "a family of the other block": (person(BROTHER, family_id=2 * BASE), {
        "family_whole", "references", "family_counts",
    }),
    "a mother nobody knows": (person(PUPIL, mother_id=BASE + 500), {"references"}),
    "an award to nobody": (first("awards", person_id=BASE + 500), {"references", "base_pension"}),
    "an award of another family": (first("awards", family_id=BASE), {"award_family", "income_sum"}),
    "a solidarity pension alone": (
        lambda rows: rows["awards"][0].update(kind="accumulative_pension"), {"base_pension"},
    ),
    "an allowance for many children where there are two": (
        lambda rows: rows["awards"][3].update(kind="large_family_allowance"), {"large_family"},
    ),
    "an award that has ended": (first("awards", until=dt.date(2025, 12, 31)), {"award_dates"}),
    "a number of another block": (first("vehicles", vehicle_id=5 * BASE), {"numbers"}),
    "a car of another family": (first("vehicles", family_id=BASE + 1), {"owner_family"}),
    "a loan that ends before it begins": (first("loans", ends_on=dt.date(2024, 1, 1)), {"loan_dates"}),
    "a loan beyond all range": (first("loans", balance=10**13), {"cells"}),
    "a district beyond the range": (
        lambda rows: [row.update(district=99) for row in (rows["persons"][4], rows["families"][1])], {"cells"},
    ),
    "two rows of one key": (lambda rows: rows["vehicles"].append(dict(rows["vehicles"][0])), {"keys"}),
    "support told from one side": (lambda rows: rows["kinship"].pop(0), {"kinship"}),
    "alimony that never arrived": (first("kinship", alimony=2_000_001), {"alimony"}),
    "alimony of the supported": (lambda rows: rows["kinship"][1].update(alimony=1), {"alimony"}),
    "a relation with oneself": (first("kinship", relative_id=BROTHER), {"kinship", "alimony"}),
    "two who do not live together": (
        lambda rows: [row.update(together=True) for row in rows["kinship"][:2]], {"kinship"},
    ),
    "a parent for a parent": (first("kinship", relation="parent"), {"kinship", "alimony"}),
    "a student who studies nowhere": (person(STUDENT, study="none"), {"study"}),
    "a schoolboy of 30": (person(JOBLESS, study="school"), {"study_age"}),
    "a pupil with a higher education": (person(PUPIL, education="higher"), {"education_age"}),
    "a student of 19 with a degree": (person(STUDENT, education="higher"), {"education_age"}),
    "a pupil who has finished school": (
        person(STUDENT, study="school", education="secondary"), {"education_age"},
    ),
    "a study that has ended": (person(STUDENT, study_ends_on=dt.date(2025, 6, 30)), {"study_end"}),
    "an adult with the group of a child": (
        person(BROTHER, disability_group="child", disability_cause="other", disability_since=dt.date(2010, 1, 1)),
        {"disability"},
    ),
    "a group without a cause": (person(ILL, disability_cause="none"), {"disability"}),
    "a disability before birth": (person(ILL, disability_since=dt.date(2012, 9, 8)), {"disability_dates"}),
    "a disability that ends before it begins": (
        person(ILL, disability_until=dt.date(2012, 12, 31)), {"disability_dates"},
    ),
    "care for a healthy person": (person(MOTHER, carer_of=STUDENT), {"carer"}),
    "care for oneself": (person(MOTHER, carer_of=MOTHER), {"carer"}),
    "a pensioner of 25": (person(BROTHER, pensioner=True), {"pensioner_age"}),
    "a child at work": (person(PUPIL, employment="outside"), {"labour_status"}),
    "an employee without a wage": (
        lambda rows: (person(MAN, wage=0)(rows), person(BABY, father_id=None)(rows)), {"employee", "income_sum"},
    ),
    "a wage without a job": (person(BROTHER, wage=1), {"employee", "income_sum"}),
    "an employer of one without work": (person(BROTHER, employer_id=BASE), {"employee"}),
    "own income without own work": (person(BROTHER, own_income=1), {"self_employed", "income_sum"}),
    "no form of self-employment": (person(MOTHER, own_account="none"), {"self_employed"}),
    "registered though at work": (person(MAN, registered_unemployed=True), {"unemployed"}),
    "formal without work": (person(BROTHER, formal=True), {"unemployed"}),
    "work before 14": (person(MAN, employed_since=dt.date(1999, 3, 3)), {"work_dates"}),
    "work before coming to the country": (person(MAN, arrived_on=dt.date(2016, 2, 1)), {
        "work_dates", "contribution_life", "arrival",
    }),
    "an employee of 88": (
        born(MAN, dt.date(1937, 6, 1)), {"work_age", "loan_age", "contribution_insured", "spouse_age"},
    ),
    "a sole trader of 17": (
        lambda rows: (born(BROTHER, dt.date(2008, 1, 2))(rows), person(
            BROTHER, employment="self_employed", own_account="sole_trader", formal=True, activity="trade",
        )(rows)), {"work_age", "family_counts", "family_students", "guardian"},
    ),
    "a rich boy of 17": (
        lambda rows: (born(BROTHER, dt.date(2008, 1, 2))(rows), person(
            BROTHER, employment="employee", activity="trade", wage=900_000_00,
        )(rows)), {"work_of_minors", "family_counts", "guardian", "family_students", "income_sum"},
    ),
    "a mortgage without a dwelling": (
        lambda rows: (first("loans", kind="mortgage")(rows), family(0, dwelling="rented", dwellings_owned=0)(rows)),
        {"mortgage_dwelling"},
    ),
    "an own dwelling that is not owned": (family(3, dwellings_owned=0), {"mortgage_dwelling"}),
    "a mortgage beyond the age of banks": (first("loans", kind="mortgage", ends_on=dt.date(2057, 1, 1)), {"loan_age"}),
    "a loan of a boy": (first("loans", taken_on=dt.date(2003, 3, 3)), {"loan_age"}),
    "a loan for no car": (
        lambda rows: (first("loans", kind="car")(rows), first("vehicles", kind="farm_machinery")(rows)), {"car_loan"},
    ),
    "a tiyn too much": (paid(0, 1), {"contribution_law"}),
    "a tiyn too little": (paid(2, -1), {"contribution_law"}),
    "a contribution for no income": (
        lambda rows: rows["contributions"][3]["contributions"].__setitem__(22, 100),
        {"contribution_work", "contribution_law"},
    ),
    "a lost month": (
        lambda rows: rows["contributions"][3]["incomes"].pop(0),
        {"contribution_rows", "contribution_law", "contribution_work", "event_record"},
    ),
    "months that begin in the middle": (first("contributions", first_month=dt.date(2016, 1, 2)), {"contribution_rows"}),
    "a month that has not been": (first("contributions", first_month=dt.date(2016, 2, 1)), {
        "contribution_rows", "contribution_law",
    }),
    "months longer ago than kept": (first("contributions", first_month=dt.date(2005, 12, 1)), {
        "contribution_span", "contribution_law",
    }),
    "months told twice": (
        lambda rows: rows["contributions"].append(
            {**rows["contributions"][0], "first_month": dt.date(2025, 12, 1), "incomes": [90_000_00],
             "contributions": [90_000_00 * 9 // 10 * 5 // 100]}
        ), {"contribution_span", "contribution_law"},
    ),
    "work of a boy of 13": (born(MAN, dt.date(2002, 3, 4)), {
        "contribution_life", "father_age", "married_on", "work_dates",
    }),
    "work of the dead": (first("deceased", died_on=dt.date(2019, 4, 2)), {"contribution_life"}),
    "an employer who is not named": (first("contributions", employer_id=None), {"contribution_payer"}),
    "an employer of a sole trader": (
        lambda rows: rows["contributions"][2].update(employer_id=BASE), {"contribution_payer"},
    ),
    "contributions in old age": (
        born(WIFE, dt.date(1960, 2, 29)), {"contribution_insured", "mother_age", "event_facts"},
    ),
    "a record too long": (first("insured_events", record_months=36), {"event_record"}),
    "credited income off by a tiyn": (
        lambda rows: rows["insured_events"][1]["credited_income"].__setitem__(
            20, rows["insured_events"][1]["credited_income"][20] + 1
        ), {"event_record"},
    ),
    "an event of another birth date": (first("insured_events", birth_date=dt.date(1995, 1, 16)), {"event_facts"}),
    "an event of another family": (first("insured_events", family_id=BASE), {"event_facts"}),
    "an application before the event": (first("insured_events", applied_on=dt.date(2025, 4, 9)), {"event_dates"}),
    "an event after the day": (
        lambda rows: rows["insured_events"][0].update(
            happened_on=dt.date(2026, 1, 2), applied_on=dt.date(2026, 1, 3),
            **record(rows["contributions"], JOBLESS, dt.date(2026, 1, 2)),
        ), {"event_dates"},
    ),
    "a tiyn too much of income": (
        lambda rows: find(rows, "families", "family_id", BASE).update(
            income=find(rows, "families", "family_id", BASE)["income"] + 1
        ), {"income_sum"},
    ),
    "a forgotten yield of the plot": (family(0, farm_income=0), {"income_sum"}),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_right_invariants_notice(name: str, tmp_path: Path) -> None:
    change, expected = MUTATIONS[name]
    assert broken(tmp_path / "nation", change) == expected


def test_the_examples_name_what_is_wrong(tmp_path: Path) -> None:
    write_tiny(tmp_path, lambda nation: paid(0, 1)(nation[1]))
    finding = check_nation(tmp_path).invariants["contribution_law"]
    assert finding.broken == 1
    assert finding.examples[0].startswith(f"person_id {MAN}, 2025-12: ")


def test_a_lost_row_is_noticed_by_the_manifest_too(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    rewrite(tmp_path, "persons", 1, lambda part: part.filter(pl.col("person_id") != BROTHER))
    assert set(check_nation(tmp_path).broken) == {"manifest", "family_counts", "references", "kinship"}


def test_a_lost_part_of_a_family_is_noticed(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    rewrite(tmp_path, "families", 1, lambda part: part.filter(pl.col("family_id") != BASE + 3))
    assert set(check_nation(tmp_path).broken) == {"manifest", "family_whole", "references"}


def test_one_number_in_two_blocks_is_noticed(tmp_path: Path) -> None:
    def change(nation: dict[int, Rows]) -> None:
        nation[2]["persons"][9]["iin"] = nation[1]["persons"][9]["iin"]
        nation[2]["employers"][0]["bin"] = nation[1]["employers"][0]["bin"]

    write_tiny(tmp_path, change)
    assert set(check_nation(tmp_path).broken) == {"iin_unique", "bin_unique"}


@settings(max_examples=10, deadline=None)
@given(row=st.integers(0, 4), at=st.integers(0, 38), off=st.integers(-50, 50).filter(bool))
def test_no_contribution_can_be_changed_unnoticed(
    tmp_path_factory: pytest.TempPathFactory, row: int, at: int, off: int
) -> None:
    def change(rows: Rows) -> None:
        rows["contributions"][row]["contributions"][at] += off

    assert broken(tmp_path_factory.mktemp("made") / "nation", change) & {
        "contribution_law",
        "contribution_work",
        "cells",
    }
