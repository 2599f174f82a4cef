"""The floor that no engine can pass: reading the input once, as fast as this machine copies memory."""

from __future__ import annotations

import ctypes
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import Any

import numpy as np

BYTES = 512 * 2**20
REPEATS = 15


def _copy(target: int, source: int, size: int) -> None:
    ctypes.memmove(target, source, size)  # releases the interpreter's lock


def copy_bandwidth(threads: int) -> float:
    """Bytes a second that so many threads copy together, at best: a busy machine does not lift a floor."""
    source = np.ones(BYTES, dtype=np.uint8)
    target = np.zeros(BYTES, dtype=np.uint8)
    share = BYTES // threads
    targets = [target.ctypes.data + part * share for part in range(threads)]
    sources = [source.ctypes.data + part * share for part in range(threads)]
    seconds: list[float] = []
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(REPEATS + 1):
            begun = time.perf_counter()
            list(pool.map(_copy, targets, sources, repeat(share)))
            seconds.append(time.perf_counter() - begun)
    return BYTES / min(seconds[1:])


def measure(input_bytes: int, read_bytes: int) -> dict[str, Any]:
    """The copy bandwidth, and the seconds it gives for all input and for the part that the rules read."""
    two = copy_bandwidth(2)
    return {
        "copy_bytes_per_second_1_thread": copy_bandwidth(1),
        "copy_bytes_per_second_2_threads": two,
        "input_bytes": input_bytes,
        "read_bytes": read_bytes,
        "all_input_seconds": input_bytes / two,
        "read_seconds": read_bytes / two,
    }
