"""Institutions: runs of capitals with an institution's word (ministry, university), and acronyms."""

from __future__ import annotations

from ..glossary import Mention
from .names import capital_runs, row
from .tokens import Page


def institutions(page: Page) -> list[Mention]:
    """Every institution that its name gives away."""
    return [row(page, "institution", run) for run in capital_runs(page) if run.institutional]
