"""A nation on disk: a folder of Parquet tables, a part for each block, and a manifest.

While a nation is being made its folder is called DIR.unfinished; it takes its own name when it is whole, so that
nothing half-made can be taken for a nation. A part is whole as soon as it has its name, so that an interrupted run
goes on where it stopped. Every part bears the stamp of its nation, and the manifest names every part with its size
and SHA-256, so that an edited manifest, a part of another nation, a stray one and one of another size are noticed when
the nation is opened, and any other change when it is checked.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tirek.basics.errors import InputError
from tirek.forecast.population.days import NEVER, NOBODY
from tirek.forecast.population.tables import SYNTHETIC, TABLES, table_spec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

    from tirek.forecast.population.block import Table
    from tirek.forecast.population.tables import Column

MANIFEST: Final = "nation.json"
NOTICE: Final = "SYNTHETIC.txt"
UNFINISHED: Final = ".unfinished"
PARTIAL: Final = ".partial"
PLAN: Final = "plan.json"
LOCK: Final = "lock.partial"
"""Whoever makes a nation keeps this file locked; the system unlocks it when the process ends, however it ends."""
SCRATCH: Final = "scratch"
STAMP: Final = b"tirek.nation"
"""Under this name each part bears the stamp of its nation."""
FOUND_LATER: Final = ("notice", "blocks", "rows", "calibration", "parts")
"""What a manifest tells of the result; the rest says which nation it is."""
FORMAT: Final = 3
KEYS: Final = {"on": str, "share": float | int, "seed": int, "blocks": list, "rows": dict, "parts": dict}
"""What every manifest tells."""
_NAMES: Final = {str: "a day", float | int: "a number", int: "a whole number", list: "a list", dict: "a table"}


def part_path(folder: Path, table: str, block: int) -> Path:
    """Return where the part of a table that holds one block lies."""
    return folder / table / f"block-{block:05d}.parquet"


# --- writing


def to_arrow(table: Table) -> pa.Table:
    """Return the columns of a table that the dictionary describes, as Arrow."""
    spec = table_spec(table.name)
    arrays = [_array(table, column) for column in spec.columns.values()]
    return pa.Table.from_arrays(arrays, schema=spec.schema())


def _array(table: Table, column: Column) -> pa.Array:
    cells = table[column.name]
    kind = column.arrow()
    if column.type == "choice":
        return pa.DictionaryArray.from_arrays(pa.array(cells.astype(np.int8)), pa.array(column.choices))
    if column.type.startswith("list"):
        offsets = pa.array(table[column.name + "_offsets"].astype(np.int32))
        return pa.ListArray.from_arrays(offsets, pa.array(cells.astype(np.int64)), type=kind)
    if column.type.startswith("fixed_list"):
        return pa.FixedSizeListArray.from_arrays(pa.array(cells.reshape(-1), pa.int32()), type=kind)
    if column.type == "date":
        return pa.array(cells.astype(np.int32), pa.int32(), mask=cells == NEVER if column.nullable else None).cast(kind)
    missing = cells == NOBODY if column.nullable and cells.dtype.kind == "i" else None
    return pa.array(cells, kind, mask=missing)


def stamp(manifest: dict[str, Any]) -> str:
    """Return what tells a nation from any other: the digest of what it was asked to be, such as day, share and seed."""
    asked = {key: value for key, value in manifest.items() if key not in FOUND_LATER}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def write_part(table: pa.Table, path: Path, nation: str) -> None:
    """Write one part with the stamp of its nation; it has its name only when it is whole."""
    stamped = table.replace_schema_metadata((table.schema.metadata or {}) | {STAMP: nation.encode()})
    with whole(path) as draft:
        pq.write_table(stamped, draft, compression="zstd", compression_level=1, write_page_index=False)


def write_text(path: Path, text: str) -> None:
    """Write a file; it has its name only when it is whole."""
    with whole(path) as draft:
        draft.write_text(text, encoding="utf-8")


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield where to write a file meanwhile; it gets its name at the end. InputError when it cannot be written."""
    draft = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")
    try:
        with _told(f"{path} cannot be written"):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield draft
            draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn a refusal of the system inside into one sentence (InputError) that begins with what could not be done."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error).partition("\n")[0]
        raise InputError(f"{what}: {reason.lower()}") from None


