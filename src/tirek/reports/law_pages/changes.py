"""What changed in the law, day by day, the latest day first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tirek.law.kernel.compare import compare
from tirek.law.kernel.edition import Number, Rule
from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages import values
from tirek.reports.law_pages.atlas import FIGURES

if TYPE_CHECKING:
    from tirek.law.kernel.compare import Change
    from tirek.law.kernel.edition import Node
    from tirek.reports.law_pages.atlas import Atlas

_ONE_DAY = dt.timedelta(days=1)


def changes_page(atlas: Atlas) -> str:
    """Write what changed on each day on which anything did."""
    parts = []
    for day in reversed(atlas.law.change_dates()):
        changes = compare(atlas.law.edition(day - _ONE_DAY), atlas.law.edition(day))
        changes.sort(key=lambda change: (atlas.homes[change.name], change.name))
        own = [change for change in changes if atlas.homes[change.name] != FIGURES]
        figures = [change for change in changes if atlas.homes[change.name] == FIGURES]
        if changes:
            parts += [md.heading(2, values.day_words(day)), *_told(atlas, own), _figures(atlas, figures)]
    return md.page(
        md.heading(1, "What changed, day by day"),
        "Each day on which a rule or a number of the law in force began, ended or became another, as we know "
        "it today. National figures, which change with every budget, are folded.",
        *parts,
    )


def _told(atlas: Atlas, changes: list[Change]) -> list[str]:
    kinds = {kind: [change for change in changes if change.kind == kind] for kind in ("new", "gone", "moved")}
    changed = [change for change in changes if change.kind in ("number", "rule")]
    told = [_changed(atlas, changed)]
    words = {"new": "New", "gone": "Gone", "moved": "The same rule in another act"}
    for kind, found in kinds.items():
        if found:
            told.append(f"{words[kind]}: " + "; ".join(_link(atlas, change) for change in found) + ".")
    return told


def _link(atlas: Atlas, change: Change) -> str:
    node = change.after if change.after is not None else change.before
    basis = _basis_text(atlas, node)
    return atlas.link(change.name) + (f" ({basis})" if basis else "")


def _changed(atlas: Atlas, changes: list[Change]) -> str:
    rows = [
        [
            atlas.link(change.name),
            {"number": "number", "rule": "rule"}[change.kind],
            _cell(atlas, change.before),
            _cell(atlas, change.after),
            _known(change.after),
        ]
        for change in changes
    ]
    return md.table(("What", "Kind", "Before", "After", "Known only from"), rows)


def _figures(atlas: Atlas, changes: list[Change]) -> str:
    if not changes:
        return ""
    rows = [[atlas.link(change.name), _cell(atlas, change.before), _cell(atlas, change.after)] for change in changes]
    summary = f"National figures: {len(changes)}"
    return md.folded(summary, md.table(("What", "Before", "After"), rows))


def _cell(atlas: Atlas, node: Node | None) -> str:
    if isinstance(node, Number):
        return f"{values.value_cell(node.dated.value, node.parameter.kind.unit)}<br>{_basis_text(atlas, node)}"
    if isinstance(node, Rule):
        return f"{values.rule_cell(atlas, node.provision)}<br>{_basis_text(atlas, node)}"
    return ""


def _basis_text(atlas: Atlas, node: Node | None) -> str:
    if isinstance(node, Number):
        return atlas.cite(node.dated.basis)
    return atlas.cite(node.basis) if isinstance(node, Rule) else ""


def _known(node: Node | None) -> str:
    if isinstance(node, Number):
        return values.known_cell(node.dated.basis)
    return values.known_cell(node.basis) if isinstance(node, Rule) else ""
