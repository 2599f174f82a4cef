"""The report on a nation: what it counts, what it writes, what it refuses."""

import datetime as dt
import json
import re
import sys
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.small_nation import DAY, write_nation
from tirek.basics.errors import InputError
from tirek.cli import app_main
from tirek.cli.assess_nation import read_years
from tirek.forecast.population.files import open_nation
from tirek.law.kernel.answer import answer
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import MonthlyMoney
from tirek.reports.charts import theme
from tirek.reports.charts.wording import catalogue, decimal, part, percent
from tirek.reports.nation_under_law import Report, report_nation
from tirek.reports.nation_under_law.facts import COMMON, OWN
from tirek.reports.nation_under_law.laws import KINDS, compared_laws
from tirek.reports.nation_under_law.published import published
from tirek.reports.nation_under_law.story import spans

LAW = Law.load("tirek.law")
YEARS = (2024, 2025)


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    return write_nation(folder, blocks=2, events=250, since=dt.date(2023, 7, 1), past=0)


@pytest.fixture(scope="module")
def report(nation: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_nation(nation, tmp_path_factory.mktemp("out") / "report", LAW, YEARS)


@pytest.fixture(scope="module")
def answers(report: Report) -> pl.DataFrame:
    return pl.read_parquet(report.folder / "answers.parquet")


def test_every_event_is_answered_under_every_law(nation: Path, answers: pl.DataFrame) -> None:
    events = open_nation(nation).scan("insured_events").select("event_id").collect()
    for law in compared_laws(LAW):
        own = answers.filter(pl.col("law") == law.key)
        assert sorted(own["event_id"]) == sorted(events["event_id"])


@pytest.mark.parametrize("kind", KINDS)
def test_answers_are_those_of_the_interpreter(nation: Path, answers: pl.DataFrame, kind: str) -> None:
    events = open_nation(nation).scan("insured_events").filter(pl.col("kind") == kind).head(6).collect()
    benefit = LAW.benefits.by_name[kind]
    for event in events.iter_rows(named=True):
        for law in compared_laws(LAW):
            edition = LAW.edition(event["happened_on"], reforms=law.reforms)
            expected = answer(edition, benefit, _facts(kind, event))
            row = answers.row(
                by_predicate=(pl.col("law") == law.key) & (pl.col("event_id") == event["event_id"]), named=True
            )
            assert row["outcome"] == expected.outcome
            if expected.outcome == "entitled":
                assert row["gross"] == expected.value("gross")
                assert row["starts_on"] == expected.value("starts_on")
            else:
                assert row["refused_by"] == expected.failed[0].name


def _facts(kind: str, event: dict[str, object]) -> dict[str, object]:
    told = {fact: event[column] for fact, column in {**COMMON, **OWN[kind]}.items() if event[column] is not None}
    told["credited_income"] = MonthlyMoney(tuple(event["credited_income"]))  # type: ignore[arg-type]
    if kind == "disability":
        told["disability_degree"] = Fraction(int(str(event["disability_degree"])), 100)
        told["disability_term_indefinite"] = event["ends_on"] is None
    if kind == "childcare":
        told["childcare_cares_for_child"] = True
    return told


def test_the_years_hold_what_the_answers_say(report: Report, answers: pl.DataFrame) -> None:
    paid = answers.filter(pl.col("law") == "in_force").select((pl.col("paid_2025") * pl.col("weight")).sum()).item()
    assert report.figures.spending("in_force", 2025) == pytest.approx(paid / 100)
    persons = answers.filter(pl.col("law") == "in_force", pl.col("paid_2025") > 0)["person_id"].n_unique()
    assert report.figures.recipients("in_force", 2025) == pytest.approx(persons * 100.0)


def test_who_gains_and_who_loses_is_counted_event_by_event(report: Report, answers: pl.DataFrame) -> None:
    paid = answers.with_columns(total=pl.col("paid_2024") + pl.col("paid_2025") + pl.col("paid_later"))
    paid = paid.filter(pl.col("happened_on").dt.year().is_in(YEARS), pl.col("kind") == "childcare")
    here, there = (paid.filter(pl.col("law") == law).sort("event_id")["total"] for law in ("in_force", "law_2019"))
    found = report.figures.changes("law_2019", kind="childcare")
    assert found.losing == pytest.approx(100.0 * len(there.filter(there < here)))
    assert found.gaining == pytest.approx(100.0 * len(there.filter(there > here)))
    assert found.losing > 0  # a year instead of a year and a half


def test_a_shorter_right_is_a_loss_although_it_still_runs(report: Report, answers: pl.DataFrame) -> None:
    care = answers.filter(pl.col("kind") == "childcare", pl.col("outcome") == "entitled")
    here, there = (care.filter(pl.col("law") == law) for law in ("in_force", "law_2019"))
    both = here.join(there, on="event_id", suffix="_there").filter(pl.col("happened_on").dt.year().is_in(YEARS))
    running = both.filter(pl.col("ends_on_there") > dt.date(2025, 12, 31))
    assert len(running)
    assert (running["ends_on_there"] < running["ends_on"]).all()
    found = report.figures.changes("law_2019", kind="childcare")
    assert found.losing == pytest.approx(both["weight"].sum())


def test_a_concept_that_became_law_changes_nothing_any_more(report: Report) -> None:
    assert report.figures.spending("concept_2021", 2025) == report.figures.spending("in_force", 2025)


def test_insured_persons_are_counted_once_and_payers_apart(report: Report) -> None:
    insured = report.figures.outcome.insured
    assert insured.persons == pytest.approx(insured.by_record["persons"].sum())
    assert insured.persons <= insured.by_payer["persons"].sum()
    assert set(insured.by_payer["payer_kind"]) == {"employer", "sole_trader", "platform"}


def test_payments_without_an_event_are_measured(report: Report) -> None:
    (row,) = report.figures.outcome.missing.payments.iter_rows(named=True)
    assert row["kind"] == "disability"
    assert row["running"] > 0 == row["without_event"]


def test_published_numbers_are_in_persons_and_tenge() -> None:
    numbers = published()
    assert numbers[2024, "all", "spending"]["value"] == 958.3e9
    assert numbers[2024, "survivors", "recipients"]["value"] == pytest.approx(67_900)
    assert numbers[2023, "job_loss", "recipients"]["status"] == "derived"
    assert (2024, "adoption", "spending") not in numbers


def test_figures_say_that_they_are_synthetic_and_stand_beside_published_ones(report: Report) -> None:
    record = json.loads((report.folder / "figures.json").read_text(encoding="utf-8"))
    assert record["synthetic"] is True
    beside = {(row["year"], row["group"], row["measure"]): row for row in record["beside_published"]}
    row = beside[2024, "job_loss", "spending"]
    assert row["difference_percent"] == pytest.approx((row["simulated"] / 88.2e9 - 1) * 100, abs=0.01)
    assert b"Not microdata" in pq.read_schema(report.folder / "answers.parquet").metadata[b"tirek.notice"]


def test_a_second_run_gives_the_same_bytes(nation: Path, report: Report, tmp_path: Path) -> None:
    again = report_nation(nation, tmp_path / "again", LAW, YEARS)
    for path in sorted(report.folder.rglob("*")):
        if path.is_file():
            assert (again.folder / path.relative_to(report.folder)).read_bytes() == path.read_bytes(), path.name


class Page(HTMLParser):
    """Counts what a page is made of, and remembers what may not be there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_holds_everything_and_says_it_in_its_language(report: Report, language: str) -> None:
    text = (report.folder / f"{language}.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.all("html") == [{"lang": language}]
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert not page.all("script")
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["']?https?:""", text)
    assert all(attributes["alt"] for attributes in page.all("img"))
    assert all(str(attributes["src"]).startswith("data:") for attributes in page.all("img"))
    assert all("scope" in attributes for attributes in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {attributes["hreflang"] for attributes in page.all("a") if "hreflang" in attributes} == {
        "kk", "ru", "en",
    } - {language}  # fmt: skip
    assert catalogue("tirek.reports.nation_under_law")["synthetic"][language] in text  # type: ignore[index]
    assert not re.search(r"\{\d\}|None|nan", re.sub(r'"data:[^"]*"', "", text))


def test_charts_keep_text_as_text_and_take_nothing_from_outside(report: Report) -> None:
    pictures = sorted((report.folder / "charts").glob("*.svg"))
    assert len(pictures) == 6 * 3
    for path in pictures:
        svg = path.read_text(encoding="utf-8")
        assert "<text" in svg
        assert "<title>" in svg
        assert 'role="img"' in svg
        assert not re.search(r"href=|@import|url\(http|<script", svg), path.name


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*theme.SERIES, theme.PUBLISHED, theme.INK, theme.QUIET, theme.LOSS, theme.GAIN])
def test_colours_stand_out_from_the_paper(colour: str) -> None:
    assert 1.05 / (_luminance(colour) + 0.05) >= 4.5


