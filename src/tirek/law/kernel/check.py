"""The static checks of a whole law: each finding is one sentence that says where and what is expected."""

from __future__ import annotations

import datetime as dt
import string
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES
from tirek.law.kernel.edition import Edition, Number, Rule
from tirek.law.kernel.gaps import cited_articles
from tirek.law.kernel.provision import Kind
from tirek.law.kernel.quantity import Choices, Steps
from tirek.law.kernel.rounding import POLICIES
from tirek.law.kernel.syntax import Branch, read_rule
from tirek.law.kernel.units import check_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tirek.law.kernel.law import Law
    from tirek.law.kernel.parameter import DatedValue, Parameter
    from tirek.law.kernel.provision import Provision
    from tirek.law.kernel.syntax import Expression, Statement


_SAID: Final = {"partly": "partly formalised", "not": "not formalised"}


def check(law: Law) -> list[str]:
    """Return every finding; an empty list means the law is whole."""
    findings = [
        *_numbers(law), *_rules(law), *_words(law), *_choices(law), *_versions(law), *_benefits(law),
        *_unused(law), *_articles(law), *_reforms(law),
    ]  # fmt: skip
    for day in law.change_dates():
        findings += _graph(law.edition(day))
    begins = min(
        (basis.start for versions in law.provisions.values() for one in versions for basis in one.bases), default=None
    )
    for reform in law.reforms:
        for day in law.change_dates():
            if begins is not None and day >= begins:
                findings += _graph(law.edition(day, reforms=(reform,)))
    return list(dict.fromkeys(findings))


def _numbers(law: Law) -> Iterator[str]:
    for versions in law.parameters.values():
        for parameter in versions:
            if parameter.same_as and parameter.same_as not in law.parameters:
                yield f"{parameter.where}: same_as names {parameter.same_as!r}, which is no parameter"
            previous: tuple[dt.date, dt.date] | None = None
            for dated in parameter.values:
                place = f"{parameter.where}, {dated.basis.start}"
                yield from _number(parameter, dated, place)
                times = (dated.basis.start, dated.basis.known)
                if previous and times <= previous:
                    yield f"{place}: values are not in the order of their dates (from, then known_from)"
                previous = times
    for name, versions in law.parameters.items():
        if len({parameter.kind for parameter in versions if not parameter.same_as}) > 1:
            yield f"{versions[-1].where}: a reform gives {name} another unit or shape than the law in force"


def _number(parameter: Parameter, dated: DatedValue, place: str) -> Iterator[str]:
    if (dated.value is None) != (dated.status == "unknown"):
        yield f"{place}: a value is null exactly when its status is unknown"
    if dated.status in ("read", "press") and not dated.source:
        yield f"{place}: status {dated.status} needs the address where it was read"
    if not dated.basis.article.strip():
        yield f"{place}: the article is missing"
    for value in _plain_values(dated.value):
        if isinstance(value, str):
            if value not in parameter.choices:
                yield f"{place}: {value!r} is none of the declared choices {', '.join(parameter.choices)}"
        elif not parameter.low <= value <= parameter.high:
            declared = f"{float(parameter.low):g}..{float(parameter.high):g}"
            yield f"{place}: {float(value):g} is outside the declared range {declared}"
        elif parameter.step and Fraction(value) % parameter.step:
            yield f"{place}: {float(value):g} is no multiple of the declared step {float(parameter.step):g}"


def _plain_values(value: Any) -> list[Any]:  # noqa: ANN401  # number, text, table or nothing
    if isinstance(value, Steps):
        return [item for _, item in value.rows]
    if isinstance(value, Choices):
        return list(value.rows.values())
    return [] if value is None else [value]


def _rules(law: Law) -> Iterator[str]:
    for versions in law.provisions.values():
        for provision in versions:
            if not provision.bases:
                yield f"{provision.where}: a provision needs an article"
            if not (provision.function.__doc__ or "").strip():
                yield f"{provision.where}: a provision says in its docstring what it returns"
            try:
                check_units(provision)
            except InputError as error:
                yield str(error)
                continue
            yield from _tables(law, provision)


def _tables(law: Law, provision: Provision) -> Iterator[str]:
    """Find tables of steps that begin above the lowest value a fact may have."""
    rule = read_rule(provision.function)
    for call in _expressions(rule.body):
        if call.op == "at" and call.parts[0].op == call.parts[1].op == "name":
            table, position = str(call.parts[0].value), str(call.parts[1].value)
            if table in law.parameters and position in law.facts:
                for dated in law.parameters[table][0].values:
                    if isinstance(dated.value, Steps) and dated.value.rows[0][0] > law.facts[position].low:
                        yield (
                            f"{law.parameters[table][0].where}, {dated.basis.start}: the table begins at "
                            f"{dated.value.rows[0][0]}, but {position} may be as low as {law.facts[position].low}"
                        )


def _expressions(statements: tuple[Statement, ...]) -> Iterator[Expression]:
    for statement in statements:
        if isinstance(statement, Branch):
            yield from _parts(statement.test)
            yield from _expressions(statement.then)
            yield from _expressions(statement.otherwise)
        else:
            yield from _parts(statement.value)


def _parts(one: Expression) -> Iterator[Expression]:
    yield one
    for part in one.parts:
        yield from _parts(part)


