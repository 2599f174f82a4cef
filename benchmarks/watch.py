"""What a process spends (wall and CPU seconds, memory), and how busy others keep the machine."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Self

PROC = Path("/proc")


def memory(key: str) -> int:
    """Bytes that the kernel reports for this process, ``VmRSS`` now or ``VmHWM`` at its peak."""
    for line in (PROC / "self" / "status").read_text(encoding="ascii").splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1]) * 1024
    return 0


def forget_peak() -> None:
    """Makes ``VmHWM`` start anew from now."""
    with contextlib.suppress(OSError):
        (PROC / "self" / "clear_refs").write_text("5", encoding="ascii")


def machine_seconds() -> float:
    """CPU seconds spent by everything on this machine since it started."""
    ticks = (PROC / "stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]
    user, nice, system, _idle, _waiting, interrupts, soft, _stolen = (int(tick) for tick in ticks)
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


class Stretch:
    """Wall and CPU seconds of a stretch of code, and the CPU seconds that others used meanwhile."""

    wall = 0.0
    cpu = 0.0
    others = 0.0

    def __enter__(self) -> Self:
        self._machine = machine_seconds()
        self._cpu = time.process_time()
        self._wall = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall = time.perf_counter() - self._wall
        self.cpu = time.process_time() - self._cpu
        self.others = max(machine_seconds() - self._machine - self.cpu, 0.0)

    @property
    def others_share(self) -> float:
        """CPU seconds of others in a second, 0 to the number of cores."""
        return self.others / self.wall if self.wall else 0.0


QUIET = 0.08
"""Others may use this share of one core while we measure."""


_waited = [0.0]
PATIENCE = 30.0
ALL_PATIENCE = 240.0
"""Seconds that one measurement, and that one command in all, waits for others to leave the machine alone."""


def wait_for_quiet() -> bool:
    """Waits until others leave the machine alone, but not for ever; says whether they do."""
    patience = max(min(PATIENCE, ALL_PATIENCE - _waited[0]), 0.0)
    begun = time.monotonic()
    while True:
        with Stretch() as pause:
            time.sleep(0.7)
        waited = time.monotonic() - begun
        if pause.others_share < QUIET or waited >= patience:
            _waited[0] += waited
            return pause.others_share < QUIET