def test_every_text_stands_in_three_languages_with_the_same_places() -> None:
    for name, text in catalogue("tirek.reports.nation_under_law").items():
        places = {frozenset(re.findall(r"\{(\d)\}", words)) for words in (text.kk, text.ru, text.en)}
        assert len(places) == 1, name


@given(st.floats(0, 100))
def test_a_small_part_never_looks_like_nothing(share: float) -> None:
    assert (part(share, "en") == "0.0%") == (share == 0)
    assert part(0.02, "ru") == "<0,1\N{NO-BREAK SPACE}%"


def test_numbers_are_written_as_each_language_does() -> None:
    assert decimal(1234.56, 1, "en") == "1,234.6"
    assert decimal(-1234.0, 1, "ru") == "−1\N{NO-BREAK SPACE}234,0"
    assert decimal(-0.04, 1, "ru") == "0,0"
    assert percent(3.21, "kk", signed=True) == "+3,2\N{NO-BREAK SPACE}%"
    assert percent(-3.25, "en", signed=True) == "−3.2%"
    assert spans([2006, 2007, 2008, 2025]) == "2006–2008, 2025"


# --- what is refused


def test_what_cannot_be_used_is_told_and_nothing_is_left_behind(nation: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for out, years, on, message in (
        (tmp_path / "there", YEARS, None, "exists already"),
        (tmp_path / "no" / "where", YEARS, None, "there is no folder"),
        (tmp_path / "new", (2026,), None, "--years end in 2026, expected whole years before 2026-01-01"),
        (tmp_path / "new", YEARS, dt.date(2026, 2, 1), "--on is 2026-02-01, expected a day up to 2026-01-01"),
    ):
        with pytest.raises(InputError, match=re.escape(message)):
            report_nation(nation, out, LAW, years, on)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_damaged_nation_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "nation"
    folder.mkdir()
    write_nation(folder, blocks=1, events=20, since=dt.date(2023, 7, 1), past=0)
    (folder / "families" / "block-00000.parquet").write_bytes(b"no Parquet")
    with pytest.raises(InputError, match="missing or damaged"):
        report_nation(folder, tmp_path / "out", LAW, YEARS)
    assert [path.name for path in tmp_path.iterdir()] == ["nation"]


@pytest.mark.parametrize("text", ["", "2025-2023", "2019", "23-25", "2023-2025-2026", "later"])
def test_years_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="--years is"):
        read_years(text)