def _words(law: Law) -> Iterator[str]:
    for name, versions in law.provisions.items():
        term = law.terms.get(name)
        if term is None:
            yield f"{versions[0].where}: {name} has no term in {', '.join(LANGUAGES)}"
            continue
        inputs = set.intersection(*({needed for needed, _ in provision.inputs} for provision in versions))
        for text in (term.holds, term.fails):
            for language in LANGUAGES if text else ():
                assert text is not None  # noqa: S101  # asked above
                try:
                    holes = {hole for _, hole, _, _ in string.Formatter().parse(text[language]) if hole is not None}
                except ValueError:
                    yield f"terms: {name}: the sentence in {language} has a curly bracket without its pair"
                    continue
                for hole in sorted(holes - inputs):
                    yield f"terms: {name}: the sentence in {language} speaks of {hole!r}, which not every version reads"
    for name in law.terms:
        if name not in law.provisions:
            yield f"terms: {name!r} is no provision"


def _choices(law: Law) -> Iterator[str]:
    """Find choices that have no name for people: those of facts, and of numbers other than roundings."""
    for fact in law.facts.values():
        for choice in fact.choices:
            if choice not in law.choice_titles(fact.name):
                yield f"{fact.where}: the choice {choice!r} has no title in {', '.join(LANGUAGES)}"
    for versions in law.parameters.values():
        for parameter in versions:
            for choice in parameter.choices:
                if choice not in law.choice_titles(parameter.name):
                    yield f"{parameter.where}: the choice {choice!r} has no title in {', '.join(LANGUAGES)}"


def _versions(law: Law) -> Iterator[str]:
    for name, versions in law.provisions.items():
        seen: dict[tuple[Any, ...], str] = {}
        for provision in versions:
            for basis in provision.bases:
                if basis.start > basis.end:
                    yield f"{provision.where}: the basis ends on {basis.end}, before it starts on {basis.start}"
                key = (provision.reform, basis.start, basis.known)
                if key in seen:
                    yield f"{provision.where}: {name} has a second version from {basis.start} (also {seen[key]})"
                seen[key] = provision.where
        if name in law.facts:
            yield f"{versions[0].where}: {name} is also the name of a fact"


def _benefits(law: Law) -> Iterator[str]:
    known = {**law.provisions, **law.facts}
    for benefit in law.benefits.by_name.values():
        for name in (*benefit.names(), *benefit.facts):
            if name not in known:
                yield f"{benefit.where}: {name!r} is neither a provision nor a fact"
        if benefit.right_on not in law.facts or law.facts[benefit.right_on].kind != Kind("date"):
            yield f"{benefit.where}: right_on must be a fact of unit date"
        for name in benefit.conditions:
            term = law.terms.get(name)
            if term and not (term.holds and term.fails):
                yield f"{benefit.where}: the condition {name} needs the sentences holds and fails"
    for ground in law.benefits.grounds.values():
        if ground.benefit not in law.benefits.by_name:
            yield f"grounds: {ground.name} names {ground.benefit!r}, which is no benefit"


def _unused(law: Law) -> Iterator[str]:
    read = {name for versions in law.provisions.values() for one in versions for name in one.needs}
    read |= {parameter.same_as for versions in law.parameters.values() for parameter in versions if parameter.same_as}
    for benefit in law.benefits.by_name.values():
        read |= {*benefit.names(), *benefit.facts}
    for name, versions in law.parameters.items():
        if name not in read and "/economy/" not in versions[0].where:
            yield f"{versions[0].where}: no rule reads this number"
    for name, fact in law.facts.items():
        if name not in read:
            yield f"{fact.where}: no rule reads this fact"


def _articles(law: Law) -> Iterator[str]:
    cited = cited_articles(law)
    for act in law.acts.values():
        for number, article in act.articles.items():
            if article.coverage != "not" and number not in cited.get(act.name, set()):
                yield f"acts: {act.name} article {number} is called {article.coverage}, but nothing cites it"
            if article.coverage != "formalised" and article.reason is None:
                yield f"acts: {act.name} article {number} is {_SAID[article.coverage]}, but gives no reason"
        if act.articles:
            for number in sorted(cited.get(act.name, set()) - set(act.articles)):
                yield f"acts: {act.name} article {number} is cited, but the register of the act does not list it"


def _reforms(law: Law) -> Iterator[str]:
    numbers = [(one.reform, one.where) for versions in law.parameters.values() for one in versions]
    rules = [(one.reform, one.where) for versions in law.provisions.values() for one in versions]
    for reform, where in numbers + rules:
        if reform and reform not in law.reforms:
            yield f"{where}: there is no reform {reform!r}"


def _graph(edition: Edition) -> Iterator[str]:
    """Find names that some rule of this day reads and the day's law has not, other units, cycles, unfit roundings."""
    law, day = edition.law, edition.on
    for name in law.provisions:
        node = edition.node(name)
        if not isinstance(node, Rule):
            continue
        try:
            edition.plan((name,))
        except InputError as error:
            yield str(error)
            continue
        for needed, kind in node.provision.inputs:
            if edition.kind(needed) != kind:
                yield f"{node.provision.where}: {needed} is {edition.kind(needed)} on {day}, but read as {kind}"
        rounding = edition.node(node.provision.rounded) if node.provision.rounded else None
        if isinstance(rounding, Number) and rounding.dated.value not in POLICIES:
            yield f"{rounding.parameter.where}: {rounding.dated.value!r} is no rounding policy"
