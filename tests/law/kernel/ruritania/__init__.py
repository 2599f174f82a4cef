"""The law of Ruritania, an invented country on which the kernel is tested apart from any real law."""
