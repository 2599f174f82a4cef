"""Within what time to report what may change, suspend or end a payment."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Days


@provision("law-2003 12(2)", "law-2019 12(2)3")
def report_changes_within_calendar_days(report_changes_days: Days) -> Days:
    """Return within how many calendar days a recipient reports a change that affects the payment."""
    return report_changes_days


@provision("social-code 74(2)2, 116(2)2, 173(2)2, 232(2)2")
def report_changes_within_working_days(report_changes_days: Days) -> Days:
    """Return within how many working days a recipient reports a change that affects the payment."""
    return report_changes_days
