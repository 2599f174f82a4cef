"""Refund of contributions paid in excess or in error. Time limits are in the Government's rules, not read."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import NOTHING, Flag, Money


@provision("law-2003 19", name="contribution_refundable")
def contribution_refundable_2003(contribution_overpaid: Money) -> Flag:
    """Return whether an overpaid contribution is refunded: always, on the payer's application to the Fund."""
    return contribution_overpaid > 0


@provision("law-2019 18", name="contribution_refundable")
def contribution_refundable_2019(contribution_overpaid: Money, month_counted_in_benefit: Flag) -> Flag:
    """Return whether an overpaid contribution is refunded: not for a month that was counted in a benefit.

    Read as amended on 12.10.2021; whether paragraph 2 stood there from the beginning is not known.
    """
    return contribution_overpaid > 0 and not month_counted_in_benefit


@provision("social-code 247(2)")
def contribution_refundable(
    contribution_overpaid: Money, month_counted_in_benefit: Flag, overpayment_left_out_of_benefit: Flag
) -> Flag:
    """Return whether an overpaid contribution is refunded: not for a month counted in a benefit.

    Unless it was left out: when the benefit was worked out, the overpaid sum was not counted (arts 78(4),
    85(4), 118(4), 181(2), 240(3)). What must be paid by law is never refunded.
    """
    return contribution_overpaid > 0 and (not month_counted_in_benefit or overpayment_left_out_of_benefit)


@provision("law-2003 19", "law-2019 18", "social-code 247")
def contribution_refund(contribution_refundable: Flag, contribution_overpaid: Money) -> Money:
    """Return the overpaid sum that goes back to the payer. An overpaid penalty is refunded likewise."""
    if not contribution_refundable:
        return NOTHING
    return contribution_overpaid
