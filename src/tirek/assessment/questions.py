"""What is asked about each person: the conditions, amounts and dates of the benefits that the law of a day has."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tirek.basics.errors import InputError
from tirek.law.kernel.columns import Kernel, compile_columns
from tirek.law.kernel.program import Spec, translate

if TYPE_CHECKING:
    from tirek.law.kernel.benefit import Benefit
    from tirek.law.kernel.edition import Edition
    from tirek.law.kernel.fact import Fact

Stands = Literal["day_of_right", "day_of_applying", "fact"]

_TIMES: Final = ("starts_on", "ends_on", "months", "apply_by")


@dataclass(frozen=True, slots=True)
class Question:
    """One benefit as it stands in an edition: what must hold, and what is shown, by role (gross, starts_on ...)."""

    edition: Edition
    benefit: Benefit
    conditions: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]
    facts: tuple[Spec, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything to work out, each name once."""
        return tuple(dict.fromkeys((*self.conditions, *(name for _, name in self.shown))))

    def stands_for(self, fact: str) -> Stands:
        """Return what a fact is to this benefit: its days are known even when nobody tells them."""
        if fact == self.benefit.right_on:
            return "day_of_right"
        return "day_of_applying" if fact == self.benefit.applied_on else "fact"


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column that may be given: a fact, what its cells mean, and the benefits that need it."""

    spec: Spec
    fact: Fact
    benefits: tuple[str, ...]
    stands: Stands


def ask(edition: Edition, wanted: tuple[str, ...] = ()) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """Return questions for the benefits wanted (for all when none is named), and the benefits this law lacks."""
    benefits = edition.law.benefits.by_name
    for name in wanted:
        if name not in benefits:
            msg = f"there is no benefit {name!r}, expected some of {', '.join(sorted(benefits))}"
            raise InputError(msg)
    asked = [_question(edition, benefits[name]) for name in wanted or sorted(benefits)]
    questions = tuple(question for question in asked if question is not None)
    absent = tuple(name for name, question in zip(wanted or sorted(benefits), asked, strict=True) if question is None)
    if not questions:
        msg = f"the law of {edition.on} has none of the benefits {', '.join(absent)}"
        raise InputError(msg)
    return questions, absent


def input_columns(questions: tuple[Question, ...]) -> tuple[InputColumn, ...]:
    """Return every column the questions can use, days of rights first."""
    found: dict[str, InputColumn] = {}
    for question in questions:
        for spec in question.facts:
            before = found[spec.name].benefits if spec.name in found else ()
            fact = question.edition.law.facts[spec.name]
            needed_by = (*before, question.benefit.name)
            found[spec.name] = InputColumn(spec, fact, needed_by, question.stands_for(spec.name))
    order: tuple[Stands, ...] = ("day_of_right", "day_of_applying", "fact")
    return tuple(sorted(found.values(), key=lambda column: order.index(column.stands)))


class CompiledQuestion:
    """A question as machine code, in two variants: for people whose facts are all known, and for all others."""

    def __init__(self, question: Question) -> None:
        """Nothing is compiled before it is needed."""
        self.question = question
        self._kernels: dict[bool, Kernel] = {}
        self._lock = threading.Lock()

    def kernel(self, *, complete: bool) -> Kernel:
        """Return the variant for complete facts, or the one that can say `unknown`."""
        with self._lock:
            if complete not in self._kernels:
                edition, names = self.question.edition, self.question.names
                missing = frozenset() if complete else _may_be_missing(edition, self.question.benefit)
                self._kernels[complete] = compile_columns(edition, names, missing)
            return self._kernels[complete]


def _question(edition: Edition, benefit: Benefit) -> Question | None:
    amounts = tuple((role, name) for role, name in benefit.amounts.items() if edition.has(name))
    if not amounts:
        return None
    times = tuple((role, name) for role in _TIMES if (name := getattr(benefit, role)) and edition.has(name))
    conditions = tuple(name for name in benefit.conditions if edition.has(name))
    names = tuple(dict.fromkeys((*conditions, *(name for _, name in (*amounts, *times)))))
    program = translate(edition, names, _may_be_missing(edition, benefit))
    for answer in program.answers:
        if answer.spec.unit == "tenge" and (answer.over, answer.spec.denominator) != (1, 1):
            msg = f"{answer.spec.name} of the law of {edition.on} is finer than a tiyn; only whole tiyn can be written"
            raise InputError(msg)
    right_on = edition.law.facts[benefit.right_on]
    facts = program.facts
    if all(spec.name != right_on.name for spec in facts):
        # even where no rule reads the day, whether it came tells whom to ask about
        facts = (*facts, *translate(edition, (right_on.name,)).facts)
    return Question(edition, benefit, conditions, (*amounts, *times), facts)


def _may_be_missing(edition: Edition, benefit: Benefit) -> frozenset[str]:
    return frozenset(edition.law.facts) - {benefit.right_on, benefit.applied_on}
