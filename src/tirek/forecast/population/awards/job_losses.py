"""Loss of a job: who registered as unemployed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numba  # type: ignore[import-untyped, unused-ignore]
import numpy as np

from tirek.forecast.population.awards.applications import applied
from tirek.forecast.population.awards.parts import Part, kind
from tirek.forecast.population.days import NEVER, Days

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.awards.histories import Histories
    from tirek.forecast.population.awards.law_numbers import LawNumbers
    from tirek.forecast.population.block import Block

_MONTH: Final = 30.4375
_YEAR: Final = 12


def job_losses(block: Block, histories: Histories, frame: AwardsFrame, rng: np.random.Generator) -> list[Part]:
    """Return an event for each loss of a job, found by the room `work`, that a career centre registered."""
    losses = block["job_losses"]
    found = np.flatnonzero((losses["registered_on"] != NEVER) & (losses["registered_on"] < frame.on))
    found = found[np.lexsort((losses["registered_on"][found], losses["person_row"][found]))]
    row, registered_on = losses["person_row"][found].astype(np.int64), losses["registered_on"][found]
    ends_on = losses["found_work_on"][found]
    record = histories.record(row, registered_on)
    return [
        {
            "row": row,
            "kind": kind("insured_events", "job_loss", len(found)),
            "happened_on": registered_on,
            "applied_on": applied("job_loss", registered_on, frame, rng),
            "ends_on": ends_on,
            "months_paid_before": months_paid_before(row, registered_on, ends_on, record, frame.law),
        }
    ]


def months_paid_before(
    row: npt.NDArray[np.int64], registered_on: Days, ends_on: Days, record: npt.NDArray[Any], law: LawNumbers
) -> npt.NDArray[np.int16]:
    """Return for each loss of a person the months paid for the earlier ones; losses lie sorted by person and day.

    Paid until the months by record are over or work is found. Each month paid before costs twelve months of record.
    """
    waited = np.ceil((ends_on.astype(np.int64) - registered_on) / _MONTH).astype(np.int64)
    longest = np.where(ends_on == NEVER, np.iinfo(np.int16).max, waited)
    before = np.zeros(len(row), np.int16)
    _add_up(row, longest, record.astype(np.int64), law.job_loss_months, before)
    return before


@numba.njit(cache=True)
def _add_up(
    row: npt.NDArray[np.int64],
    longest: npt.NDArray[np.int64],
    record: npt.NDArray[np.int64],
    months_by_record: npt.NDArray[np.int64],
    before: npt.NDArray[np.int16],
) -> None:
    for this in range(1, len(row)):
        last = this - 1
        if row[this] == row[last]:
            counted = max(record[last] - _YEAR * before[last], 0)
            months = months_by_record[min(counted, len(months_by_record) - 1)]
            before[this] = before[last] + min(months, longest[last])
