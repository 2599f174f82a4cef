"""Weights meet targets that agree, stay within their bounds, and say when they cannot."""

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.population.calibration.made_up import (
    HIGHEST,
    LOWEST,
    SHARE,
    families_of,
    target,
    targets_of,
    totals,
)
from tirek.basics.errors import InputError
from tirek.forecast.population.calibration import Described, fit

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(60, 400), st.floats(0.05, 0.5))
def test_targets_that_agree_are_reached(seed: int, families: int, spread: float) -> None:
    rng = np.random.default_rng(seed)
    described = families_of(families, (3, 8, 4), rng)
    truth = np.clip(np.exp(rng.normal(0, spread, families)), 0.4, 2.5) / SHARE
    wanted = totals(described, truth)
    cells = [cell for cell in range(15) if wanted[cell] > 0]
    found = fit([described], targets_of(*(target((cell,), wanted[cell]) for cell in cells)), SHARE)
    assert found.remarks == ()
    assert all(row.reached for row in found.targets)
    assert totals(described, found.weights)[cells] == pytest.approx(wanted[cells], rel=0.005)
    assert found.weights.min() >= LOWEST / SHARE
    assert found.weights.max() <= HIGHEST / SHARE


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.lists(st.floats(0.01, 100), min_size=7, max_size=7))
def test_bounds_hold_whatever_is_asked(seed: int, factors: list[float]) -> None:
    described = families_of(50, (3, 4), np.random.default_rng(seed))
    now = totals(described, np.full(50, 1 / SHARE))
    cells = [cell for cell in range(7) if now[cell] > 0]
    asked = targets_of(*(target((cell,), now[cell] * factors[cell]) for cell in cells))
    found = fit([described], asked, SHARE)
    assert found.weights.min() >= LOWEST / SHARE
    assert found.weights.max() <= HIGHEST / SHARE
    missed = [row for row in found.targets if not row.reached]
    assert bool(missed) == any("more than their tolerance" in remark for remark in found.remarks)
    for row in found.targets:
        assert row.error == pytest.approx(row.after / row.target - 1)


def test_contradicting_targets_share_the_miss_by_their_tolerances() -> None:
    described = families_of(300, (2,), np.random.default_rng(5))
    now = totals(described, np.full(300, 1 / SHARE))[0]
    firm, loose = target((0,), now * 1.10, tolerance=0.005), target((0,), now * 0.90, tolerance=0.02)
    found = fit([described], targets_of(firm, loose), SHARE)
    near, far = (abs(row.error) for row in found.targets)
    assert 0 < near < far / 5
    assert len(found.remarks) == 1
    assert "contradict" in found.remarks[0]


def test_a_share_is_met_as_a_share() -> None:
    described = families_of(500, (4,), np.random.default_rng(7))
    found = fit([described], targets_of(target((0, 1), 0.6, of=(0, 1, 2, 3))), SHARE)
    after = totals(described, found.weights)
    assert after[:2].sum() / after[:4].sum() == pytest.approx(0.6, rel=0.005)
    assert found.targets[0].before == pytest.approx(0.5, abs=0.05)


def test_equal_weights_stay_when_nothing_is_to_be_moved() -> None:
    described = families_of(100, (3,), np.random.default_rng(2))
    now = totals(described, np.full(100, 1 / SHARE))
    found = fit([described], targets_of(*(target((cell,), now[cell]) for cell in range(3))), SHARE)
    assert np.array_equal(found.weights, np.full(100, 1 / SHARE))
    assert (found.effective_sample, found.lowest, found.highest) == (1, 1, 1)


def test_what_nobody_has_is_left_out_and_said() -> None:
    described = families_of(100, (3,), np.random.default_rng(2))
    now = totals(described, np.full(100, 1 / SHARE))
    found = fit([described], targets_of(target((0,), now[0] * 1.1), target((140,), 1000)), SHARE)
    here, nowhere = found.targets
    assert here.reached
    assert nowhere.missing
    assert not nowhere.reached
    assert len(found.remarks) == 1
    assert found.remarks[0].startswith("Nobody in this nation is counted by")


def test_a_single_family_is_weighed() -> None:
    described = families_of(1, (1,), np.random.default_rng(1))
    members = int(described.count[0])
    found = fit([described], targets_of(target((0,), members * 130)), SHARE)
    assert found.weights == pytest.approx([130], rel=0.005)
    beyond = fit([described], targets_of(target((0,), members * 1300)), SHARE)
    assert 400 < beyond.weights[0] <= HIGHEST / SHARE
    assert not beyond.targets[0].reached
    assert beyond.remarks


def test_no_family_is_refused() -> None:
    nothing = Described(np.zeros(1, np.int64), np.zeros(0, np.int16), np.zeros(0, np.int16))
    with pytest.raises(InputError, match="no family"):
        fit([nothing], targets_of(target((0,), 5)), SHARE)


def test_weights_follow_the_order_of_the_blocks() -> None:
    rng = np.random.default_rng(11)
    blocks = [families_of(size, (2, 3), rng) for size in (40, 1, 70)]
    now = np.sum([totals(block, np.full(len(block), 1 / SHARE)) for block in blocks], axis=0)
    found = fit(blocks, targets_of(target((0,), now[0] * 1.2), target((1,), now[1])), SHARE)
    parts = np.split(found.weights, [40, 41])
    assert sum(totals(block, part)[0] for block, part in zip(blocks, parts, strict=True)) == pytest.approx(
        now[0] * 1.2, rel=0.005
    )


def test_the_record_is_plain_and_holds_each_target() -> None:
    described = families_of(100, (3,), np.random.default_rng(2))
    record = fit([described], targets_of(target((0,), 9000), target((1,), 10000)), SHARE).record()
    assert [row["id"] for row in record["targets"]] == ["persons/KZ-10/town", "persons/KZ-10/village"]
    assert "weights" not in record


PROGRAM = """
import hashlib, numpy as np
from tests.forecast.population.calibration.made_up import families_of, target, targets_of, totals
from tirek.forecast.population.calibration import fit
rng = np.random.default_rng(3)
blocks = [families_of(2000, (40, 36, 20), rng) for _ in range(2)]
now = sum(totals(block, np.full(2000, 100.0)) for block in blocks)
asked = targets_of(*(target((cell,), now[cell] * rng.uniform(0.8, 1.2)) for cell in range(96)))
print(hashlib.sha256(fit(blocks, asked, 0.01).weights.tobytes()).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_number_of_threads() -> None:
    digests = set()
    for threads in ("1", "4"):
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
        environment = os.environ | dict.fromkeys(names, threads)
        run = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1
    assert len(digests.pop().strip()) == hashlib.sha256().digest_size * 2
