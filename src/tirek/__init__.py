"""Tirek: Kazakhstan's Social Code as running software."""

__version__ = "0.1.0"
