"""How Sphinx builds the documentation: MyST Markdown, the Furo theme, nothing fetched from outside."""

from tirek import __version__

project = "Tirek"
author = "The Tirek contributors"
copyright = "The Tirek contributors"
release = __version__
version = __version__
language = "en"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = "Tirek"
html_copy_source = False
html_show_sourcelink = False

# Formulas are written in words and code: a math directive would ask another site for its renderer.
nitpicky = True
