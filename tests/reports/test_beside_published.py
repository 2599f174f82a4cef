"""Beside published numbers: what is a test and what is not, how far chance goes, and a reason for every difference."""

import datetime as dt
import html
import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.small_nation import write_nation
from tirek.basics.text import LANGUAGES, Language
from tirek.law.kernel.law import Law
from tirek.reports.charts.drawing import SYNTHETIC
from tirek.reports.charts.wording import catalogue
from tirek.reports.nation_under_law import Report, report_nation
from tirek.reports.nation_under_law.family import grown, in_care, past
from tirek.reports.nation_under_law.reasons import TOLD_FROM

LAW = Law.load("tirek.law")
WHAT_IF = {"work": {"self_employed_paying": 0.8}, "without_targets": ["insured"]}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder, blocks=1, events=300, since=dt.date(2023, 7, 1), past=0, what_if=WHAT_IF)
    return report_nation(folder, tmp_path_factory.mktemp("out") / "report", LAW, (2024, 2025))


@pytest.fixture(scope="module")
def beside(report: Report) -> list[dict[str, object]]:
    record = json.loads((report.folder / "figures.json").read_text(encoding="utf-8"))
    rows: list[dict[str, object]] = record["beside_published"]
    return rows


def test_every_row_says_whether_its_count_was_levelled(report: Report, beside: list[dict[str, object]]) -> None:
    counts = {str(row["group"]): row["count"] for row in beside}
    assert counts["maternity+childcare"] == "free"
    assert counts["all"] == "partly"
    assert counts["disability"] == counts["survivors"] == counts["job_loss"] == "levelled"
    for language in LANGUAGES:
        tables = report.tables(language)
        told = catalogue("tirek.reports.nation_under_law")
        words = {told[f"count_{count}"][language] for count in ("levelled", "free", "partly")}
        for measure in ("spending", "recipients", "average"):
            assert {row[-1] for row in tables.beside(measure).rows} <= words


@pytest.mark.parametrize(("language", "levelled"), [("kk", "келтірілген"), ("ru", "приведено"), ("en", "levelled")])
def test_the_lead_tells_what_is_no_test(report: Report, language: Language, levelled: str) -> None:
    page = (report.folder / f"{language}.html").read_text(encoding="utf-8")
    lead = catalogue("tirek.reports.nation_under_law")["beside_lead"][language]
    assert levelled in lead
    assert lead in html.unescape(page)


def test_every_difference_above_five_percent_has_a_reason(report: Report, beside: list[dict[str, object]]) -> None:
    told = {(one["group"], one["measure"], year) for one in report.record()["reasons"] for year in one["years"]}
    far = {
        (row["group"], row["measure"], row["year"])
        for row in beside
        if row["simulated"] and abs(float(str(row["difference_percent"] or 0))) > TOLD_FROM
    }
    assert far
    assert told == far
    assert all(one["sentences"] for one in report.record()["reasons"])


def test_chance_of_an_average_is_that_of_the_new_awards(report: Report) -> None:
    answers = pl.read_parquet(report.folder / "answers.parquet").filter(pl.col("law") == "in_force")
    own = answers.filter(
        pl.col("kind") == "survivors", pl.col("outcome") == "entitled", pl.col("happened_on").dt.year() == 2025
    )
    weight, tenge = own["weight"].to_numpy(), own["gross"].to_numpy() / 100
    mean = np.average(tenge, weights=weight)
    expected = 100 * np.sqrt(np.sum((weight * (tenge - mean)) ** 2)) / np.sum(weight * tenge)
    found = report.figures.comparison("survivors", "average", 2025)
    assert found is not None
    assert found.margin == pytest.approx(expected)
    assert found.sampled == len(own)


def test_recipients_are_new_or_went_on_from_the_year_before(report: Report) -> None:
    answers = pl.read_parquet(report.folder / "answers.parquet").filter(pl.col("law") == "in_force")
    paid = answers.filter(pl.col("kind") == "job_loss", pl.col("paid_2025") > 0)
    before = paid.filter(pl.col("happened_on").dt.year() < 2025)
    assert report.figures.award("job_loss", 2025, "carried") == pytest.approx(before["weight"].sum())
    after = paid.filter(pl.col("ends_on") > dt.date(2025, 12, 31))
    assert report.figures.award("job_loss", 2025, "running") == pytest.approx(after["weight"].sum())


def test_a_what_if_is_told_on_its_page(report: Report) -> None:
    assert report.record()["what_if"] == {"work": {"self_employed_paying": 0.8}}
    for language in LANGUAGES:
        assert "work.self_employed_paying = 0.8" in (report.folder / f"{language}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_bears_its_title_and_says_that_it_is_synthetic(report: Report, language: Language) -> None:
    pictures = sorted((report.folder / "charts").glob(f"*.{language}.svg"))
    assert len(pictures) == 6
    for path in pictures:
        svg = path.read_text(encoding="utf-8")
        title, rest = svg.split("<title>")[1].split("</title>", 1)
        description, drawn = rest.split("</desc>", 1)
        assert SYNTHETIC[language] in description
        assert SYNTHETIC[language] in drawn
        assert f">{title[:20]}" in drawn


# --- the past


@given(st.floats(1, 1e6), st.integers(1, 24))
def test_children_in_care_are_the_births_of_so_many_months(births: float, months: int) -> None:
    even = dict.fromkeys((2023, 2024, 2025), births)
    assert in_care(even, 2025, months) == pytest.approx(births * months / 12)


def test_the_past_grown_to_itself_is_the_past() -> None:
    told, found = past()["sums"], grown(2018, LAW)
    assert found is not None
    assert found.together == pytest.approx(told["maternity"][2018]["paid"] + told["childcare"][2018]["paid"])
    assert (found.wages, found.births, found.children) == (1, 1, 1)


def test_the_past_is_not_grown_to_years_whose_births_nobody_knows() -> None:
    assert grown(2040, LAW) is None


def test_longer_care_has_more_children_although_fewer_are_born() -> None:
    found = grown(2025, LAW)
    assert found is not None
    assert found.births < 1 < found.children < found.wages


def test_the_folder_is_whole(report: Report) -> None:
    names = {path.name for path in Path(report.folder).iterdir()}
    assert names == {"SYNTHETIC.txt", "answers.parquet", "figures.json", "charts", "kk.html", "ru.html", "en.html"}
