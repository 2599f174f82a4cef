"""Shares of economic activities by town or village, sex and kind of work, levelled to the published shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    from tirek.forecast.population.margins import Margins
    from tirek.forecast.population.work.labour import LabourRates

Numbers = npt.NDArray[np.float64]

ACTIVITIES: Final = table_spec("persons").columns["activity"].choices[1:]
ROUNDS: Final = 60


def activity_shares(margins: Margins, rates: LabourRates, assumed: dict[str, Any]) -> Numbers:
    """Return shares (village or town, sex, employee or self-employed, activities); they add up to target 30."""
    workers = margins.counts * rates.employed
    by_kind = np.stack([workers * (1 - rates.self_employed), workers * rates.self_employed], axis=-1).sum(axis=2)
    urban = np.array([town for _, town in margins.strata])
    cells = np.stack([by_kind[~urban].sum(axis=0), by_kind[urban].sum(axis=0)])
    odds = assumed["activity_odds"]
    village, women, own = (
        np.array([odds[name][each] for each in ACTIVITIES], np.float64)
        for name in ("village", "women", "self_employed")
    )
    wanted = np.array([assumed["activity_shares"][each] for each in ACTIVITIES], np.float64)
    wanted /= wanted.sum()
    seed = np.ones((2, 2, 2, len(ACTIVITIES)))
    seed[0] *= village
    seed[:, 1] *= women
    seed[:, :, 1] *= own
    shares = seed * wanted
    for _ in range(ROUNDS):
        shares /= shares.sum(axis=-1, keepdims=True)
        reached = (shares * cells[..., None]).sum(axis=(0, 1, 2)) / cells.sum()
        shares *= wanted / reached
    levelled: Numbers = shares / shares.sum(axis=-1, keepdims=True)
    return levelled
