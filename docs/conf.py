"""Sphinx reads the same Markdown pages that people read in the repository."""

from importlib.metadata import version as _version

project = "OpenNEN"
author = "The OpenNEN contributors"
release = version = _version("opennen")
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "OpenNEN"
root_doc = "index"
exclude_patterns = ["_build", "images"]
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # our example blocks are a language of their own
