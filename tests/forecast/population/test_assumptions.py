"""Assumed numbers say why they are what they are; a file that does not is refused in one sentence."""

import pickle
from importlib import import_module
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population import assumptions as reader
from tirek.forecast.population.assumptions import STATUSES, WhatIf, assumptions, values
from tirek.forecast.population.make import ROOMS

PACKAGES = tuple(room.__name__ for room in ROOMS)
BESIDE = ("tirek.forecast.population.life", "tirek.forecast.population.projection")
"""Packages whose assumptions a what-if cannot change."""
PEOPLE = "tirek.forecast.population.people"


@pytest.mark.parametrize("package", PACKAGES + BESIDE)
def test_every_assumption_says_where_it_comes_from(package: str) -> None:
    import_module(package)
    entries = assumptions(package)
    assert entries
    for entry in entries.values():
        assert entry.status in STATUSES, entry
        assert len(entry.source) > 5, entry
        assert entry.unit, entry


def test_a_what_if_holds_inside_and_nowhere_else() -> None:
    before = values(PEOPLE)["twins"]
    with WhatIf({"people": {"twins": 0.25}}).applied():
        assert values(PEOPLE)["twins"] == 0.25
        assert assumptions(PEOPLE)["twins"].status == "assumed"
    assert values(PEOPLE)["twins"] == before


FILE = """\
totals:
  unit: persons
  status: published
  source: "counted"
  value: {men: 5, women: 6}
births:
  unit: births a year
  status: assumed
  source: "guessed"
  value: 1
"""


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of assumptions that stands where those of `people` do, and that a test may spoil."""
    path = tmp_path / reader.FILE
    path.write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(reader, "files", lambda _: tmp_path)
    return path


@pytest.mark.parametrize(
    ("was", "spoilt", "words"),
    [
        ("  unit: births a year\n", "", "births has no unit, expected value, unit, status, source"),
        ("published", "rumoured", "totals has the status 'rumoured', expected one of published"),
        ("births:", "totals:", "line 6: 'totals' is written twice"),
        ("unit: births a year", "uint: 5\n  unit: births", "births has a 'uint', expected value, unit"),
        ("value: {men", "value: [{men", "this is not valid YAML"),
        ("totals:", "number: 5\ntotals:", "number is 5, expected an entry with value, unit"),
    ],
)
def test_a_spoilt_file_of_assumptions_is_told_in_one_sentence(
    own_file: Path, was: str, spoilt: str, words: str
) -> None:
    assert was in FILE
    own_file.write_text(FILE.replace(was, spoilt, 1), encoding="utf-8")
    with pytest.raises(InputError, match=words) as told:
        values(PEOPLE)
    assert str(told.value).startswith(str(own_file))
    assert "\n" not in str(told.value)


def test_a_file_without_entries_is_told(own_file: Path) -> None:
    own_file.write_text("")
    with pytest.raises(InputError, match="has no entries"):
        values(PEOPLE)
    own_file.unlink()
    with pytest.raises(InputError, match="cannot be read: no such file"):
        values(PEOPLE)


def test_a_number_that_was_removed_is_told(own_file: Path) -> None:
    given = pickle.loads(pickle.dumps(values(PEOPLE)))  # noqa: S301  # as it comes to another process
    assert given["totals"]["men"] == 5
    with pytest.raises(InputError, match=r"assumptions\.yaml: twins is missing, expected an entry") as told:
        given["twins"]
    assert str(told.value).startswith(str(own_file))
    with pytest.raises(InputError, match=r"assumptions\.yaml: totals: children is missing, expected an entry"):
        given["totals"]["children"]
