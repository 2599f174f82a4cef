"""The command as a person meets it: tables, files that appear whole, exit codes, one sentence for what is damaged."""

import json
from pathlib import Path

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from tests.forecast.population.check.tiny import rewrite, write_tiny
from tirek.basics.errors import InputError
from tirek.cli.population.check import check_command
from tirek.forecast.population.check import Report, check_nation, page, run, write_report
from tirek.forecast.population.files import MANIFEST, part_path

app = typer.Typer()
app.command()(check_command)


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    folder = tmp_path / "nation"
    folder.mkdir()
    return write_tiny(folder)


def test_the_same_nation_gives_the_same_bytes(nation: Path) -> None:
    record, told = write_report(check_nation(nation))
    before = record.read_bytes(), told.read_bytes()
    write_report(check_nation(nation))
    assert (record.read_bytes(), told.read_bytes()) == before
    assert sorted(path.name for path in nation.iterdir() if path.is_file()) == ["check.json", "check.md", MANIFEST]


def test_any_number_of_processes_says_the_same(nation: Path) -> None:
    assert check_nation(nation, cores=2).record() == check_nation(nation, cores=1).record()


def test_progress_counts_blocks(nation: Path) -> None:
    told: list[tuple[int, int]] = []
    check_nation(nation, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_everything_made_says_synthetic(nation: Path) -> None:
    report = check_nation(nation)
    assert "Synthetic, not microdata" in page.markdown(report)
    assert "Not microdata" in report.record()["notice"]


def test_the_page_has_all_parts_and_every_number_its_date_and_source(nation: Path) -> None:
    report = check_nation(nation)
    text = page.markdown(report)
    for title in ("Targets", "Held-out checks", "Flows of a year", "Not measured by a nation of one day", "Invariants"):
        assert f"\n## {title}\n" in text
    for entry in (*report.record()["targets"], *report.record()["checks"], *report.record()["not_measured"]):
        assert entry["date"]
        assert entry["source"]
    width = {len(line.split(" | ")) for line in text.splitlines() if line.startswith("| ") and "\\|" not in line}
    assert width <= {3, 5, 6, 10, 11}


def test_a_report_passes_only_with_every_invariant_and_target(nation: Path) -> None:
    report = check_nation(nation)
    sound = Report(nation, {}, [], [], [], [], (), report.invariants)
    assert sound.passed
    assert not Report(nation, {}, report.targets, [], [], [], (), report.invariants).passed
    report.invariants["keys"].broken = 1
    assert not sound.passed


@pytest.mark.parametrize(("missed", "code"), [(False, 0), (True, 1)])
def test_the_command_prints_writes_and_ends_with_its_code(
    nation: Path, monkeypatch: pytest.MonkeyPatch, *, missed: bool, code: int
) -> None:
    if not missed:
        monkeypatch.setattr(run.Report, "passed", True)
    monkeypatch.setenv("COLUMNS", "250")
    result = CliRunner().invoke(app, [str(nation), "--cores", "1"])
    assert result.exit_code == code
    for words in ("synthetic, not microdata", "Targets", "Held-out checks", "Invariants", "check.json"):
        assert words in result.stdout
    assert json.loads((nation / "check.json").read_text(encoding="utf-8"))["passed"] is not missed


@pytest.mark.parametrize("width", [80, 100, 200])
def test_what_is_printed_fits_the_terminal(nation: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = CliRunner().invoke(app, [str(nation), "--cores", "1"]).stdout.splitlines()
    assert max(map(len, lines)) <= width
    female = next(line for line in lines if "female" in line and "10,477,240" in line).split()
    assert ("alau.kz" in " ".join(female)) is (width == 200)
    assert [line for line in lines if "20,495,975" in line]


def test_the_summary_tells_what_is_set_apart(nation: Path) -> None:
    told = page.summary(check_nation(nation))
    assert "2 more contradict other published numbers and decide nothing: outside labour force, 15+," in told


def test_tables_are_grouped_by_subject(nation: Path) -> None:
    report = check_nation(nation)
    assert [subject for subject, _ in page.by_subject(report.targets)] == [
        "population", "family", "labour", "earnings", "insurance", "pensions", "benefits",
    ]  # fmt: skip
    assert "\n### Pensions\n" in page.markdown(report)


def test_errors_that_round_to_nothing_have_no_sign() -> None:
    assert [page.signed_text(number) for number in (-0.001, 0.001, -0.25, None)] == ["0.00", "0.00", "-0.25", ""]


def test_the_record_can_go_elsewhere_and_be_printed(nation: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    result = CliRunner().invoke(app, [str(nation), "--cores", "1", "--json", "--out", str(out)])
    assert json.loads(result.stdout) == json.loads(out.read_text(encoding="utf-8"))
    assert out.with_suffix(".md").is_file()
    assert not (nation / "check.json").exists()


def refusal(*arguments: object) -> str:
    result = CliRunner().invoke(app, [*map(str, arguments), "--cores", "1"])
    assert isinstance(result.exception, InputError)
    return str(result.exception)


def test_what_cannot_be_used_is_told_in_a_sentence(nation: Path, tmp_path: Path) -> None:
    assert "there is no folder" in refusal(tmp_path / "nowhere")
    assert ".json" in refusal(nation, "--out", tmp_path / "found.txt")
    assert "cannot be written" in refusal(nation, "--out", tmp_path / "no" / "found.json")


def test_a_part_that_is_no_parquet_is_refused(nation: Path) -> None:
    part_path(nation, "awards", 2).write_bytes(b"PAR1 but no more")
    assert "block-00002.parquet is missing or damaged" in refusal(nation)
    assert not (nation / "check.json").exists()


def test_a_change_of_the_same_size_breaks_the_manifest(nation: Path) -> None:
    part = part_path(nation, "vehicles", 1)
    before = part.read_bytes()
    part.write_bytes(before.replace(b"tirek.notice", b"tirek.nOtice"))
    found = check_nation(nation).invariants["manifest"]
    assert (found.broken, found.examples) == (
        1, ["vehicles/block-00001.parquet was changed after the nation was made"]
    )  # fmt: skip


def test_a_missing_part_is_refused(nation: Path) -> None:
    part_path(nation, "loans", 1).unlink()
    assert "is not whole" in refusal(nation)


def test_a_missing_column_is_refused(nation: Path) -> None:
    rewrite(nation, "persons", 1, lambda part: part.drop("sex"))
    assert "has no column sex" in refusal(nation)


def test_a_column_of_another_type_is_refused(nation: Path) -> None:
    rewrite(nation, "persons", 1, lambda part: part.with_columns(pl.col("wage").cast(pl.Float64)))
    assert "the column wage is Float64, expected Int64" in refusal(nation)


def test_a_manifest_without_a_day_is_refused(nation: Path) -> None:
    assert "does not tell the day" in refusal(write_tiny(nation, told={"on": "soon"}))


@pytest.mark.parametrize("difference", [{"lived_months": 12}, {"what_if": {"work": {"neet_share": 0.1}}}])
def test_targets_do_not_decide_about_a_nation_that_was_not_made_to_meet_them(
    nation: Path, difference: dict[str, object]
) -> None:
    made = check_nation(nation)
    assert made.levelled
    assert made.missed
    assert not made.passed
    other = check_nation(write_tiny(nation, told=difference))
    assert not other.levelled
    assert other.passed
    assert "targets decide nothing" in page.summary(other)


def test_a_nation_of_another_day_is_told_so_and_numbers_of_other_days_decide_nothing(nation: Path) -> None:
    report = check_nation(write_tiny(nation, told={"on": "2026-07-01"}))
    told = page.summary(report)
    assert "Targets and checks are those of a nation of 2026-01-01, this one is of 2026-07-01" in told
    assert f"{report.of_another_day} of {len(report.targets)} targets and 35 of 35 held-out checks" in told
    assert {judged.verdict for judged in report.checks} == {"another day"}
    assert {judged.aim.row for judged in report.missed} <= {1, 2, 3, 4, 5}
    assert report.record()["targets_of"] == "2026-01-01"
