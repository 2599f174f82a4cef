"""The table of insured events, put together from its kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.awards.births import births
from tirek.forecast.population.awards.histories import Histories
from tirek.forecast.population.awards.incapacity import incapacity
from tirek.forecast.population.awards.job_losses import job_losses
from tirek.forecast.population.awards.parts import joined
from tirek.forecast.population.awards.survivors import survivors
from tirek.forecast.population.days import NEVER

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.awards.orphans import Orphans
    from tirek.forecast.population.block import Block, Table

_TOLD: Final = (
    "kind", "happened_on", "applied_on", "child_id", "child_born_on", "birth_order", "birth_kind", "disability_group",
    "disability_degree", "ends_on", "months_paid_before", "dependants", "survivor_id", "survivor_kind",
    "survivor_birth_date", "survivor_full_time_student", "survivor_study_ends_on",
)  # fmt: skip


def insured_events(block: Block, left: Orphans, frame: AwardsFrame, rng: np.random.Generator) -> None:
    """Add the table `insured_events`: events of persons who ever contributed before, in the order of their days.

    In memory it also keeps `row`, the row of the insured person: persons, then the deceased.
    """
    persons, deceased = block["persons"], block["deceased"]
    histories = Histories.of(block)
    parts = [
        *births(block, frame, rng),
        *job_losses(block, histories, frame, rng),
        *incapacity(block, histories, frame, rng),
        *survivors(block, left, histories, frame, rng),
    ]
    told = joined("insured_events", parts, _TOLD)
    record = histories.record(told["row"], told["happened_on"])
    order = np.lexsort((told["child_id"], told["kind"], told["row"], told["happened_on"]))
    order = order[record[order] > 0]
    table = block.add("insured_events", len(order))
    for name, cells in told.items():
        table[name] = cells[order]
    row, happened_on = table["row"], table["happened_on"]
    table["event_id"] = block.first_number + np.arange(len(order))
    table["record_months"] = record[order]
    table["credited_income"] = histories.income(row, happened_on)
    for name in ("person_id", "family_id", "birth_date", "sex"):
        table[name] = np.concatenate([persons[name], deceased[name]])[row]
    citizens = np.full(len(deceased), persons.code("residence_status", "citizen"), np.int8)
    table["residence_status"] = np.concatenate([persons["residence_status"], citizens])[row]
    lasting = np.where(_without_term(persons), persons["disability_since"], frame.on)
    exempt_from = np.concatenate([lasting, np.full(len(deceased), frame.on, np.int32)])[row]
    pension_from = frame.pension_ages.reached_on(table["birth_date"], table["sex"].astype(np.int64))
    exempt = (exempt_from <= happened_on) | (pension_from <= happened_on)
    table["pension_contribution_exempt"] = exempt & ~table.is_("kind", "survivors")


def _without_term(persons: Table) -> npt.NDArray[np.bool_]:
    """Return who has a disability of group I or II without term, and pays no pension contributions (art. 248(3))."""
    return np.asarray(persons.is_("disability_group", "first", "second") & (persons["disability_until"] == NEVER))
