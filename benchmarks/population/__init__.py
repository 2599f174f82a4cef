"""How long a nation takes, and how much memory: ``python -m benchmarks.population``."""
