"""Reforms beside the law in force: which rules and numbers each would replace."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from tirek.law.kernel.edition import Number, Rule
from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages import values

if TYPE_CHECKING:
    from tirek.law.kernel.edition import Edition, Node
    from tirek.reports.law_pages.atlas import Atlas

BESIDE: Final = dt.date(2026, 1, 1)
"""The day whose law stands beside the reforms."""


def reforms_page(atlas: Atlas) -> str:
    """Write each reform with what it replaces."""
    parts = [part for name in atlas.law.reforms for part in _reform(atlas, name)]
    return md.page(
        md.heading(1, "Reforms"),
        "A reform is laid on the law of any day: its rules and numbers then stand in place of those in "
        f"force. Here they stand beside the law of {values.day_words(BESIDE)}.",
        *(parts or ["There are none."]),
    )


def _reform(atlas: Atlas, name: str) -> list[str]:
    law, reform = atlas.law, atlas.law.reforms[name]
    before, after = law.edition(BESIDE), law.edition(BESIDE, reforms=(name,))
    touched = {one for one, versions in law.provisions.items() if any(version.reform == name for version in versions)}
    touched |= {one for one, versions in law.parameters.items() if any(version.reform == name for version in versions)}
    order = sorted(touched, key=lambda one: (isinstance(after.node(one), Rule), atlas.homes[one], one))
    rows = [_row(atlas, one, before, after) for one in order]
    return [
        md.heading(2, reform.title["en"], f"reform-{md.label(name)}"),
        f"*{md.escape(reform.title['kk'])}* · *{md.escape(reform.title['ru'])}*",
        f"{md.code('--reform ' + name)}",
        md.escape(reform.note["en"]),
        f"*{md.escape(reform.note['kk'])}*",
        f"*{md.escape(reform.note['ru'])}*",
        md.table(("What", "Law in force", "With the reform", "Note"), rows),
    ]


def _row(atlas: Atlas, name: str, before: Edition, after: Edition) -> list[str]:
    old, new = before.node(name), after.node(name)
    note = new.dated.note if isinstance(new, Number) else ""
    same = isinstance(old, Number) and isinstance(new, Number) and old.dated.value == new.dated.value
    said = "The same as in force. " + note if same else note
    return [atlas.link(name), _cell(atlas, old) or "none", _cell(atlas, new), md.escape(said)]


def _cell(atlas: Atlas, node: Node | None) -> str:
    if isinstance(node, Number):
        status = values.STATUS_WORDS[node.dated.status]
        shown = values.value_cell(node.dated.value, node.parameter.kind.unit)
        return f"{shown}<br>{atlas.cite(node.dated.basis)}, {status}"
    if isinstance(node, Rule):
        return f"{values.rule_cell(atlas, node.provision)}<br>{atlas.cite(node.basis)}"
    return "a fact" if node else ""
