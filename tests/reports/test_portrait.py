"""The portrait of a nation: every person counted once, every family told, every page whole."""

import html.parser
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.forecast.population.check.tiny import write_tiny
from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES, Language
from tirek.cli.population import population_app
from tirek.forecast.population.files import Nation, open_nation
from tirek.reports.portrait.charts import ticks
from tirek.reports.portrait.measures import Portrait, portrait
from tirek.reports.portrait.page import write_pages
from tirek.reports.portrait.story import choose_family, role, tell


@pytest.fixture
def nation(tmp_path: Path) -> Nation:
    folder = tmp_path / "nation"
    folder.mkdir()
    return open_nation(write_tiny(folder))


@pytest.fixture
def counted(nation: Nation) -> Portrait:
    return portrait(nation)


def weighed_persons(nation: Nation) -> pl.DataFrame:
    weights = nation.scan("families").select("family_id", "weight")
    return nation.scan("persons").join(weights, on="family_id").collect()


def test_every_person_counts_once_with_the_weight_of_the_family(nation: Nation, counted: Portrait) -> None:
    persons = weighed_persons(nation)
    whole = persons["weight"].sum()
    assert counted.persons == pytest.approx(whole)
    assert counted.ages.select("male", "female").to_numpy().sum() == pytest.approx(whole)
    assert counted.regions["persons"].sum() == pytest.approx(whole)
    assert counted.kinds["persons"].sum() == pytest.approx(whole)
    assert counted.sizes["families"].sum() == pytest.approx(counted.families)
    assert sum(men + women for _, men, women in counted.groups()) == pytest.approx(whole)


def test_wages_are_those_of_the_paid(nation: Nation, counted: Portrait) -> None:
    paid = weighed_persons(nation).filter(pl.col("wage") > 0)
    wage, weight = paid["wage"].to_numpy() / 100, paid["weight"].to_numpy()
    assert counted.wage["mean"] == pytest.approx((wage * weight).sum() / weight.sum())
    assert wage.min() <= counted.wage["median"] <= wage.max()
    assert counted.wages["persons"].sum() == pytest.approx(paid["weight"].sum())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_tells_everyone_of_the_family(nation: Nation, language: Language) -> None:
    families = nation.scan("families").collect()
    for number, size in families.select("family_id", "size").iter_rows():
        story = tell(nation, number, language)
        assert len(story.people) == size
        assert str(number) in story.first
        assert not re.search(r"[{}]|None", repr(story).replace("Story(", ""))
    assert choose_family(nation) in families["family_id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_story_begins_with_a_capital(nation: Nation, language: Language) -> None:
    for number in nation.scan("families").collect()["family_id"]:
        story = tell(nation, number, language)
        assert all(does[0].isupper() for _, does in story.people)
        per_person = {"kk": "бір адамға шаққанда", "ru": "на человека", "en": "a person"}[language]
        assert (per_person in " ".join(story.means)) == (len(story.people) > 1)


def test_who_is_married_to_a_child_of_the_head_is_an_in_law() -> None:
    family = [
        {"person_id": 1, "family_role": "head", "spouse_id": None},
        {"person_id": 2, "family_role": "child", "spouse_id": 3},
        {"person_id": 3, "family_role": "other", "spouse_id": 2},
        {"person_id": 4, "family_role": "other", "spouse_id": None},
    ]
    assert [role(person, family) for person in family] == ["head", "child", "child_in_law", "other"]


@given(st.floats(0.01, 1e5))
def test_the_axis_of_the_pyramid_has_a_zero_and_the_same_numbers_on_both_sides(most: float) -> None:
    found = ticks(most)
    assert 0 in found
    assert found == [-tick for tick in reversed(found)]
    assert 5 <= len(found) <= 11
    assert max(found) <= most * (1 + 1e-9)


def test_a_family_that_is_not_there_is_told_in_one_sentence(nation: Nation) -> None:
    for number in (1, 999_999_999_999):
        with pytest.raises(InputError, match="there is no family"):
            tell(nation, number, "en")


class Page(html.parser.HTMLParser):
    """What a page holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_pages_are_whole_in_three_languages_and_take_nothing_from_outside(
    nation: Nation, counted: Portrait, tmp_path: Path
) -> None:
    number = choose_family(nation)
    stories = {language: tell(nation, number, language) for language in LANGUAGES}
    written = write_pages(counted, stories, tmp_path / "portrait")
    assert len(written) == len(LANGUAGES) * 5
    for language in LANGUAGES:
        text = (tmp_path / "portrait" / f"{language}.html").read_text(encoding="utf-8")
        page = Page(text)
        tags = [tag for tag, _ in page.tags]
        assert ("html", {"lang": language}) in page.tags
        assert tags.count("h1") == 1
        assert tags.count("figure") == tags.count("table") == 4
        assert "script" not in tags
        assert all(attributes.get("alt") for tag, attributes in page.tags if tag == "img")
        assert not re.search(r'(?:src|srcset|href)="https?:', text)
        words = {"kk": "ойдан құрастырылған", "ru": "вымышлены", "en": "invented"}
        assert words[language] in text
    with pytest.raises(InputError, match="exists already"):
        write_pages(counted, stories, tmp_path / "portrait")


def test_the_command_shows_the_nation(nation: Nation, tmp_path: Path) -> None:
    run = CliRunner().invoke(
        population_app, ["show", str(nation.folder), "--lang", "kk", "--out", str(tmp_path / "portrait")]
    )
    assert run.exit_code == 0, run.output
    assert "Синтетикалық Қазақстан" in run.output
    assert (tmp_path / "portrait" / "kk.html").is_file()
    missing = CliRunner().invoke(population_app, ["show", str(tmp_path / "none")])
    assert isinstance(missing.exception, InputError)
