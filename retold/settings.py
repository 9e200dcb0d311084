"""Every threshold once, with its unit and its reason.

There is one set of settings for everything: no switch per data set, class or outlet. Each room has a section here
and reads it as ``SETTINGS.<section>.<name>``; `retold settings` prints the whole table, and a store's manifest
keeps the digest of the settings with which it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def setting(value: Any, unit: str, why: str) -> Any:
    """A field with its default, its unit and the reason for the value."""
    return field(default=value, metadata={"unit": unit, "why": why})


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """reading/"""

    largest_file: int = setting(2_000_000_000, "bytes", "a bigger file is refused: split it or give Parquet")
    largest_report: int = setting(2_000_000, "characters", "longer than any news report; a book is quarantined in a pile")


@dataclass(frozen=True, slots=True)
class FingerprintSettings:
    """fingerprints.py"""


@dataclass(frozen=True, slots=True)
class CandidateSettings:
    """candidates.py"""


@dataclass(frozen=True, slots=True)
class FurnitureSettings:
    """furniture.py and credits.py"""


@dataclass(frozen=True, slots=True)
class MentionSettings:
    """mentions/"""


@dataclass(frozen=True, slots=True)
class CollationSettings:
    """collation.py"""


@dataclass(frozen=True, slots=True)
class KinshipSettings:
    """kinship.py"""


@dataclass(frozen=True, slots=True)
class FamilySettings:
    """families.py"""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """changes/"""


@dataclass(frozen=True, slots=True)
class StemmaSettings:
    """apparatus.py, stemma.py and alterations.py"""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """engines/ and plan.py"""

    plain_pile: int = setting(400, "items", "fewer are worked in this process: starting workers would cost more")


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections, in the order of the rooms."""

    reading: ReadingSettings = ReadingSettings()
    fingerprints: FingerprintSettings = FingerprintSettings()
    candidates: CandidateSettings = CandidateSettings()
    furniture: FurnitureSettings = FurnitureSettings()
    mentions: MentionSettings = MentionSettings()
    collation: CollationSettings = CollationSettings()
    kinship: KinshipSettings = KinshipSettings()
    families: FamilySettings = FamilySettings()
    changes: ChangeSettings = ChangeSettings()
    stemma: StemmaSettings = StemmaSettings()
    engines: EngineSettings = EngineSettings()


SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of the table that `retold settings` prints."""

    name: str
    value: str
    unit: str
    why: str


def rows(settings: Settings = SETTINGS) -> list[SettingRow]:
    """All settings as rows, ``section.name``, in the order of the rooms."""
    found = []
    for section in fields(settings):
        part = getattr(settings, section.name)
        for entry in fields(part):
            value = getattr(part, entry.name)
            found.append(
                SettingRow(f"{section.name}.{entry.name}", str(value), entry.metadata["unit"], entry.metadata["why"])
            )
    return found
