"""Write the data dictionary into a file: `python -m tirek.reports.data_dictionary FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from tirek.reports.data_dictionary.page import write_dictionary

if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004  # the module and the file
        sys.exit("One file is expected: python -m tirek.reports.data_dictionary FILE")
    write_dictionary(Path(sys.argv[1]))
