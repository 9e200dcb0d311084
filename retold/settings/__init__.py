"""Every threshold once, with its unit and its reason.

There is one set of settings for everything: no switch per data set, class or outlet. Each room has a section, in a file
of its own here, and reads it as ``SETTINGS.<section>.<name>``; `retold settings` prints the whole table, and a store's
manifest keeps the digest of the settings with which it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from .candidates import CandidateSettings
from .changes import ChangeSettings
from .collation import CollationSettings
from .engines import EngineSettings
from .families import FamilySettings
from .fingerprints import FingerprintSettings
from .furniture import FurnitureSettings
from .kinship import ClearSettings, KinshipSettings
from .mentions import MentionSettings
from .reading import ReadingSettings
from .stemma import StemmaSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections, in the order of the rooms."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    fingerprints: FingerprintSettings = field(default_factory=FingerprintSettings)
    candidates: CandidateSettings = field(default_factory=CandidateSettings)
    furniture: FurnitureSettings = field(default_factory=FurnitureSettings)
    mentions: MentionSettings = field(default_factory=MentionSettings)
    collation: CollationSettings = field(default_factory=CollationSettings)
    kinship: KinshipSettings = field(default_factory=KinshipSettings)
    clear: ClearSettings = field(default_factory=ClearSettings)
    families: FamilySettings = field(default_factory=FamilySettings)
    changes: ChangeSettings = field(default_factory=ChangeSettings)
    stemma: StemmaSettings = field(default_factory=StemmaSettings)
    engines: EngineSettings = field(default_factory=EngineSettings)


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
