"""Charts of reports: one theme, drawn to SVG without a browser, each with its words and its table."""
