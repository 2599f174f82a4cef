"""Weighs families so that the nation meets what has been published (bounded dual raking).

A worker counts each family of its block (`describe`); when all blocks are there, one weight a family is found (`fit`)
that meets the targets (`targets`) and stays as near as it can to 1 / share, at most five times more or less.
"""

from tirek.forecast.population.calibration.describe import Described, describe
from tirek.forecast.population.calibration.fit import Fit, Reached, fit
from tirek.forecast.population.calibration.targets import Target, Targets, targets

__all__ = ["Described", "Fit", "Reached", "Target", "Targets", "describe", "fit", "targets"]
