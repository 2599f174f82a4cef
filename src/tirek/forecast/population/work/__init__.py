"""Work: who works, where and for what; twenty years of contributions by the law of each month; losses of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NOBODY, ages, day_number, month_number
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.population.work.careers import work_spells
from tirek.forecast.population.work.contributions import PAYER_KINDS
from tirek.forecast.population.work.frame import INSURABLE, MONTHS, WorkFrame, prepare
from tirek.forecast.population.work.histories import gather_people, lives, payers, unpaid_months
from tirek.forecast.population.work.job_losses import draw_losses
from tirek.forecast.population.work.leave import draw_leaves
from tirek.forecast.population.work.mothers import mothers_of_late
from tirek.forecast.population.work.present import since_when, work_possible_from, write_persons, write_unemployment
from tirek.forecast.population.work.rows import contribution_rows
from tirek.forecast.population.work.status import draw_activity, draw_own_account, draw_ranks, draw_status
from tirek.forecast.population.work.written import write_contributions, write_job_losses

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block

__all__ = ["WorkFrame", "fill", "prepare"]


def fill(block: Block, frame: WorkFrame, rng: np.random.Generator) -> None:
    """Add work and wages to the persons, and the tables employers, contributions and job_losses; fill `credited`.

    `job_losses` stays in memory: person_row, lost_on, registered_on, found_work_on (NEVER: still out), liquidation.
    """
    persons, deceased, assumed, first = block["persons"], block["deceased"], frame.assumed, frame.first_month
    living, everybody = len(persons), len(persons) + len(deceased)
    age = ages(persons["birth_date"], day_number(block.on)).astype(np.int64).clip(0, 100)

    # what they do now
    leaves = draw_leaves(block, assumed, rng)
    on_leave = leaves.mark(everybody, first, MONTHS)
    infant = month_number(block.on) - leaves.last_births(living, month_number(block.on))
    stratum = frame.strata.index((block.region, block.urban))
    status = draw_status(block, stratum, frame.rates, age, infant, on_leave[:living, -1] > 0, assumed, rng)
    spouse = np.where(persons["spouse_id"] == NOBODY, -1, persons["spouse_id"] - block.first_number)
    persons["wage_rank"] = draw_ranks(block, status, spouse, assumed, rng)
    activity = draw_activity(status, frame.activities, rng, urban=block.urban)
    insured = {name: bool(frame.law.numbers[-1, kind, 1, 0]) for kind, name in enumerate(PAYER_KINDS)}
    shares = assumed["own_account_shares"]["urban" if block.urban else "rural"]
    own_account = draw_own_account(status, activity, shares, insured, rng)

    # what they have done in twenty years
    birth = np.concatenate((persons["birth_date"], deceased["birth_date"]))
    sex = np.concatenate((persons["sex"], deceased["sex"])).astype(np.int64)
    pension = frame.pension_ages.reached_in(birth, sex).astype(np.int64)
    people = gather_people(block, status, own_account, birth, sex, pension, first, MONTHS, rng)
    idle = rng.geometric(1 / assumed["unemployed_months"], everybody)
    mothers = mothers_of_late(leaves, on_leave, first, assumed["insured_before_birth"])
    spells = work_spells(lives(people, first, assumed, idle, mothers, rng), on_leave, rng)
    paying = payers(people, REGIONS.index(block.region), first, MONTHS, frame.scale, assumed, rng)
    unpaid = unpaid_months(people, paying.kind, MONTHS, assumed, rng)
    rows = contribution_rows(spells, paying, frame.law, unpaid, in_city=block.urban)
    block.credited = rows.credited

    # and how it is written down
    since = since_when(status, age, work_possible_from(persons), spells[:living], first, block.on, rng)
    share = float(((age >= INSURABLE.start) & (age < INSURABLE.stop)).sum()) / frame.insurable
    losses = draw_losses(rows, spells, on_leave, people.last, since.works_again, first, block.on, share, assumed, rng)
    write_persons(block, status, own_account, activity, paying.wage[:living, -1], since.employed, pension, assumed, rng)
    write_unemployment(block, status, losses, idle[:living], assumed, rng)
    write_contributions(block, frame, rows, losses, status, activity, since.spell, rng)
    write_job_losses(block, losses)
