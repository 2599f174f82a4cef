"""Illness, dispensaries, clinics and special statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import ages
from tirek.forecast.population.health.frame import ADULT, STATUSES
from tirek.forecast.population.health.sampling import draw

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.health.frame import HealthFrame

_WOMAN = 1


def illness(block: Block, frame: HealthFrame, rng: np.random.Generator) -> None:
    """Fill chronic illness, dispensary registers and attachment to a clinic."""
    persons = block["persons"]
    age = ages(persons["birth_date"], frame.on)
    disabled = ~persons.is_("disability_group", "none")
    table = frame.assumed["chronic_illness_by_age"]
    chronic = np.interp(age, table["ages"], table["shares"])
    persons["chronic_illness"] = draw(
        np.where(disabled, frame.assumed["chronic_illness_of_disabled"], chronic), rng, age
    )
    rates = frame.assumed["dispensary"]
    by_sex = np.where(persons["sex"] == _WOMAN, rates["women"], rates["men"])
    registered = np.where(disabled, rates["disabled"], by_sex) * (age >= ADULT)
    persons["dispensary"] = draw(registered, rng, persons["sex"], age)
    shares = frame.assumed["clinic_attached"]
    retired = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64)) <= frame.on
    attached = np.where(age < ADULT, shares["children"], np.where(retired, shares["pension"], shares["adults"]))
    persons["clinic_attached"] = draw(attached, rng, age)


def special_status(block: Block, frame: HealthFrame, rng: np.random.Generator) -> None:
    """Fill special statuses; who has one gets no other."""
    persons = block["persons"]
    age = np.minimum(ages(persons["birth_date"], frame.on), 100).astype(np.int64)
    sex = persons["sex"].astype(np.int64)
    stratum = frame.strata.index((block.region, block.urban))
    status = np.zeros(len(persons), np.int8)
    for number, name in enumerate(STATUSES):
        drawn = draw(frame.special[number, stratum, sex, age], rng, age, sex)
        status[drawn & (status == 0)] = persons.code("special_status", name)
    persons["special_status"] = status
