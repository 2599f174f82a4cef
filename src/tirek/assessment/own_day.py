"""Rows judged each by the law of its own day.

Days between which nothing of a benefit changes, neither a rule nor a number, share one law; rules that did not change
share machine code, so that many days cost little more than one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.assessment.answers import judge
from tirek.assessment.questions import CompiledQuestion, Question, ask
from tirek.assessment.tally import OUTCOMES
from tirek.basics.errors import InputError
from tirek.law.kernel.edition import Edition, Number, Rule
from tirek.law.kernel.program import EPOCH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tirek.law.kernel.benefit import Benefit
    from tirek.law.kernel.law import Law

Array = npt.NDArray[Any]

NO_EVENT: Final = OUTCOMES.index("no_event")
ENTITLED: Final = OUTCOMES.index("entitled")
NO_CONDITION: Final = -1
_TIMES: Final = ("starts_on", "ends_on", "months", "apply_by")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the law answers, a cell for each row: codes of OUTCOMES, places in `conditions`, values by role.

    `refused_by` is the first condition that fails, NO_CONDITION where none does. Values are whole tiyn, days since 1970
    or months, and 0 unless entitled.
    """

    outcome: Array
    refused_by: Array
    conditions: tuple[str, ...]
    values: Mapping[str, Array]

    @property
    def entitled(self) -> Array:
        """Which rows have the right."""
        return np.asarray(self.outcome == ENTITLED)


@dataclass(slots=True)
class OwnDay:
    """A benefit asked of a law whose edition is that of each row's day of the right.

    `roles`: what to show of gross, withheld, net, starts_on, ends_on, months ...; `more`: provisions to show
    besides, by role. What the law of a day lacks is 0 for its rows.
    """

    law: Law
    benefit: Benefit
    reforms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("gross", "starts_on", "ends_on", "months")
    more: tuple[tuple[str, str], ...] = ()
    _asked: dict[dt.date, CompiledQuestion | None] = field(default_factory=dict)

    def judge(self, values: Mapping[str, Array], missing: Mapping[str, Array] | None = None) -> Ruling:
        """Judge rows of facts, `missing` telling which cells of a fact are not known.

        InputError when a fact is absent, or lies outside the range the law declares.
        """
        days = values[self.benefit.right_on]
        rows = len(days)
        conditions = tuple(self.benefit.conditions)
        outcome = np.full(rows, NO_EVENT, np.int8)
        refused_by = np.full(rows, NO_CONDITION, np.int8)
        roles = (*self.roles, *(role for role, _ in self.more))
        shown: dict[str, Array] = {role: np.zeros(rows, np.int64) for role in roles}
        for first, which in self._by_law(days):
            compiled = self._question(first)
            if compiled is None:
                continue
            question = compiled.question
            own = {name: cells[which] for name, cells in values.items()}
            gaps = {name: cells[which] for name, cells in (missing or {}).items() if cells[which].any()}
            needed = {spec.name for spec in question.facts if spec.default is None}
            _refuse_outside(question, own, gaps)
            kernel = compiled.kernel(complete=not needed & gaps.keys() and needed <= own.keys())
            judged = judge(question, kernel.run(own, gaps, threads=1), len(which), None)
            outcome[which] = judged.outcome
            places = np.array([conditions.index(name) for name in question.conditions], np.int8)
            refused = judged.outcome == OUTCOMES.index("refused")
            refused_by[which] = np.where(refused, places[judged.refused_by], NO_CONDITION)
            entitled = judged.outcome == ENTITLED
            for role, name in question.shown:
                shown[role][which] = np.where(entitled, judged.values[name], 0)
        return Ruling(outcome, refused_by, conditions, shown)

    def _by_law(self, days: Array) -> list[tuple[dt.date, Array]]:
        """Return the rows of each law: its first day, and which rows lie in it."""
        if not len(days):
            return []
        first, last = (EPOCH + dt.timedelta(days=int(day)) for day in (days.min(), days.max()))
        more = tuple(name for _, name in self.more)
        starts = first_days(self.law, self.benefit, first, last, self.reforms, more)
        numbers = np.array([(start - EPOCH).days for start in starts])
        place = np.searchsorted(numbers, days, side="right") - 1
        found = [(start, np.flatnonzero(place == number)) for number, start in enumerate(starts)]
        return [(start, which) for start, which in found if len(which)]

    def _question(self, day: dt.date) -> CompiledQuestion | None:
        if day not in self._asked:
            edition = self.law.edition(day, reforms=self.reforms)
            try:
                question = ask(edition, (self.benefit.name,))[0][0]
            except InputError:
                self._asked[day] = None
            else:
                self._asked[day] = CompiledQuestion(self._narrowed(question))
        return self._asked[day]

    def _narrowed(self, question: Question) -> Question:
        """Ask only for what is wanted: less machine code to make."""
        shown = tuple((role, name) for role, name in question.shown if role in self.roles)
        more = tuple((role, name) for role, name in self.more if question.edition.has(name))
        return replace(question, shown=(*shown, *more))


def first_days(
    law: Law,
    benefit: Benefit,
    first: dt.date,
    last: dt.date,
    reforms: tuple[str, ...] = (),
    more: tuple[str, ...] = (),
) -> list[dt.date]:
    """Return `first`, and every later day up to `last` from which the law of a benefit reads or counts otherwise.

    `more`: provisions beyond the benefit's conditions, amounts and times whose changes count too.
    """
    januaries = {dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1)}  # numbers "of 1 January"
    days = sorted({first} | {day for day in {*law.change_dates(), *januaries} if first < day <= last})
    found: list[dt.date] = []
    before: object = None
    for day in days:
        wording = _wording(law.edition(day, reforms=reforms), (*_all_names(benefit), *more))
        if wording != before:
            found.append(day)
        before = wording
    return found


def _all_names(benefit: Benefit) -> tuple[str, ...]:
    times = (name for role in _TIMES if (name := getattr(benefit, role)))
    return (*benefit.conditions, *benefit.amounts.values(), *times)


def _wording(edition: Edition, names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return which version of each name governs: two equal wordings are the same law."""
    plan = edition.plan(tuple(name for name in names if edition.has(name)))
    versions = []
    for name, node in zip(plan.names, plan.nodes, strict=True):
        version = node.provision if isinstance(node, Rule) else node.dated if isinstance(node, Number) else node
        versions.append((name, id(version)))
    return tuple(versions)


def _refuse_outside(question: Question, own: Mapping[str, Array], gaps: Mapping[str, Array]) -> None:
    """Refuse cells outside the range that the law declares: for them the compiled law proves nothing."""
    for spec in question.facts:
        cells = own.get(spec.name)
        if cells is None or spec.unit == "flag":
            continue
        told = cells if spec.name not in gaps else cells[~gaps[spec.name]]
        if told.size and not spec.low <= int(told.min()) <= int(told.max()) <= spec.high:
            raise InputError(
                f"{spec.name} lies between {told.min()} and {told.max()} in {len(told)} rows, "
                f"expected {spec.low} to {spec.high}"
            )
