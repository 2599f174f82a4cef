"""Working on blocks in several processes: the same work, whatever the number of processes; none outlives its parent."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
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
    """Yield `work(shared, item)` for each item, in their order; `shared` is given to each process once.

    `work` is a function of a module. InputError when a process is killed; `doing` says what it was doing.
    """
    processes = min(cores, len(items))
    if processes <= 1:
        for item in items:
            yield work(shared, item)
        return
    with tempfile.TemporaryDirectory(prefix="tirek-") as folder:
        # By a file: a process killed while it is handed much through its pipe would leave us writing for ever.
        task = Path(folder) / "task.pickle"
        task.write_bytes(pickle.dumps((work, shared)))
        others = multiprocessing.active_children()
        pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin, (task,))
        try:
            with _deaf_to_interrupts():  # it is for us to stop them
                waiting = deque(pool.submit(_do, item) for item in items)
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise InputError(
                f"a process that was {doing} was killed, perhaps for want of memory; run the same command again, "
                "with fewer --cores if memory is short"
            ) from None
        except BaseException:  # also Ctrl-C or SIGTERM, or nobody asks for more: do not wait for work that is of no use
            for process in multiprocessing.active_children():
                if process not in others:
                    process.terminate()
            raise
        finally:
            pool.shutdown()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a Ctrl-C wait until the end; processes that are begun inside never hear one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_task: list[Any] = []


def _begin(task: Path) -> None:
    """Keep what all items share in a worker process; one thread each, the blocks are the parallel work."""
    threading.Thread(target=_end_with_parent, args=(task.parent,), daemon=True).start()
    import pyarrow as pa

    os.environ["POLARS_MAX_THREADS"] = "1"
    pa.set_cpu_count(1)
    _task[:] = pickle.loads(task.read_bytes())  # noqa: S301  # written by ourselves a moment ago


def _end_with_parent(folder: Path) -> None:
    """Wait until the parent is gone, however it ended, then end this process too and leave nothing of the task."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _do(item: object) -> Any:  # noqa: ANN401  # whatever the work returns
    work, shared = _task
    return work(shared, item)
