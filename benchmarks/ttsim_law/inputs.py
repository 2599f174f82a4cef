"""What is known about a person."""

# ttsim publishes no types, and its inputs have no bodies:
# mypy: disable-error-code="empty-body, no-any-return, untyped-decorator"

from __future__ import annotations

from ttsim.tt import ColumnObject, TTSIMUnit, policy_input


@policy_input(unit=TTSIMUnit.DIMENSIONLESS)
def p_id() -> int:
    """Number of the person."""


@policy_input(unit=TTSIMUnit.DIMENSIONLESS)
def family_id() -> int:
    """Number of the family."""


@policy_input(unit=TTSIMUnit.DIMENSIONLESS)
def record_months() -> int:
    """Months for which contributions arrived."""


@policy_input(unit=TTSIMUnit.DIMENSIONLESS)
def degree() -> int:
    """Degree of loss of general work capacity, percent."""


@policy_input(unit=TTSIMUnit.DIMENSIONLESS)
def dependants() -> int:
    """Dependants of the deceased."""


@policy_input(unit=TTSIMUnit.DIMENSIONLESS)
def days() -> int:
    """Days of maternity leave."""


@policy_input(unit=TTSIMUnit.DIMENSIONLESS)
def birth_order() -> int:
    """Which child of the family."""


@policy_input(unit=TTSIMUnit.CURRENCY)
def quarter_income() -> float:
    """All income of the last quarter."""


def _income(month: int) -> ColumnObject:
    def income() -> float:
        """Income of a month on which contributions were paid."""

    income.__name__ = f"income_{month:02}"
    return policy_input(unit=TTSIMUnit.CURRENCY)(income)


globals().update({f"income_{month:02}": _income(month) for month in range(1, 37)})
