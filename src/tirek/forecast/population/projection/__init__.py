"""The nation's future by cohorts: single age, sex, twenty regions, to 2100 (docs/nation/projection.md).

`project(Scenario())` computes a future, `write` puts it on disk, `population_by_age(2050)` is the shortest way to the
medium one.
"""

from __future__ import annotations

from tirek.forecast.population.projection.project import Projection, population_by_age, project
from tirek.forecast.population.projection.scenario import Scenario, components, read_own_paths
from tirek.forecast.population.projection.written import write

__all__ = ["Projection", "Scenario", "components", "population_by_age", "project", "read_own_paths", "write"]
