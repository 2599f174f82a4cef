"""A file of people becomes a file of answers: all rows or none, in order, in several batches at a time."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.assessment.people import random_people
from tirek.assessment import nation
from tirek.assessment.batches import Assessor
from tirek.assessment.nation import Report, assess_file, rejects_path
from tirek.assessment.questions import ask
from tirek.basics.errors import InputError
from tirek.law.kernel.law import Law

EDITION = Law.load("tirek.law").edition(dt.date(2026, 2, 10))
ROWS = 1_000
ASKED = ("sick_leave",)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    table = random_people(EDITION, ROWS, seed=4, gaps=0.1)
    days = table.column("sick_leave_days").to_pylist()
    days[13] = days[700] = 32
    table = table.set_column(table.schema.get_field_index("sick_leave_days"), "sick_leave_days", pa.array(days))
    pq.write_table(table, tmp_path / "people.parquet", row_group_size=130)
    return tmp_path / "people.parquet"


def assess(people: Path, *, rejects: Path | None = None) -> Report:
    return assess_file(people, people.with_name("out.parquet"), EDITION, benefits=ASKED, rejects=rejects)


def files(people: Path) -> set[str]:
    return {path.name for path in people.parent.iterdir()}


def test_many_small_batches_give_what_one_batch_gives(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nation, "ROWS_IN_BATCH", 64)
    report = assess(people)
    table = pq.read_table(people)
    whole = Assessor(ask(EDITION, ASKED)[0], table.schema).assess(table.combine_chunks().to_batches()[0])
    assert pq.read_table(people.with_name("out.parquet")).to_pylist() == whole.answers.to_pylist()
    assert report.tally == whole.tally
    assert report.absent == ()


def test_rejects_have_their_row_and_all_rows_are_accounted_for(people: Path) -> None:
    report = assess(people)
    rejects = pq.read_table(rejects_path(people.with_name("out.parquet"))).to_pylist()
    assert [(row["person_id"], row["row"], row["field"], row["value"]) for row in rejects] == [
        (13, 13, "sick_leave_days", "32"),
        (700, 700, "sick_leave_days", "32"),
    ]
    assert (report.tally.rows, report.tally.answered, report.tally.rejected) == (ROWS, ROWS - 2, 2)
    answers = pq.read_table(people.with_name("out.parquet"))
    counts = {row["values"]: row["counts"] for row in pc.value_counts(answers["sick_leave_outcome"]).to_pylist()}
    assert counts == report.tally.benefits["sick_leave"].outcomes
    assert report.tally.benefits["sick_leave"].gross == pc.sum(answers["sick_leave_gross"]).as_py() > 0


def test_rejects_go_where_asked(people: Path) -> None:
    assess(people, rejects=people.with_name("bad.parquet"))
    assert files(people) == {"people.parquet", "out.parquet", "bad.parquet"}


def test_no_people_give_no_answers(people: Path) -> None:
    pq.write_table(pq.read_table(people).slice(0, 0), people)
    report = assess(people)
    assert report.tally.rows == 0
    assert pq.read_table(people.with_name("out.parquet")).num_rows == 0


def test_what_goes_wrong_on_the_way_leaves_nothing(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nation, "ROWS_IN_BATCH", 64)
    done = []

    def interrupt(rows: int, _: int) -> None:
        done.append(rows)
        if len(done) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess_file(people, people.with_name("out.parquet"), EDITION, benefits=ASKED, progress=interrupt)
    assert done == [64, 128, 130, 192, 256]
    assert files(people) == {"people.parquet"}


def test_an_earlier_answer_stays_when_a_later_run_fails(people: Path) -> None:
    out = people.with_name("out.parquet")
    assess(people)
    before = out.read_bytes()
    raw = bytearray(people.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 20_000] = bytes(20_000)
    people.write_bytes(raw)
    with pytest.raises(InputError, match="is damaged after row"):
        assess(people)
    assert out.read_bytes() == before
    assert files(people) == {"people.parquet", "out.parquet", "out.rejects.parquet"}


def test_files_that_cannot_be_used_are_told_in_one_sentence(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    text = tmp_path / "people.csv"
    text.write_text("person_id\n1\n")
    cases = [
        (tmp_path / "nobody.parquet", out, None, "there is no file"),
        (tmp_path, out, None, "is a folder, expected one Parquet file"),
        (text, out, None, "cannot be read as Parquet"),
        (people, people, None, "OUT is the same file as PEOPLE"),
        (people, out, out, "--rejects is the same file as OUT"),
        (people, tmp_path / "no" / "out.parquet", None, "there is no folder"),
        (people, tmp_path, None, "is a folder, expected the name of a file"),
        (people, Path("/proc/out.parquet"), None, "cannot be written"),
    ]
    for given, target, rejects, sentence in cases:
        with pytest.raises(InputError, match=sentence):
            assess_file(given, target, EDITION, benefits=ASKED, rejects=rejects)
    assert files(people) == {"people.parquet", "people.csv"}


def test_a_benefit_that_nobody_knows_or_that_this_law_lacks_is_told() -> None:
    with pytest.raises(InputError, match="there is no benefit 'pension', expected some of adoption"):
        ask(EDITION, ("pension",))
    with pytest.raises(InputError, match="has none of the benefits uninsured_unemployed"):
        ask(EDITION, ("uninsured_unemployed",))
    questions, absent = ask(EDITION)
    assert absent == ("uninsured_unemployed",)
    assert len(questions) == 7


def test_the_day_of_a_right_is_read_by_its_own_benefit_only() -> None:
    """Else a day that stands for one benefit's event would be taken for a fact of another."""
    for on in ("2006-05-01", "2026-02-10"):
        questions, _ = ask(Law.load("tirek.law").edition(dt.date.fromisoformat(on), reforms=("concept-2021",)))
        for question in questions:
            others = [each.benefit for each in questions if each is not question]
            days = {day for benefit in others for day in (benefit.right_on, benefit.applied_on)}
            assert not days & {spec.name for spec in question.facts}
