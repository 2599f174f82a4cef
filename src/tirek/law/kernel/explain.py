"""From a trace to sentences: what was worked out, by which formula, from which numbers, by which article."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.text import ABOUT, TIYN_PER_TENGE, value_text
from tirek.law.kernel.edition import Number, Rule
from tirek.law.kernel.fact import Fact
from tirek.law.kernel.quantity import Choices, MonthlyMoney, Steps
from tirek.law.kernel.rounding import TITLES
from tirek.law.kernel.unknown import Unknown
from tirek.law.kernel.wording import Wording

if TYPE_CHECKING:
    from tirek.basics.text import Language
    from tirek.law.kernel.act import Basis
    from tirek.law.kernel.case import Step
    from tirek.law.kernel.edition import Edition

MOST_RUNS: Final = 8
"""A history with more changes than this is told by its length."""
LONGEST_FORMULA: Final = 400
"""A longer formula tells a person nothing; the rule itself is one command away."""

_UNKNOWN = {"kk": "белгісіз", "ru": "неизвестно", "en": "not known"}
_TABLE = {"kk": "кесте", "ru": "таблица", "en": "table"}
_AVERAGE = {"kk": "{0} бойы ай сайын", "ru": "помесячно за {0}", "en": "month by month over {0}"}
_ROUNDED = {"kk": "дөңгелектелді: {0}", "ru": "округлено {0}", "en": "rounded {0}"}
_SINCE = {"kk": "{0} бастап", "ru": "с {0}", "en": "since {0}"}


@dataclass(frozen=True, slots=True)
class Line:
    """One step told to a person: its name, value and sentence in one language, with the citation and the source."""

    name: str
    title: str
    value: str
    sentence: str
    citation: str
    source: str
    status: str
    inputs: tuple[str, ...]


def explain(edition: Edition, step: Step, language: Language) -> Line:
    """Tell one step of a trace in `language`. What the law itself says (a number) is told once an edition."""
    if not isinstance(step.node, Number) or step.given:
        return _tell(edition, step, language)
    key = (step.name, language)
    if key not in edition.told:
        edition.told[key] = _tell(edition, step, language)
    line: Line = edition.told[key]
    return line


def _tell(edition: Edition, step: Step, language: Language) -> Line:
    title = edition.law.title(step.name)[language]
    value = _value(edition, step, language)
    basis = _basis(step)
    citation = basis.cite(edition.law.acts, language) if basis else ""
    source, status = edition.law.acts[basis.act].source if basis else "", "fact"
    sentence = f"{title}: {value}"
    if isinstance(step.node, Number):
        source, status = step.node.dated.source or source, step.node.dated.status
        sentence += ", " + _SINCE[language].format(f"{step.node.dated.basis.start:%d.%m.%Y}") if _dated(step) else ""
    elif _worked_out(step):
        status = "rule"
        sentence = _rule_sentence(edition, step, language, title, value)
    return Line(step.name, title, value, sentence, citation, source, status, tuple(step.inputs))


def _dated(step: Step) -> bool:
    return isinstance(step.node, Number) and step.node.dated.basis.start.year > 1


def _rule_sentence(edition: Edition, step: Step, language: Language, title: str, value: str) -> str:
    if isinstance(step.value, Unknown):
        return f"{title}: {value}"
    term = edition.law.terms.get(step.name)
    if isinstance(step.value, bool) and term and term.holds and term.fails:
        template = (term.holds if step.value else term.fails)[language]
        given_as = {name: _plain(edition, name, given, language) for name, given in step.inputs.items()}
        return template.format(**given_as)
    assert isinstance(step.node, Rule)  # noqa: S101  # only rules have a formula
    law = edition.law
    try:
        wording = Wording(step.node.provision, step.inputs, law.titles, law.all_choice_titles)
        names, values = (wording.formula(language, with_values=with_values) for with_values in (False, True))
    except TypeError:  # the way taken depends on what is missing, though every way gives this answer
        return f"{title}: {value}"
    if len(names) > LONGEST_FORMULA:
        return f"{title}: {value}"
    parts = [title, names] if values == value else [title, names, values]
    said = " = ".join([title, *(part.replace(ABOUT, "") for part in parts[1:] if part != value)])
    if value.startswith(ABOUT):
        return f"{said} {value}"
    exact = step.node.provision.function(*step.inputs.values())
    rounded = f" ({_ROUNDED[language].format(TITLES[step.rounding][language])})" if exact != step.value else ""
    return f"{said} = {value}{rounded}"


def _worked_out(step: Step) -> bool:
    return isinstance(step.node, Rule) and not step.given


def _plain(edition: Edition, name: str, value: object, language: Language) -> str:
    if isinstance(value, Unknown):
        return _UNKNOWN[language]
    return value_text(value, edition.kind(name).unit, language, edition.law.choice_titles(name))


def _basis(step: Step) -> Basis | None:
    if isinstance(step.node, Number):
        return step.node.dated.basis
    return step.node.basis if isinstance(step.node, Rule) and not step.given else None


def _value(edition: Edition, step: Step, language: Language) -> str:
    value = step.value
    if isinstance(value, Unknown):
        return _UNKNOWN[language]
    if isinstance(value, (Steps, Choices)):
        return _TABLE[language]
    if isinstance(value, MonthlyMoney):
        return _history(value, language)
    return value_text(value, edition.kind(step.name).unit, language, edition.law.choice_titles(step.name))


def _history(history: MonthlyMoney, language: Language) -> str:
    """Tell equal months in a row together, oldest first; only their number when they differ too often."""
    runs = [(tiyn, sum(1 for _ in same)) for tiyn, same in itertools.groupby(history.tiyn)]
    if len(runs) > MOST_RUNS:
        return _AVERAGE[language].format(value_text(len(history.tiyn), "months", language))
    times = "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"
    return "; ".join(f"{value_text(tiyn, 'tenge', language)}{times}{count}" for tiyn, count in runs)


def to_json(edition: Edition, step: Step) -> dict[str, Any]:
    """Return one step as data: exact value, unit, article, source and the names it was worked out from."""
    basis = _basis(step)
    record: dict[str, Any] = {
        "name": step.name,
        "value": json_value(step.value, edition.kind(step.name).unit),
        "unit": edition.kind(step.name).unit,
        "kind": "fact" if step.given else {Number: "number", Rule: "rule", Fact: "fact"}[type(step.node)],
        "inputs": list(step.inputs),
    }
    if basis:
        record |= {"act": basis.act, "article": basis.article, "from": basis.start.isoformat()}
        record["source"] = edition.law.acts[basis.act].source
    if isinstance(step.node, Number):
        record |= {"status": step.node.dated.status, "source": step.node.dated.source or record["source"]}
    return record


def json_value(value: object, unit: str) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return a value as JSON: money in tenge as exact text ("24826.50"), dates as ISO, unknown as null."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, MonthlyMoney):
        return [json_value(Fraction(amount), "tenge") for amount in value.tiyn]
    if isinstance(value, Steps):
        return {str(bound): json_value(item, unit) for bound, item in value.rows}
    if isinstance(value, Choices):
        return {choice: json_value(item, unit) for choice, item in value.rows.items()}
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return value
    if unit == "tenge":
        tenge = Fraction(value) / TIYN_PER_TENGE
        hundredths = tenge * TIYN_PER_TENGE
        return f"{float(tenge):.2f}" if hundredths.denominator == 1 and abs(tenge) < 10**13 else str(tenge)
    return int(value) if Fraction(value).denominator == 1 else str(Fraction(value))
