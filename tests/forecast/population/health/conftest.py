"""A small invented stratum: families of a couple and children, with the real nation's ages."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.days import NOBODY, day_number
from tirek.forecast.population.margins import Margins

ON = dt.date(2026, 1, 1)


@pytest.fixture(scope="session")
def margins() -> Margins:
    ages = np.arange(101)
    living = np.where(ages < 20, 350e3, 300e3) * np.clip(1.15 - ages / 95, 0.001, 1)
    counts = np.stack([living * 0.98, living])[None]
    counts *= 20_495_975 / counts.sum()
    return Margins(ON, (("KZ-10", True), ("KZ-75", True)), np.concatenate([counts * 0.04, counts * 0.96]))


@pytest.fixture
def block(margins: Margins) -> Block:
    """Some 20,000 persons in families of up to five: grown-ups in pairs, then children of the younger pairs."""
    rng = stream(7, 1, "test")
    block = Block(1, "KZ-10", urban=True, on=ON, share=0.001)
    living = margins.counts[0] / margins.counts[0].sum()
    drawn = rng.choice(202, 20_000, p=living.ravel())
    sex, age = drawn // 101, drawn % 101
    order = np.lexsort((sex, age))
    sex, age = sex[order].astype(np.int8), age[order]
    persons = block.add("persons", len(age))
    number = block.first_number + np.arange(len(age))
    birth = day_number(ON) - (age * 365.25).astype(int) - rng.integers(1, 365, len(age))
    children, adults = np.flatnonzero(age < 18), np.flatnonzero(age >= 18)
    family = np.zeros(len(age), np.int64)
    family[adults] = np.arange(len(adults)) // 2
    young = np.flatnonzero((age[adults] >= 25) & (age[adults] < 45)) // 2
    family[children] = young[rng.integers(0, len(young), len(children))]
    mother = np.full(len(age), NOBODY, np.int64)
    women = adults[sex[adults] == 1]
    of_family = np.full(family.max() + 1, NOBODY, np.int64)
    of_family[family[women]] = number[women]
    mother[children] = of_family[family[children]]
    persons["person_id"], persons["family_id"] = number, block.first_number + family
    persons["birth_date"], persons["sex"] = birth.astype(np.int32), sex
    persons["mother_id"], persons["father_id"] = mother, np.full(len(age), NOBODY, np.int64)
    spouse = np.full(len(age), NOBODY, np.int64)
    pairs = adults[: len(adults) // 2 * 2].reshape(-1, 2)
    spouse[pairs[:, 0]], spouse[pairs[:, 1]] = number[pairs[:, 1]], number[pairs[:, 0]]
    persons["spouse_id"] = spouse
    return block
