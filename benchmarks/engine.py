"""What an engine of the benchmark is, and which engines there are."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    import numpy.typing as npt

    from benchmarks.people import People

    Results = dict[str, npt.NDArray[np.generic]]
    Facts = Mapping[str, object]
    Case = Callable[[], object]


class Engine(Protocol):
    """A way to compute the eight results.

    Making the object sets up the law (parsing, compiling); that is timed apart. All engines start from the
    same columns in memory, money in whole tiyn: what one needs otherwise (floats in tenge, arrays of its own)
    it makes in ``load``.
    """

    def load(self, people: People) -> None:
        """Takes people in, forgetting any before: all that is needed between arrays and calculating."""

    def calculate(self) -> Results:
        """The outputs named in ``figures.OUTPUTS``, for the people last loaded; ``assistance`` per family."""


@dataclass(frozen=True)
class Entry:
    """An engine in the list: where its class is, in which environment it runs, and how the table names it."""

    name: str
    module: str
    factory: str
    environment: str | None
    title: str
    distributions: tuple[str, ...]
    kind: str
    threads: int = 1

    @property
    def there(self) -> bool:
        """Whether its module is written yet."""
        return importlib.util.find_spec(self.module) is not None

    def make(self) -> Engine:
        """A fresh engine."""
        factory = getattr(importlib.import_module(self.module), self.factory)
        return cast("Engine", factory())

    def one_person(self, facts: Facts) -> dict[str, Case]:
        """Named ways to compute one person, each a call without arguments."""
        module = importlib.import_module(self.module)
        cases = getattr(module, "one_person", None)
        return cast("dict[str, Case]", cases(facts)) if cases else {}


ENGINES: dict[str, Entry] = {
    entry.name: entry
    for entry in (
        Entry(
            "tirek",
            "benchmarks.rules_tirek",
            "TirekEngine",
            None,
            "Tirek",
            ("tirek", "numba", "numpy"),
            "tirek",
            2,
        ),
        Entry(
            "openfisca",
            "benchmarks.rules_openfisca",
            "OpenFisca",
            "openfisca",
            "OpenFisca-core",
            ("openfisca-core", "numpy"),
            "peer",
        ),
        Entry(
            "policyengine",
            "benchmarks.rules_policyengine",
            "PolicyEngine",
            "policyengine",
            "PolicyEngine-core",
            ("policyengine-core", "numpy"),
            "peer",
        ),
        Entry(
            "ttsim_main",
            "benchmarks.rules_ttsim",
            "TtsimMain",
            "ttsim",
            "ttsim `main()`",
            ("ttsim-backend", "dags", "numpy"),
            "peer",
        ),
        Entry(
            "ttsim_function",
            "benchmarks.rules_ttsim",
            "TtsimFunction",
            "ttsim",
            "ttsim, its inner function alone",
            ("ttsim-backend", "dags", "numpy"),
            "peer",
        ),
        Entry("numpy_float64", "benchmarks.rules_numpy", "Float64", None, "NumPy float64", ("numpy",), "plain"),
        Entry(
            "numpy_int64_exact",
            "benchmarks.rules_numpy",
            "Int64Exact",
            None,
            "NumPy int64",
            ("numpy",),
            "plain",
        ),
    )
}
