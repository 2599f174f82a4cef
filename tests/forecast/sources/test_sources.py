"""The published statistics: every file is catalogued, and a damaged one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.forecast import sources

FOLDER = Path(sources.__file__).parent
FILES = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.rglob("*")
    if path.suffix not in {".py", ".pyc", ".yaml"} and path.is_file()
)
TABLES = [name for name in FILES if name.endswith(".csv")]


def test_every_file_is_catalogued_and_every_catalogued_file_is_there() -> None:
    assert sorted(sources.catalogue()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_one_that_was_catalogued(name: str) -> None:
    assert sources.read_bytes(name)
    source = sources.catalogue()[name]
    assert all((source.title, source.holds, source.publisher, source.licence, source.date, source.address))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_rows_and_says_where_it_comes_from(name: str) -> None:
    assert sources.read(name).height > 1
    assert len(sources.provenance(name)) > 20
    assert not sources.provenance(name).startswith("#")


def test_the_outlines_say_that_their_origin_is_undocumented() -> None:
    assert "undocumented" in sources.provenance("geo/kz_adm1_20_simplified.geojson")


def test_a_missing_file_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match=r"the data file wpp2024/none\.csv is missing"):
        sources.read("wpp2024/none.csv")


def test_a_changed_file_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "calibration/wage_median_mean.csv"
    content = sources.read_bytes(name)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(content.replace(b"2022Q2", b"2022Q3"))
    monkeypatch.setattr(sources, "files", lambda package: tmp_path)
    with pytest.raises(InputError, match=f"the data file {name} is damaged: its content is not"):
        sources.read_bytes(name)
