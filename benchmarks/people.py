"""The synthetic people that every engine gets: the same bytes each time, made from a seed.

36 months of income in tiyn, a quarter of them empty in spells,
3.4 % above the cap, three people in ten with tiyn, 35 in a hundred with a round wage each month (so that
exact halves are common), families of about 3.4 members.
"""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import figures
from benchmarks.places import cache

SEED = 20260201
LARGEST_INCOME = 2_100_000_000
"""No month has more tiyn than this (21 million tenge), so a month fits 32 bits."""

Ints = npt.NDArray[np.int64]
SmallInts = npt.NDArray[np.int32]


@dataclass(frozen=True)
class People:
    """Columns of equal length, one entry per person; only ``income`` has a row per month, the newest last."""

    income: Ints
    """Tiyn of income on which contributions came, shape (36, people): each month lies together."""
    record_months: SmallInts
    degree: SmallInts
    """Loss of general work capacity, percent."""
    dependants: SmallInts
    days: SmallInts
    """Days of maternity leave."""
    birth_order: SmallInts
    family: SmallInts
    """Number of the family, from 0, ascending without gaps: a family's members stand together."""
    quarter_income: Ints
    """Tiyn of all income of the last quarter."""

    @property
    def count(self) -> int:
        """How many people."""
        return int(self.family.size)

    @property
    def families(self) -> int:
        """How many families."""
        return int(self.family[-1]) + 1

    @property
    def bytes(self) -> int:
        """Bytes of all columns."""
        return sum(int(getattr(self, field.name).nbytes) for field in fields(self))

    @property
    def bytes_read(self) -> int:
        """Bytes that these rules need: 24 of the 36 months, and the rest."""
        unread = self.income[: figures.HISTORY_MONTHS - figures.AVERAGE_MONTHS]
        return self.bytes - int(unread.nbytes)

    def only(self, people: slice) -> People:
        """These people alone, families numbered as before."""
        cut = {field.name: getattr(self, field.name)[..., people] for field in fields(self)}
        return People(**cut)


def make(count: int, seed: int = SEED) -> People:
    """Makes people from a seed; the same arguments give the same people."""
    random = np.random.default_rng(seed)
    income = _incomes(random, count)
    paid = np.count_nonzero(income, axis=0)
    entered_lately = (income[0] == 0) & (random.random(count) < 0.7)
    earlier = np.where(entered_lately, 0, random.integers(0, 217, count))
    family = _families(random, count)
    earns = random.random(count) < 0.45
    quarter = income[-figures.QUARTER_MONTHS :].sum(axis=0)
    return People(
        income=income,
        record_months=(earlier + paid).astype(np.int32),
        degree=(30 + 5 * random.integers(0, 15, count)).astype(np.int32),
        dependants=random.choice(np.arange(1, 7, dtype=np.int32), count, p=[0.40, 0.30, 0.16, 0.08, 0.04, 0.02]),
        days=random.choice(
            np.array([126, 140, 170, 184, 70, 56, 93, 79, 41], dtype=np.int32),
            count,
            p=[0.78, 0.09, 0.04, 0.01, 0.03, 0.02, 0.01, 0.01, 0.01],
        ),
        birth_order=random.choice(np.arange(1, 8, dtype=np.int32), count, p=[0.32, 0.29, 0.2, 0.11, 0.05, 0.02, 0.01]),
        family=family,
        quarter_income=np.where(earns, quarter, 0),
    )


def _incomes(random: np.random.Generator, count: int) -> Ints:
    months = figures.HISTORY_MONTHS
    wage = np.exp(random.normal(np.log(200_000), 0.585, count))
    wage = np.maximum(wage, figures.MINIMUM_WAGE)
    round_to = random.choice(np.array([1, 500, 1_000, 5_000, 10_000]), count, p=[0.5, 0.1, 0.2, 0.12, 0.08])
    with_tiyn = random.random(count) < 0.3
    working = random.random(count) < 0.77
    entered = np.where(random.random(count) < 0.07, random.integers(0, months, count), 0)
    income = np.empty((months, count), dtype=np.int64)
    rise = 1.0
    for month in range(months):
        if month % 12 == 0 and month:
            rise *= 1.07
        chance = random.random(count)
        working = np.where(working, chance >= 0.07, chance < 0.235)
        bonus = np.where(random.random(count) < 0.03, 1.5, 1.0)
        pay = wage * rise * bonus
        hours = random.uniform(0.9, 1.1, count)  # only those with a round wage get the same each month
        whole = np.round(np.where(round_to == 1, pay * hours, pay) / round_to) * round_to
        tenge = np.where(with_tiyn, np.floor(pay * hours * 100) / 100, whole)
        paid = np.round(np.maximum(tenge, figures.MINIMUM_WAGE) * 100).astype(np.int64)
        income[month] = np.where(working & (month >= entered), np.minimum(paid, LARGEST_INCOME), 0)
    return income


def _families(random: np.random.Generator, count: int) -> SmallInts:
    sizes = random.choice(np.arange(1, 10), count, p=[0.16, 0.20, 0.19, 0.20, 0.13, 0.07, 0.03, 0.015, 0.005])
    family = np.repeat(np.arange(count, dtype=np.int32), sizes)
    return family[:count].copy()


def fingerprint() -> str:
    """Changes when the code of this file or the figures does, so that old people are not taken for new ones."""
    trees = [ast.dump(ast.parse(Path(file).read_bytes())) for file in (__file__, figures.__file__)]
    return hashlib.sha256("".join(trees).encode()).hexdigest()[:12]


def folder(count: int, seed: int = SEED) -> Path:
    """The folder of these people in the cache; makes and saves them when they are not there."""
    place = cache("people") / f"{count}-{seed}-{fingerprint()}"
    if (place / "facts.json").exists():
        return place
    place.mkdir(parents=True, exist_ok=True)
    people = make(count, seed)
    for field in fields(people):
        np.save(place / f"{field.name}.npy", getattr(people, field.name))
    (place / "facts.json").write_text(json.dumps(describe(people), indent=1), encoding="utf-8")
    return place


def load(place: Path) -> People:
    """Reads saved people into memory."""
    return People(**{field.name: np.load(place / f"{field.name}.npy") for field in fields(People)})


def describe(people: People) -> dict[str, float]:
    """What these people are like, in a few shares."""
    income = people.income
    cap = figures.CAP_IN_MINIMUM_WAGES * figures.MINIMUM_WAGE * 100
    return {
        "people": people.count,
        "families": people.families,
        "empty_months_share": round(float((income == 0).mean()), 4),
        "months_above_cap_share": round(float((income > cap).mean()), 4),
        "people_with_tiyn_share": round(float((income % 100 != 0).any(axis=0).mean()), 4),
        "people_under_6_months_share": round(float((people.record_months < 6).mean()), 4),
        "largest_month_tiyn": int(income.max()),
        "bytes_per_person": people.bytes / people.count,
        "bytes_read_per_person": people.bytes_read / people.count,
    }
