"""The allowance by order of birth, in monthly calculation indices."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Money, Rate, Steps


@provision(
    "family-benefits-law-2005 10(1)2 from 2008-01-01 known 2007-12-19",
    "social-code 82(1)",
    rounded="childcare_allowance_rounding",
)
def childcare_allowance(childcare_birth_order: Count, childcare_allowance_rates: Steps[Rate], mci: Money) -> Money:
    """Return the monthly allowance for a child of this order of birth, at the index of the day.

    It follows every change of the index (art. 82(2)).
    """
    return mci * childcare_allowance_rates.at(childcare_birth_order)


@provision(
    "family-benefits-law-2005 10(1)2 from 2008-01-01 known 2007-12-19",
    "social-code 82(1)",
    rounded="childcare_allowance_print_rounding",
)
def childcare_allowance_printed(
    childcare_birth_order: Count, childcare_allowance_rates: Steps[Rate], mci: Money
) -> Money:
    """Return the allowance as official pages print it, in whole tenge.

    For comparison with published figures only: no rule of the law rounds it, and the floor of the insurance
    payment does not use it.
    """
    return mci * childcare_allowance_rates.at(childcare_birth_order)
