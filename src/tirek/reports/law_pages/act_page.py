"""The page of one act: what it is, what of it is executable here, and what rests on each of its articles."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from tirek.law.kernel.gaps import cited_articles
from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages import values
from tirek.reports.law_pages.atlas import act_label, article_label, by_number

if TYPE_CHECKING:
    from tirek.law.kernel.act import Act, Article
    from tirek.reports.law_pages.atlas import Atlas

COVERAGE_WORDS: Final = {"formalised": "formalised", "partly": "partly formalised", "not": "not formalised"}


def act_page(atlas: Atlas, name: str) -> str:
    """Write the page of an act."""
    act = atlas.law.acts[name]
    articles = [_article(atlas, act, article) for article in sorted(act.articles.values(), key=by_number)]
    return md.page(
        md.heading(1, act.title["en"], act_label(name)),
        f"*{md.escape(act.title['kk'])}* · *{md.escape(act.title['ru'])}*",
        md.table(("", ""), _about(act)),
        _amendments(act),
        *([md.heading(2, "Articles"), *articles] if articles else []),
        _unlisted(atlas, act),
    )


def _about(act: Act) -> list[list[str]]:
    short = " · ".join(md.escape(act.short[language]) for language in ("en", "kk", "ru"))
    rows = [
        ["Identifier", md.code(act.name)],
        ["Cited as", short],
        ["Number", md.escape(act.number)],
        ["Adopted", values.day_cell(act.adopted)],
        ["In force from", values.day_cell(act.in_force)],
        ["In force until", values.day_cell(act.until) if act.until else "still in force"],
        ["Source", md.web(act.source) if act.source else ""],
        ["Text that was read", md.escape(act.text_version)],
    ]
    return [row for row in rows if row[1]]


def _amendments(act: Act) -> str:
    if not act.amendments:
        return ""
    columns = list(dict.fromkeys(key for row in act.amendments for key in row))
    rows = [[_cell(row.get(column)) for column in columns] for row in act.amendments]
    names = [md.escape(md.capital(str(column).replace("_", " "))) for column in columns]
    return md.page(md.heading(2, "Amendments"), md.table(names, rows)).rstrip()


def _cell(value: Any) -> str:  # noqa: ANN401  # whatever the register of acts holds
    if isinstance(value, dict):
        return _cell(value.get("en", ", ".join(str(part) for part in value.values())))
    if isinstance(value, list):
        return md.escape(", ".join(str(part) for part in value))
    if isinstance(value, dt.date):
        return values.day_cell(value)
    return md.web(str(value)) if value is not None else ""


def _article(atlas: Atlas, act: Act, article: Article) -> str:
    reason = f": {md.escape(article.reason['en'])}" if article.reason else "."
    resting = atlas.rests_on(act.name, article.number)
    return md.page(
        md.heading(3, f"Article {article.number}. {article.title['en']}", article_label(act.name, article.number)),
        f"*{md.escape(article.title['kk'])}* · *{md.escape(article.title['ru'])}*",
        f"**{md.capital(COVERAGE_WORDS[article.coverage])}**{reason}",
        f"Rests on it: {'; '.join(resting)}." if resting else "",
    ).rstrip()


def _unlisted(atlas: Atlas, act: Act) -> str:
    cited = cited_articles(atlas.law).get(act.name, set())
    rows = [
        [md.escape(number), "<br>".join(atlas.rests_on(act.name, number))]
        for number in sorted(cited - set(act.articles))
    ]  # fmt: skip
    title = "Other articles that are used" if act.articles else "Articles that are used"
    return md.page(md.heading(2, title), md.table(("Article", "Rests on it"), rows)).rstrip() if rows else ""
