"""Surveys of the whole law: how much of each act is formalised, and what we do not know."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tirek.law.kernel.gaps import DOUBTFUL, coverage, doubts
from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages import values
from tirek.reports.law_pages.act_page import COVERAGE_WORDS
from tirek.reports.law_pages.atlas import act_label, article_label, by_number

if TYPE_CHECKING:
    from tirek.law.kernel.act import Act, Article
    from tirek.law.kernel.gaps import Doubt
    from tirek.reports.law_pages.atlas import Atlas

_ARTICLE_COLUMNS = ("Article", "Title", "Coverage", "What is left out, and why")
_DOUBT_COLUMNS = ("Number", "From", "Value", "Article", "Note", "Source")
_DOUBTS = {
    "unknown": ("Numbers nobody has found", "The answer is then unknown as well, never zero."),
    "assumed": (
        "Numbers we assumed",
        "The law is silent or can be read in two ways; the note says what we chose.",
    ),
    "known": ("Numbers from memory", "Held to be so, without a text at hand."),
    "press": (
        "Numbers from the press",
        "Reported by a newspaper or another secondary source; the act itself was not read.",
    ),
}


def coverage_page(atlas: Atlas) -> str:
    """Write how much of each act is formalised, in totals and article by article."""
    rows = _listed(atlas)
    acts = {act.name: act for act, _ in rows}
    totals = [
        _total(md.link(act.short["en"], act_label(name)), [a for o, a in rows if o is act])
        for name, act in acts.items()
    ]
    all_together = [_total("**In all**", [article for _, article in rows])] if len(acts) > 1 else []
    parts = []
    for act in acts.values():
        cells = [_coverage_row(act, article) for owner, article in rows if owner is act]
        parts += [md.heading(2, act.short["en"]), md.table(_ARTICLE_COLUMNS, cells)]
    return md.page(
        md.heading(1, "What is formalised"),
        "Every article of the chapters in hand. *Formalised*: every norm of the article that can be computed "
        "is computed. *Partly* and *not*: the reason is given.",
        md.table(("Act", "Articles", "Formalised", "Partly", "Not"), totals + all_together),
        *parts,
    )


def _listed(atlas: Atlas) -> list[tuple[Act, Article]]:
    """Return every listed article, act by act, in the order of their numbers."""
    acts = list(atlas.law.acts)
    return sorted(coverage(atlas.law), key=lambda row: (acts.index(row[0].name), by_number(row[1])))


def _total(name: str, articles: list[Article]) -> list[str]:
    counts: Counter[str] = Counter(article.coverage for article in articles)
    return [name, str(len(articles)), *(str(counts[one]) for one in COVERAGE_WORDS)]


def _coverage_row(act: Act, article: Article) -> list[str]:
    return [
        md.link(article.number, article_label(act.name, article.number)),
        md.escape(article.title["en"]),
        COVERAGE_WORDS[article.coverage],
        md.escape(article.reason["en"]) if article.reason else "",
    ]


def unknowns_page(atlas: Atlas) -> str:
    """Write what we do not know: numbers without an official text, articles not wholly formalised."""
    found = doubts(atlas.law)
    parts = []
    for status in DOUBTFUL:
        rows = [_doubt_row(atlas, doubt) for doubt in found if doubt.dated.status == status]
        if rows:
            title, words = _DOUBTS[status]
            parts += [md.heading(2, title), f"{words} {len(rows)} in all.", md.table(_DOUBT_COLUMNS, rows)]
    gaps = [(act, article) for act, article in _listed(atlas) if article.coverage != "formalised"]
    open_articles = [
        [md.link(act.short["en"], act_label(act.name)), *_coverage_row(act, article)] for act, article in gaps
    ]
    counts = Counter(doubt.dated.status for doubt in found)
    totals = [[_DOUBTS[status][0], str(counts[status])] for status in DOUBTFUL]
    totals.append(["Articles formalised in part or not at all", str(len(gaps))])
    return md.page(
        md.heading(1, "What we do not know"),
        "Nothing is filled in silently. A number stands here when it does not rest on an official text that "
        "was read; an article, when something of it is not computed.",
        md.table(("", "How many"), totals),
        *parts,
        *(
            [
                md.heading(2, "Articles formalised in part or not at all"),
                md.table(("Act", *_ARTICLE_COLUMNS), open_articles),
            ]
            if gaps
            else []
        ),
    )


def _doubt_row(atlas: Atlas, doubt: Doubt) -> list[str]:
    dated, parameter = doubt.dated, doubt.parameter
    name = atlas.link(parameter.name) + (f", with the reform {md.escape(parameter.reform)}" if parameter.reform else "")
    return [
        name,
        values.day_cell(dated.basis.start),
        values.value_cell(dated.value, parameter.kind.unit),
        atlas.cite(dated.basis),
        md.escape(dated.note),
        values.source_cell(atlas, dated),
    ]
