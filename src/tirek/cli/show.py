"""One rule, number or fact, told whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text as Styled

from tirek.basics.errors import InputError
from tirek.basics.text import Language, date_text, value_text
from tirek.cli.words import say
from tirek.law.kernel.edition import Number, Rule
from tirek.law.kernel.fact import Fact
from tirek.law.kernel.quantity import Choices, Steps
from tirek.law.kernel.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tirek.law.kernel.edition import Edition


def rule_words(edition: Edition, rule: Rule, language: Language) -> list[str]:
    """Return a rule in words, one indented line for each clause."""
    law, provision = edition.law, rule.provision
    titles = {name: law.title(name) for name, _ in provision.inputs}
    return [
        "  " * clause.depth + clause.words
        for clause in Words(provision, titles, {name: law.choice_titles(name) for name in titles}).clauses(language)
    ]


def show_lines(edition: Edition, name: str, language: Language) -> Iterator[Any]:
    """Yield what to print for one name; InputError when the law has no such name at all."""
    law = edition.law
    if name not in law.provisions and name not in law.parameters and name not in law.facts:
        import difflib

        close = difflib.get_close_matches(name, [*law.provisions, *law.parameters, *law.facts], n=3)
        hint = f"did you mean {', '.join(close)}?" if close else "see tirek law list"
        msg = f"NAME is {name!r}: the law has no such rule, number or fact, {hint}"
        raise InputError(msg)
    yield Styled(law.title(name)[language], style="bold")
    yield Styled(name, style="dim")
    node = edition.node(name)
    if node is None:
        yield say("not_in_law", language, date_text(edition.on, language))
    elif isinstance(node, Rule):
        yield from _rule(edition, node, language)
    elif isinstance(node, Fact):
        yield f"{say('question', language)}: {node.question[language]}"
        yield from _choices(edition, node, language)
    if name in law.parameters:
        yield _history(edition, name, language)
    if name in law.provisions:
        yield _bases(edition, name, language)


def _choices(edition: Edition, fact: Fact, language: Language) -> Iterator[str]:
    """Yield what may be written for a fact: its choices by code, or its range."""
    if fact.choices:
        yield f"{say('choices', language)}:"
        yield from (f"  {code}: {text}" for code, text in choice_words(edition, fact, language))
    elif fact.low < fact.high:
        unit = "tenge" if fact.kind.unit == "monthly_tenge" else fact.kind.unit
        low, high = (value_text(bound, unit, language) for bound in (fact.low, fact.high))
        yield f"{say('range', language)}: {low} … {high}"


def choice_words(edition: Edition, fact: Fact, language: Language) -> list[tuple[str, str]]:
    """Return each choice of a fact: the code to write in a file, and what it means."""
    titles = edition.law.choice_titles(fact.name)
    return [(code, titles[code][language]) for code in fact.choices]


def _rule(edition: Edition, rule: Rule, language: Language) -> Iterator[Any]:
    provision = rule.provision
    yield Styled(f"\n{say('formula_words', language)} ({rule.basis.cite(edition.law.acts, language)}):", style="bold")
    for words in rule_words(edition, rule, language):
        yield "  " + words
    if provision.rounded:
        node = edition.node(provision.rounded)
        policy = node.value if isinstance(node, Number) else ""
        yield f"{say('rounding', language)}: {value_text(policy, 'choice', language)}"
    yield Styled(f"\n{say('reads', language)}:", style="bold")
    for needed, _ in provision.inputs:
        found = edition.node(needed)
        value = ""
        if (
            isinstance(found, Number)
            and not isinstance(found.value, (Steps, Choices))
            and found.dated.value is not None
        ):
            value = ": " + value_text(found.dated.value, found.parameter.kind.unit, language)
        yield f"  {edition.law.title(needed)[language]}{value}  ({needed})"


def _history(edition: Edition, name: str, language: Language) -> Table:
    from tirek.cli.law import plain_value

    table = Table(title=say("history", language), title_justify="left")
    for column in ("column_from", "column_value", "column_basis", "column_status", "column_note"):
        table.add_column(say(column, language), overflow="fold")
    for parameter in edition.law.parameters[name]:
        for dated in parameter.values:
            start = dated.basis.start.isoformat() if dated.basis.start.year > 1 else parameter.reform or ""
            value = plain_value(dated.value, parameter.kind.unit, language, edition.law.choice_titles(name))
            cite = dated.basis.cite(edition.law.acts, language)
            table.add_row(start, value, cite, say(f"status_{dated.status}", language), dated.note or dated.source)
    return table


def _bases(edition: Edition, name: str, language: Language) -> Table:
    table = Table(title=say("history", language), title_justify="left")
    for column in ("column_from", "column_basis"):
        table.add_column(say(column, language))
    for provision in edition.law.provisions[name]:
        for basis in provision.bases:
            start = provision.reform or basis.start.isoformat()
            table.add_row(start, basis.cite(edition.law.acts, language))
    return table
