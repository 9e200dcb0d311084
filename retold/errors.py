"""The error tree. Everything that Retold raises on purpose stands under one root.

    RetoldError
    ├── UsageError            wrong usage: a missing path, an unknown column, a store that exists      exit 2
    │   ├── MissingInput      a path that is not there
    │   ├── StoreExists       a store stands where one should be made
    │   └── NoStore           no store stands where one should be
    ├── UnreadableInput       an input that cannot be read at all (a pile: a Quarantined row instead)  exit 3
    └── Stopped               the work could not go on: memory, disk, a lock held by another           exit 4
        ├── StoreLocked       another process is writing this store
        └── StoreDamaged      a segment is missing or its digest does not match

An unreadable record in a pile is a `Quarantined` row, never an exception.
"""

from __future__ import annotations


class RetoldError(Exception):
    """The root; `exit_code` is what the command line ends with."""

    exit_code = 4


class UsageError(RetoldError):
    """The request cannot be carried out as it was put."""

    exit_code = 2


class MissingInput(UsageError):
    """A path that is not there."""


class StoreExists(UsageError):
    """A store stands where a new one should be made."""


class NoStore(UsageError):
    """No store stands at the path given."""


class UnreadableInput(RetoldError):
    """An input that cannot be read at all."""

    exit_code = 3


class Stopped(RetoldError):
    """The work could not go on."""

    exit_code = 4


class StoreLocked(Stopped):
    """Another process is writing this store."""


class StoreDamaged(Stopped):
    """A segment is missing or its digest does not match the manifest."""
