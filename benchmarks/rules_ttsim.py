"""The rules in ttsim (the engine of GETTSIM) on NumPy: the policy package is in ``ttsim_law``.

``main()`` is how its users run it; it builds and checks the whole system each time. ``TtsimFunction`` is what
remains when all that can be kept is kept: the compiled function on data that ``main()`` processed before.
"""

# ttsim publishes no types:
# ruff: noqa: ANN401

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from ttsim import InputData, MainTarget, OrigPolicyObjects, TTTargets, main

from benchmarks import figures
from benchmarks.places import HERE
from benchmarks.ttsim_law import UNITS

if TYPE_CHECKING:
    from benchmarks.engine import Case, Facts, Results
    from benchmarks.people import People

LAW = HERE / "ttsim_law"
SMALL = ("record_months", "degree", "dependants", "days", "birth_order")
TARGETS = {
    **{name: None for name in figures.OUTPUTS if name != figures.FAMILY_OUTPUT},
    "assistance_family": None,
}


def policy_environment() -> Any:
    """The law of the date, read from its folder once."""
    return main(
        main_target=MainTarget.policy_environment,
        policy_date_str=figures.LAW_DATE,
        orig_policy_objects=OrigPolicyObjects.root(LAW),
        unit_system=UNITS,
    )


def columns(people: People) -> dict[str, Any]:
    """People as ttsim takes them: a dictionary of columns, money in tenge."""
    income = {f"income_{number:02}": month / 100 for number, month in enumerate(people.income, 1)}
    small = {name: getattr(people, name) for name in SMALL}
    ids = {"p_id": np.arange(people.count), "family_id": people.family}
    return {**ids, **small, **income, "quarter_income": people.quarter_income / 100}


def request(environment: Any, data: dict[str, Any], target: Any) -> Any:
    """``main()`` as a user of a ready policy environment calls it."""
    return main(
        main_target=target,
        policy_date_str=figures.LAW_DATE,
        input_data=InputData.tree(data),
        tt_targets=TTTargets.tree(TARGETS),
        policy_environment=environment,
        unit_system=UNITS,
    )


def prepared(environment: Any, data: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The inner function and the columns that it wants."""
    made = main(
        main_targets=[MainTarget.tt_function, MainTarget.processed_data, MainTarget.labels.root_nodes],
        policy_date_str=figures.LAW_DATE,
        input_data=InputData.tree(data),
        tt_targets=TTTargets.tree(TARGETS),
        policy_environment=environment,
        unit_system=UNITS,
    )
    roots = made["labels"]["root_nodes"]
    return made["tt_function"], {name: made["processed_data"][name] for name in roots if name in made["processed_data"]}


class _Ttsim:
    def __init__(self) -> None:
        self.environment = policy_environment()

    def load(self, people: People) -> None:
        self.first_of_family = np.searchsorted(people.family, np.arange(people.families))
        self.data = columns(people)

    def in_our_order(self, results: dict[str, Any]) -> Results:
        """The family's amount stands at each member: take the first."""
        ours = {name: results[name] for name in TARGETS if name in figures.OUTPUTS}
        return {**ours, figures.FAMILY_OUTPUT: results["assistance_family"][self.first_of_family]}


class TtsimMain(_Ttsim):
    """Everything that ``main()`` does on each call."""

    def calculate(self) -> Results:
        return self.in_our_order(request(self.environment, self.data, MainTarget.results.tree))


class TtsimFunction(_Ttsim):
    """The inner function alone; preparing it counts as loading."""

    def load(self, people: People) -> None:
        super().load(people)
        self.function, self.processed = prepared(self.environment, self.data)

    def calculate(self) -> Results:
        return self.in_our_order(self.function(self.processed))


def one_person(facts: Facts) -> dict[str, Case]:
    """One person alone in a family."""
    environment = policy_environment()
    months: Any = facts["income"]
    quarter: Any = facts["quarter_income"]
    data: dict[str, Any] = {name: np.array([facts[name]]) for name in SMALL}
    data |= {f"income_{number:02}": np.array([month / 100]) for number, month in enumerate(months, 1)}
    data |= {"p_id": np.array([0]), "family_id": np.array([0]), "quarter_income": np.array([quarter / 100])}
    function, processed = prepared(environment, data)
    return {
        "dictionary to results, `main()`": lambda: request(environment, data, MainTarget.results.tree),
        "prepared function alone": lambda: function(processed),
    }
