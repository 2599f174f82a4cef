"""Who is paid for the days of an illness, and the seven grounds on which nobody is.

Article 133 was read as it stood in 2026; that its grounds were the same from 2016 is assumed (the
amendments of 2018 and 2020 were not read). Article 159 of the Code of 2007 was read in its last text; it
had five grounds, and from which day they stood there is not known: we take 2008.
"""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Flag


@provision("labour-code-2007 159(1) from 2008-01-01", "labour-code 133(1)")
def sick_leave_employed(sick_leave_employed_then: Flag) -> Flag:
    """Return whether the person works under an employment contract; no record of work is asked for."""
    return sick_leave_employed_then


@provision("labour-code-2007 159(2) from 2008-01-01", "labour-code 133(2)")
def sick_leave_certified(sick_leave_certificate: Flag) -> Flag:
    """Return whether there is a certificate of temporary incapacity, the ground for paying."""
    return sick_leave_certificate


@provision("labour-code-2007 159(3-1)1 from 2008-01-01", "labour-code 133(4)1")
def sick_leave_not_from_crime(sick_leave_exclusion: Choice) -> Flag:
    """Return whether the injury did not come from the person's own crime, established by a sentence."""
    return sick_leave_exclusion != "crime"


@provision("labour-code-2007 159(3-1)2 from 2008-01-01", "labour-code 133(4)2")
def sick_leave_not_forced_treatment(sick_leave_exclusion: Choice) -> Flag:
    """Return whether this is no compulsory treatment ordered by a court (the mentally ill are paid)."""
    return sick_leave_exclusion != "forced_treatment"


@provision("labour-code-2007 159(3-1)3 from 2008-01-01", "labour-code 133(4)3")
def sick_leave_not_arrest(sick_leave_exclusion: Choice) -> Flag:
    """Return whether this is no time of arrest or forensic examination that ended in a finding of guilt."""
    return sick_leave_exclusion != "arrest"


@provision("labour-code-2007 159(3-1)4 from 2008-01-01", "labour-code 133(4)4")
def sick_leave_not_intoxication(sick_leave_exclusion: Choice) -> Flag:
    """Return whether the illness or injury did not come from alcohol, narcotic or psychotropic substances."""
    return sick_leave_exclusion != "intoxication"


@provision("labour-code-2007 159(3-1)5 from 2008-01-01", "labour-code 133(4)5")
def sick_leave_not_in_annual_leave(sick_leave_exclusion: Choice) -> Flag:
    """Return whether the days do not all fall in paid annual leave.

    Days outside it are paid: `sick_leave_days` counts only those.
    """
    return sick_leave_exclusion != "annual_leave"


@provision("labour-code 133(4)6")
def sick_leave_not_in_unpaid_leave(sick_leave_exclusion: Choice) -> Flag:
    """Return whether the days do not all fall in leave without pay; days outside it are paid."""
    return sick_leave_exclusion != "unpaid_leave"


@provision("labour-code 133(4)7")
def sick_leave_not_in_childcare_leave(sick_leave_exclusion: Choice) -> Flag:
    """Return whether the days do not all fall in unpaid leave to care for a child under three."""
    return sick_leave_exclusion != "childcare_leave"


@provision("labour-code-2007 159(3) from 2008-01-01", "labour-code 133(3)")
def sick_leave_paid_from(sick_leave_from: Date) -> Date:
    """Return the first paid day: the first day of incapacity, without waiting days.

    Paid until work capacity returns or disability is established; `sick_leave_days` ends there.
    """
    return sick_leave_from
