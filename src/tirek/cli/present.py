"""Answers as a tree a person reads from top to bottom: what, how much, when, what to do, why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rich.text import Text as Styled
from rich.tree import Tree

from tirek.basics.text import Language, date_text, value_text
from tirek.cli.show import choice_words
from tirek.cli.words import say
from tirek.law.insurance.sick_leave.parts import total
from tirek.law.kernel.benefit import Benefit
from tirek.law.kernel.edition import Rule
from tirek.law.kernel.explain import explain
from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from tirek.calculator.answers import Result
    from tirek.law.kernel.answer import Answer
    from tirek.law.kernel.benefit import Ground
    from tirek.law.kernel.case import Step

_MARKS = {"entitled": ("✔", "bold green"), "refused": ("✘", "bold red"), "unknown": ("?", "bold yellow")}
_UNSURE = ("press", "known", "assumed", "unknown")


def result_tree(result: Result, language: Language, *, grounds: bool = False) -> Tree:
    """Draw one answer."""
    answer = result.answer
    mark, style = _MARKS.get(answer.outcome, ("–", "bold"))
    outcome = say(answer.outcome, language)
    if answer.outcome == "entitled" and result.ended_on:
        mark, style = "–", "bold yellow"
        outcome = say("ended", language, date_text(result.ended_on, language))
    head = Styled.assemble(
        (f"{mark} ", style),
        (_capital(answer.benefit.title[language]), "bold"),
        " — ",
        (outcome, style),
    )
    tree = Tree(head, guide_style="dim")
    reforms = [answer.edition.law.reforms[name].title[language] for name in answer.edition.reforms]
    law = say("law_of", language, date_text(result.law_on, language))
    tree.add(Styled(", ".join([law, *(say("with_reform", language, title) for title in reforms)]), style="dim"))
    if answer.outcome == "entitled":
        if result.parts:
            _parts(tree, result, language)
        else:
            _amounts(tree, answer, language)
        _period(tree, answer, language)
        _running(tree, result, language)
    if answer.outcome == "unknown":
        _missing(tree, answer, language)
    if answer.outcome in ("entitled", "unknown"):
        tree.add(_labelled("to_do", answer.benefit.to_do[language], language))
    if answer.stops:
        _stops(tree, answer, language)
    if answer.conditions:
        _conditions(tree, result, language)
    if answer.outcome == "entitled":
        _working(tree, answer, language)
        _details(tree, answer, language)
    if grounds and answer.outcome == "entitled":
        _grounds(tree, answer, language)
    return tree


def _labelled(name: str, text: str, language: Language) -> Styled:
    return Styled.assemble((say(name, language) + ": ", "bold"), text)


def _amounts(tree: Tree, answer: Answer, language: Language) -> None:
    often = say("per_month" if answer.benefit.paid == "monthly" else "once", language)
    for role in answer.benefit.amounts:
        value = answer.value(role)
        if value is not None:
            name = answer.benefit.amounts[role]
            text = value_text(value, answer.edition.kind(name).unit, language)
            tree.add(_labelled(role, f"{text} {often}" if role in ("gross", "net") else text, language))


def _parts(tree: Tree, result: Result, language: Language) -> None:
    whole = value_text(total(result.parts), "tenge", language)
    branch = tree.add(_labelled("gross", whole, language))
    for part in result.parts:
        line = explain(part.case.edition, part.case.trace("sick_leave_payment")[-1], language)
        days = value_text(part.days, "days", language)
        branch.add(Styled.assemble(f"{part.month:%m.%Y}, {days}: {line.sentence}", (f"  {line.citation}", "dim")))


def _period(tree: Tree, answer: Answer, language: Language) -> None:
    parts = []
    for role, words in (("starts_on", "from"), ("ends_on", "until")):
        day = answer.value(role)
        if isinstance(day, dt.date):
            parts.append(say(words, language, date_text(day, language)))
    months = answer.value("months")
    if isinstance(months, int):
        parts.append(f"({value_text(months, 'months', language)})")
    if parts:
        tree.add(_labelled("period", " ".join(parts), language))
    if isinstance(answer.value("apply_by"), dt.date):
        tree.add(_labelled("apply_by", date_text(answer.value("apply_by"), language), language))


def _running(tree: Tree, result: Result, language: Language) -> None:
    running = result.running
    if running is None or not running.changes:
        return
    amount = value_text(running.amount, "tenge", language)
    if isinstance(running.amount, Unknown):
        days = ", ".join(f"{day:%d.%m.%Y}" for day in running.unknown_on)
        amount = say("running_unknown", language, days)
    title = say("running", language, date_text(result.asked_on, language))
    branch = tree.add(Styled.assemble((f"{title}: ", "bold"), amount))
    for change in running.changes:
        line = change.explain(language)[-1]
        branch.add(Styled.assemble(f"{change.on:%d.%m.%Y}: {line.sentence}", (f"  {line.citation}", "dim")))


def _missing(tree: Tree, answer: Answer, language: Language) -> None:
    branch = tree.add(Styled(say("missing", language), style="bold yellow"))
    law = answer.edition.law
    for name in answer.missing:
        fact = law.facts.get(name)
        question = fact.question[language] if fact else law.title(name)[language]
        below = branch.add(Styled.assemble(question, (f"  {name}", "dim")))
        for code, words in choice_words(answer.edition, fact, language) if fact else ():
            below.add(Styled.assemble(words, (f"  {code}", "dim")))


def _conditions(tree: Tree, result: Result, language: Language) -> None:
    answer = result.answer
    branch = tree.add(Styled(say("because", language), style="bold"))
    for step in sorted(answer.conditions, key=lambda step: step.value is not False):
        line = explain(answer.edition, step, language)
        mark, style = (
            ("?", "yellow") if isinstance(step.value, Unknown) else ("✔", "green") if step.value else ("✘", "red")
        )
        assumed = any(name in result.assumed for name in step.inputs) and step.value is not False
        note = f"  [{say('assumed', language)}]" if assumed else ""
        branch.add(Styled.assemble((f"{mark} ", style), line.sentence, (f"  {line.citation}", "dim"), (note, "yellow")))


def _working(tree: Tree, answer: Answer, language: Language) -> None:
    branch = tree.add(Styled(say("how", language), style="bold"))
    shown: set[str] = set()
    for role in answer.benefit.amounts:
        if answer.value(role) is not None:
            add_step(branch, answer, answer.benefit.amounts[role], language, shown)


def add_step(branch: Tree, answer: Answer, name: str, language: Language, shown: set[str]) -> None:
    """Draw the way to one name: its sentence, and below it what it was worked out from; nothing twice."""
    steps = {step.name: step for step in answer.case.trace(name)}
    _add(branch, answer, steps, name, language, shown)


def _add(branch: Tree, answer: Answer, steps: dict[str, Step], name: str, language: Language, shown: set[str]) -> None:
    step = steps[name]
    if name in shown:
        return
    shown.add(name)
    line = explain(answer.edition, step, language)
    unsure = f"  [{say('status_' + line.status, language)}]" if line.status in _UNSURE else ""
    below = branch.add(Styled.assemble(line.sentence, (f"  {line.citation}", "dim"), (unsure, "yellow")))
    if isinstance(step.node, Rule):
        for needed in step.inputs:
            _add(below, answer, steps, needed, language, shown)


def _details(tree: Tree, answer: Answer, language: Language) -> None:
    rows = []
    for name in answer.benefit.details:
        value = answer.value(name)
        if value is not None and not isinstance(value, Unknown):
            rows.append(explain(answer.edition, answer.case.trace(name)[-1], language))
    if rows:
        branch = tree.add(Styled(say("also", language), style="bold"))
        for line in rows:
            branch.add(Styled.assemble(line.sentence, (f"  {line.citation}", "dim")))


def _stops(tree: Tree, answer: Answer, language: Language) -> None:
    branch = tree.add(Styled(say("stops", language), style="bold"))
    for stop in answer.stops:
        basis = next((b for b in stop.ground.bases if b.governs(stop.event_on, dt.date.max)), stop.ground.bases[-1])
        effect = say(f"effect_{stop.ground.effect}", language)
        since = say("from", language, date_text(stop.from_on, language))
        cite = basis.cite(answer.edition.law.acts, language)
        branch.add(Styled.assemble((f"{effect} {since}: ", "bold"), stop.ground.text[language], (f"  {cite}", "dim")))


def _grounds(tree: Tree, answer: Answer, language: Language) -> None:
    if not grounds_on(answer.benefit, answer):
        return
    branch = tree.add(Styled(say("grounds", language), style="bold"))
    for ground in grounds_on(answer.benefit, answer):
        basis = next(basis for basis in ground.bases if basis.governs(answer.edition.on, answer.edition.known_on))
        effect = say(f"effect_{ground.effect}", language)
        cite = basis.cite(answer.edition.law.acts, language)
        branch.add(Styled.assemble((f"{effect}: ", "bold"), ground.text[language], (f"  {cite}", "dim")))


def grounds_on(benefit: Benefit, answer: Answer) -> list[Ground]:
    """Return the grounds to suspend, resume or end a payment that stand in the law of the answer's day."""
    edition = answer.edition
    return [
        ground
        for ground in edition.law.benefits.grounds.values()
        if ground.benefit == benefit.name
        and ground.effect != "refused"
        and any(basis.governs(edition.on, edition.known_on) for basis in ground.bases)
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
