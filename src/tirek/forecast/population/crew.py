"""Working on blocks in several processes: the same work, whatever the number of processes."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


def in_processes(
    work: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item], cores: int, doing: str
) -> Iterator[Result]:
    """Yield `work(shared, item)` for each item, in their order; `shared` is sent to each process once.

    `work` is a function of a module. InputError when a process is killed; `doing` says what it was doing.
    """
    processes = min(cores, len(items))
    if processes <= 1:
        for item in items:
            yield work(shared, item)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, _begin, (work, shared))
    try:
        yield from pool.map(_do, items)
    except BrokenProcessPool:
        raise InputError(
            f"a process that was {doing} was killed, perhaps for want of memory; run the same command again, "
            "with fewer --cores if memory is short"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


_task: list[Any] = []


def _begin(work: Callable[[Any, Any], Any], shared: object) -> None:
    """Keep what all items share in a worker process; one thread each, the blocks are the parallel work."""
    import pyarrow as pa

    os.environ["POLARS_MAX_THREADS"] = "1"
    pa.set_cpu_count(1)
    _task[:] = [work, shared]


def _do(item: object) -> Any:  # noqa: ANN401  # whatever the work returns
    work, shared = _task
    return work(shared, item)
