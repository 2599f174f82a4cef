"""The exact results, written apart from every engine: integers for all, Fractions word by word for a sample.

``by_fraction`` reads like the law and is slow; ``by_integer`` multiplies first and divides once. The two must
agree on the sample before the integers are believed for everyone. Nothing here comes from the engines.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import people as people_module
from benchmarks.places import BenchmarkError, cache

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.people import People

Person = tuple[int, int, int, int, int, int, int]
"""Average, coefficient in hundredths, disability, survivors, job loss, maternity, childcare."""

PERSON_OUTPUTS = (
    "average_income",
    "record_coefficient",
    "disability",
    "survivors",
    "job_loss",
    "maternity",
    "childcare",
)
SAMPLE = 20_000
CHUNK = 10_000
CAP_TIYN = 59_500_000


def half_up(value: Fraction) -> int:
    """To a whole number, halves up (no value here is below zero)."""
    return floor(value + Fraction(1, 2))


def by_fraction(months: list[int], record: int, degree: int, dependants: int, days: int, order: int) -> Person:
    """One person's results, each rule as the law says it, in tenge."""
    wage = Fraction(85_000)
    income = [min(Fraction(month, 100), 7 * wage) for month in months]
    average = sum(income[-24:], Fraction(0)) / 24
    steps = ((60, "1"), (48, "0.95"), (36, "0.9"), (24, "0.85"), (12, "0.75"), (6, "0.7"), (0, "0.1"))
    coefficient = next(Fraction(rate) for months_from, rate in steps if record >= months_from)
    if record >= 72:
        coefficient = min(coefficient + Fraction("0.02") * ((record - 60) // 12), Fraction("1.3"))
    above = max(average - wage / 2, Fraction(0))
    rate = {1: "0.5", 2: "0.65", 3: "0.8"}.get(dependants, "1")
    indices = {1: "5.76", 2: "6.81", 3: "7.85"}.get(order, "8.90")
    allowance = Fraction(indices) * 4325 / Fraction("0.9")
    childcare = min(average * Fraction("0.4"), Fraction("0.4") * 7 * wage)
    return (
        half_up(average),
        half_up(coefficient * 100),
        half_up(above * Fraction("0.6") * Fraction(degree, 100) * coefficient),
        half_up(above * Fraction("0.6") * Fraction(rate) * coefficient),
        half_up(average * Fraction("0.45") * coefficient) if record >= 6 else 0,
        half_up(sum(income[-12:], Fraction(0)) / 12 * Fraction(days, 30)),
        half_up(max(childcare, allowance)),
    )


def by_integer(months: list[int], record: int, degree: int, dependants: int, days: int, order: int) -> Person:
    """The same in whole tiyn: every product is exact, one division at the end rounds."""
    half = len(months) - 12
    earlier = sum([min(CAP_TIYN, month) for month in months[half - 12 : half]])
    latest = sum([min(CAP_TIYN, month) for month in months[half:]])
    total = earlier + latest  # 24 average incomes, in tiyn
    if record >= 60:
        hundredths = min(100 + 2 * ((record - 60) // 12), 130) if record >= 72 else 100
    else:
        hundredths = (10, 70, 75, 75, 85, 85, 90, 90, 95, 95)[record // 6]
    above = max(total - 24 * 4_250_000, 0)
    rate = (50, 65, 80, 100)[min(dependants, 4) - 1]
    indices = (576, 681, 785, 890)[min(order, 4) - 1]
    # childcare in 1/(24 x 10 x 100) tenge: 0.4 of the average; the allowance is indices x 4325 / 90 tenge
    childcare = min(4 * total, 4 * 24 * CAP_TIYN)
    return (
        (2 * total + 2_400) // 4_800,
        hundredths,
        (2 * above * 6 * degree * hundredths + 240_000_000) // 480_000_000,
        (2 * above * 6 * rate * hundredths + 240_000_000) // 480_000_000,
        (2 * total * 45 * hundredths + 24_000_000) // 48_000_000 if record >= 6 else 0,
        (2 * latest * days + 36_000) // 72_000,
        max((2 * childcare + 24_000) // 48_000, (2 * indices * 4_325 + 90) // 180),
    )


def family_assistance(family: list[int], quarter_income: list[int], families: int) -> list[int]:
    """Whole tenge for each family: 32 359.6 a member less a third of the quarter's income, or nothing."""
    members = [0] * families
    income = [0] * families
    for number, tiyn in zip(family, quarter_income, strict=True):
        members[number] += 1
        income[number] += tiyn
    # (3 235 960 x members x 3 - income) tiyn / 3, in tenge: / 300
    gaps = (max(3_235_960 * 3 * many - tiyn, 0) for many, tiyn in zip(members, income, strict=True))
    return [(2 * gap + 300) // 600 for gap in gaps]


def _slice(task: tuple[str, int, int, bool]) -> npt.NDArray[np.int64]:
    """One worker's share, read straight from the saved people."""
    place, first, last, check = task
    folder = Path(place)
    names = ("income", "record_months", "degree", "dependants", "days", "birth_order")
    income, *facts = (np.load(folder / f"{name}.npy", mmap_mode="r")[..., first:last] for name in names)
    rows = zip(np.ascontiguousarray(income.T).tolist(), *(fact.tolist() for fact in facts), strict=True)
    results = []
    for number, row in enumerate(rows):
        result = by_integer(*row)
        if check and result != by_fraction(*row):
            message = f"The two exact references disagree on person {first + number}: mend benchmarks/exact.py."
            raise BenchmarkError(message)
        results.append(result)
    return np.array(results, dtype=np.int64).T


def results(place: Path, people: People) -> dict[str, npt.NDArray[np.int64]]:
    """The exact results of saved people, from the cache when they were worked out before."""
    text = Path(__file__).read_bytes() + people_module.fingerprint().encode()
    saved = cache("exact") / f"{place.name}-{hashlib.sha256(text).hexdigest()[:12]}.npz"
    if not saved.exists():
        firsts = range(0, people.count, CHUNK)
        tasks = [(str(place), first, min(first + CHUNK, people.count), first < SAMPLE) for first in firsts]
        with ProcessPoolExecutor(2) as pool:
            persons = np.concatenate(list(pool.map(_slice, tasks)), axis=1)
        assistance = family_assistance(people.family.tolist(), people.quarter_income.tolist(), people.families)
        columns = dict(zip(PERSON_OUTPUTS, persons, strict=True))
        np.savez(saved, **columns, assistance=np.array(assistance, dtype=np.int64))
    with np.load(saved) as columns:
        return {name: columns[name] for name in (*PERSON_OUTPUTS, "assistance")}
