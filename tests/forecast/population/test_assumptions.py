"""Assumed numbers say why they are what they are; a what-if changes them for one nation and nothing else."""

import datetime as dt
from importlib import import_module
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.assumptions import AS_IS, STATUSES, WhatIf, assumptions, read_what_if, values
from tirek.forecast.population.make import ROOMS, make_nation
from tirek.forecast.population.make import read_what_if as read_for_nation
from tirek.forecast.population.margins import national
from tirek.forecast.population.options import Options

PACKAGES = tuple(room.__name__ for room in ROOMS)
PEOPLE = "tirek.forecast.population.people"
DAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize("package", PACKAGES)
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("people: {twinz: 0.1}", "people has no number twinz"),
        ("peeple: {twins: 0.1}", "peeple is no room"),
        ("people: 5", "people is no room"),
        ("people: {twins: many}", "expected a number"),
        ("people: {twins: [0.1]}", "expected a number"),
        ("people: {men_among: {widowed: 0.2}}", "expected a value for each of widowed, divorced"),
        ("without_targets: [unicorns]", "no calibration target unicorns"),
        ("- a\n- b", "holds no rooms"),
        ("people: {twins: 0.1", "is no YAML"),
    ],
)
def test_a_wrong_what_if_is_told_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "what-if.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words) as told:
        read_what_if(path, PACKAGES, ("informal.KZ-10", "employed"))
    assert "\n" not in str(told.value)
    with pytest.raises(InputError, match="cannot be read"):
        read_what_if(tmp_path / "none.yaml", PACKAGES, ())


def test_a_what_if_reaches_the_nation(tmp_path: Path) -> None:
    path = tmp_path / "what-if.yaml"
    path.write_text("people:\n  totals: {men: 12000000, women: 12000000, town: 12000000, village: 12000000}\n")
    options = Options(0.0005, 1, DAY)
    what_if = read_for_nation(path, options)
    with what_if.applied():
        men, women = national(DAY).counts.sum(axis=(0, 2))
    assert men == pytest.approx(women)
    made = make_nation(tmp_path / "nation", options, 1, what_if=WhatIf({}, ("informal.*", "employees")))
    ids = {target.id for target in made.fit.targets}
    assert "employees" not in ids
    assert not any(each.startswith("informal.") for each in ids)
    assert "pensioners" in ids
    assert AS_IS.record() == {"without_targets": []}
