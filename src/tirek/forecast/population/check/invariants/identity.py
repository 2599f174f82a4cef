"""Identification numbers: well formed, marked as synthetic, each given once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Flags, Ints
    from tirek.forecast.population.check.notebook import Notebook

LENGTH: Final = 12
MARK: Final = {"male": 7, "female": 8}
COMPANY_MARK: Final = 9
FIRST_WEIGHTS: Final = np.arange(1, 12)
SECOND_WEIGHTS: Final = np.array([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2])
NO_DIGIT: Final = 10
"""A remainder of 10 asks for the second weights; after these, the number is not given to anybody."""

Digits = npt.NDArray[np.int64]


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold the numbers of persons, deceased and employers of a block against their form."""
    for table in ("persons", "deceased"):
        digits, formed = digits_of(block, table, "iin")
        begins = np.stack(_birth_digits(block.days(table, "birth_date")), axis=1)
        formed &= (digits[:, :6] == begins).all(axis=1) & (check_digit(digits) == digits[:, 11])
        numbers = block.ints(table, "person_id")
        notebook.look("iin_form", ~formed, numbers)
        mark = np.where(block.is_(table, "sex", "male"), MARK["male"], MARK["female"])
        notebook.look("iin_synthetic", digits[:, 6] != mark, numbers)
    digits, formed = digits_of(block, "employers", "bin")
    formed &= digits[:, 4] == COMPANY_MARK
    notebook.look("bin_form", ~formed, block.ints("employers", "employer_id"), what="employer_id")


def digits_of(block: BlockData, table: str, column: str) -> tuple[Digits, Flags]:
    """Return the digits of each number, shape (rows, 12), and which numbers have twelve; others are all zeros."""
    words = block.part(table)[column]
    formed = words.str.contains(r"^\d{12}$").fill_null(value=False).to_numpy()
    whole = np.where(formed, words.to_numpy().astype(f"U{LENGTH}"), "0" * LENGTH).astype(f"U{LENGTH}")
    digits = np.ascontiguousarray(whole).view(np.uint32).reshape(len(whole), LENGTH).astype(np.int64) - ord("0")
    return digits, formed


def identification_numbers(block: BlockData, column: str) -> Ints:
    """Return all IIN or BIN of a block as whole numbers, those of the deceased too."""
    tables = ("persons", "deceased") if column == "iin" else ("employers",)
    return np.concatenate([digits_of(block, table, column)[0] @ 10 ** np.arange(11, -1, -1) for table in tables])


def check_digit(digits: Digits) -> Ints:
    """Return the last digit that the first eleven ask for; NO_DIGIT where none fits."""
    first = digits[:, :11] @ FIRST_WEIGHTS % 11
    second = digits[:, :11] @ SECOND_WEIGHTS % 11
    return np.where(first == NO_DIGIT, second, first)


def _birth_digits(born: Ints) -> list[Ints]:
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    return [year // 10 % 10, year % 10, month // 10, month % 10, day // 10, day % 10]
