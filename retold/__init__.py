"""Retold: which reports are tellings of one report, who descends from whom, and what changed on the way."""

__version__ = "0.1.0"
