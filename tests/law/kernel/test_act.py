"""Acts, their articles and the citations that lead to them."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.kernel.sketch import sketch
from tirek.basics.errors import InputError
from tirek.basics.text import Language
from tirek.law.kernel.act import FOREVER, Act, Basis
from tirek.law.kernel.law import Law

ACTS = Law.load("tests.law.kernel.ruritania").acts
WORDS = {"kk": "а", "ru": "б", "en": "c"}
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31))


def raw_act(**changes: object) -> dict[str, Any]:
    days = {"adopted": dt.date(2000, 1, 1), "in_force": dt.date(2000, 2, 1)}
    return {"act": "road-act", "number": 7, **days, "title": WORDS, "short": WORDS, **changes}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_an_act_is_read_with_what_it_does_not_say_left_empty() -> None:
    act = Act.parse(raw_act(), "acts.yaml")
    assert (act.number, act.until, act.source, act.text_version, act.amendments) == ("7", None, "", "", [])


@pytest.mark.parametrize("part", ["act", "number", "adopted", "in_force", "title", "short"])
def test_an_act_without_a_part_is_refused(part: str) -> None:
    raw = raw_act()
    del raw[part]
    with pytest.raises(InputError, match=f"^acts.yaml: an act needs '{part}'$"):
        Act.parse(raw, "acts.yaml")


def test_an_act_without_a_language_is_refused() -> None:
    with pytest.raises(InputError, match=r"^acts.yaml: title: the text in kk is missing$"):
        Act.parse(raw_act(title={"ru": "б", "en": "c"}), "acts.yaml")


@pytest.mark.parametrize(("row", "refusal"), [
    ({"article": 1, "title": WORDS, "coverage": "wholly"},
     "article 1: coverage is 'wholly', expected one of formalised, partly, not"),
    ({"article": 3, "title": WORDS, "coverage": "not"}, "article 3 of road-act is listed twice"),
    ({"article": 1, "coverage": "not"}, "article 1: 'title' is missing"),
    ({"article": 1, "title": WORDS}, "article 1: 'coverage' is missing"),
    ({"title": WORDS, "coverage": "not"}, "article ?: 'article' is missing"),
    ({"article": 1, "title": "Toll", "coverage": "not"}, "article 1: expected text in kk, ru, en, found 'Toll'"),
])  # fmt: skip
def test_an_article_that_cannot_be_used_is_refused(row: dict[str, Any], refusal: str) -> None:
    act = Act.parse(raw_act(), "acts.yaml")
    act.add_articles([{"article": 3, "title": WORDS, "coverage": "partly", "reason": WORDS}], "acts.yaml")
    with pytest.raises(InputError) as refused:
        act.add_articles([row], "more.yaml")
    assert str(refused.value) == f"more.yaml: {refusal}"


def test_an_article_remembers_what_is_left_out_of_it() -> None:
    act = Act.parse(raw_act(), "acts.yaml")
    act.add_articles([{"article": 3, "title": WORDS, "coverage": "partly", "reason": WORDS}], "acts.yaml")
    article = act.articles["3"]
    assert article.reason is not None
    assert (article.coverage, article.reason["en"]) == ("partly", "c")


def test_what_a_basis_leaves_out_comes_from_the_act() -> None:
    basis = Basis.parse("crown-act 3(2)", ACTS, "here")
    assert basis == Basis("crown-act", "3(2)", day("2000-01-01"), day("2009-12-31"), day("1999-05-01"))
    assert Basis.parse("republic-act 1, 2", ACTS, "here").end == FOREVER


def test_a_basis_in_force_before_its_act_was_adopted_is_known_from_its_own_start() -> None:
    assert Basis.parse("crown-act 3 from 1998-01-01", ACTS, "here").known == day("1998-01-01")


@given(DAYS, DAYS, DAYS)
def test_a_basis_says_its_days_itself(start: dt.date, end: dt.date, known: dt.date) -> None:
    basis = Basis.parse(f"crown-act 3 a) from {start} to {end} known {known}", ACTS, "here")
    assert basis == Basis("crown-act", "3 a)", start, end, known)


@given(DAYS, DAYS, DAYS, DAYS, DAYS)
def test_a_basis_governs_between_its_days_once_it_is_known(
    start: dt.date, end: dt.date, known: dt.date, on: dt.date, known_on: dt.date
) -> None:
    governs = Basis("crown-act", "3", start, end, known).governs(on, known_on)
    assert governs == (not (on < start or on > end or known_on < known))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("crown-act", "'crown-act' is not of the form 'act article [from DATE] [to DATE] [known DATE]'"),
        ("emperor-act 3", "there is no act 'emperor-act'"),
        ("crown-act 3 from 2001-02-30", "'crown-act 3 from 2001-02-30' has a day that no calendar has"),
        ("crown-act 3 to 2001-13-01", "'crown-act 3 to 2001-13-01' has a day that no calendar has"),
    ],
)
def test_a_basis_that_cannot_be_used_is_refused(text: str, refusal: str) -> None:
    with pytest.raises(InputError) as refused:
        Basis.parse(text, ACTS, "rules.py:7 mite")
    assert str(refused.value) == f"rules.py:7 mite: {refusal}"


@pytest.mark.parametrize(("language", "citation", "of_an_order"), [
    ("kk", "ТЗ, 3-бап", "а, 3-тармақ"), ("ru", "ЗК, ст. 3", "б, п. 3"), ("en", "CA, art. 3", "c, point 3"),
])  # fmt: skip
def test_a_citation_in_each_language(language: Language, citation: str, of_an_order: str) -> None:
    assert Basis.parse("crown-act 3", ACTS, "here").cite(ACTS, language) == citation
    order = Act.parse(raw_act(article_word={"kk": "тармақ", "ru": "п.", "en": "point"}), "acts.yaml")
    acts = {"road-act": order}
    assert Basis.parse("road-act 3", acts, "here").cite(acts, language) == of_an_order


def test_the_articles_of_an_act_may_be_continued_in_a_second_file() -> None:
    title = "{kk: а, ru: б, en: c}"
    law = sketch(more_data=f"act: toll-act\narticles:\n  - {{article: '2', title: {title}, coverage: not}}\n")
    assert list(law.acts["toll-act"].articles) == ["1", "2"]
