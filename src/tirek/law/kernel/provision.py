"""A provision: one rule of the law as a plain Python function, with the articles it rests on.

    @provision("law-2019 22(2)", "social-code 118(2)", rounded="job_loss_rounding")
    def job_loss_payment(average_income: Money, job_loss_replacement_rate: Rate, record_coefficient: Rate) -> Money:
        return average_income * job_loss_replacement_rate * record_coefficient

Its arguments are names of facts, parameters or other provisions. An amendment is a new function with the same `name`.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, get_args, get_origin, get_type_hints

from tirek.basics.errors import InputError
from tirek.law.kernel.quantity import Choices, Steps, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tirek.law.kernel.act import Basis

F = TypeVar("F", bound="Callable[..., Any]")
MARK: Final = "__provision__"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the decorator leaves on a function, read when the law is loaded."""

    bases: tuple[str, ...]
    name: str | None
    rounded: str | None
    reform: str | None


def provision(
    *bases: str, name: str | None = None, rounded: str | None = None, reform: str | None = None
) -> Callable[[F], F]:
    """Mark a function as a provision.

    `bases`: "act article [from DATE] [to DATE] [known DATE]", one per act that carried the rule. `name`: the public
    name when the function's own name differs (an amendment). `rounded`: the parameter that names the rounding policy of
    the result. `reform`: the provision belongs to this reform and stands in the law only when the reform is laid on it.
    """

    def mark(function: F) -> F:
        setattr(function, MARK, Mark(bases, name, rounded, reform))
        return function

    return mark


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name stands for: a plain quantity, or a table of it by steps or by choices."""

    unit: str
    shape: str = "plain"

    def __str__(self) -> str:
        """Write it as in an annotation."""
        return self.unit if self.shape == "plain" else f"{self.shape} of {self.unit}"


def kind_of(annotation: object, where: str) -> Kind:
    """Read the unit from an annotation such as `Money` or `Steps[Rate]`."""
    if get_origin(annotation) is Annotated:
        for extra in get_args(annotation)[1:]:
            if isinstance(extra, Unit):
                return Kind(extra.name)
    origin = get_origin(annotation)
    if origin in (Steps, Choices):
        return Kind(kind_of(get_args(annotation)[0], where).unit, "steps" if origin is Steps else "choices")
    msg = f"{where}: {annotation!r} is not a quantity of the kernel"
    raise InputError(msg)


@dataclass(frozen=True, slots=True, eq=False)
class Provision:
    """A rule of the law, read and understood: its public name, function, inputs, result and bases."""

    name: str
    function: Callable[..., Any]
    inputs: tuple[tuple[str, Kind], ...]
    result: Kind
    bases: tuple[Basis, ...]
    rounded: str | None
    reform: str | None
    where: str

    @property
    def needs(self) -> tuple[str, ...]:
        """The names this provision reads, with its rounding policy last."""
        return tuple(name for name, _ in self.inputs) + ((self.rounded,) if self.rounded else ())


def read_provision(function: Callable[..., Any], bases: tuple[Basis, ...], where: str) -> Provision:
    """Turn a marked function into a Provision; InputError when an annotation is missing or is no quantity."""
    mark: Mark = getattr(function, MARK)
    hints = get_type_hints(function, include_extras=True)
    for parameter in (*inspect.signature(function).parameters, "return"):
        if parameter not in hints:
            msg = f"{where}: {parameter!r} has no annotation"
            raise InputError(msg)
    result = kind_of(hints.pop("return"), where)
    inputs = tuple((name, kind_of(hint, f"{where}: {name}")) for name, hint in hints.items())
    name = mark.name or function.__name__
    return Provision(name, function, inputs, result, bases, mark.rounded, mark.reform, where)
