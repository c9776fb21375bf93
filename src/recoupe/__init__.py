"""Recoupe reads the pages of a story and rebuilds it with evidence."""

__version__ = "0.1.0"
