"""The cliffs told in docs/law/cliffs.md are real, and its figures are what the law gives today."""

from __future__ import annotations

import pytest

from tests.law.properties.cliffs import PAGE, Cliff, read_cliffs, render


@pytest.mark.parametrize("cliff", read_cliffs(), ids=lambda cliff: cliff.title)
def test_a_cliff_is_real(cliff: Cliff) -> None:
    assert cliff.holds, cliff.rows


def test_the_page_shows_what_the_law_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "write it anew: python -m tests.law.properties.cliffs"
