"""Rows of insured events as the facts of the law, kind by kind.

What the nation does not tell is assumed, here and nowhere else: whoever applies for childcare cares for the child and
is the only one paid; a brother, sister or grandchild had no support from parents; a carer cared for a child born on the
day of the death; an open end of a disability is a degree without term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tirek.law.kernel.law import Law

Array = npt.NDArray[Any]
Facts = dict[str, Array]

COMMON: Final = {
    "credited_income": "credited_income", "record_months": "record_months", "birth_date": "birth_date", "sex": "sex",
    "residence_status": "residence_status", "pension_contribution_exempt": "pension_contribution_exempt",
}  # fmt: skip
OWN: Final = {
    "maternity": {
        "maternity_leave_starts_on": "happened_on", "maternity_applied_on": "applied_on",
        "maternity_birth": "birth_kind",
    },
    "childcare": {
        "childcare_right_on": "happened_on", "childcare_applied_on": "applied_on",
        "childcare_child_born_on": "child_born_on", "childcare_birth_order": "birth_order",
    },
    "job_loss": {"job_loss_registered_on": "happened_on", "job_loss_applied_on": "applied_on"},
    "disability": {
        "disability_established_on": "happened_on", "disability_applied_on": "applied_on",
        "disability_degree": "disability_degree", "disability_group": "disability_group",
        "disability_established_until": "ends_on",
    },
    "survivors": {
        "survivors_death_on": "happened_on", "survivors_dependants": "dependants", "survivor_kind": "survivor_kind",
        "survivor_birth_date": "survivor_birth_date", "survivor_full_time_student": "survivor_full_time_student",
        "survivor_study_ends_on": "survivor_study_ends_on",
    },
}  # fmt: skip
"""By kind: the law's fact and the column of insured_events that holds it."""
_SAID_BY_LAW: Final = {"survivor_kind": {"none": "other"}}
"""Words of the nation for which the law has another: a family without anybody left has no relative it names."""


def facts_of(law: Law, kind: str, events: pl.DataFrame) -> tuple[Facts, Facts]:
    """Return the facts of events of one kind, and which cells are missing; as the compiled law reads them.

    InputError when a column holds a word the law does not know.
    """
    values: Facts = {}
    missing: Facts = {}
    for fact, name in {**COMMON, **OWN[kind]}.items():
        values[fact] = _cells(law, fact, events[name])
        gaps = events[name].is_null().to_numpy()
        if gaps.any():
            missing[fact] = gaps
    if kind in _ASSUMED:
        _ASSUMED[kind](values, missing)
    return values, missing


def _cells(law: Law, fact: str, cells: pl.Series) -> Array:
    choices = law.facts[fact].choices
    if choices:
        places = {choice: place for place, choice in enumerate(choices)}
        try:
            said = cells.cast(pl.String).replace(_SAID_BY_LAW.get(fact, {}))
            return said.replace_strict(places, return_dtype=pl.Int8).to_numpy()
        except pl.exceptions.PolarsError:
            words = ", ".join(sorted(set(cells.cast(pl.String)) - set(choices)))
            raise InputError(f"insured_events: {cells.name} is {words}, expected one of {', '.join(choices)}") from None
    if cells.dtype == pl.Date:
        return cells.cast(pl.Int32).fill_null(0).to_numpy()
    if isinstance(cells.dtype, (pl.Array, pl.List)):
        length = law.facts[fact].length or 0
        return np.ascontiguousarray(cells.explode().to_numpy().reshape(-1, length).astype(np.int32))
    return cells.fill_null(0).to_numpy() if cells.null_count() else cells.to_numpy()


def _assume_childcare(values: Facts, _missing: Facts) -> None:
    values["childcare_cares_for_child"] = np.ones(len(values["childcare_right_on"]), np.bool_)
    values["childcare_child_died_on"] = values["childcare_child_born_on"]  # not read: no child has died


def _assume_disability(values: Facts, missing: Facts) -> None:
    rows = len(values["disability_established_on"])
    values["disability_term_indefinite"] = missing.pop("disability_established_until", np.zeros(rows, np.bool_))


def _assume_survivors(values: Facts, missing: Facts) -> None:
    rows = len(values["survivors_death_on"])
    values["survivor_without_parental_support"] = np.ones(rows, np.bool_)
    values["survivor_cared_child_birth_date"] = values["survivors_death_on"]
    values["survivor_disability_indefinite"] = np.zeros(rows, np.bool_)
    values["survivor_disability_ends_on"] = values["survivors_death_on"]
    nobody = missing.pop("survivor_birth_date", None)  # the law refuses before it asks who the member is
    if nobody is not None:
        values["survivor_birth_date"] = np.where(nobody, values["survivors_death_on"], values["survivor_birth_date"])
    if "survivor_study_ends_on" in missing:  # nobody who does not study is asked when the study ends
        studies = values["survivor_full_time_student"]
        missing["survivor_study_ends_on"] = missing["survivor_study_ends_on"] & studies


_ASSUMED: Final[dict[str, Callable[[Facts, Facts], None]]] = {
    "childcare": _assume_childcare, "disability": _assume_disability, "survivors": _assume_survivors,
}  # fmt: skip
