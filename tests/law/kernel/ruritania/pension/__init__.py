"""The widow's mite of Ruritania."""
