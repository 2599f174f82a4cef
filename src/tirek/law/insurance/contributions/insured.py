"""Who is insured: by the kind of payer, and up to pension age. (Residence: see the record.)."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Choices, Count, Date, Flag


@provision("law-2003 8", "law-2019 7", "social-code 243")
def insured_by_this_payer(payer_kind: Choice, insured_payer_kinds: Choices[Count]) -> Flag:
    """Return whether persons for whom a payer of this kind pays are insured in this month.

    Which kinds there are on a date is the table `insured_payer_kinds`. Adult members of a farm count as
    `farm`; kandas and permanently resident foreigners are insured like citizens (`insurance_resident`).
    """
    return insured_payer_kinds.of(payer_kind) > 0


@provision("law-2003 8", "law-2019 7", "social-code 243")
def insured_by_age(contribution_month: Date, pension_age_reached_on: Date) -> Flag:
    """Return whether the person is below pension age on the first day of the month.

    That the month of the birthday itself is still insured is our reading: the law says only that persons who
    reached the age are not insured. The text of 07.11.2014 left out recipients of pension payments instead of
    persons of that age (as now: from Law 165-VI of 02.07.2018); we apply the age throughout. Kept apart from
    the base and from credited income, which must be known without a date of birth.
    """
    return contribution_month < pension_age_reached_on
