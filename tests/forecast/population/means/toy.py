"""A small made-up block with the columns that the rooms before `means` fill; no likeness to the country."""

import datetime as dt

import numpy as np

from tirek.forecast.population.block import Block
from tirek.forecast.population.days import day_number

ON = dt.date(2026, 1, 1)


def toy_block(
    families: int = 400, seed: int = 1, *, urban: bool = True, region: str = "KZ-35", number: int = 3
) -> Block:
    """Return families of one to eight: a head, perhaps a spouse, children; one in twelve pays alimony to the next."""
    rng = np.random.default_rng(seed)
    block = Block(number, region, urban, ON, 0.01)
    size = rng.choice(8, families, p=[0.17, 0.19, 0.19, 0.19, 0.13, 0.075, 0.04, 0.015]) + 1
    family = np.repeat(np.arange(families), size)
    place = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    length = len(family)
    first = block.first_number

    head_age = rng.integers(20, 85, families)
    age = np.where(place < 2, head_age[family] - 2 * place, np.clip(head_age[family] - 21 - 3 * place, 0, 40))
    persons = block.add("persons", length)
    persons["person_id"] = first + np.arange(length)
    persons["family_id"] = first + family
    persons["birth_date"] = (day_number(ON) - age * 365.25 - rng.integers(1, 365, length)).astype(np.int32)
    persons["sex"] = np.where(place < 2, place, rng.integers(0, 2, length)).astype(np.int8)
    mothers = (place >= 2) & (size[family] > 2)
    persons["mother_id"] = np.where(mothers, first + np.arange(length) - place + 1, -1)
    persons["birth_order"] = np.where(mothers, place - 1, 0).astype(np.int16)
    persons["marital_status"] = np.where(place < 2, rng.choice([1, 1, 2, 3], length), 0).astype(np.int8)
    works = (age >= 18) & (age < 64)
    employment = np.where(works, rng.choice([1, 2, 3, 3, 3, 4], length), np.where(age < 15, 0, 1)).astype(np.int8)
    persons["employment"] = employment
    persons["formal"] = (employment >= 3) & (rng.random(length) < 0.85)
    persons["wage"] = np.where(employment == 3, np.rint(np.exp(rng.normal(12.6, 0.6, length))) * 100, 0).astype(
        np.int64
    )
    persons["own_income"] = np.where(employment == 4, rng.integers(0, 60_000_000, length), 0).astype(np.int64)
    persons["founder"] = (employment == 3) & (age >= 25) & (rng.random(length) < 0.03)
    disabled = rng.random(length) < 0.05
    persons["disability_group"] = np.where(disabled, np.where(age < 18, 4, 2), 0).astype(np.int8)
    persons["pensioner"] = age >= 63
    persons["awarded_mother"] = np.where((persons["sex"] == 1) & (size[family] > 6) & (place == 1), 1, 0).astype(
        np.int8
    )

    table = block.add("families", families)
    table["family_id"] = first + np.arange(families)
    table["head_id"] = persons["person_id"][place == 0]
    table["size"] = size.astype(np.int16)
    table["children_and_students"] = np.bincount(family, age < 18, families).astype(np.int16)

    pensioners = np.flatnonzero(persons["pensioner"])
    receiver = np.concatenate((pensioners, np.flatnonzero(disabled)))
    awards = block.add("awards", len(receiver))
    awards["person_id"] = persons["person_id"][receiver]
    awards["family_id"] = persons["family_id"][receiver]
    awards["kind"] = np.repeat(np.array([0, 3], np.int8), [len(pensioners), disabled.sum()])
    awards["amount"] = np.full(len(receiver), 7_000_000, np.int64)

    payer = np.flatnonzero((place == 0) & (family % 12 == 0) & (family < families - 1))
    kinship = block.add("kinship", len(payer))
    kinship["person_id"] = persons["person_id"][payer]
    kinship["relative_id"] = table["head_id"][family[payer] + 1]
    kinship["relation"] = np.full(len(payer), kinship.code("relation", "supports"), np.int8)
    kinship["alimony_share"] = np.full(len(payer), 250, np.int16)
    block.credited = np.zeros((length + 2, 24), np.int32)
    block.credited[:length][(employment == 3) & persons["formal"], -6:] = 10_000_000
    return block
