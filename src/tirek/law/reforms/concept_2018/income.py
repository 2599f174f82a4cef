"""The best two of the last three years, instead of the last two (section 2.2)."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import History, Money, Months


@provision("concept-2018 2.2", reform="concept-2018", name="average_income")
def average_income_of_the_best_months(
    credited_income: History, income_window_within: Months, income_window: Months
) -> Money:
    """Return the average monthly income of the best 24 consecutive months among the last 36.

    For every payment that reads `average_income`; maternity and adoption keep their own average. "Before
    the risk occurs" is read as before the month in which the right arose, as in the law.
    """
    return credited_income.last(income_window_within).best_run(income_window) / income_window
