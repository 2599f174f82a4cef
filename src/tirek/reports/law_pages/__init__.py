"""The law as pages of documentation, generated from its provisions, numbers and facts; never written by hand.

`write_pages(law, folder)` writes MyST Markdown: a page for each folder of the law and for each act, and
the surveys (coverage, what we do not know, what changed, reforms). The same law always gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.reports.law_pages.act_page import act_page
from tirek.reports.law_pages.atlas import Atlas
from tirek.reports.law_pages.changes import changes_page
from tirek.reports.law_pages.contents import contents_page
from tirek.reports.law_pages.reform_page import reforms_page
from tirek.reports.law_pages.surveys import coverage_page, unknowns_page
from tirek.reports.law_pages.topic_page import topic_page

if TYPE_CHECKING:
    from pathlib import Path

    from tirek.law.kernel.law import Law

__all__ = ["write_pages"]


def write_pages(law: Law, folder: Path, *, cases: Path | None = None) -> int:
    """Write all pages of `law` into `folder` and return how many there are.

    `cases`: where the worked examples are; when None, beside the tests that mirror the law's own folder.
    """
    atlas = Atlas.of(law, cases)
    pages = {f"{topic}.md": topic_page(atlas, topic) for topic in atlas.topics}
    pages |= {f"acts/{act}.md": act_page(atlas, act) for act in law.acts}
    pages |= {
        "coverage.md": coverage_page(atlas),
        "unknowns.md": unknowns_page(atlas),
        "changes.md": changes_page(atlas),
        "reforms.md": reforms_page(atlas),
        "index.md": contents_page(atlas),
    }
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(pages)
