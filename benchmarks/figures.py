"""The numbers of the law of 2026-02-01 that every engine is given (the exact reference has its own copy).

Articles: Social Code 78, 82, 85, 118, 181, 240, 245; budget law of 2026, art. 9. The assistance rule stands in for a
rule of families: its shape (a family's members and income) matters here, not its amount.
"""

from __future__ import annotations

from typing import Final

LAW_DATE: Final = "2026-02-01"
RIGHT_MONTH: Final = (2026, 2)
"""The month in which the rights arise: histories end with the month before it."""

HISTORY_MONTHS: Final = 36
AVERAGE_MONTHS: Final = 24
MATERNITY_MONTHS: Final = 12
QUARTER_MONTHS: Final = 3

MINIMUM_WAGE: Final = 85_000
MONTHLY_INDEX: Final = 4_325
CAP_IN_MINIMUM_WAGES: Final = 7
DEDUCTED_SHARE: Final = 0.5
REPLACEMENT_DISABILITY: Final = 0.6
REPLACEMENT_SURVIVORS: Final = 0.6
REPLACEMENT_JOB_LOSS: Final = 0.45
REPLACEMENT_CHILDCARE: Final = 0.4
PENSION_CONTRIBUTION_SHARE: Final = 0.1
JOB_LOSS_MINIMUM_RECORD: Final = 6
DAYS_IN_MONTH: Final = 30

RECORD_STEPS: Final = ((0, 0.1), (6, 0.7), (12, 0.75), (24, 0.85), (36, 0.9), (48, 0.95), (60, 1.0))
RECORD_BONUS_FROM: Final = 72
RECORD_BONUS_AFTER: Final = 60
RECORD_BONUS_EVERY: Final = 12
RECORD_BONUS: Final = 0.02
RECORD_CAP: Final = 1.3

DEPENDANT_STEPS: Final = ((1, 0.5), (2, 0.65), (3, 0.8), (4, 1.0))
CHILDCARE_STEPS: Final = ((1, 5.76), (2, 6.81), (3, 7.85), (4, 8.90))
"""Childcare allowance in monthly indices, by the child's place in the family."""

ASSISTANCE_LINE: Final = 32_359.6

OUTPUTS: Final = (
    "average_income",
    "record_coefficient",
    "disability",
    "survivors",
    "job_loss",
    "maternity",
    "childcare",
    "assistance",
)
"""The eight results in whole tenge, but the coefficient in hundredths; the last is one per family."""

FAMILY_OUTPUT: Final = "assistance"
