"""YAML read strictly: nothing said twice, and one sentence for whatever is wrong."""

import datetime as dt
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.basics.yaml_file import read_yaml


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_text("on: 2026-02-10\nrate: 0.45\ncounts: {2025: 3}\n", encoding="utf-8")
    assert read_yaml(file) == {"on": dt.date(2026, 2, 10), "rate": 0.45, "counts": {2025: 3}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"rate: 1\nrate: 2\n", "line 2: 'rate' is written twice"),
        (b"tfr: {2030: 2.0, 2030: 2.1}\n", "line 1: 2030 is written twice"),
        (b"a: [1, 2\nb: }\n", "this is not valid YAML"),
        (b"a: &a [*a]\n", "this is not valid YAML"),
        (b"on: 2026-02-30\n", "line 1: 2026-02-30 is no day of the calendar"),
        (b"? [a, b]\n: 1\n", "cannot be read, or lies too deep"),
        (b"\xff\xfe\x00", "expected a text file in UTF-8"),
        (None, "cannot be read: no such file"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(tmp_path: Path, text: bytes | None, words: str) -> None:
    file = tmp_path / "data.yaml"
    if text is not None:
        file.write_bytes(text)
    with pytest.raises(InputError, match=words) as told:
        read_yaml(file)
    assert str(told.value).startswith(str(file))
    assert "\n" not in str(told.value)
