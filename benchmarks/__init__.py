"""Tirek's compiled law beside its peers: the same people, the same rules, one command."""
