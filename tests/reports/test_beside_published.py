"""Beside published numbers: what is a test and what is not, how far chance goes, and a reason for every difference."""

import datetime as dt
import html
import json
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.small_nation import write_nation
from tirek.basics.text import LANGUAGES, Language
from tirek.forecast.population.files import MANIFEST, stamp, write_part
from tirek.law.kernel.law import Law
from tirek.reports.charts.drawing import SYNTHETIC
from tirek.reports.charts.wording import catalogue
from tirek.reports.nation_under_law import Report, report_nation
from tirek.reports.nation_under_law.family import grown, in_care, past
from tirek.reports.nation_under_law.measures import measure
from tirek.reports.nation_under_law.published import Comparison
from tirek.reports.nation_under_law.reasons import TOLD_FROM, explain, factors

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
        for name in ("spending", "recipients", "average"):
            assert {row[-1] for row in tables.beside(name).rows} <= words


@pytest.mark.parametrize(
    ("language", "levelled"), [("kk", "сәйкестендірілген"), ("ru", "выровнено"), ("en", "levelled")]
)
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
    assert (paid["first_paid_on"] >= paid["happened_on"]).all()
    before = paid.filter(pl.col("first_paid_on").dt.year() < 2025)
    assert report.figures.award("job_loss", 2025, "carried") == pytest.approx(before["weight"].sum())
    after = paid.filter(pl.col("ends_on") > dt.date(2025, 12, 31))
    assert report.figures.award("job_loss", 2025, "running") == pytest.approx(after["weight"].sum())


def test_only_who_began_nothing_in_the_year_went_on_into_it() -> None:
    def row(person: int, began: dt.date) -> dict[str, object]:
        return {
            "law": "in_force", "event_id": began.toordinal() + person, "kind": "job_loss", "person_id": person,
            "family_id": person, "region": "KZ-75", "wage_group": "1-2", "income": 1.0, "months_with_income": 24,
            "weight": 10.0, "happened_on": dt.date(2024, 12, 20), "outcome": "entitled", "refused_by": None,
            "gross": 1000, "ends_on": dt.date(2025, 3, 1), "first_paid_on": began, "paid_2025": 3000,
            "paid_2025_as_known": 3000, "months_2025": 3.0, "total": 3000,
        }  # fmt: skip

    before, within = dt.date(2024, 12, 25), dt.date(2025, 1, 5)
    rows = [row(1, before), row(2, within), row(3, before), row(3, within)]
    found = measure(pl.DataFrame(rows, schema_overrides={"refused_by": pl.String}), (2025,)).years
    (year,) = found.filter(pl.col("recipients") > 0).iter_rows(named=True)
    assert (year["recipients"], year["carried"]) == (30.0, 10.0)


def test_every_year_has_its_own_verdict(report: Report) -> None:
    rows = [
        Comparison(2023, "survivors", "average", 72_882.0, 51_574.0, "published", "", 9.7, 72),
        Comparison(2024, "survivors", "average", 76_770.0, 64_772.0, "published", "", 11.1, 1068),
    ]
    for language in LANGUAGES:
        _, (beyond, within) = explain(report.tables(language), rows)
        assert "2023" in beyond
        assert "2024" not in beyond
        assert "2024" in within
        assert "2023" not in within
        assert {"en": "1,068"}.get(language, "1\N{NO-BREAK SPACE}068") in within


def told(measure_: str, simulated: float, published: float) -> Comparison:
    return Comparison(2024, "survivors", measure_, simulated, published, "published", "", 1.0, 100)


NUMBER = st.floats(1, 1e9)


@given(st.tuples(NUMBER, NUMBER, NUMBER), st.tuples(NUMBER, NUMBER, NUMBER))
def test_a_sum_is_the_product_of_its_factors(ours: tuple[float, ...], theirs: tuple[float, ...]) -> None:
    paid, recipients, average = map(told, ("spending", "recipients", "average"), ours, theirs)
    found = factors(paid, recipients, average)
    assert [math.prod(side) for side in zip(*found.values(), strict=True)] == pytest.approx([ours[0], theirs[0]])
    assert factors(replace(paid, published=None), recipients, average) == {}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = write_nation(tmp_path_factory.mktemp("lived"), blocks=1, events=40, since=dt.date(2025, 1, 1), past=0)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8")) | {"lived_months": 12}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    for path in folder.glob("*/*.parquet"):
        write_part(pq.read_table(path), path, stamp(manifest))
    numbers = "tirek.reports.nation_under_law.published.published"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbers, dict)  # nothing is published yet of these years
        return report_nation(folder, tmp_path_factory.mktemp("out") / "report", LAW, (2025,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_published_the_page_says_so_and_explains_nothing(lived: Report, language: Language) -> None:
    page = html.unescape((lived.folder / f"{language}.html").read_text(encoding="utf-8"))
    words = catalogue("tirek.reports.nation_under_law")
    assert words["beside_lead_none"][language] in page
    assert words["beside_lived"][language].format(2025) in page
    assert words["beside_lead"][language] not in page
    assert f">{words['why'][language]}<" not in page
    assert {row[-1] for row in lived.tables(language).beside("spending").rows} == {words["count_lived"][language]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_holds_a_place_left_unfilled_or_a_double_stop(
    report: Report, lived: Report, language: Language
) -> None:
    for written in (report, lived):
        text = (written.folder / f"{language}.html").read_text(encoding="utf-8")
        body = html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))
        assert not re.search(r"[{}]", body)
        assert "2025–2025" not in body
        assert ".." not in body


def test_refusals_name_the_condition(report: Report) -> None:
    for language in LANGUAGES:
        refused = catalogue("tirek.reports.nation_under_law")["refused"][language].split("{0}")[0]
        told_ = [row[1] for row in report.tables(language).refusals().rows]
        assert any(words.startswith(refused) for words in told_)
        assert not any(re.search(r"[.!?]", words) for words in told_)


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
