"""The portrait of a synthetic nation: its ages, its twenty regions, its wages, its families, one of them told."""
