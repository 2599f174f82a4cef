"""When contributions are due, the penalty for being late, and the notice of arrears.

Penalty and notice are asked of the law of the days that were late, not of the month paid for: where the
official rate changed meanwhile, each stretch of days is counted by its own edition and the sums are added.
"""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days, last_of_month
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import NOTHING, Choice, Count, Date, Days, Flag, Money, Rate


@provision("law-2003 13(2), 16(1)", "law-2019 13(2), 16(1)", "social-code 27(2), 246(1)")
def contribution_due_on(contribution_month: Date, contribution_due_day: Days) -> Date:
    """Return the last day to pay for the month: the 25th of the next one.

    Not formalised: the Tax Code's dates for special regimes (until 2025; from July 2023 only patents) and for
    the single payment, the Government's order for the single aggregate payment, and whether a day of rest
    moves the date. A payment is made on the day the bank accepts the order, or the cash is paid in. Under
    art. 246(10) the self-employed may pay for later months of the year in advance.
    """
    return add_days(last_of_month(contribution_month), contribution_due_day)


@provision("law-2003 17(1)", "law-2019 17(1) to 2020-12-31", name="contribution_penalty_rate")
def contribution_penalty_rate_to_2020(contribution_penalty_multiple: Rate, refinancing_rate: Rate) -> Rate:
    """Return the penalty rate per year: a multiple of the official refinancing rate."""
    return refinancing_rate * contribution_penalty_multiple


@provision("law-2019 17(1) from 2021-01-01", "social-code 256(1)")
def contribution_penalty_rate(contribution_penalty_multiple: Rate, base_rate: Rate) -> Rate:
    """Return the penalty rate per year: a multiple of the base rate of the National Bank.

    Law 399-VI of 02.01.2021 reached back by one day; nobody could decide by the base rate on 1 January 2021.
    """
    return base_rate * contribution_penalty_multiple


@provision("law-2003 17(1)", "law-2019 17(1), 39(4)", "social-code 256(1), 262(6)", rounded="contribution_rounding")
def contribution_penalty(
    payer_kind: Choice,
    contribution_arrears: Money,
    contribution_penalty_rate: Rate,
    contribution_days_late: Days,
    penalty_days_in_year: Days,
) -> Money:
    """Return the penalty for days late, the day of payment included; none for the single aggregate payment.

    The law states the yearly rate "for each day late"; that a day is 1/365 of the year is assumed.
    """
    if payer_kind == "single_aggregate_payment":
        return NOTHING
    return contribution_arrears * contribution_penalty_rate * contribution_days_late / penalty_days_in_year


@provision("law-2003 17(2)", name="contribution_arrears_notice_due")
def contribution_arrears_notice_due_2003(
    contribution_arrears: Money, contribution_penalty: Money, mci: Money, contribution_notice_indices: Count
) -> Flag:
    """Return whether the revenue office sends the payer a notice: arrears and penalty above one index.

    Read in the texts of 2014 and 2018; the rule before November 2014 is not known.
    """
    if contribution_arrears > mci * contribution_notice_indices:
        return True
    return contribution_arrears + contribution_penalty > mci * contribution_notice_indices


@provision("law-2019 17(2)", "social-code 256(2)", name="contribution_arrears_notice_due")
def contribution_arrears_notice_due_by_risk(contribution_arrears: Money, payer_at_tax_risk: Flag) -> Flag:
    """Return whether a notice of arrears goes out: to payers of high or medium risk only."""
    return payer_at_tax_risk and contribution_arrears > 0


@provision("social-code 256(2) from 2026-01-01 known 2025-07-18")
def contribution_arrears_notice_due(
    contribution_arrears: Money,
    contribution_penalty: Money,
    mci_on_1_january: Money,
    contribution_notice_indices: Count,
) -> Flag:
    """Return whether a notice goes out within five working days: arrears with penalty above six indices.

    The index is that of 1 January. Not formalised: what follows (accounts closed after 10 working days, the
    list of the insured within 5 or 15).
    """
    if contribution_arrears > mci_on_1_january * contribution_notice_indices:
        return True
    return contribution_arrears + contribution_penalty > mci_on_1_january * contribution_notice_indices
