"""What the tutorial shows can be done as it is written there."""

import re
from pathlib import Path

import pytest

from tests.forecast.population.check.tiny import ON, write_tiny
from tirek.forecast.population.make import read_what_if
from tirek.forecast.population.options import Options

TUTORIAL = Path(__file__).parents[3] / "docs" / "nation" / "tutorial.md"


def shown(language: str) -> str:
    """Return the one block of the tutorial in a language."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    return str(block)


def test_the_tables_are_read_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "nation"
    folder.mkdir()
    write_tiny(folder)
    monkeypatch.chdir(tmp_path)
    exec(compile(shown("python"), str(TUTORIAL), "exec"), {})  # noqa: S102  # our own page
    assert "mean_wage" in capsys.readouterr().out


def test_the_what_if_is_one(tmp_path: Path) -> None:
    path = tmp_path / "all-insured.yaml"
    path.write_text(shown("yaml"), encoding="utf-8")
    what_if = read_what_if(path, Options(0.01, 1, ON))
    assert what_if.changes == {"work": {"self_employed_paying": 0.8}}
    assert what_if.without_targets == ("insured",)
