"""The worked examples of a topic as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tirek.law.kernel.casefile import find_cases
from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages import values

if TYPE_CHECKING:
    from pathlib import Path

    from tirek.law.kernel.casefile import CaseFile
    from tirek.reports.law_pages.atlas import Atlas


def case_table(atlas: Atlas, topic: str) -> list[str]:
    """Return a sentence and the table of a topic's cases; nothing when there are none."""
    folder = _folder(atlas, topic)
    cases = list(find_cases(folder, atlas.law)) if folder else []
    if not folder or not cases:
        return []
    cases.sort(key=lambda case: (case.on, case.name))
    columns = ("Case", "Law of", "What is known", "What must come out", "Source", "Note")
    where = f"Read from {md.code(_shown(atlas, folder))}. “Derived” means worked out by hand from the article."
    return [where, md.table(columns, [_row(atlas, case) for case in cases])]


def _folder(atlas: Atlas, topic: str) -> Path | None:
    """Return the folder of a topic's cases: called by its path or by a part of it, the last part first."""
    for part in (topic, *reversed(topic.split("/"))):
        if (atlas.cases / part).is_dir():
            owner = next((one for one in atlas.topics if part == one or part in one.split("/")), topic)
            return atlas.cases / part if owner == topic else None
    return None


def _shown(atlas: Atlas, folder: Path) -> str:
    return (atlas.shown(folder) if folder.is_relative_to(atlas.project) else folder.name) + "/"


def _row(atlas: Atlas, case: CaseFile) -> list[str]:
    known = f", known on {case.known_on}" if case.known_on else ""
    law_of = " + ".join([f"{case.on}{known}", *case.reforms])
    inputs = [_named(atlas, name, values.plain_value(value, _unit(atlas, name))) for name, value in case.facts.items()]
    results = [_named(atlas, name, _expected(atlas, name, value)) for name, value in case.expect.items()]
    note = ". ".join(part.strip().rstrip(".") for part in (case.note, case.contradicts) if part.strip())
    published = ", published" if case.published else ""
    return [
        md.escape(case.name), md.escape(law_of), "<br>".join(inputs), "<br>".join(results),
        md.web(case.source) + published, md.escape(note),
    ]  # fmt: skip


def _named(atlas: Atlas, name: str, value: str) -> str:
    shown = f"[`{name}`](#{name})" if name in atlas.homes else md.code(name)
    return f"{shown} {md.escape(value)}"


def _expected(atlas: Atlas, name: str, value: Any) -> str:  # noqa: ANN401  # as a case has it
    if value is None:
        return "does not exist"
    return values.expected_value(value, _unit(atlas, name))


def _unit(atlas: Atlas, name: str) -> str:
    law = atlas.law
    if name in law.provisions:
        return law.provisions[name][0].result.unit
    if name in law.parameters:
        return law.parameters[name][0].kind.unit
    return law.facts[name].kind.unit if name in law.facts else "choice"
