"""Forecasts: a synthetic nation, its life, its future. Parquet in, Parquet out."""
