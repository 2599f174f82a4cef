"""The referee: a nation held against what was published, against what it never saw, and against itself."""

from __future__ import annotations

from tirek.forecast.population.check.page import write_report
from tirek.forecast.population.check.run import Report, check_nation

__all__ = ["Report", "check_nation", "write_report"]
