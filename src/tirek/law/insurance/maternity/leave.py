"""The leave: how many days the sick note is for, its first and last day."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Choices, Date, Days, Flag


@provision("labour-code-2007 193 from 2008-01-01", name="maternity_leave_days")
def maternity_leave_days_2008(
    maternity_birth: Choice,
    maternity_nuclear_territory: Flag,
    maternity_days_before: Choices[Days],
    maternity_days_after: Choices[Days],
    maternity_days_before_nuclear: Choices[Days],
    maternity_days_after_nuclear: Choices[Days],
) -> Days:
    """Return the days of leave, counted as a sum and given whole, however many were used before the birth.

    For nuclear-test territories: art. 14 of the law on the Semipalatinsk test site (170 and 184 days).
    """
    if maternity_nuclear_territory:
        return maternity_days_before_nuclear.of(maternity_birth) + maternity_days_after_nuclear.of(maternity_birth)
    return maternity_days_before.of(maternity_birth) + maternity_days_after.of(maternity_birth)


@provision("labour-code 99(2)")
def maternity_leave_days(
    maternity_birth: Choice,
    maternity_nuclear_territory: Flag,
    maternity_note_after_birth: Flag,
    maternity_days_before: Choices[Days],
    maternity_days_after: Choices[Days],
    maternity_days_before_nuclear: Choices[Days],
    maternity_days_after_nuclear: Choices[Days],
) -> Days:
    """Return the days of leave by kind of birth; only those after it when the note was asked for then."""
    if maternity_nuclear_territory:
        before = maternity_days_before_nuclear.of(maternity_birth)
        after = maternity_days_after_nuclear.of(maternity_birth)
    else:
        before = maternity_days_before.of(maternity_birth)
        after = maternity_days_after.of(maternity_birth)
    return after if maternity_note_after_birth else before + after


@provision("law-2003 20(6) from 2008-01-01 known 2007-12-19", "law-2019 19(7)", "social-code 77(2)")
def maternity_starts_on(maternity_leave_starts_on: Date) -> Date:
    """Return the day from which the payment is due: the first day of leave on the sick note."""
    return maternity_leave_starts_on


@provision("law-2003 23-1(3) from 2008-01-01 known 2007-12-19", "law-2019 23(2)", "social-code 77(3)")
def maternity_leave_ends_on(maternity_leave_starts_on: Date, maternity_leave_days: Days) -> Date:
    """Return the last day of the leave that the payment covers."""
    return add_days(maternity_leave_starts_on, maternity_leave_days - 1)