def test_years_are_read() -> None:
    assert read_years("2024") == (2024,)
    assert read_years("2023-2025") == (2023, 2024, 2025)


def test_the_command_prints_the_short_of_it(
    nation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [str(nation), "--report", str(tmp_path / "r"), "--years", "2025", "--on", DAY.isoformat()]
    monkeypatch.setattr(sys, "argv", ["tirek", "assess", *arguments, "--lang", "ru"])
    with pytest.raises(SystemExit) as end:
        app_main()
    out = capsys.readouterr().out
    assert not end.value.code
    assert "Население синтетическое" in out
    assert "Закон 2019 года" in out
    assert (tmp_path / "r" / "kk.html").is_file()


def test_a_folder_that_is_there_is_refused_before_the_law_is_read(
    nation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tirek.cli.assess_nation.load_law", lambda: pytest.fail("the law was read"))
    monkeypatch.setattr(sys, "argv", ["tirek", "assess", str(nation), "--report", str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        app_main()
    assert end.value.code == 2
    assert "exists already" in capsys.readouterr().err


def test_the_command_refuses_options_of_the_other_kind(
    nation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {
        (str(nation), "out.parquet", "--report", str(tmp_path / "r")): "OUT cannot be used with it",
        ("--report", str(tmp_path / "r")): "the folder of a nation is expected",
        (str(nation), "--report", str(tmp_path / "r"), "--lang", "de"): "--lang is 'de'",
    }
    for arguments, message in wrong.items():
        monkeypatch.setattr(sys, "argv", ["tirek", "assess", *arguments])
        with pytest.raises(SystemExit) as end:
            app_main()
        assert end.value.code == 2
        assert message in capsys.readouterr().err
