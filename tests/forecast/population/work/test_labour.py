"""Rates of work add up to what is published."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from tirek.forecast.population import schooling
from tirek.forecast.population.margins import Margins
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.population.work import WorkFrame
from tirek.forecast.population.work.published import GROUP_OF_AGE, latest
from tirek.forecast.population.work.wages import GRID, standing_of, wages
from tirek.forecast.sources import read

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@pytest.fixture(scope="module")
def counts(margins: Margins) -> Numbers:
    return margins.counts


def test_totals_are_the_published_ones(counts: Numbers, frame: WorkFrame) -> None:
    rates = frame.rates
    employed = counts * rates.employed
    assert employed.sum() == pytest.approx(9_278_900, rel=1e-6)
    assert (employed * rates.self_employed).sum() == pytest.approx(2_136_800, rel=1e-6)
    assert (counts * rates.unemployed).sum(axis=(0, 2)) == pytest.approx([210_000, 238_800], rel=1e-6)


def test_informality_of_the_nation_and_of_regions(margins: Margins, counts: Numbers, frame: WorkFrame) -> None:
    rates = frame.rates
    employed = counts * rates.employed
    informal = employed * (
        rates.self_employed * rates.informal_self + (1 - rates.self_employed) * rates.informal_employee
    )
    assert informal.sum() / employed.sum() == pytest.approx(0.128, rel=0.005)
    published = latest("kaz_sdg_8-3-1_informal_employment_share")
    for region in ("KZ-27", "KZ-47", "KZ-75"):
        rows = [place for place, stratum in enumerate(margins.strata) if stratum[0] == region]
        share = informal[rows].sum() / employed[rows].sum()
        assert share == pytest.approx(published[region, None, None, None] / 100, abs=0.01)


def test_few_of_the_young_neither_work_nor_study(margins: Margins, counts: Numbers, frame: WorkFrame) -> None:
    studies = schooling.prepare(margins).student_share
    young = slice(15, 35)
    idle = (counts * (1 - frame.rates.employed)).sum(axis=0)[:, young]
    table = frame.assumed["working_students"]
    working = np.interp(np.arange(15, 35), table["ages"], table["shares"])
    students = (counts.sum(axis=0) * studies)[:, young] * (1 - working)
    assert (idle - students).sum() / counts[:, :, young].sum() == pytest.approx(0.058, abs=0.002)


def test_every_rate_is_a_share(frame: WorkFrame) -> None:
    for name in ("employed", "unemployed", "self_employed", "informal_self", "informal_employee"):
        share = getattr(frame.rates, name)
        assert share.min() >= 0, name
        assert share.max() <= 1, name


def test_activities_add_up_to_the_published_shares(margins: Margins, frame: WorkFrame) -> None:
    rates = frame.rates
    assert frame.activities.sum(axis=-1) == pytest.approx(np.ones((2, 2, 2)))
    workers = margins.counts * rates.employed
    by_kind = np.stack([workers * (1 - rates.self_employed), workers * rates.self_employed], axis=-1).sum(axis=2)
    urban = np.array([town for _, town in margins.strata])
    cells = np.stack([by_kind[~urban].sum(axis=0), by_kind[urban].sum(axis=0)])
    shares = (frame.activities * cells[..., None]).sum(axis=(0, 1, 2)) / cells.sum()
    assert shares[[3, 5, 1, 0]] == pytest.approx([0.170, 0.132, 0.125, 0.103], abs=0.001)


def _nation_of_wages(margins: Margins, frame: WorkFrame) -> tuple[Whole, Whole, Whole, Numbers]:
    """Wages of many employees, drawn from the same expectations that the scale was solved for."""
    rng = np.random.default_rng(5)
    employees = margins.counts * frame.rates.employed * (1 - frame.rates.self_employed)
    leave = frame.assumed["women_on_leave"]
    employees[:, 1] *= 1 - np.interp(np.arange(101), leave["ages"], leave["shares"])
    drawn = rng.choice(employees.size, 200_000, p=employees.ravel() / employees.sum())
    stratum, sex, age = np.unravel_index(drawn, employees.shape)
    region = np.array([REGIONS.index(name) for name, _ in margins.strata])[stratum]
    rank = (np.argsort(np.argsort(rng.random(len(drawn)))) + 0.5) / len(drawn)
    tenge = np.zeros(len(drawn))
    for each in range(len(REGIONS)):
        rows = region == each
        tenge[rows] = wages(frame.scale, each, sex[rows], age[rows], standing_of(rank[rows]), 2025) / 100
    return region, sex, age, tenge


def test_wages_keep_the_national_distribution_and_the_relative_means(margins: Margins, frame: WorkFrame) -> None:
    region, sex, age, tenge = _nation_of_wages(margins, frame)
    assert tenge.mean() == pytest.approx(400_000, rel=0.02)  # what the middles of the moved bands give, decision 9
    assert np.median(tenge) == pytest.approx(317_512, rel=0.015)
    assert tenge.min() >= 85_000
    assert tenge.max() <= 20_000_000
    published = latest("kaz_sdg_8-5-1_hourly_earnings")
    ratio = tenge[sex == 1].mean() / tenge[sex == 0].mean()
    assert ratio == pytest.approx(published[None, "F", None, None] / published[None, "M", None, None], rel=0.04)
    prime, new = (tenge[GROUP_OF_AGE[age] == group].mean() for group in (3, 0))
    wanted = published[None, None, None, "Y35T44"] / published[None, None, None, "Y16T24"]
    assert prime / new == pytest.approx(wanted, rel=0.06)
    oil = tenge[region == REGIONS.index("KZ-23")].mean() / tenge.mean()
    assert oil == pytest.approx(published["KZ-23", None, None, None] / published[None, None, None, None], rel=0.08)


def test_the_survey_bands_show_through(margins: Margins, frame: WorkFrame) -> None:
    assert len(frame.scale.log_wage) == len(GRID)
    assert (np.diff(frame.scale.log_wage) >= 0).all()
    # lifted to a median 11 % above the survey's, bands move up: what was below 300 th is now below 333 th
    bands = read("calibration/wage_distribution.csv")
    survey = bands.filter((bands["survey_year"] == 2024) & (bands["to_kzt"] <= 300_000))["share_pct"].sum() / 100
    place = np.interp(np.log(300_000 * 317_512 / 285_677), frame.scale.log_wage, GRID)
    assert _share_below(place, margins, frame) == pytest.approx(survey, abs=0.03)


def _share_below(place: float, margins: Margins, frame: WorkFrame) -> float:
    employees = margins.counts * frame.rates.employed * (1 - frame.rates.self_employed)
    region = [REGIONS.index(name) for name, _ in margins.strata]
    return float((ndtr(place - frame.scale.shift[region]) * employees).sum() / employees.sum())


@given(rank=st.floats(0, 1), sex=st.integers(0, 1), region=st.integers(0, len(REGIONS) - 1), age=st.integers(15, 24))
def test_pay_of_beginners_spreads_with_age(frame: WorkFrame, rank: float, sex: int, region: int, age: int) -> None:
    standing = standing_of(np.array([rank, 0.5, rank, 0.5]))
    years = np.array([age, age, age + 1, age + 1])
    pay = wages(frame.scale, region, np.full(4, sex), years, standing, 2026)
    assert pay[1] <= pay[3]
    if rank >= 0.5:
        assert pay[0] <= pay[2]
    if rank <= 0.9999 and age < 18:
        assert pay[0] <= 6 * 85_000_00
