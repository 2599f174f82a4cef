"""From one Parquet file to another in constant memory: reading ahead, computing and writing at the same time."""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from tirek.assessment.batches import Assessed, Assessor
from tirek.assessment.questions import Question, ask
from tirek.assessment.tally import Tally
from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from tirek.law.kernel.edition import Edition

T = TypeVar("T")
R = TypeVar("R")

ROWS_IN_BATCH: Final = 65_536
BATCHES_IN_GROUP: Final = 4
"""Batches written as one row group."""
READ_BUFFER: Final = 1 << 20
PARTIAL: Final = f".{os.getpid()}.partial"
"""Each process writes its own unfinished file, so that two runs to one OUT never mix."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an assessment did, and how long it took; `prepared` of the `seconds` went into the first batch."""

    tally: Tally
    questions: tuple[str, ...]
    absent: tuple[str, ...]
    unused: tuple[str, ...]
    rejects: Path
    prepared: float
    seconds: float


def rejects_path(out: Path) -> Path:
    """Return where rejects go when nobody says otherwise."""
    return out.with_name(out.name.removesuffix(".parquet") + ".rejects.parquet")


def assess_file(
    people: Path,
    out: Path,
    edition: Edition,
    *,
    benefits: tuple[str, ...] = (),
    rejects: Path | None = None,
    threads: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Apply an edition to every row of `people`; `progress` is told rows done and rows in all.

    `out` and the file of rejects appear whole or not at all. InputError says in one sentence what cannot be used.
    """
    begun = time.perf_counter()
    refused = rejects or rejects_path(out)
    questions, absent = ask(edition, benefits)
    _check_places(people, out, refused)
    with contextlib.ExitStack() as opened:
        file, assessor = _open(people, questions, opened)
        writing = opened.enter_context(_Writing(assessor, out, refused))
        tally, prepared = Tally(), 0.0
        answered = opened.enter_context(contextlib.closing(_assess_all(file, people, assessor, threads)))
        for assessed in answered:
            prepared = prepared or time.perf_counter() - begun
            writing.write(assessed)
            tally.add(assessed.tally)
            if progress:
                progress(tally.rows, file.metadata.num_rows)
        if not tally.rows == file.metadata.num_rows == tally.answered + tally.rejected:
            msg = f"{tally.rows} rows came, {tally.answered} were answered and {tally.rejected} rejected: some are lost"
            raise RuntimeError(msg)
        writing.finish()
    names = tuple(question.benefit.name for question in questions)
    seconds = time.perf_counter() - begun
    return Report(tally, names, absent, assessor.given.unused, refused, prepared, seconds)


# --- reading


def _open(
    people: Path, questions: tuple[Question, ...], opened: contextlib.ExitStack
) -> tuple[pq.ParquetFile, Assessor]:
    try:
        schema = pq.read_schema(people)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{people} cannot be read as Parquet: {_first_line(error)}") from None
    try:
        assessor = Assessor(questions, schema)
    except InputError as error:
        raise InputError(f"{people}: {error}") from None
    words = [column.spec.name for column in assessor.given.columns if column.spec.unit == "choice"]
    return opened.enter_context(
        pq.ParquetFile(people, read_dictionary=words, buffer_size=READ_BUFFER, pre_buffer=False)
    ), assessor


def _assess_all(file: pq.ParquetFile, people: Path, assessor: Assessor, threads: int) -> Generator[Assessed]:
    """Answer all batches, in order; the first one alone, so that machine code is made or loaded once."""
    batches = file.iter_batches(ROWS_IN_BATCH, columns=assessor.given.names)
    with _crew(1) as readers, _crew(threads) as workers:
        numbered = _numbered(_ahead(readers, batches, threads), people)
        for batch, first_row in numbered:
            yield assessor.assess(batch, first_row)
            break
        yield from _in_order(workers, lambda each: assessor.assess(*each), numbered, threads + 1)


def _numbered(batches: Iterator[pa.RecordBatch], people: Path) -> Iterator[tuple[pa.RecordBatch, int]]:
    row = 0
    try:
        for batch in batches:
            yield batch, row
            row += batch.num_rows
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{people} is damaged after row {row}: {_first_line(error)}") from None


def _ahead(readers: ThreadPoolExecutor, items: Iterator[T], depth: int) -> Iterator[T]:
    """Pass items on, fetching the next ones meanwhile."""
    end: Any = object()
    waiting = deque(readers.submit(next, items, end) for _ in range(depth))
    while (item := waiting.popleft().result()) is not end:
        waiting.append(readers.submit(next, items, end))
        yield item


def _in_order(workers: ThreadPoolExecutor, work: Callable[[T], R], items: Iterator[T], depth: int) -> Iterator[R]:
    """Work on up to `depth` items at a time, and pass the results on in the order of the items."""
    waiting: deque[Future[R]] = deque()
    for item in items:
        waiting.append(workers.submit(work, item))
        if len(waiting) == depth:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextlib.contextmanager
def _crew(threads: int) -> Iterator[ThreadPoolExecutor]:
    """A pool that on failure drops what it has not begun."""
    pool = ThreadPoolExecutor(threads)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


# --- writing


class _Writing:
    """Two files under provisional names; they take their own names at the end, or vanish."""

    def __init__(self, assessor: Assessor, out: Path, rejects: Path) -> None:
        self._assessor, self._targets = assessor, (rejects, out)  # the answers last: where they are, all is whole
        self._drafts = tuple(target.with_name(target.name + PARTIAL) for target in self._targets)
        self._group: list[pa.RecordBatch] = []
        self._pool = ThreadPoolExecutor(1)
        self._begun: Future[None] | None = None

    def __enter__(self) -> Self:
        schemas = (self._assessor.rejects_schema, self._assessor.answers_schema)
        self._writers: list[pq.ParquetWriter] = []
        try:
            for draft, schema in zip(self._drafts, schemas, strict=True):
                self._writers.append(_writer(draft, schema))
        except OSError as error:
            self._discard()
            raise _unwritable(self._targets[len(self._writers)], error) from None
        return self

    def write(self, assessed: Assessed) -> None:
        """Take a batch; it is encoded in the background while the next ones are computed."""
        self._group.append(assessed.answers)
        if assessed.rejects.num_rows:
            self._submit([assessed.rejects], 0)
        if len(self._group) == BATCHES_IN_GROUP:
            self._submit(self._group, 1)
            self._group = []

    def finish(self) -> None:
        """Write what is left and give both files their names."""
        if self._group:
            self._submit(self._group, 1)
        self._wait()
        try:
            for writer, draft, target in zip(self._writers, self._drafts, self._targets, strict=True):
                writer.close()
                _flush(draft)
                draft.replace(target)
        except OSError as error:
            raise _unwritable(self._targets[1], error) from None

    def __exit__(self, *_: object) -> None:
        self._discard()

    def _submit(self, batches: list[pa.RecordBatch], place: int) -> None:
        self._wait()
        self._begun = self._pool.submit(self._write_group, list(batches), place)

    def _write_group(self, batches: list[pa.RecordBatch], place: int) -> None:
        table = pa.Table.from_batches(batches)
        self._writers[place].write_table(table, row_group_size=max(table.num_rows, 1))

    def _wait(self) -> None:
        if self._begun is not None:
            begun, self._begun = self._begun, None
            try:
                begun.result()
            except OSError as error:
                raise _unwritable(self._targets[1], error) from None

    def _discard(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        for writer in self._writers:
            with contextlib.suppress(OSError, pa.ArrowException):
                writer.close()
        for draft in self._drafts:
            draft.unlink(missing_ok=True)


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Repeated values (words, days, months) are written as a dictionary; sums and identifiers rarely repeat."""
    repeated = [field.name for field in schema if not pa.types.is_int64(field.type)]
    return pq.ParquetWriter(path, schema, compression="zstd", compression_level=1, use_dictionary=repeated)


def _flush(path: Path) -> None:
    """See the file safely on the disk before it takes its name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _check_places(people: Path, out: Path, rejects: Path) -> None:
    if not people.exists():
        raise InputError(f"there is no file {people}")
    if people.is_dir():
        raise InputError(f"{people} is a folder, expected one Parquet file")
    named = {"PEOPLE": people, "OUT": out, "--rejects": rejects}
    seen: dict[Path, str] = {}
    for name, path in named.items():
        real = path.resolve()
        if real in seen:
            raise InputError(f"{name} is the same file as {seen[real]} ({path}); nothing was written")
        seen[real] = name
    for path in (out, rejects):
        if path.is_dir():
            raise InputError(f"{path} is a folder, expected the name of a file to write")
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise InputError(f"{path} is a link or a device, expected the name of a plain file to write")
        if not path.parent.is_dir():
            raise InputError(f"there is no folder {path.parent} to write {path.name} into")


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path} cannot be written: {error.strerror or _first_line(error)}")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__
