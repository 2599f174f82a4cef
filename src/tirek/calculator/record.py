"""An answer as data (JSON): the same content as the tree, with exact values, articles and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tirek.law.kernel.explain import explain, json_value, to_json

if TYPE_CHECKING:
    from tirek.basics.text import Language
    from tirek.calculator.answers import Result
    from tirek.law.kernel.answer import Answer
    from tirek.law.kernel.case import Step


def result_record(result: Result, language: Language) -> dict[str, Any]:
    """Return one result: outcome, amounts in tenge as text, dates, conditions, and the steps that led there."""
    answer = result.answer
    shown = {role: json_value(value, _unit(answer, role)) for role, value in answer.values}
    return {
        "benefit": answer.benefit.name,
        "title": answer.benefit.title[language],
        "outcome": answer.outcome,
        "right_on": result.right_on.isoformat(),
        "law_on": result.law_on.isoformat(),
        "reforms": list(answer.edition.reforms),
        "paid": answer.benefit.paid,
        "values": shown if answer.outcome in ("entitled", "unknown") else {},
        "to_do": answer.benefit.to_do[language],
        "missing": list(answer.missing),
        "conditions": [_step(answer, step, language) for step in answer.conditions],
        "stops": [
            {
                "ground": stop.ground.name,
                "effect": stop.ground.effect,
                "event_on": stop.event_on.isoformat(),
                "from": stop.from_on.isoformat(),
                "text": stop.ground.text[language],
            }
            for stop in answer.stops
        ],
        "running": _running(result, language),
        "parts": [
            {"month": f"{part.month:%Y-%m}", "days": part.days, "gross": json_value(part.payment, "tenge")}
            for part in result.parts
        ],
        "steps": list(_steps(answer, language).values()),
    }


def _running(result: Result, language: Language) -> dict[str, Any] | None:
    if result.running is None:
        return None
    return {
        "on": result.asked_on.isoformat(),
        "gross": json_value(result.running.amount, "tenge"),
        "unknown_on": [day.isoformat() for day in result.running.unknown_on],
        "changes": [
            {
                "on": change.on.isoformat(),
                "gross": json_value(change.amount, "tenge"),
                "sentence": change.explain(language)[-1].sentence,
                "citation": change.explain(language)[-1].citation,
            }
            for change in result.running.changes
        ],
    }


def _unit(answer: Answer, role: str) -> str:
    name = answer.benefit.amounts.get(role) or getattr(answer.benefit, role, None) or role
    return answer.edition.kind(name).unit


def _steps(answer: Answer, language: Language) -> dict[str, dict[str, Any]]:
    steps: dict[str, dict[str, Any]] = {}
    names = [*answer.benefit.amounts.values(), *(step.name for step in answer.conditions)]
    for name in names:
        if answer.edition.has(name):
            for step in answer.case.trace(name):
                steps.setdefault(step.name, _step(answer, step, language))
    return steps


def _step(answer: Answer, step: Step, language: Language) -> dict[str, Any]:
    line = explain(answer.edition, step, language)
    return to_json(answer.edition, step) | {
        "title": line.title,
        "sentence": line.sentence,
        "citation": line.citation,
    }
