"""Every page that is written, in a real browser: WCAG 2.2 AA, no side-scrolling, nothing from outside, no script."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.forecast.population.check.tiny import write_tiny
from tests.reports.small_nation import write_nation
from tirek.basics.text import LANGUAGES
from tirek.forecast.population.files import open_nation
from tirek.law.kernel.law import Law
from tirek.reports.nation_under_law import report_nation
from tirek.reports.portrait.measures import portrait
from tirek.reports.portrait.page import write_pages
from tirek.reports.portrait.story import choose_family, tell

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def report_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    nation = write_nation(tmp_path_factory.mktemp("events"), blocks=2, events=100, since=dt.date(2025, 1, 1), past=0)
    return report_nation(nation, tmp_path_factory.mktemp("out") / "report", Law.load("tirek.law"), (2025,)).folder


@pytest.fixture(scope="session")
def portrait_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    nation = open_nation(write_tiny(tmp_path_factory.mktemp("tiny")))
    family = choose_family(nation)
    stories = {language: tell(nation, family, language) for language in LANGUAGES}
    folder = tmp_path_factory.mktemp("out") / "portrait"
    write_pages(portrait(nation), stories, folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("pages", ["report_pages", "portrait_pages"])
def test_a_page_is_whole_and_accessible(
    browser: Browser, request: pytest.FixtureRequest, pages: str, width: int, language: str
) -> None:
    folder: Path = request.getfixturevalue(pages)
    (path,) = folder.glob(f"*{language}.html")
    asked: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    try:
        page.on("request", lambda sent: asked.append(sent.url))
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        broken = "[...document.images].filter(image => !image.complete || image.naturalWidth == 0).length"
        assert page.evaluate(broken) == 0
        assert all(url.startswith((folder.as_uri(), "data:")) for url in asked), asked
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []
    finally:
        page.close()