@dataclass(frozen=True, slots=True)
class Draft:
    """The folder of a nation that is being made."""

    target: Path

    @property
    def folder(self) -> Path:
        """Where the parts go meanwhile."""
        return self.target.with_name(self.target.name + UNFINISHED)

    @contextlib.contextmanager
    def begun(self, record: dict[str, Any]) -> Iterator[bool]:
        """Keep the folder for this process alone; tell whether an earlier run with the same options left parts in it.

        InputError when the target exists, lies in another nation or cannot be made, an unfinished nation with other
        options is there, or another process is making this one.
        """
        with _told(f"{self.target} cannot be made"):
            self._refuse_place()
            self.folder.mkdir(exist_ok=True)
            lock = (self.folder / LOCK).open("w")
        try:
            with lock:
                self._keep_others_out(lock)
                try:
                    self._refuse_place()
                    again = self._left()
                    if not again:
                        write_text(self.folder / PLAN, json.dumps(record, indent=1) + "\n")
                    else:
                        self._refuse_other(record)
                    yield again
                finally:
                    (self.folder / LOCK).unlink(missing_ok=True)
        finally:
            with contextlib.suppress(OSError):
                self.folder.rmdir()  # only if nothing is in it

    def _keep_others_out(self, lock: IO[str]) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = os.path.samestat(os.fstat(lock.fileno()), (self.folder / LOCK).stat())
        except OSError:
            ours = False  # locked by another, or taken away by another that has just ended
        if not ours:
            raise InputError(f"{self.folder} is being made by another process; wait for it, or stop it first")

    def _refuse_place(self) -> None:
        self._refuse_if_there()
        place = self.target.absolute().parent.resolve()
        if not place.is_dir():
            raise InputError(f"there is no folder {place} to make {self.target.name} in")
        for around in (place, *place.parents):
            if (around / MANIFEST).is_file() or (around.name.endswith(UNFINISHED) and (around / PLAN).is_file()):
                raise InputError(f"{self.target} lies inside the nation {around}, expected a place outside of it")
        if self.folder.exists() and not self.folder.is_dir():
            self._refuse_other({})

    def _refuse_if_there(self) -> None:
        if os.path.lexists(self.target):
            raise InputError(f"{self.target} exists already, expected the name of a new folder")

    def _left(self) -> bool:
        """Tell whether an earlier run left anything but what it was stopped in the middle of."""
        return any(path.suffix != PARTIAL for path in self.folder.iterdir())

    def _refuse_other(self, record: dict[str, Any]) -> None:
        plan = self.folder / PLAN
        try:
            found = json.loads(plan.read_text(encoding="utf-8")) if plan.is_file() else None
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise InputError(f"{self.folder} is in the way, it is no unfinished nation; remove it first")
        if found != record:
            other = [name for name in {*found, *record} if found.get(name) != record.get(name)]
            raise InputError(
                f"{self.folder} holds an unfinished nation made with other options ({', '.join(sorted(other))}); "
                "remove it first"
            )

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, leave only what belongs to the nation and give the folder its name."""
        self._refuse_if_there()
        write_text(self.folder / NOTICE, SYNTHETIC.decode() + "\n")
        write_text(self.folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        with _told(f"{self.target} cannot be made"):
            left_by_killed = (path for path in self.folder.rglob(f"*{PARTIAL}") if path.name != LOCK)
            for path in (*left_by_killed, *_strays(self.folder, manifest["parts"])):
                path.unlink()
            shutil.rmtree(self.folder / SCRATCH, ignore_errors=True)
            self.folder.replace(self.target)
            (self.target / PLAN).unlink()
            (self.target / LOCK).unlink(missing_ok=True)


# --- reading


@dataclass(frozen=True, slots=True)
class Nation:
    """A whole nation on disk."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def blocks(self) -> tuple[int, ...]:
        """The numbers of its blocks."""
        return tuple(self.manifest["blocks"])

    def has(self, table: str) -> bool:
        """Tell whether the nation has a table; life events come only with life."""
        return table in self.manifest["rows"]

    def part(self, table: str, block: int) -> pl.DataFrame:
        """Return one block of a table; InputError when it is missing or damaged."""
        import polars as pl

        path = part_path(self.folder, table, block)
        try:
            return pl.from_arrow(pq.read_table(path))  # type: ignore[return-value]
        except (OSError, pa.ArrowException) as error:
            raise InputError(f"{path} is missing or damaged: {str(error).splitlines()[0]}") from None

    def scan(self, table: str) -> pl.LazyFrame:
        """Return all blocks of a table, lazily."""
        import polars as pl

        table_spec(table)
        if not self.has(table):
            raise InputError(f"{self.folder} has no table {table}")
        return pl.scan_parquet([part_path(self.folder, table, block) for block in self.blocks])

    @contextlib.contextmanager
    def read(self) -> Iterator[None]:
        """Turn what goes wrong while tables are scanned inside into one sentence (InputError)."""
        import polars as pl

        try:
            yield
        except (pl.exceptions.PolarsError, pa.ArrowException) as error:
            raise InputError(f"a table of {self.folder} is damaged: {str(error).splitlines()[0]}") from None


