"""A batch of people put to the law: the same step for a Parquet file, for Spark, or for any other stream of batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tirek.assessment.answers import answer_arrays, answer_fields, judge
from tirek.assessment.cells import Cells, bad_value, missing_rows, read_cells
from tirek.assessment.columns_given import PERSON, Given, expected_text, match
from tirek.assessment.questions import CompiledQuestion, Question, input_columns
from tirek.assessment.tally import Tally
from tirek.law.kernel.program import EPOCH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tirek.law.kernel.columns import Column
    from tirek.law.kernel.edition import Edition

Array = npt.NDArray[Any]

REJECTS: Final = (("row", pa.int64()), ("field", pa.string()), ("value", pa.string()), ("reason", pa.string()))


@dataclass(frozen=True, slots=True)
class Assessed:
    """One batch answered: the answers, the rows that could not be used with the reason, and the counts."""

    answers: pa.RecordBatch
    rejects: pa.RecordBatch
    tally: Tally


class Assessor:
    """Questions asked about every row of batches that have one schema."""

    def __init__(self, questions: tuple[Question, ...], schema: pa.Schema) -> None:
        """Check the schema; InputError names what cannot be used in it."""
        self.edition: Edition = questions[0].edition
        self.given: Given = match(schema, input_columns(questions), frozenset(self.edition.law.facts))
        kept = [schema.field(name) for name in self.given.identifiers]
        self._compiled = [CompiledQuestion(question) for question in questions]
        self.answers_schema = pa.schema([*kept, *(field for each in questions for field in answer_fields(each))])
        self.rejects_schema = pa.schema([pa.field(PERSON, schema.field(PERSON).type), *REJECTS])

    @property
    def questions(self) -> list[Question]:
        """What is asked."""
        return [compiled.question for compiled in self._compiled]

    def assess(self, batch: pa.RecordBatch, first_row: int = 0) -> Assessed:
        """Answer a batch whose first row is the `first_row` of the whole."""
        rows = batch.num_rows
        cells = read_cells(batch, self.given.columns)
        rejects, good = self._rejects(batch, cells, first_row)
        if good is not None:
            batch = batch.filter(pa.array(good))
            cells = read_cells(batch, self.given.columns)
        tally = Tally(rows, batch.num_rows, rejects.num_rows)
        arrays = [batch.column(name) for name in self.given.identifiers]
        for compiled in self._compiled:
            found, tally.benefits[compiled.question.benefit.name] = self._answer(compiled, cells)
            arrays += found
        answers = pa.RecordBatch.from_arrays(arrays, schema=self.answers_schema)
        return Assessed(answers, rejects, tally)

    def _answer(self, compiled: CompiledQuestion, cells: Cells) -> tuple[list[pa.Array], Any]:
        question = compiled.question
        benefit = question.benefit
        names = [spec.name for spec in question.facts if spec.name in cells.values]
        values = {name: cells.values[name] for name in names}
        missing = {name: cells.missing[name] for name in names if name in cells.missing}
        event = None
        no_event = missing.pop(benefit.right_on, None)
        if no_event is not None:
            event = np.flatnonzero(~no_event)
            values = {name: column[event] for name, column in values.items()}
            missing = {name: mask[event] for name, mask in missing.items()}
        size = cells.rows if event is None else len(event)
        right_on = values.get(benefit.right_on)
        if right_on is None:
            right_on = np.full(size, (self.edition.on - EPOCH).days, np.int32)
        values[benefit.right_on] = right_on
        if benefit.applied_on:
            applied, not_told = values.get(benefit.applied_on), missing.pop(benefit.applied_on, None)
            if applied is None:
                applied = right_on
            values[benefit.applied_on] = applied if not_told is None else np.where(not_told, right_on, applied)
        complete = all(
            spec.name in values and not (spec.name in missing and missing[spec.name].any())
            for spec in question.facts
            if spec.default is None
        )
        found: Mapping[str, Column] = compiled.kernel(complete=complete).run(values, missing, threads=1)
        return answer_arrays(question, judge(question, found, cells.rows, event))

    def _rejects(self, batch: pa.RecordBatch, cells: Cells, first_row: int) -> tuple[pa.RecordBatch, Array | None]:
        """Return the rows that cannot be used, each with the first column that is wrong; and which rows are left."""
        bad = dict(cells.bad)
        nameless = missing_rows(batch.column(PERSON))
        good = np.ones(batch.num_rows, np.bool_)
        found: list[tuple[int, str, str | None, str]] = []
        if nameless is not None:
            reason = f"{PERSON} is empty; it must be told"
            found += [(row, PERSON, None, reason) for row in np.flatnonzero(nameless).tolist()]
            good &= ~nameless
        for column in self.given.columns:
            spec = column.spec
            if spec.name in bad:
                reason = f"{spec.name} must be {expected_text(spec)}"
                array = batch.column(spec.name)
                rows = np.flatnonzero(bad[spec.name] & good).tolist()
                found += [(row, spec.name, bad_value(array, spec, row), reason) for row in rows]
                good &= ~bad[spec.name]
        found.sort()
        places = [row for row, *_ in found]
        persons = batch.column(PERSON).take(pa.array(places, pa.int64()))
        texts = [pa.array([reject[part] for reject in found], pa.string()) for part in (1, 2, 3)]
        arrays = [persons, pa.array([first_row + row for row in places], pa.int64()), *texts]
        return pa.RecordBatch.from_arrays(arrays, schema=self.rejects_schema), good if found else None
