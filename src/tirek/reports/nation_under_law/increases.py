"""Running payments for loss of work capacity and of the breadwinner: increases, and the transition of 1 January 2020.

Where nobody has found the percentage of an increase, two readings stand side by side: it is left out, or it is taken to
be that of the monthly calculation index on that day. The reading is always told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.law.kernel.columns import Kernel, compile_columns
from tirek.law.kernel.edition import Number, Rule
from tirek.law.kernel.program import EPOCH
from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tirek.law.kernel.edition import Node
    from tirek.law.kernel.law import Law

Array = npt.NDArray[Any]

Steps = list[tuple[int, Array]]

RISKS: Final = ("disability", "survivors")
_TRANSITION: Final = "law-2019"
_OWN: Final = {
    "disability": ("record_coefficient", "loss_of_capacity_coefficient"),
    "survivors": ("record_coefficient", "survivors_coefficient_by_dependants"),
}
"""The coefficients that the transition exchanges."""
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Increase:
    """A day of an increase: its factor, None where nobody knows it, and what we assume there."""

    on: dt.date
    factor: Fraction | None
    assumed: Fraction


class Increases:
    """What changes running payments between two days, each change by the provisions of the law of its day."""

    def __init__(self, law: Law, first: dt.date, last: dt.date, reforms: tuple[str, ...] = ()) -> None:
        """Find the increases after `first`, up to `last`."""
        numbers = next(one for one in law.parameters["indexation_factor"] if one.reform is None)
        days = sorted({dated.basis.start for dated in numbers.values})
        self.law, self._first, self._last, self._reforms = law, first, last, reforms
        self.all = tuple(self._increase(day) for day in days if first < day <= last)
        self._kernels: dict[tuple[str, dt.date], Kernel] = {}

    @property
    def unknown(self) -> tuple[Increase, ...]:
        """Increases whose percentage nobody has found."""
        return tuple(one for one in self.all if one.factor is None)

    def steps(self, risk: str, awarded: Array, amounts: Array, facts: Mapping[str, Array], *, assume: bool) -> Steps:
        """Return amounts in tiyn a month from each day on, the amounts awarded first.

        `awarded`: days of the award since 1970. `assume`: take unknown increases as assumed, or leave them out.
        """
        steps = [(int(np.iinfo(np.int32).min), amounts)]
        for on, increase in self._changes(risk):
            before = steps[-1][1]
            if increase is None:
                after = self._run(f"{risk}_transition_amount", on, {**facts, "adjustment_amount": before})
            elif increase.factor is None:
                after = _rounded(before, increase.assumed) if assume else before
            else:
                # the law's own provision, rounding and all
                after = self._run(f"{risk}_indexed_amount", on, {"adjustment_amount": before})
            steps.append((_number(on), np.where(awarded < _number(on), after, before)))
        return steps

    def _changes(self, risk: str) -> list[tuple[dt.date, Increase | None]]:
        """Return increases and, as None, the transition of 2020, which comes after the increase of its day."""
        changes: list[tuple[dt.date, Increase | None]] = [(one.on, one) for one in self.all]
        transition = self.law.acts[_TRANSITION].in_force
        if self._first < transition <= self._last and self._passes(risk, transition):
            changes.append((transition, None))
        return sorted(changes, key=lambda change: (change[0], change[1] is None))

    def _passes(self, risk: str, on: dt.date) -> bool:
        """Whether payments awarded before 2020 had the coefficients of the Law of 2003, which the transition exchanges.

        A concept with coefficients of its own is laid on those days too: nothing passes then.
        """
        own, plain = (self.law.edition(on - _DAY, reforms=reforms) for reforms in (self._reforms, ()))
        return all(_same(own.node(name), plain.node(name)) for name in _OWN[risk])

    def _run(self, name: str, on: dt.date, facts: Mapping[str, Array]) -> Array:
        return self._kernel(name, on).run(facts, threads=1)[name].values

    def _kernel(self, name: str, on: dt.date) -> Kernel:
        if (name, on) not in self._kernels:
            self._kernels[name, on] = compile_columns(self.law.edition(on), (name,))
        return self._kernels[name, on]

    def _increase(self, on: dt.date) -> Increase:
        factor = self.law.edition(on).case({}).value("indexation_factor")
        now, before = (self.law.edition(day).case({}).value("mci") for day in (on, on - _DAY))
        return Increase(on, None if isinstance(factor, Unknown) else factor, Fraction(now) / Fraction(before))


def _same(one: Node | None, other: Node | None) -> bool:
    if isinstance(one, Number) and isinstance(other, Number):
        return one.dated is other.dated
    return isinstance(one, Rule) and isinstance(other, Rule) and one.provision is other.provision


def _number(day: dt.date) -> int:
    return (day - EPOCH).days


def _rounded(amounts: Array, factor: Fraction) -> Array:
    """Multiply whole tiyn, half a tiyn up."""
    return (2 * amounts * factor.numerator + factor.denominator) // (2 * factor.denominator)
