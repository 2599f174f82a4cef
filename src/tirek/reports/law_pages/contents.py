"""The first page: what there is, and the order of all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.law.kernel.gaps import DOUBTFUL, coverage, doubts
from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages.atlas import FIGURES, topic_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tirek.reports.law_pages.atlas import Atlas

_SURVEYS = ("changes", "reforms", "coverage", "unknowns")


def contents_page(atlas: Atlas) -> str:
    """Write the first page, with the tree of contents over all pages."""
    law = atlas.law
    topics = sorted(atlas.topics, key=lambda topic: (topic == FIGURES, topic))
    rows = [
        [
            md.link(atlas.topic_title(topic), topic_label(topic)),
            *(
                str(sum(name in kind for name in atlas.names(topic)))
                for kind in (law.provisions, law.parameters, law.facts)
            ),
            str(len(atlas.grounds(topic))),
        ]
        for topic in topics
    ]
    values = [dated for versions in law.parameters.values() for one in versions for dated in one.values]
    listed, versions = coverage(law), sum(map(len, law.provisions.values()))
    formalised = sum(article.coverage == "formalised" for _, article in listed)
    doubtful = sum(one.dated.status in DOUBTFUL for one in doubts(law))
    rules = f"{len(law.provisions)} rules in {versions} versions"
    numbers = f"{len(law.parameters)} numbers with {len(values)} dated values"
    articles = f"{formalised} of {len(listed)} listed articles wholly formalised"
    counted = (
        f"{rules}, {numbers}, {len(law.facts)} facts, {len(law.acts)} acts; {articles}; {doubtful} values "
        "that do not rest on an official text that was read."
    )
    return md.page(
        md.heading(1, "The law"),
        "These pages are written by a program from the rules that calculate: what is read here is what is "
        "worked out. Titles are in English, Kazakh and Russian; the acts are official in Kazakh and Russian.",
        counted,
        md.table(("Page", "Rules", "Numbers", "Facts", "Grounds"), rows),
        _tree("Rules and numbers", topics),
        _tree("Surveys", _SURVEYS),
        _tree("Acts", (f"acts/{act}" for act in law.acts)),
    )


def _tree(caption: str, pages: Iterable[str]) -> str:
    return "\n".join(["```{toctree}", f":caption: {caption}", ":maxdepth: 1", "", *pages, "```"])
