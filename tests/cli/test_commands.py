"""The command line as a person meets it: answers, tables, and one clear sentence for what cannot be used."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tirek.cli import app_main

EXAMPLES = sorted(Path("examples").glob("*.yaml"))
LANGUAGES = ("kk", "ru", "en")


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["tirek", *arguments])
    monkeypatch.setenv("COLUMNS", "160")
    with pytest.raises(SystemExit) as end:
        app_main()
    out, err = capsys.readouterr()
    return int(end.value.code or 0), out, err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_answered_in_every_language(
    example: Path, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capsys, monkeypatch, "calculate", str(example), "--lang", language, "--grounds")
    assert (code, err) == (0, "")
    assert "{" not in out, "a placeholder was left unfilled"
    assert "?" not in out or "examples/" not in out
    again = run(capsys, monkeypatch, "calculate", str(example), "--lang", language, "--json")[1]
    for result in json.loads(again)["results"]:
        assert result["outcome"] in ("entitled", "refused", "no_such_benefit")


def test_the_answer_of_the_readme(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(capsys, monkeypatch, "calculate", "examples/job_loss.yaml", "--json", "--lang", "en")
    (result,) = json.loads(out)["results"]
    assert code == 0
    assert result["values"]["gross"] == "97939.13"
    assert result["values"]["net"] == "88145.22"
    assert result["values"]["months"] == 6
    assert result["values"]["ends_on"] == "2026-08-09"
    payment = next(step for step in result["steps"] if step["name"] == "job_loss_payment")
    assert payment["act"] == "social-code"
    assert payment["article"] == "118(2)"
    assert payment["inputs"] == ["average_income", "job_loss_replacement_rate", "job_loss_record_coefficient"]


def test_the_day_of_asking_chooses_the_law(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    amounts = []
    for on in ("2019-12-31", "2020-01-01"):
        out = run(capsys, monkeypatch, "calculate", "examples/any_day.yaml", "--on", on, "--json")[1]
        amounts.append([result["values"]["gross"] for result in json.loads(out)["results"]])
    assert amounts == [["43200.00", "33000.00", "33000.00"], ["58752.00", "44293.50", "47984.63"]]


def test_reforms_compose(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    reforms = ("--reform", "concept-2018", "--reform", "concept-2021")
    out = run(capsys, monkeypatch, "calculate", "examples/any_day.yaml", "--on", "2018-06-01", "--json", *reforms)[1]
    results = json.loads(out)["results"]
    assert results[0]["reforms"] == ["concept-2018", "concept-2021"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("calculate", "nowhere.yaml"), "nowhere.yaml: there is no such file"),
        (("calculate", "examples/job_loss.yaml", "--lang", "de"), "--lang is 'de', expected one of kk, ru, en"),
        (("calculate", "examples/job_loss.yaml", "--on", "soon"), "--on is 'soon', expected a date"),
        (("calculate", "examples/job_loss.yaml", "--on", "9999-01-01"), "expected a date from 1900-01-01 to"),
        (("calculate", "examples/job_loss.yaml", "--reform", "dream"), "there is no reform 'dream', expected one of"),
        (("calculate", "README.md"), "README.md, line"),
        (("calculate",), "Missing argument"),
        (("nonsense",), "No such command 'nonsense'"),
        (("law", "show", "minimum_wag"), "did you mean minimum_wage"),
        (("law", "diff", "2019", "2020-01-01"), "BEFORE is '2019', expected a date"),
        (("law", "coverage", "--act", "magna-carta"), "--act is 'magna-carta', expected one of"),
        (("cases", "run", "nowhere"), "nowhere: there is no such file or folder"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capsys, monkeypatch, *arguments)
    assert code == 2
    assert out == ""
    assert sentence in err
    assert err.startswith("tirek: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_can_be_looked_at(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, words in [
        (("law", "list", "--on", "2026-01-01"), "job_loss_payment"),
        (("law", "show", "job_loss_record_coefficient", "--on", "2026-01-01"), "0,02" if language != "en" else "0.02"),
        (("law", "show", "record_coefficient_steps"), "2005-01-01"),
        (("law", "show", "sex"), "?"),
        (("law", "show", "adoption_payment", "--on", "2005-06-01"), "2005"),
        (("law", "diff", "2019-12-31", "2020-01-01"), "job_loss_duration_steps"),
        (("law", "diff", "2026-01-01", "2026-01-01", "--reform", "concept-2018"), "average_income"),
        (("law", "coverage", "--act", "social-code"), "118"),
        (("law", "unknowns", "--all"), "job_loss_rounding"),
    ]:
        code, out, err = run(capsys, monkeypatch, *arguments, "--lang", language)
        assert (code, err) == (0, ""), arguments
        assert words in out, arguments


def test_nothing_changes_between_a_day_and_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nothing changed" in run(capsys, monkeypatch, "law", "diff", "2026-02-01", "2026-02-01", "--lang", "en")[1]


def test_all_cases_agree_with_the_law(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(capsys, monkeypatch, "cases", "run", "--failures")
    assert code == 0
    assert " 0 disagree" in out


def test_a_case_that_disagrees_is_shown_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "wrong.yaml"
    case.write_text(
        "{id: wrong, on: 2026-02-01, source: derived, facts: {record_months: 72}, expect: {record_coefficient: 1.0}}"
    )
    code, out, _ = run(capsys, monkeypatch, "cases", "run", str(case))
    assert code == 1
    assert "1.02" in out


def test_the_whole_law_is_sound(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(capsys, monkeypatch, "law", "check")
    assert (code, out) == (0, "The law is whole: no gaps, no cycles, no uncited number, all three languages present.\n")


def test_without_arguments_the_help_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capsys, monkeypatch)
    assert (code, err) == (0, "")
    assert "calculate" in out


def test_a_reader_who_leaves_early_gets_no_traceback() -> None:
    command = f"{sys.executable} -c 'from tirek.cli import app_main; app_main()' law list | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert "Traceback" not in done.stderr
