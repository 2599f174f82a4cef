"""What is withheld from the payment for loss of work capacity."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Flag, Money, Rate


@provision("law-2003 26", "law-2019 26(1)", "social-code 248(3)")
def disability_contribution_exempt(
    pension_contribution_exempt: Flag,
    disability_term_indefinite: Flag,
    disability_group: Choice,
    disability_contributes_by_choice: Flag,
) -> Flag:
    """Return whether no pension contribution is withheld: exempt in general, or group I or II for life.

    The second ground was read in the Code; that the pension laws before it had the same one is known from
    memory only. Who is exempt by disability may still ask to contribute.
    """
    if pension_contribution_exempt:
        return True
    severe = disability_group == "first" or disability_group == "second"  # noqa: PLR1714  # the law's own two words
    return disability_term_indefinite and severe and not disability_contributes_by_choice


@provision("law-2003 26", "law-2019 26(1)", "social-code 174(3)", rounded="disability_rounding")
def disability_contribution(
    disability_payment: Money, pension_contribution_rate: Rate, disability_contribution_exempt: Flag
) -> Money:
    """Return the mandatory pension contribution withheld from the payment of a month."""
    if disability_contribution_exempt:
        return disability_payment * 0
    return disability_payment * pension_contribution_rate


@provision("law-2003 26", "law-2019 26(3)", "social-code 174(2)")
def disability_payment_net(disability_payment: Money, disability_contribution: Money) -> Money:
    """Return what the person receives a month, when nothing else is withheld."""
    return disability_payment - disability_contribution


@provision("law-2019 26(4)", "social-code 174(4)", rounded="disability_rounding")
def disability_largest_withholding(disability_payment_net: Money, disability_withholding_limit: Rate) -> Money:
    """Return the most that may be withheld a month by enforcement, or on request for overpaid sums.

    Of "the sum due for payment": we assume the sum that is left after the pension contribution.
    """
    return disability_payment_net * disability_withholding_limit
