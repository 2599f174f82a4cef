"""Data files: exact decimals, words that stay words, clear refusals."""

from fractions import Fraction
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel.datafile import plain, read_exact


def written(folder: Path, text: str) -> Path:
    file = folder / "data.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_decimals_are_exact_and_on_is_a_word(tmp_path: Path) -> None:
    read = read_exact(written(tmp_path, "on: 2026-02-10\nrate: 0.45\nbig: 1_000.5\nyes_or_no: no\n"))
    assert read["rate"] == Fraction(9, 20)
    assert read["big"] == Fraction(2001, 2)
    assert read["on"].year == 2026
    assert read["yes_or_no"] is False


def test_a_key_written_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"data\.yaml, line 2: 'rate' is written twice"):
        read_exact(written(tmp_path, "rate: 1\nrate: 2\n"))


def test_what_is_not_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"data\.yaml, line \d: this is not valid YAML"):
        read_exact(written(tmp_path, "a: [1, 2\nb: }\n"))


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InputError):
        read_exact(file)


def test_plain_is_what_json_can_hold() -> None:
    import datetime as dt

    assert plain({1: [Fraction(1, 2), dt.date(2026, 1, 2), "x"]}) == {"1": [0.5, "2026-01-02", "x"]}


def test_an_impossible_day_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"data\.yaml, line 2: 2026-02-30 is no day of the calendar"):
        read_exact(written(tmp_path, "a: 1\non: 2026-02-30\n"))


@pytest.mark.parametrize("text", ["? [a, b]\n: 1\n", "a: !!int abc\n"])
def test_what_cannot_be_held_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"data\.yaml: a value or a key in this file cannot be read, or lies too deep"):
        read_exact(written(tmp_path, text))
