"""Spark gives the same answers as the Parquet path. Run by `make prove`, which installs the extra `spark`."""

import datetime as dt
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.assessment.people import random_people
from tirek.assessment.nation import assess_file
from tirek.assessment.spark import assess_with_spark
from tirek.law.kernel.law import Law

ON = dt.date(2026, 2, 10)


@pytest.mark.prove
@pytest.mark.filterwarnings("default")  # Spark's own
def test_spark_gives_the_same_answers_as_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    edition = Law.load("tirek.law").edition(ON)
    people = random_people(edition, 20_000, seed=5, gaps=0.1)
    months = people.column("record_months").to_pylist()
    months[7] = -1
    people = people.set_column(people.schema.get_field_index("record_months"), "record_months", pa.array(months))
    pq.write_table(people, tmp_path / "people.parquet", row_group_size=5_000)
    report = assess_file(tmp_path / "people.parquet", tmp_path / "out.parquet", edition)

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.warehouse.dir", str(tmp_path / "warehouse")).getOrCreate()
    try:
        answers = assess_with_spark(spark.read.parquet(str(tmp_path / "people.parquet")), ON)
        answers.write.parquet(str(tmp_path / "spark"))
    finally:
        spark.stop()
    found = pq.read_table(tmp_path / "spark").sort_by("person_id").to_pylist()
    (rejected,) = [row for row in found if row["rejected"] is not None]
    assert rejected["person_id"] == 7
    assert rejected["rejected"] == "record_months must be a whole number of months from 0 to 900"
    assert report.tally.rejected == 1
    answered = [{name: row[name] for name in row if name != "rejected"} for row in found if row["rejected"] is None]
    assert answered == pq.read_table(tmp_path / "out.parquet").to_pylist()
