"""Who: all unemployed residents with small means whom neither insurance nor a benefit protects."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Days, Flag, Months


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_resident(residence_status: Choice) -> Flag:
    """Return whether the person is a resident: a citizen, a kandas, or permanently resident."""
    return residence_status != "other"


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_on_register(uninsured_unemployed_registered: Flag) -> Flag:
    """Return whether the person is registered as unemployed.

    "Able and ready to work, without suitable work": the concept names no proof; we take the register, as
    for insurance.
    """
    return uninsured_unemployed_registered


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_not_insured(record_months: Months, uninsured_unemployed_record_below: Months) -> Flag:
    """Return whether insurance does not protect the person: a record too short for the job-loss payment.

    Somebody with a long record but without recent contributions counts as protected: when the concept was
    written, such a person was.
    """
    return record_months < uninsured_unemployed_record_below


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_without_benefits(uninsured_unemployed_other_benefits: Flag) -> Flag:
    """Return whether the person receives no other benefit."""
    return not uninsured_unemployed_other_benefits


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_of_small_means(uninsured_unemployed_means_within_limit: Flag) -> Flag:
    """Return whether the means stay within limits; the concept names none, so the answer is a fact."""
    return uninsured_unemployed_means_within_limit


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_days_remain(
    uninsured_unemployed_days_paid_before: Days, uninsured_unemployed_longest: Days
) -> Flag:
    """Return whether less than 28 weeks were paid in the last 12 months."""
    return uninsured_unemployed_days_paid_before < uninsured_unemployed_longest
