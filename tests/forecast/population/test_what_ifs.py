"""A what-if changes assumed numbers within their ranges; whatever makes no sense is refused in one sentence."""

import datetime as dt
import json
import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.basics.errors import InputError
from tirek.forecast.population.assumptions import AS_IS, Assumption, WhatIf, assumptions
from tirek.forecast.population.make import ROOMS, Workshop, make_nation
from tirek.forecast.population.make import read_what_if as read_for_nation
from tirek.forecast.population.margins import national
from tirek.forecast.population.options import SMALLEST_SHARE, Options
from tirek.forecast.population.plan import plan_blocks
from tirek.forecast.population.what_ifs import fitted, range_of_part, read_what_if

PACKAGES = tuple(room.__name__ for room in ROOMS)
ENTRIES = [(package.rpartition(".")[2], entry) for package in PACKAGES for entry in assumptions(package).values()]
DAY = dt.date(2026, 1, 1)
SHARE = SMALLEST_SHARE
Place = tuple[Any, ...]


def leaves(value: Any, bounds: Any, at: Place = ()) -> Iterator[tuple[Place, Any, Any]]:  # noqa: ANN401  # any YAML
    """Yield the place, the number and the range of everything in a value."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, range_of_part(bounds, key), (*at, key))
    else:
        yield at, value, bounds


def put(value: Any, at: Place, new: object) -> Any:  # noqa: ANN401  # any YAML
    """Return a value with something else at a place."""
    if not at:
        return new
    if isinstance(value, dict):
        return value | {at[0]: put(value[at[0]], at[1:], new)}
    return [put(part, at[1:], new) if place == at[0] else part for place, part in enumerate(value)]


@pytest.mark.parametrize(("room", "entry"), ENTRIES, ids=lambda each: getattr(each, "name", each))
def test_every_number_lies_in_its_own_range(room: str, entry: Assumption) -> None:
    assert fitted(entry.value, entry.value, entry.range, room) == entry.value
    assert [type(part) for _, part, _ in leaves(entry.value, None)] == [
        type(part) for _, part, _ in leaves(fitted(entry.value, entry.value, entry.range, room), None)
    ] or entry.range


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_nonsense_is_refused_wherever_it_stands(data: st.DataObject) -> None:
    room, entry = data.draw(st.sampled_from(ENTRIES))
    at, _, _ = data.draw(st.sampled_from(list(leaves(entry.value, entry.range))))
    wrong: object = data.draw(
        st.sampled_from([math.nan, math.inf, -math.inf, 1e15, -1e15, 10**400, True, None, "many", [], {}])
    )
    where = f"{room}.{entry.name}"
    with pytest.raises(InputError) as told:
        fitted(put(entry.value, at, wrong), entry.value, entry.range, where)
    assert str(told.value).startswith(where)
    assert "expected" in str(told.value)
    assert "\n" not in str(told.value)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_share_is_never_outside_nought_to_one(data: st.DataObject) -> None:
    room, entry = data.draw(st.sampled_from([one for one in ENTRIES if one[1].unit.startswith("share")]))
    at, model, bounds = data.draw(st.sampled_from(list(leaves(entry.value, entry.range))))
    wrong = data.draw(st.floats(max_value=-1e-9) | st.floats(min_value=2.1))
    if bounds is None and isinstance(model, float):
        with pytest.raises(InputError, match="expected"):
            fitted(put(entry.value, at, wrong), entry.value, entry.range, room)


def test_a_number_keeps_its_kind_and_a_table_its_order() -> None:
    model = {"first": 3, "second": 0.5, "born": [1920, 1956], "since": DAY}
    bounds = {"first": [1, 9], "since": [dt.date(2025, 1, 1), DAY]}
    value = {"since": DAY, "born": [1920, 1956], "second": 1, "first": 4.0}
    found = fitted(value, model, bounds, "x")
    assert list(found) == list(model)
    assert [type(part) for part in found.values()] == [int, float, list, dt.date]
    for name, wrong, words in (
        ("first", 2.5, "a whole number from 1 to 9"),
        ("since", dt.date(2026, 2, 1), "a day from 2025-01-01 to 2026-01-01"),
        ("born", [1930, 1956], "expected 1920, which a what-if cannot change"),
    ):
        with pytest.raises(InputError, match=words):
            fitted(value | {name: wrong}, model, bounds, "x")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("people: {twinz: 0.1}", "people has no number twinz"),
        ("peeple: {twins: 0.1}", "peeple is no room"),
        ("people: 5", "people is 5, expected names with values"),
        ("people: {}", "people is {}, expected names with values"),
        ("people: {twins: many}", r"people\.twins is 'many', expected a number from 0 to 1"),
        ("people: {twins: [0.1]}", "expected a number"),
        ("people: {twins: 1.8}", r"people\.twins is 1\.8, expected a number from 0 to 1"),
        ("people: {twins: -3}", r"people\.twins is -3, expected a number from 0 to 1"),
        ("people: {twins: .nan}", "is nan, expected a number from 0 to 1"),
        ("people: {men_among: {widowed: .inf, divorced: 0.1}}", r"men_among\.widowed is inf, expected a number"),
        ("people: {men_among: {widowed: 0.2}}", "expected a value for each of widowed, divorced"),
        ("awards: {late_years: 2.5}", r"late_years is 2\.5, expected a whole number from 1 to 40"),
        ("health: {groups: {working: [0.5, 0.5, 0.5], pension: [0.2, 0.3, 0.5]}}", r"groups\.working adds up to 1\.5"),
        ("health: {degrees_since: 1990}", "degrees_since is 1990, expected 2005, which a what-if cannot change"),
        ("work: {neet_share: 0.1, neet_share: 0.2}", "line 1: 'neet_share' is written twice"),
        ("without_targets: [unicorns]", "no calibration target unicorns"),
        ("without_targets: employed", "expected a list such as"),
        ("without_targets: []", "nothing to change"),
        ("", "nothing to change"),
        ("{}", "nothing to change"),
        ("- a\n- b", "holds no rooms"),
        ("people: {twins: 0.1", "this is not valid YAML"),
        ('"a\\nb": {twins: 0.1}', "a b is no room"),
    ],
)
def test_a_wrong_what_if_is_told_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "what-if.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words) as told:
        read_what_if(path, PACKAGES, ("informal.KZ-10", "employed"))
    assert str(told.value).startswith(str(path))
    assert "\n" not in str(told.value)
    with pytest.raises(InputError, match="cannot be read"):
        read_what_if(tmp_path / "none.yaml", PACKAGES, ())


def test_a_what_if_is_recorded_as_json_gives_it_back() -> None:
    record = WhatIf({"people": {"births": {2024: 1}}, "work": {"reference_day": DAY}}, ("employed",)).record()
    assert json.loads(json.dumps(record)) == record
    assert record["work"]["reference_day"] == "2026-01-01"
    assert AS_IS.record() == {"without_targets": []}


def test_a_what_if_reaches_the_nation_and_an_interrupted_one_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "what-if.yaml"
    births = json.dumps(assumptions(PACKAGES[0])["births"].value).replace('"', "")
    totals = "{men: 12000000, women: 12000000, town: 12000000, village: 12000000}"
    path.write_text(f"people:\n  totals: {totals}\n  births: {births}\nwithout_targets: ['informal.*', employees]\n")
    options = Options(SHARE, 1, DAY)
    what_if = read_for_nation(path, options)
    with what_if.applied():
        men, women = national(DAY).counts.sum(axis=(0, 2))
    assert men == pytest.approx(women)

    class Stopped(Exception):  # noqa: N818  # somebody stops it
        pass

    def stop(done: int, _: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        make_nation(tmp_path / "nation", options, 1, stop, what_if)
    made = make_nation(tmp_path / "nation", options, 1, what_if=what_if)
    ids = {target.id for target in made.fit.targets}
    assert "employees" not in ids
    assert not any(each.startswith("informal.") for each in ids)
    assert "pensioners" in ids


def border(value: Any, bounds: Any, pick: Callable[[Sequence[Any]], Any]) -> Any:  # noqa: ANN401  # any YAML
    """Return a value each of whose numbers lies at an end of its range."""
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        parts = [value[key] for key in keys]
        if all(isinstance(part, float) for part in parts) and math.isclose(sum(parts), 1, abs_tol=1e-6):
            found = parts if bounds else [float(key == pick(keys[:1])) for key in keys]
        else:
            found = [border(value[key], range_of_part(bounds, key), pick) for key in keys]
        return dict(zip(keys, found, strict=True)) if isinstance(value, dict) else found
    if bounds is None:
        return pick((0.0, 1.0)) if isinstance(value, float) and 0 <= value <= 1 else value
    return pick(bounds)


def build(changes: list[tuple[str, str, Any]], folder: Path) -> None:
    """Make a block of a town and one of a village of a nation with these changes."""
    rooms: dict[str, dict[str, Any]] = {}
    for room, name, value in changes:
        rooms.setdefault(room, {})[name] = value
    options = Options(SHARE, 1, DAY)
    with WhatIf(rooms).applied(), np.errstate(all="ignore"):
        margins = national(DAY)
        workshop = Workshop.prepare(folder, options, margins)
        for plan in plan_blocks(margins, options)[8:10]:
            workshop.write(plan)


@pytest.mark.parametrize("seed", [1])
def test_numbers_at_the_ends_of_their_ranges_make_a_nation(seed: int, tmp_path: Path) -> None:
    numbers = random.Random(seed)
    some = numbers.sample(ENTRIES, 12)
    build([(room, entry.name, border(entry.value, entry.range, numbers.choice)) for room, entry in some], tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("end", [0, -1])
def test_each_number_at_either_end_of_its_range_makes_a_nation(end: int, tmp_path: Path) -> None:
    for place in range(0, len(ENTRIES), 8):
        changes = [
            (room, entry.name, border(entry.value, entry.range, lambda of: of[end]))
            for room, entry in ENTRIES[place::8][:8]
        ]
        build(changes, tmp_path)
