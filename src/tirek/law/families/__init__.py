"""Families with children: state benefits."""
