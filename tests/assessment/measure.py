"""What assessing costs beside reading and writing the same: `python -m tests.assessment.measure PEOPLE [DATE]`."""

import datetime as dt
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from tirek.assessment.batches import Assessed, Assessor
from tirek.assessment.nation import assess_file
from tirek.law.kernel.law import Law

ASSESS = Assessor.assess
READY: dict[int, Assessed] = {}


def ready_made(assessor: Assessor, batch: pa.RecordBatch, first_row: int = 0) -> Assessed:
    """Hand back answers made before, as many as there are rows, whatever was read."""
    rows = batch.num_rows
    if rows not in READY:
        READY[rows] = ASSESS(assessor, batch, first_row)
    found = READY[rows]
    persons = batch.column("person_id")
    return replace(
        found, answers=pa.RecordBatch.from_arrays([persons, *found.answers.columns[1:]], schema=found.answers.schema)
    )


def run(way: str, people: Path, on: str) -> None:
    if way == "read_write":
        Assessor.assess = ready_made  # type: ignore[assignment]  # same arguments
    out = people.with_name(f"measured-{way}.parquet")
    begun = time.perf_counter()
    report = assess_file(people, out, Law.load("tirek.law").edition(dt.date.fromisoformat(on)))
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "way": way,
        "rows": report.tally.rows,
        "wall": round(time.perf_counter() - begun, 2),
        "after_first_batch": round(report.seconds - report.prepared, 2),
        "cpu": round(used.ru_utime + used.ru_stime, 2),
        "peak_MiB": used.ru_maxrss >> 10,
        "written_MiB": out.stat().st_size >> 20,
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    out.unlink()
    report.rejects.unlink()


if __name__ == "__main__":
    if len(sys.argv) == 4:
        run(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
    else:
        for each in ("assess", "read_write", "assess", "read_write"):
            chosen = sys.argv[2] if len(sys.argv) > 2 else "2026-02-10"
            sys.stdout.write(f"load {os.getloadavg()[0]:.1f} ")
            sys.stdout.flush()
            subprocess.run([sys.executable, "-m", "tests.assessment.measure", each, sys.argv[1], chosen], check=True)