def open_nation(folder: Path) -> Nation:
    """Return the nation in a folder; InputError says in one sentence why it is none."""
    if not folder.is_dir():
        unfinished = folder.with_name(folder.name + UNFINISHED) if folder.name else folder
        hint = f"; {unfinished} is unfinished: run the same command again to go on" if unfinished.is_dir() else ""
        raise InputError(f"there is no folder {folder}{hint}")
    path = folder / MANIFEST
    if not path.is_file():
        raise InputError(f"{folder} is no nation: {MANIFEST} is missing")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} is damaged: {error}") from None
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if found != FORMAT:
        raise InputError(f"{path} has the format {found}, expected {FORMAT}; make the nation anew")
    for key, kind in KEYS.items():
        if not isinstance(manifest.get(key), kind):
            raise InputError(f"{path} is damaged: {key} is {manifest.get(key)!r}, expected {_NAMES[kind]}")
    nation = Nation(folder, manifest)
    _refuse_strangers(nation)
    _refuse_changes(nation)
    return nation


def _refuse_strangers(nation: Nation) -> None:
    """Refuse a manifest that was edited, and parts that are missing, damaged or of another nation."""
    expected, found = stamp(nation.manifest), {}
    for table in nation.manifest["rows"]:
        for block in nation.blocks:
            path = part_path(nation.folder, table, block)
            if not path.is_file():
                raise InputError(f"{nation.folder} is not whole: {path.relative_to(nation.folder)} is missing")
            try:
                found[path] = (pq.read_metadata(path).metadata or {}).get(STAMP, b"").decode()
            except (OSError, pa.ArrowException) as error:
                raise InputError(f"{path} is missing or damaged: {str(error).splitlines()[0]}") from None
    strangers = [path for path, bears in found.items() if bears != expected]
    if strangers and len(strangers) == len(found) and len(set(found.values())) == 1:
        raise InputError(
            f"{nation.folder / MANIFEST} is not the one these tables were made with: its day, share, seed or another "
            "option was edited; put it back, or make the nation anew"
        )
    if strangers:
        raise InputError(f"{strangers[0]} is no part of this nation, perhaps of another; make the nation anew")


def _refuse_changes(nation: Nation) -> None:
    """Refuse parts of another size than the manifest tells, and parts that it does not name."""
    parts = nation.manifest["parts"]
    for table in nation.manifest["rows"]:
        for block in nation.blocks:
            path = part_path(nation.folder, table, block)
            seal = parts.get(f"{table}/{path.name}")
            if not isinstance(seal, dict) or not {"bytes", "sha256"} <= seal.keys():
                raise InputError(f"{nation.folder / MANIFEST} is damaged: it does not tell the size of {path}")
            if path.stat().st_size != seal["bytes"]:
                raise InputError(f"{path} was changed after the nation was made; make the nation anew")
    for stray in _strays(nation.folder, parts):
        raise InputError(f"{stray} is no part of this nation, its manifest does not name it; move it elsewhere")


def _strays(folder: Path, parts: dict[str, Any]) -> list[Path]:
    """Return the Parquet files in the folders of tables that are not named."""
    tables = {*TABLES, *(part.partition("/")[0] for part in parts)}
    found = (path for table in tables for path in (folder / table).glob("*.parquet"))
    return sorted(path for path in found if path.relative_to(folder).as_posix() not in parts)
