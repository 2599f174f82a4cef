"""What is not known is listed, the least certain first."""

from tests.law.kernel.sketch import sketch
from tirek.law.kernel.gaps import cited_articles, coverage, doubts
from tirek.law.kernel.law import Law

LAW = Law.load("tests.law.kernel.ruritania")


def test_doubtful_numbers_stand_the_least_certain_first() -> None:
    assert [(doubt.dated.status, doubt.parameter.name) for doubt in doubts(LAW)] == [
        ("unknown", "least_mite"), ("assumed", "coin_window"), ("assumed", "mite_rounding"), ("known", "least_mite"),
    ]  # fmt: skip


def test_a_law_read_in_full_has_no_doubts() -> None:
    law = sketch(("status: read}", "status: press}"))
    assert [doubt.dated.status for doubt in doubts(law)] == ["assumed"] * 4 + ["press"]


def test_articles_are_listed_with_their_acts() -> None:
    assert ("republic-act", "3") in [(act.name, article.number) for act, article in coverage(LAW)]


def test_articles_are_cited_by_rules_numbers_and_grounds() -> None:
    assert cited_articles(LAW) == {
        "crown-act": {"1", "2", "3"}, "republic-act": {"1", "2", "3", "5"}, "dream": {"1"},
    }  # fmt: skip


def test_a_citation_may_name_several_articles_with_their_points() -> None:
    law = sketch(('@provision("toll-act 1")', '@provision("toll-act 4(2), 5; 6(1) , ")'))
    assert cited_articles(law) == {"toll-act": {"1", "4", "5", "6"}}
