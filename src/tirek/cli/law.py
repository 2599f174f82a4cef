"""`tirek law ...`: the law itself, looked at: list, show, diff, coverage, unknowns."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirek.basics.errors import InputError
from tirek.basics.text import Language, Text, value_text
from tirek.cli.options import load_law, read_date, read_language
from tirek.cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

    from tirek.law.kernel.compare import Change
    from tirek.law.kernel.edition import Edition, Node

law_app = typer.Typer(
    help="Look at the law: what rules there are, what changed, what we do not know.", no_args_is_help=True
)

OnOption = Annotated[str | None, typer.Option("--on", help="The law of this day, YYYY-MM-DD (default: today).")]
LanguageOption = Annotated[str, typer.Option("--lang", help="kk, ru or en.")]
ReformOption = Annotated[list[str] | None, typer.Option("--reform", help="Lay a reform on the law; may be repeated.")]


@law_app.command("list")
def list_command(on: OnOption = None, reform: ReformOption = None, lang: LanguageOption = "ru") -> None:
    """List every rule and number of the law of a day."""
    language, edition = read_language(lang), _edition(on, reform)
    table = _table(language, "column_name", "column_title", "column_kind", "column_value", "column_basis")
    for name in sorted({**edition.law.provisions, **edition.law.parameters}):
        node = edition.node(name)
        if node is not None:
            kind = say(f"kind_{_kind(node)}", language)
            row = (
                name,
                edition.law.title(name)[language],
                kind,
                _value(edition, node, language),
                _cite(edition, node, language),
            )
            table.add_row(*row)
    _print(table)


@law_app.command("show")
def show_command(name: str, on: OnOption = None, reform: ReformOption = None, lang: LanguageOption = "ru") -> None:
    """Show one rule, number or fact: words, articles, values by date."""
    from tirek.cli.show import show_lines

    language, edition = read_language(lang), _edition(on, reform)
    for renderable in show_lines(edition, name, language):
        _print(renderable)


@law_app.command("diff")
def diff_command(
    before: Annotated[str, typer.Argument(help="A day, YYYY-MM-DD.")],
    after: Annotated[str, typer.Argument(help="Another day, YYYY-MM-DD.")],
    reform: ReformOption = None,
    every: Annotated[bool, typer.Option("--all", help="Also rules that moved to another act unchanged.")] = False,
    lang: LanguageOption = "ru",
) -> None:
    """Say what changed between two days, in words and numbers. A reform is laid on the second day only."""
    from tirek.law.kernel.compare import compare

    language, law = read_language(lang), load_law()
    old = law.edition(_day(before, "BEFORE"))
    new = law.edition(_day(after, "AFTER"), reforms=tuple(reform or ()))
    changes = compare(old, new)
    if not changes:
        _print(say("no_change", language))
        return
    for kind in ("number", "rule", "new", "gone", "moved"):
        found = sorted((one for one in changes if one.kind == kind), key=_insurance_first)
        if not found:
            continue
        _print(f"\n[bold]{say(f'change_{kind}', language)}: {len(found)}[/]")
        if kind != "moved" or every:
            table = _table(language, "column_title", "column_before", "column_after")
            for change in found:
                cells = (_side(old, change.before, kind, language), _side(new, change.after, kind, language))
                table.add_row(f"{law.title(change.name)[language]}\n{change.name}", *cells)
            _print(table)


def _insurance_first(change: Change) -> tuple[bool, str]:
    """Order changes: rules and numbers of benefits before the national figures of the budget laws."""
    from tirek.law.kernel.edition import Number, Rule

    node = change.after or change.before
    where = node.parameter.where if isinstance(node, Number) else node.provision.where if isinstance(node, Rule) else ""
    return "/economy/" in where, change.name


def _side(edition: Edition, node: Node | None, kind: str, language: Language) -> str:
    """Write one side of a change: the number or the rule in words, and its article."""
    from tirek.cli.show import rule_words
    from tirek.law.kernel.edition import Rule

    if node is None:
        return "—"
    words = _value(edition, node, language)
    if isinstance(node, Rule) and kind != "moved":
        words = "\n".join(rule_words(edition, node, language))
    return f"{words}\n{_cite(edition, node, language)}".strip()


@law_app.command("coverage")
def coverage_command(
    act: Annotated[str | None, typer.Option(help="Only this act, for example social-code.")] = None,
    lang: LanguageOption = "ru",
) -> None:
    """List each article of the insurance chapters: formalised, partly or not, and why."""
    from tirek.law.kernel.gaps import coverage

    language, law = read_language(lang), load_law()
    if act is not None and act not in law.acts:
        msg = f"--act is {act!r}, expected one of {', '.join(law.acts)}"
        raise InputError(msg)
    table = _table(language, "column_article", "column_title", "column_coverage", "column_reason")
    counts: Counter[str] = Counter()
    for owner, article in coverage(law):
        if act in (None, owner.name):
            counts[article.coverage] += 1
            reason = article.reason[language] if article.reason else ""
            place = f"{owner.short[language]} {article.number}"
            table.add_row(place, article.title[language], say(f"coverage_{article.coverage}", language), reason)
    _print(table)
    _print(
        say("totals", language) + ": " + ", ".join(f"{say(f'coverage_{k}', language)} {n}" for k, n in counts.items())
    )


@law_app.command("unknowns")
def unknowns_command(
    every: Annotated[bool, typer.Option("--all", help="Also numbers from memory and from the press.")] = False,
    lang: LanguageOption = "ru",
) -> None:
    """List what we do not know: numbers that are missing or assumed (with --all: also remembered or from the press)."""
    from tirek.law.kernel.gaps import doubts

    language, law = read_language(lang), load_law()
    shown = ("unknown", "assumed", "known", "press") if every else ("unknown", "assumed")
    found = [doubt for doubt in doubts(law) if doubt.dated.status in shown]
    names = (
        "column_name",
        "column_title",
        "column_from",
        "column_value",
        "column_status",
        "column_basis",
        "column_note",
    )
    table = _table(language, *names)
    for doubt in found:
        dated, parameter = doubt.dated, doubt.parameter
        start = dated.basis.start.isoformat() if dated.basis.start.year > 1 else parameter.reform or ""
        value = plain_value(dated.value, parameter.kind.unit, language, law.choice_titles(parameter.name))
        status = say(f"status_{dated.status}", language)
        cite = dated.basis.cite(law.acts, language)
        table.add_row(parameter.name, parameter.title[language], start, value, status, cite, dated.note)
    _print(table)
    counts = Counter(doubt.dated.status for doubt in found)
    _print(say("totals", language) + ": " + ", ".join(f"{say(f'status_{k}', language)} {n}" for k, n in counts.items()))


@law_app.command("check")
def check_command() -> None:
    """Check the whole law: the graph at every change date, units, ranges, citations, words in three languages."""
    from tirek.law.kernel.check import check

    findings = check(load_law())
    for finding in findings:
        print(finding)
    if findings:
        raise typer.Exit(1)
    print("The law is whole: no gaps, no cycles, no uncited number, all three languages present.")


@law_app.command("pages")
def pages_command(folder: Annotated[Path, typer.Argument(help="Where to write the pages.")]) -> None:
    """Write the law as pages of documentation, generated from the provisions."""
    from tirek.reports.law_pages import write_pages

    print(f"{write_pages(load_law(), folder)} pages in {folder}")


def _edition(on: str | None, reform: list[str] | None) -> Edition:
    from tirek.calculator.answers import today

    return load_law().edition(read_date(on, "--on") or today(), reforms=tuple(reform or ()))


def _day(text: str, name: str) -> dt.date:
    day = read_date(text, name)
    assert day is not None  # noqa: S101  # given
    return day


def _kind(node: Node) -> str:
    return {"Rule": "rule", "Number": "number"}.get(type(node).__name__, "fact")


def _value(edition: Edition, node: Node, language: Language) -> str:
    from tirek.law.kernel.edition import Number

    if not isinstance(node, Number):
        return ""
    titles = edition.law.choice_titles(node.parameter.name)
    return plain_value(node.dated.value, node.parameter.kind.unit, language, titles)


def plain_value(value: object, unit: str, language: Language, titles: Mapping[str, Text]) -> str:
    """Write a number, a choice or a whole table of the law in one line."""
    from tirek.law.kernel.quantity import Choices, Steps

    if value is None:
        return say("status_unknown", language)
    if isinstance(value, Steps):
        return "; ".join(f"≥{float(bound):g}: {value_text(item, unit, language)}" for bound, item in value.rows)
    if isinstance(value, Choices):
        return "; ".join(f"{choice}: {value_text(item, unit, language)}" for choice, item in value.rows.items())
    return value_text(value, unit, language, titles)


def _cite(edition: Edition, node: Node | None, language: Language) -> str:
    from tirek.law.kernel.edition import Number, Rule

    if isinstance(node, Number):
        return node.dated.basis.cite(edition.law.acts, language)
    return node.basis.cite(edition.law.acts, language) if isinstance(node, Rule) else ""


def _table(language: Language, *columns: str) -> Table:
    from rich.table import Table as RichTable

    table = RichTable(show_lines=True)
    for column in columns:
        table.add_column(say(column, language), overflow="fold")
    return table


def _print(renderable: object) -> None:
    from rich.console import Console

    Console(highlight=False).print(renderable)
