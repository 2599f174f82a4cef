"""A nation put to the law: a Parquet file of people in, a Parquet file of their rights and amounts out."""
