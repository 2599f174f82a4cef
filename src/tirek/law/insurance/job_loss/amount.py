"""The monthly amount: average income, replacement rate, record coefficient; and what is withheld from it."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Flag, Money, Rate


@provision("law-2003 23(3)", "law-2019 22(2)", "social-code 118(2)", rounded="job_loss_rounding")
def job_loss_payment(
    average_income: Money, job_loss_replacement_rate: Rate, job_loss_record_coefficient: Rate
) -> Money:
    """Return the monthly payment before withholding.

    Contributions that arrive after the application do not change it (art. 113(5)). The law caps
    contributions per payer and month, not the average of several payers.
    """
    return average_income * job_loss_replacement_rate * job_loss_record_coefficient


@provision("law-2003 26", "law-2019 26(1)", "social-code 117(1)", rounded="job_loss_rounding")
def job_loss_pension_contribution(
    job_loss_payment: Money, pension_contribution_rate: Rate, pension_contribution_exempt: Flag
) -> Money:
    """Return the mandatory pension contribution withheld from a month's payment; none from those exempt."""
    return job_loss_payment * (0 if pension_contribution_exempt else pension_contribution_rate)


@provision("law-2003 26", "law-2019 26(3)", "social-code 117(3)")
def job_loss_payment_net(job_loss_payment: Money, job_loss_pension_contribution: Money) -> Money:
    """Return what the person receives a month, before any enforcement order."""
    return job_loss_payment - job_loss_pension_contribution


@provision("social-code 117(4)", rounded="job_loss_rounding")
def job_loss_withholding_limit(job_loss_payment: Money, job_loss_withholding_share: Rate) -> Money:
    """Return the most that may be withheld from a month's payment.

    We take the share of the sum awarded. The Code does not say whether the pension contribution counts
    towards it. The Law of 2019 set a limit for disability and survivors only (art. 26(4)).
    """
    return job_loss_payment * job_loss_withholding_share
