"""Every page that is written, in a real browser: WCAG 2.2 AA, no side-scrolling, nothing from outside, no script."""

from __future__ import annotations

import base64
import datetime as dt
import re
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


PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
OUTSIDE = """
() => {
  const svg = document.querySelector('svg'), box = svg.viewBox.baseVal, all = svg.getScreenCTM().inverse();
  return [...svg.querySelectorAll('text')].filter(text => text.textContent.trim()).flatMap(text => {
    const own = text.getBBox(), to = all.multiply(text.getScreenCTM());
    const corners = [[own.x, own.y], [own.x + own.width, own.y + own.height]]
      .map(([x, y]) => new DOMPoint(x, y).matrixTransform(to));
    const x = corners.map(corner => corner.x), y = corners.map(corner => corner.y);
    const over = Math.max(-Math.min(...x), Math.max(...x) - box.width, -Math.min(...y), Math.max(...y) - box.height);
    return over > 0.5 ? [`${text.textContent}: ${over.toFixed(1)} px`] : [];
  });
}
"""
"""Texts of the picture on the page that reach out of it, and how far."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pages", ["report_pages", "portrait_pages"])
def test_no_text_reaches_out_of_a_picture(
    browser: Browser, request: pytest.FixtureRequest, pages: str, language: str
) -> None:
    folder: Path = request.getfixturevalue(pages)
    written = (folder / f"{language}.html").read_text(encoding="utf-8")
    pictures = [base64.b64decode(found).decode() for found in PICTURE.findall(written)]
    pictures += [path.read_text(encoding="utf-8") for path in sorted(folder.rglob(f"*.{language}.svg"))]
    assert len(pictures) >= 3 * 4  # each wide, narrow, and as a file of its own
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        for svg in pictures:
            page.set_content(svg)
            assert page.evaluate(OUTSIDE) == [], re.search(r"<title>(.*?)</title>", svg)
    finally:
        page.close()


@pytest.mark.parametrize("pages", ["report_pages", "portrait_pages"])
def test_a_printed_page_shows_charts_in_full_width_and_every_table(
    browser: Browser, request: pytest.FixtureRequest, pages: str
) -> None:
    folder: Path = request.getfixturevalue(pages)
    page = browser.new_page(viewport={"width": 690, "height": 1000})  # about a sheet between its margins
    try:
        page.emulate_media(media="print")
        page.goto((folder / "ru.html").as_uri())
        wide = "[...document.images].map(image => [image.getBoundingClientRect().width, image.naturalWidth])"
        assert all(shown >= 680 and drawn > 1000 for shown, drawn in page.evaluate(wide))
        hidden = "[...document.querySelectorAll('table')].filter(table => !table.checkVisibility()).length"
        assert page.evaluate("document.querySelectorAll('details:not([open]) table').length") > 0
        assert page.evaluate(hidden) == 0
    finally:
        page.close()
