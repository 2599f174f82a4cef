"""The tables of this room: employers, contributions and, in memory only, losses of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.block import Table
from tirek.forecast.population.days import NEVER, NOBODY, day_number, first_days
from tirek.forecast.population.work.contributions import PAYER_KINDS
from tirek.forecast.population.work.employers import found_employers, write_employers

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.days import Days
    from tirek.forecast.population.work.frame import WorkFrame
    from tirek.forecast.population.work.job_losses import Losses
    from tirek.forecast.population.work.rows import Rows
    from tirek.forecast.population.work.status import Status

Whole = npt.NDArray[np.int64]

PAID_BY_EMPLOYER: Final = tuple(
    PAYER_KINDS.index(name) for name in ("employer", "civil_contract", "individual_assistant", "single_payment")
)
SPELLS: Final = 16


def write_contributions(
    block: Block, frame: WorkFrame, rows: Rows, losses: Losses, status: Status, activity: Whole, present_spell: Whole,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Add `employers` and `contributions`, and the employer of each employee.

    An employer is chosen anew for each spell; who lost work by liquidation had an employer that closed that month.
    """
    persons, living = block["persons"], len(block["persons"])
    busy = status.employee & status.formal
    code = np.abs(activity)
    employers = found_employers(np.bincount(code[busy] - 1, minlength=9), frame.assumed, rng)
    everybody = len(rows.credited)
    fields = np.concatenate((code, rng.permutation(code)[: everybody - living]))
    fields = np.where(fields == 0, 1, fields)
    chance = rng.random((everybody, SPELLS))
    by_employer = np.isin(rows.kind, PAID_BY_EMPLOYER)
    chosen = employers.choose(fields[rows.person], chance[rows.person, rows.spell % SPELLS])
    closed, which = np.unique(losses.month[losses.liquidation], return_inverse=True)
    chosen[losses.row[losses.liquidation]] = len(employers.activity) + which
    present = np.where(busy, employers.choose(fields[:living], chance[np.arange(living), present_spell % SPELLS]), -1)

    places = len(employers.activity) + len(closed)
    first_use = np.full(places, day_number(block.on) + 1, np.int32)
    first_days_of_rows = first_days(rows.first + frame.first_month)
    np.minimum.at(first_use, chosen[by_employer], first_days_of_rows[by_employer])
    np.minimum.at(first_use, present[busy], persons["employed_since"][busy])
    of_closed = fields[losses.person[losses.liquidation]]
    kinds = np.ones(len(closed), np.int64)
    kinds[which] = of_closed
    liquidated: Days = np.concatenate(
        (np.full(len(employers.activity), NEVER, np.int32), first_days(closed + frame.first_month + 1) - 1)
    )
    numbers = write_employers(
        block, np.concatenate((employers.activity, kinds)), liquidated, first_use,
        np.bincount(present[busy], minlength=places), rng,
    )  # fmt: skip
    persons["employer_id"] = np.where(busy, numbers[present], NOBODY)
    _write_rows(block, rows, first_days_of_rows, np.where(by_employer, numbers[chosen], NOBODY))


def _write_rows(block: Block, rows: Rows, first: Days, employer: Whole) -> None:
    identity = np.concatenate((block["persons"]["person_id"], block["deceased"]["person_id"]))
    table = block.add("contributions", len(rows.person))
    table["person_id"] = identity[rows.person]
    table["employer_id"] = employer
    table["payer_kind"] = rows.kind.astype(np.int8)
    table["first_month"] = first
    for name, cells in (("incomes", rows.incomes), ("contributions", rows.contributions)):
        table[name], table[name + "_offsets"] = cells, rows.starts


def write_job_losses(block: Block, losses: Losses) -> None:
    """Keep the registered losses of work for the room that awards benefits; they are not written to disk."""
    table = Table("job_losses", len(losses.row))
    table["person_row"] = losses.person
    for name in ("lost_on", "registered_on", "found_work_on"):
        table[name] = getattr(losses, name).astype(np.int32)
    table["liquidation"] = losses.liquidation
    block.tables["job_losses"] = table
