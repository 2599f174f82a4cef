"""What future is asked for: a basis, a variant for each component, the user's own paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.errors import InputError
from tirek.basics.yaml_file import read_yaml
from tirek.forecast.population.projection.schedules import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from pathlib import Path

BASES: Final = {"official": 2026, "un": 2024}
"""Each basis and the 1 January it starts from."""
FERTILITY: Final = ("medium", "low", "high", "constant", "replacement")
MORTALITY: Final = ("medium", "low", "high", "constant")
MIGRATION: Final = ("medium", "low", "high", "constant", "zero")
VARIANTS: Final = {
    "medium": ("medium", "medium", "medium"),
    "low": ("low", "medium", "medium"),
    "high": ("high", "medium", "medium"),
    "constant": ("constant", "medium", "medium"),
    "constant-mortality": ("medium", "constant", "medium"),
    "zero-migration": ("medium", "medium", "zero"),
    "no-change": ("constant", "constant", "medium"),
    "momentum": ("replacement", "constant", "zero"),
}
"""Variants by name, as the UN names them: fertility, mortality, migration."""

OWN: Final = {
    "tfr": (0.3, 8.0),
    "e0_male": (30.0, 100.0),
    "e0_female": (30.0, 105.0),
    "net_migration": (-500_000.0, 500_000.0),
}
"""What a file of one's own may hold, and between which bounds."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A future: `own` holds knots {year: value} for some of OWN; InputError when a name is unknown."""

    basis: str = "official"
    to: int = 2100
    fertility: str = "medium"
    mortality: str = "medium"
    migration: str = "medium"
    own: dict[str, dict[int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for option, name, known in (
            ("--basis", self.basis, tuple(BASES)),
            ("--fertility", self.fertility, FERTILITY),
            ("--mortality", self.mortality, MORTALITY),
            ("--migration", self.migration, MIGRATION),
        ):
            if name not in known:
                raise InputError(f"{option} is {name!r}, expected one of {', '.join(known)}")
        if not self.start < self.to <= LAST_YEAR:
            raise InputError(f"--to is {self.to}, expected a year from {self.start + 1} to {LAST_YEAR}")

    @property
    def start(self) -> int:
        """The year whose 1 January the projection starts from."""
        return BASES[self.basis]

    def record(self) -> dict[str, Any]:
        """Return the scenario as data."""
        return {
            "basis": self.basis, "start": f"{self.start}-01-01", "to": f"{self.to}-01-01", "fertility": self.fertility,
            "mortality": self.mortality, "migration": self.migration, "own_paths": self.own,
        }  # fmt: skip


def components(variant: str) -> tuple[str, str, str]:
    """Return fertility, mortality and migration of a variant; InputError when it is unknown."""
    if variant not in VARIANTS:
        raise InputError(f"--variant is {variant!r}, expected one of {', '.join(VARIANTS)}")
    return VARIANTS[variant]


def read_own_paths(path: Path) -> dict[str, dict[int, float]]:
    """Read a file of one's own: `tfr: {2030: 2.4, 2050: 2.1}` and so on; InputError says what is wrong where."""
    raw = read_yaml(path)
    expected = ", ".join(OWN)
    if not isinstance(raw, dict) or not raw:
        raise InputError(f"{path} holds no paths, expected some of {expected}, each with years and values")
    for name, knots in raw.items():
        if name not in OWN:
            raise InputError(f"{path}: {name!r} is unknown, expected some of {expected}")
        if not isinstance(knots, dict) or not knots:
            raise InputError(f"{path}: {name} is {knots!r}, expected years with values such as {{2030: 2.4}}")
        for year, value in knots.items():
            _check_knot(year, value, name, path)
    return {name: {year: float(raw[name][year]) for year in sorted(raw[name])} for name in OWN if name in raw}


def _check_knot(year: Any, value: Any, name: str, path: Path) -> None:  # noqa: ANN401  # whatever YAML may hold
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(f"{path}: {name} has the year {year!r}, expected one from {FIRST_YEAR} to {LAST_YEAR}")
    low, high = OWN[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise InputError(f"{path}: {name} of {year} is {value!r}, expected a number from {low:,g} to {high:,g}")
