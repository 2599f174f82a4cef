"""Invented names: a family follows one tradition, no name stands twice, every language tells the same people."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tirek.basics.text import LANGUAGES
from tirek.reports.portrait.naming import Naming
from tirek.reports.portrait.words import Words

PERSONS = st.lists(
    st.fixed_dictionaries({"sex": st.sampled_from(["male", "female"]), "birth_date": st.dates(dt.date(1925, 1, 1))}),
    min_size=1, max_size=12,
)  # fmt: skip


def of_family(family: int, persons: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"person_id": family * 10 + place, **person} for place, person in enumerate(persons)]


@given(st.integers(1, 10**9), PERSONS)
def test_a_family_follows_one_tradition_and_no_name_stands_twice(family: int, drawn: list[dict[str, object]]) -> None:
    persons = of_family(family, drawn)
    for language in LANGUAGES:
        names = Naming(family, persons, language)
        lists = Words("names.yaml", language).entry(names.tradition)
        given_names = [names.given(int(str(person["person_id"]))) for person in persons]
        assert len(set(given_names)) == len(persons)
        for person, name in zip(persons, given_names, strict=True):
            assert any(name == each[language] for band in lists[person["sex"]].values() for each in band)


@given(st.integers(1, 10**9), PERSONS)
def test_languages_tell_of_the_same_people(family: int, drawn: list[dict[str, object]]) -> None:
    persons = of_family(family, drawn)
    kazakh, russian = (Naming(family, persons, language) for language in ("kk", "ru"))
    lists = Words("names.yaml", "ru").entry(kazakh.tradition)
    assert kazakh.tradition == russian.tradition
    for person in persons:
        number = int(str(person["person_id"]))
        same = {"kk": kazakh.given(number), "ru": russian.given(number)}
        names = [each for band in lists[person["sex"]].values() for each in band]
        assert any(same.items() <= each.items() for each in names)


def test_both_traditions_are_drawn_about_as_often_as_assumed() -> None:
    person = {"person_id": 1, "sex": "male", "birth_date": dt.date(1980, 1, 1)}
    drawn = [Naming(1_000_000 + family, [person], "kk").tradition for family in range(2000)]
    assert 0.62 < drawn.count("kazakh") / len(drawn) < 0.78


def test_surnames_have_their_forms() -> None:
    person = {"person_id": 7, "sex": "female", "birth_date": dt.date(1990, 5, 5)}
    for family in range(50):
        names = Naming(family, [person], "ru")
        assert names.family.endswith("ых")
        assert names.full(7, "female").endswith("а")
        assert not names.full(7, "male").endswith("а")
