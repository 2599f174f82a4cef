"""The same batches inside a Spark cluster that is already there (optional extra `spark`)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from tirek.assessment.batches import Assessor
from tirek.assessment.questions import ask
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

REJECTED: Final = "rejected"
"""The column that tells why a row could not be used; its other answers are then null."""
_LAW: Final = "tirek.law"


def assess_with_spark(
    dataframe: Any,  # noqa: ANN401  # pyspark publishes no usable types
    on: dt.date,
    reforms: tuple[str, ...] = (),
    benefits: tuple[str, ...] = (),
) -> Any:  # noqa: ANN401  # the same
    """Return the answers for the rows of a Spark data frame, rejected rows among them.

    Tirek must be installed where Spark's workers run.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    given = to_arrow_schema(dataframe.schema)
    written = _answers_schema(_assessor(on, reforms, benefits, given).answers_schema)
    columns = _assessor(on, reforms, benefits, given).given.names

    def assess(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            assessor = _assessor(on, reforms, benefits, batch.schema)
            yield from _assessed(assessor, batch, written)

    return dataframe.select(*columns).mapInArrow(assess, from_arrow_schema(written))


@functools.cache
def _assessor(on: dt.date, reforms: tuple[str, ...], benefits: tuple[str, ...], schema: pa.Schema) -> Assessor:
    """Return what asks the questions, once for each process."""
    questions, _ = ask(Law.load(_LAW).edition(on, reforms=reforms), benefits)
    return Assessor(questions, schema)


def _answers_schema(schema: pa.Schema) -> pa.Schema:
    """Spark knows no dictionaries: words are written out."""
    plain = [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in schema]
    return pa.schema([*plain, pa.field(REJECTED, pa.string())])


def _assessed(assessor: Assessor, batch: pa.RecordBatch, written: pa.Schema) -> Iterator[pa.RecordBatch]:
    found = assessor.assess(batch)
    answers = found.answers
    reasons = pa.nulls(answers.num_rows, pa.string())
    arrays = [column.cast(field.type) for column, field in zip(answers.columns, written, strict=False)]
    yield pa.RecordBatch.from_arrays([*arrays, reasons], schema=written)
    rejects = found.rejects
    if rejects.num_rows:
        rows = batch.select(assessor.given.identifiers).take(rejects.column("row"))
        empty = [pa.nulls(rejects.num_rows, field.type) for field in written][rows.num_columns : -1]
        yield pa.RecordBatch.from_arrays([*rows.columns, *empty, rejects.column("reason")], schema=written)
