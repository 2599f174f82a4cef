"""The data dictionary of a synthetic nation as a page: every table, every column, and how sure each of them is.

`python -m tirek.reports.data_dictionary FILE` writes it; it is generated from the files that describe the tables.
"""

from __future__ import annotations

from tirek.reports.data_dictionary.page import PAGE, dictionary_markdown, write_dictionary

__all__ = ["PAGE", "dictionary_markdown", "write_dictionary"]
