"""The law of Sylvania, an invented country whose few rules use every construct of the language of law."""
