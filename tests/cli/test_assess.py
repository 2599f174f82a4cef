"""`tirek assess` as a person meets it: the schema, a file answered, and one sentence for what cannot be used."""

import datetime as dt
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tirek.assessment.tally import Tally
from tirek.cli import app_main, progress

ON = "2026-02-10"
ASKED = ("--on", ON, "--benefits", "sick_leave")


class Shell:
    """Runs commands and gives their exit code, output and errors."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "argv", ["tirek", "assess", *map(str, arguments)])
        self.monkeypatch.setenv("COLUMNS", "160")
        with pytest.raises(SystemExit) as end:
            app_main()
        out, err = self.capsys.readouterr()
        return int(end.value.code or 0), out, err


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(capsys, monkeypatch)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Four people: one is entitled, one is not, of one too little is known, and one is impossible."""
    columns = {
        "person_id": ["a", "b", "c", "d"],
        "family_id": [1, 1, 2, None],
        "sick_leave_from": [dt.date(2026, 2, 2), dt.date(2026, 2, 2), dt.date(2026, 2, 2), dt.date(2026, 2, 2)],
        "sick_leave_certificate": [True, False, True, True],
        "sick_leave_days": pa.array([5, 5, None, 99], pa.int8()),
        "sick_leave_missed_pay": [10_000_000, 10_000_000, 10_000_000, 10_000_000],
        "sick_leave_pay_12_months": [120_000_000] * 4,
        "sick_leave_days_worked_12_months": [240] * 4,
    }
    pq.write_table(pa.table(columns), tmp_path / "people.parquet")
    return tmp_path / "people.parquet"


def test_a_file_is_answered_and_summed_up(shell: Shell, people: Path) -> None:
    out = people.with_name("out.parquet")
    code, text, _ = shell(people, out, *ASKED)
    assert code == 0
    answers = pq.read_table(out).to_pylist()
    assert [row["sick_leave_outcome"] for row in answers] == ["entitled", "refused", "unknown"]
    assert [row["family_id"] for row in answers] == [1, 1, 2]
    assert answers[1]["sick_leave_refused_by"] == "sick_leave_certified"
    gross = answers[0]["sick_leave_gross"]
    assert gross > 0
    assert f"{gross // 100:,}.{gross % 100:02d}" in text
    assert "4 rows read: 3 answered, 1 rejected." in text
    assert pq.read_table(people.with_name("out.rejects.parquet")).column("person_id").to_pylist() == ["d"]


def test_the_summary_as_data(shell: Shell, people: Path) -> None:
    code, text, _ = shell(people, people.with_name("out.parquet"), *ASKED, "--json", "--threads", "1")
    record = json.loads(text)
    assert code == 0
    assert (record["rows"], record["answered"], record["rejected"]) == (4, 3, 1)
    assert record["benefits"]["sick_leave"]["unknown"] == 1


def test_benefits_and_columns_that_are_left_out_are_named(shell: Shell, people: Path) -> None:
    table = pq.read_table(people).append_column("payer_income", pa.array([1, 2, 3, 4]))
    pq.write_table(table, people)
    wanted = ("--on", ON, "--benefits", "sick_leave,uninsured_unemployed")
    code, text, _ = shell(people, people.with_name("out.parquet"), *wanted)
    assert code == 0
    assert "Not in this law, left out: uninsured_unemployed." in text
    assert "not read: payer_income" in text


def test_progress_is_told_line_by_line_where_there_is_no_terminal(
    shell: Shell, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    _, _, err = shell(people, people.with_name("out.parquet"), *ASKED)
    assert err.startswith("4 of 4 people")


def test_progress_is_a_bar_on_a_terminal(shell: Shell, people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, _ = shell(people, people.with_name("out.parquet"), *ASKED)
    assert code == 0


def test_an_interrupted_run_says_that_nothing_was_written(
    shell: Shell, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Tally, "add", interrupt)
    code, out, err = shell(people, people.with_name("out.parquet"), *ASKED)
    assert (code, out) == (130, "")
    assert "interrupted" in err
    assert list(people.parent.iterdir()) == [people]


def test_the_schema_is_printed_readably_and_as_data(shell: Shell) -> None:
    code, text, _ = shell("--schema", "--on", ON)
    assert code == 0
    assert "fixed_size_list<int32 or int64>[36]" in text
    assert "absent: unknown" in text
    assert "Not in this law: uninsured_unemployed." in text
    record = json.loads(shell("--schema", "--on", ON, "--json", "--benefits", "disability")[1])
    columns = {column["column"]: column for column in record["columns"]}
    assert columns["person_id"]["required"]
    assert columns["disability_degree"] == {
        "column": "disability_degree", "type": "int64", "required": False, "unit": "hundredths (percent)",
        "low": 0, "high": 100, "expected": "a whole number of hundredths (percent) from 0 to 100",
        "absent": "absent: unknown", "benefits": ["disability"], "meaning": columns["disability_degree"]["meaning"],
    }  # fmt: skip
    assert set(columns["sex"]["meaning"]) == {"kk", "ru", "en"}
    assert columns["sex"]["choices"] == ["male", "female"]
    assert columns["disability_established_on"]["absent"] == f"column absent: {ON}; null: did not happen"


def test_a_reform_brings_its_own_columns(shell: Shell) -> None:
    text = shell("--schema", "--reform", "concept-2021", "--benefits", "uninsured_unemployed")[1]
    assert "uninsured_unemployed_registered_on" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("x.parquet", "y.parquet"), "--on is missing"),
        (("--on", ON), "two files are expected, PEOPLE and OUT"),
        (("x.parquet", "y.parquet", "--on", ON), "there is no file x.parquet"),
        (("x.parquet", "y.parquet", "--on", ON, "--benefits", "pension"), "there is no benefit 'pension'"),
        (("x.parquet", "y.parquet", "--on", ON, "--reform", "nothing"), "there is no reform 'nothing'"),
        (("--schema", "--on", "1999-01-01"), "the law of 1999-01-01 has none of the benefits"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    shell: Shell, arguments: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = shell(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("tirek: ")
    assert sentence in err
    assert err.count("\n") == 1
