"""A nation of three blocks, made once, and a year of its life; a larger one for what is counted."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tirek.forecast.population.files import FORMAT, MANIFEST, part_path, stamp, to_arrow, write_part
from tirek.forecast.population.life.nation import LifeOptions, Lived, live_nation
from tirek.forecast.population.life.telling import Faults
from tirek.forecast.population.make import MADE, Workshop
from tirek.forecast.population.margins import national
from tirek.forecast.population.options import Options
from tirek.forecast.population.plan import plan_blocks
from tirek.forecast.population.seals import seals_of

SHARE = 0.002
BLOCKS = (0, 9, 36)
MONTHS = 12


LARGER, LARGER_SHARE = (0, 12, 24, 36), 0.01


def made(folder: Path, blocks: Sequence[int], share: float) -> Path:
    """Make some blocks of a nation, their families of unlike weights."""
    folder.mkdir()
    options = Options(share, 1, dt.date(2026, 1, 1))
    margins = national(options.on)
    workshop = Workshop.prepare(folder, options, margins)
    plans = plan_blocks(margins, options)
    rows = dict.fromkeys(MADE, 0)
    asked = {"format": FORMAT, "made": "make", **options.record()}
    for plan in (plans[place] for place in blocks):
        block = workshop.block(plan)
        count = len(block["families"])
        block["families"]["weight"] = np.linspace(0.8, 1.2, count) / share
        for table in MADE:
            write_part(to_arrow(block[table]), part_path(folder, table, block.number), stamp(asked))
            rows[table] += len(block[table])
    manifest = asked | {"rows": rows, "parts": seals_of(folder, folder.glob("*/*.parquet"))}
    manifest["blocks"] = [plans[place].number for place in blocks]
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("nations") / "three-blocks", BLOCKS, SHARE)


@pytest.fixture(scope="session")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("larger") / "four-blocks", LARGER, LARGER_SHARE)


@pytest.fixture(scope="session")
def larger_lived(larger: Path) -> Path:
    return live_nation(larger, larger.with_name("lived"), LifeOptions(MONTHS, 2, Faults(0, 0, 0)), cores=1).folder


@pytest.fixture(scope="session")
def lived(nation: Path) -> Lived:
    options = LifeOptions(MONTHS, 2, Faults(duplicates=0.05, corrections=0.05))
    return live_nation(nation, nation.with_name("lived"), options, cores=1)
