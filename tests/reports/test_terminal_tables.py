"""Tables on a terminal: readable at 80 columns, no word cut."""

from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tirek.reports.charts.drawing import table
from tirek.reports.charts.terminal import GAP, fitting, print_grouped, print_split, print_table, print_words

WORDS = st.lists(st.text("абвгд", min_size=1, max_size=14), min_size=1, max_size=4).map(" ".join)


@given(st.integers(1, 7).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=5)))
def test_columns_fit_or_hold_no_more_than_their_longest_words(rows: list[list[str]]) -> None:
    widths = fitting(rows, 80)
    longest = [max(len(word) for row in rows for word in row[place].split()) for place in range(len(rows[0]))]
    assert all(width >= least for width, least in zip(widths, longest, strict=True))
    assert sum(widths) + len(GAP) * (len(widths) - 1) <= 80 or widths == longest


NUMBERS = st.integers(0, 10**9).map(
    lambda number: f"{number:,} ₸".translate({44: "\N{NO-BREAK SPACE}", 32: "\N{NO-BREAK SPACE}"})
)


@given(st.lists(WORDS | NUMBERS, min_size=1, max_size=30), st.integers(40, 80))
def test_a_number_stays_whole_and_a_sentence_within_the_terminal(parts: list[str], width: int) -> None:
    written = StringIO()
    print_words(Console(file=written, width=width, highlight=False), " ".join(parts), indent="  ", hanging=" ")
    lines = written.getvalue().splitlines()
    assert " ".join(line.strip(" ") for line in lines) == " ".join(parts)
    assert all(len(line) <= width for line in lines)


HEADS = ("Төлем", "Жыл", "Есептелгені", "Жарияланғаны", "Айырмасы", "Кездейсоқтық", "Жағдайлар саны")
ROW = (
    "Еңбекке қабілеттіліктен және асыраушысынан айырылу, екеуі бірге",
    "2024",
    "45,1",
    "789,7 (шегеру арқылы)",
    "−38,1 %",
    "±1,4 %",
    "еркін",
)


@pytest.mark.parametrize(("print_", "columns"), [(print_table, 5), (print_split, 6), (print_grouped, 7)])
def test_no_word_is_cut_and_no_line_is_longer_than_the_terminal(print_: Callable[..., None], columns: int) -> None:
    written = StringIO()
    data = table(HEADS[:columns], [ROW[:columns]])
    print_(Console(file=written, width=80, highlight=False), "Кесте", data)
    text = written.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    for cell in ROW[:columns]:
        assert all(word in text for word in cell.split())
    assert "…" not in text
