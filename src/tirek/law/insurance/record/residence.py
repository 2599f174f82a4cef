"""Who may receive insurance payments: citizens and permanent residents, on equal terms."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Flag


@provision("law-2003 6", "law-2019 5", "social-code 243")
def insurance_resident(residence_status: Choice) -> Flag:
    """Return whether the person is a citizen, a kandas, or permanently resident.

    Not formalised: other rules of international treaties, which prevail over the law.
    """
    return residence_status != "other"
