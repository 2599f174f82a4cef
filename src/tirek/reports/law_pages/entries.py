"""One name of the law told whole: a rule in all its versions, a number by date, a fact as it is asked."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from tirek.law.kernel.act import FOREVER
from tirek.law.kernel.parameter import FAR_PAST
from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages import values
from tirek.reports.law_pages.atlas import source_of

if TYPE_CHECKING:
    import datetime as dt

    from tirek.basics.text import Text
    from tirek.law.kernel.act import Basis
    from tirek.law.kernel.fact import Fact
    from tirek.law.kernel.parameter import Parameter
    from tirek.law.kernel.provision import Provision
    from tirek.reports.law_pages.atlas import Atlas


def rule_entry(atlas: Atlas, name: str) -> str:
    """Tell a provision: every version with its articles, words, inputs, rounding and file."""
    versions = atlas.law.provisions[name]
    in_force = sorted(
        (one for one in versions if not one.reform), key=lambda one: min(basis.start for basis in one.bases)
    )
    reforms = sorted((one for one in versions if one.reform), key=lambda one: str(one.reform))
    ends = values.last_days(basis for one in in_force for basis in one.bases)
    parts = [
        _head(atlas, name, values.unit_words(versions[0].result.unit, versions[0].result.shape)),
        _sentences(atlas, name),
    ]
    parts += [_version(atlas, one, ends, alone=len(versions) == 1) for one in (*in_force, *reforms)]
    if name in atlas.law.parameters:
        parts += ["**As a number**", *(_numbers(atlas, one) for one in _in_order(atlas, name))]
    return md.page(*parts).rstrip()


def number_entry(atlas: Atlas, name: str) -> str:
    """Tell a dated number: each value with its article, status, source and note."""
    versions = _in_order(atlas, name)
    kind = versions[0].kind
    unit = values.unit_words(kind.unit, kind.shape) if kind.unit else ""
    return md.page(_head(atlas, name, unit), *(_numbers(atlas, one) for one in versions)).rstrip()


def fact_entry(atlas: Atlas, name: str) -> str:
    """Tell a fact: the question in three languages, its unit, range and what holds when nothing is said."""
    fact = atlas.law.facts[name]
    question = f"{md.escape(fact.question['en'])}<br>{_other_languages(fact.question)}"
    limits = [words for words in (_range(fact), _default(fact)) if words]
    return md.page(_head(atlas, name, values.unit_words(fact.kind.unit)), question, " ".join(limits)).rstrip()


def _head(atlas: Atlas, name: str, unit: str) -> str:
    title = atlas.title(name)
    readers = [atlas.link(reader) for reader in atlas.readers.get(name, []) if reader != name]
    line = md.code(name) + (f", {unit}." if unit else ".")
    if readers:
        line += " Read by: " + ", ".join(readers) + "."
    return md.page(md.heading(3, title["en"], name), _other_languages(title), line).rstrip()


def _other_languages(text: Text) -> str:
    return f"*{md.escape(text['kk'])}* · *{md.escape(text['ru'])}*"


def _sentences(atlas: Atlas, name: str) -> str:
    term = atlas.law.terms.get(name)
    if not term:
        return ""
    said = [("When it holds", term.holds), ("When it does not", term.fails)]
    rows = [[words, *(md.escape(text[language]) for language in ("en", "kk", "ru"))] for words, text in said if text]
    return md.table(("", "en", "kk", "ru"), rows)


def _version(atlas: Atlas, provision: Provision, ends: dict[int, dt.date], *, alone: bool) -> str:
    when = ""
    if provision.reform:
        when = f"**With the reform {_reform_link(atlas, provision.reform)}**"
    elif not alone:
        when = f"**{_span(provision, ends)}**"
    rows = []
    for basis in sorted(provision.bases, key=lambda basis: (basis.start, basis.known)):
        span = [values.day_cell(basis.start), values.day_cell(_end(basis, ends))]
        known = values.known_cell(basis)
        rows.append(["any day", "", atlas.cite(basis), ""] if provision.reform else [*span, atlas.cite(basis), known])
    reads = [f"{atlas.link(name)} ({values.unit_words(kind.unit, kind.shape)})" for name, kind in provision.inputs]
    facts = [f"Reads: {'; '.join(reads)}." if reads else "", _rounding(atlas, provision)]
    file = atlas.shown(source_of(provision))
    return md.page(
        when,
        *atlas.prose(_doc(provision)),
        md.table(("From", "Until", "Article", "Known only from"), rows),
        "The rule in words:",
        values.rule_list(atlas, provision),
        *facts,
        f"Written as {md.code(provision.function.__name__)} in {md.code(file)}.",
    ).rstrip()


def _doc(provision: Provision) -> str:
    """Return the docstring as a statement: a function returns, a rule simply is."""
    return md.capital((inspect.getdoc(provision.function) or "").removeprefix("Return "))


def _end(basis: Basis, ends: dict[int, dt.date]) -> dt.date:
    return ends.get(id(basis), basis.end)


def _span(provision: Provision, ends: dict[int, dt.date]) -> str:
    first = min(basis.start for basis in provision.bases)
    last = max((ends.get(id(basis), basis.end) for basis in provision.bases), default=FOREVER)
    until = "" if last == FOREVER else f" to {values.day_words(last)}"
    return f"From {values.day_words(first)}{until}"


def _rounding(atlas: Atlas, provision: Provision) -> str:
    if not provision.rounded:
        return "Not rounded." if provision.result.unit == "tenge" else ""
    return f"Rounded by: {atlas.link(provision.rounded)}."


def _reform_link(atlas: Atlas, reform: str) -> str:
    known = atlas.law.reforms.get(reform)
    return md.link(known.title["en"], f"reform-{md.label(reform)}") if known else md.code(reform)


def _numbers(atlas: Atlas, parameter: Parameter) -> str:
    when = f"With the reform {_reform_link(atlas, parameter.reform)}:" if parameter.reform else ""
    if parameter.same_as:
        return md.page(when, f"What {atlas.link(parameter.same_as)} is on 1 January of the year.").rstrip()
    ends = values.last_days(dated.basis for dated in parameter.values)
    rows = [
        [
            "any day" if dated.basis.start == FAR_PAST else values.day_cell(dated.basis.start),
            values.day_cell(_end(dated.basis, ends)),
            values.value_cell(dated.value, parameter.kind.unit),
            atlas.cite(dated.basis),
            values.STATUS_WORDS[dated.status],
            values.source_cell(atlas, dated),
            values.known_cell(dated.basis),
            md.escape(dated.note),
        ]
        for dated in parameter.values
    ]
    columns = ("From", "Until", "Value", "Article", "Status", "Source", "Known only from", "Note")
    return md.page(when, md.table(columns, rows)).rstrip()


def _in_order(atlas: Atlas, name: str) -> list[Parameter]:
    return sorted(atlas.law.parameters[name], key=lambda one: one.reform or "")


def _range(fact: Fact) -> str:
    unit = fact.kind.unit
    if fact.choices:
        return "One of " + ", ".join(md.code(choice) for choice in fact.choices) + "."
    if unit in ("flag", "date"):
        return ""
    amount = "tenge" if unit == "monthly_tenge" else unit
    low, high = (md.escape(values.plain_value(bound, amount)) for bound in (fact.low, fact.high))
    months = f" {fact.length} months, oldest first." if fact.length else ""
    return f"From {low} to {high}.{months}"


def _default(fact: Fact) -> str:
    if fact.default is None:
        return ""
    return f"When nothing is said: {md.escape(values.plain_value(fact.default, fact.kind.unit))}."
