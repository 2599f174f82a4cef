"""The generated pages of the law: everything is on them, no link leads nowhere, same law, same bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.law.kernel.law import Law
from tirek.reports.law_pages import markdown, write_pages

LAWS = ("tests.law.kernel.ruritania", "tirek.law")
LABEL = re.compile(r"^\(([^)\s]+)\)=$", re.MULTILINE)
LINK = re.compile(r"\]\(#([^)\s]+)\)")
ADDRESS = re.compile(r"\]\(<(https?://[^>]+)>\)")

Pages = dict[str, str]


def _pages(folder: Path) -> Pages:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}


@pytest.fixture(scope="module", params=LAWS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Law, Pages]:
    law = Law.load(request.param)
    folder = tmp_path_factory.mktemp("pages")
    count = write_pages(law, folder)
    pages = _pages(folder)
    assert count == len(pages)
    return law, pages


def test_every_name_has_its_own_anchor(written: tuple[Law, Pages]) -> None:
    law, pages = written
    labels = [label for text in pages.values() for label in LABEL.findall(text)]
    assert len(labels) == len(set(labels))
    assert {*law.provisions, *law.parameters, *law.facts} <= set(labels)


def test_no_link_leads_nowhere(written: tuple[Law, Pages]) -> None:
    _, pages = written
    labels = {label for text in pages.values() for label in LABEL.findall(text)}
    links = {link for text in pages.values() for link in LINK.findall(text)}
    assert links - labels == set()


def test_the_contents_list_every_page(written: tuple[Law, Pages]) -> None:
    _, pages = written
    trees = re.findall(r"```\{toctree\}\n(.*?)```", pages["index.md"], re.DOTALL)
    listed = [line for tree in trees for line in tree.splitlines() if line and not line.startswith(":")]
    assert sorted(f"{page}.md" for page in listed) == sorted(set(pages) - {"index.md"})


def test_every_number_tells_its_source(written: tuple[Law, Pages]) -> None:
    law, pages = written
    entries = _entries(pages)
    for name, versions in law.parameters.items():
        values = [dated for one in versions for dated in one.values]
        sources = {dated.source or law.acts[dated.basis.act].source for dated in values}
        addresses = {source for source in sources if source.startswith("http")}
        assert addresses <= set(ADDRESS.findall(entries[name])), name


def test_every_rule_tells_its_words_and_its_file(written: tuple[Law, Pages]) -> None:
    law, pages = written
    entries = _entries(pages)
    for name, versions in law.provisions.items():
        assert entries[name].count("The rule in words:") == len(versions), name
        for one in versions:
            assert f"Written as `{one.function.__name__}` in `" in entries[name], name
        assert ".py`" in entries[name], name


def test_every_fact_asks_its_question_in_three_languages(written: tuple[Law, Pages]) -> None:
    law, pages = written
    entries = _entries(pages)
    for name, fact in law.facts.items():
        for language in ("kk", "ru", "en"):
            assert markdown.escape(fact.question[language]) in entries[name], name


def test_every_ground_is_told(written: tuple[Law, Pages]) -> None:
    law, pages = written
    text = "\n".join(pages.values())
    grounds = [one for one in law.benefits.grounds.values() if one.benefit in law.benefits.by_name]
    assert [one.name for one in grounds if f"`{one.name}`" not in text] == []


def test_no_page_shows_a_path_of_this_machine(written: tuple[Law, Pages]) -> None:
    _, pages = written
    here = str(Path(__file__).parents[2])
    assert [name for name, text in pages.items() if here in text] == []


def test_tables_have_as_many_cells_in_every_row(written: tuple[Law, Pages]) -> None:
    _, pages = written
    for name, text in pages.items():
        for rows in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows.splitlines()}
            assert len(widths) == 1, (name, rows[:200])


@pytest.mark.parametrize("package", LAWS)
def test_the_same_law_gives_the_same_bytes(package: str, tmp_path: Path) -> None:
    law = Law.load(package)
    write_pages(law, tmp_path / "once")
    write_pages(law, tmp_path / "again")
    assert _pages(tmp_path / "once") == _pages(tmp_path / "again")


def test_cases_stand_on_the_page_of_their_topic(tmp_path: Path) -> None:
    _write_case(tmp_path, "facts: {coins: [100, 100, 100], service: 60}\nexpect: {mite: 100, least_mite: 100}\n")
    write_pages(Law.load(LAWS[0]), tmp_path / "pages", cases=tmp_path / "cases")
    page = (tmp_path / "pages" / "pension.md").read_text(encoding="utf-8")
    assert "| M1 | 2010-06-01 | [`coins`](#coins) 3 months of 100\N{NO-BREAK SPACE}₸" in page
    assert "[`mite`](#mite) 100\N{NO-BREAK SPACE}₸" in page
    assert "[ruritania.example](<https://ruritania.example/cases>), published" in page
    assert "below the least \\| the law says so |" in page


def test_a_case_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    _write_case(tmp_path, "facts: {crowns: 1}\nexpect: {mite: 100}\n")
    with pytest.raises(InputError, match="crowns"):
        write_pages(Law.load(LAWS[0]), tmp_path / "pages", cases=tmp_path / "cases")


def _write_case(folder: Path, rest: str) -> None:
    path = folder / "cases" / "pension" / "2010-06-01" / "m1.yaml"
    path.parent.mkdir(parents=True)
    head = "id: M1\non: 2010-06-01\nsource: https://ruritania.example/cases\npublished: true\n"
    path.write_text(head + "note: below the least | the law says so\n" + rest, encoding="utf-8")


def _entries(pages: Pages) -> Pages:
    """Return, by label, the text from it to the next label."""
    entries: Pages = {}
    for text in pages.values():
        pieces = LABEL.split(text)
        entries |= dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return entries


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b * c_d", r"a \| b \* c\_d"),
        ("1. one", r"1\. one"),
        ("1.5 times", "1.5 times"),
        ("- dash", r"\- dash"),
        ("(paren)=", r"\(paren)="),
        ("{role}`x` <b> $1$", r"\{role\}\`x\` \<b\> \$1\$"),
        ("two\n  lines", "two lines"),
    ],
)
def test_text_stands_as_it_is(text: str, shown: str) -> None:
    assert markdown.escape(text) == shown


def test_an_address_with_a_pipe_does_not_break_a_table() -> None:
    assert markdown.web("https://a.example/x|y z") == "[a.example](<https://a.example/x%7Cy%20z>)"
    assert markdown.web("derived | by hand") == r"derived \| by hand"
