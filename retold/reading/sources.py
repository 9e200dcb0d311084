"""Folders and files: what is to be read, under which id, each real file once.

The id of a text is its path below the folder given (with ``/``, as received); of a file given by itself its name,
with as many folders before it as tell it from another file of that name given beside it. A file that is reached
twice (a folder given twice, a file inside a folder that is also given, a link) is read once, under the name that it
has in the outermost folder; so neither rows nor ids depend on the order in which the sources are given.

Names that begin with a dot and stores (``NAME.retold``) are passed over inside a folder.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import MissingInput
from ..glossary import Quarantined
from .refusals import Refused, os_refusal, printable, quarantined
from .streams import not_regular

STDIN = "-"
"""The source that stands for standard input."""

_SUFFIX = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,9})$")
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL)


@dataclass(frozen=True, slots=True)
class Found:
    """One file to be read: where it lies, as the user named it, its id (or the first part of its records' ids)."""

    path: str
    origin: str
    name: str
    size: int
    suffix: str
    given: bool
    """Whether the user named this very file, and not only a folder above it."""


@dataclass(frozen=True, slots=True)
class Root:
    """A source: as given, where it really is, and its name."""

    given: str
    real: str
    name: str
    folder: bool


@dataclass(frozen=True, slots=True)
class Pile:
    """All sources of one reading. No root lies inside another."""

    roots: tuple[Root, ...]
    folders: frozenset[str]
    """The real paths of the folders among the roots."""
    named: frozenset[str]
    """The real paths of all files that the user named."""
    alone: frozenset[str]
    """The real paths of the files among the roots."""
    stdin: bool

    def holds(self, real: str) -> bool:
        """Whether a walk through the roots meets this real path under its own name."""
        return real in self.alone or real in self.folders or _inside(real, self.folders)


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    origin: str
    name: str
    real: str
    outside: bool
    """Reached through a link that leads out of the pile."""


@dataclass(frozen=True, slots=True)
class _Walk:
    pile: Pile
    seen: set[str] = field(default_factory=set)
    """Real paths outside the pile that were met through a link."""


def survey(sources: Sequence[str | os.PathLike[str]] | str | os.PathLike[str]) -> Pile:
    """What is given, resolved and freed of repetitions. Raises `MissingInput` for a path that is not there."""
    listed = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    paths = sorted({os.fsdecode(source) for source in listed})
    found: dict[str, Root] = {}
    for path in paths:
        if path != STDIN:
            root = _root(path)
            found.setdefault(root.real, root)
    folders = frozenset(root.real for root in found.values() if root.folder)
    kept = [root for root in found.values() if not _inside(root.real, folders)]
    named = frozenset(root.real for root in found.values() if not root.folder)
    kept = _told_apart(sorted(kept, key=lambda root: root.real))
    alone = frozenset(root.real for root in kept if not root.folder)
    return Pile(tuple(kept), folders, named, alone, STDIN in paths)


def _root(path: str) -> Root:
    try:
        status = os.stat(path)
        folder = stat.S_ISDIR(status.st_mode)
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno in _NOT_THERE:
            raise MissingInput(f"{printable(path)}: there is no such file or folder: check the path") from None
        folder = False  # there, but not for us: it is quarantined when it is opened
    return Root(path, os.path.realpath(path), os.path.abspath(path), folder)


def _inside(real: str, folders: frozenset[str]) -> bool:
    """Whether a walk through one of the folders comes to this path."""
    parent, name = os.path.split(real)
    while name and not _passed_over(name):
        if parent in folders:
            return True
        parent, name = os.path.split(parent)
    return False


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(".retold")


def _is_store(path: str) -> bool:
    """Whether a folder is a store of ours, whatever it is called: what it holds was read once already."""
    return os.path.isfile(os.path.join(path, "manifest.json")) and os.path.isdir(os.path.join(path, "segments"))


def _told_apart(roots: list[Root]) -> list[Root]:
    """Files given by themselves get their name as id, and folders before it where two have the same name."""
    alike: dict[str, list[Root]] = {}
    made = []
    for root in roots:
        if root.folder:
            made.append(Root(root.given, root.real, "", True))
        else:
            alike.setdefault(os.path.basename(root.name), []).append(root)
    for others in alike.values():
        depth = 1
        while len({_tail(other.name, depth) for other in others}) < len(others):
            depth += 1
        made += [Root(other.given, other.real, _tail(other.name, depth), False) for other in others]
    return sorted(made, key=lambda root: root.real)


def _tail(path: str, depth: int) -> str:
    return "/".join(path.split(os.sep)[-depth:])


def walk(pile: Pile) -> Iterator[Found | Quarantined]:
    """Every file of the pile in the order of its path, or why it cannot be read. Standard input is not among them."""
    state = _Walk(pile)
    for root in pile.roots:
        if root.folder and root.real.endswith(".retold"):
            said = "this is a Retold store, not a pile of reports: give the folder of its reports, or retold open it"
            yield quarantined(root.given, "", Refused("open", "unsupported", said))
            continue
        stack = [_Entry(root.given, root.given, root.name, root.real, False)]
        while stack:
            entry = stack.pop()
            try:
                status = os.stat(entry.path)
                if stat.S_ISDIR(status.st_mode):
                    stack.extend(reversed(_children(entry, state)))
                else:
                    yield _file(entry, status, state)
            except OSError as error:
                yield quarantined(entry.origin, "", os_refusal(error))


def _children(folder: _Entry, state: _Walk) -> list[_Entry]:
    """What stands in a folder, sorted by name; links that lead back into the pile or to a place seen are left out."""
    if folder.real.endswith(".retold"):
        return []
    with os.scandir(folder.path) as listing:
        found = sorted(listing, key=lambda entry: entry.name)
    made = []
    for entry in found:
        if _passed_over(entry.name) or _is_store(entry.path):
            continue
        link = entry.is_symlink()
        real = os.path.realpath(entry.path) if link else os.path.join(folder.real, entry.name)
        outside = folder.outside or link
        if outside and os.path.exists(entry.path):  # a broken link is told when it is opened
            if state.pile.holds(real) or real in state.seen:
                continue
            state.seen.add(real)
        name = f"{folder.name}/{entry.name}" if folder.name else entry.name
        made.append(_Entry(entry.path, os.path.join(folder.origin, entry.name), name, real, outside))
    return made


def _file(entry: _Entry, status: os.stat_result, state: _Walk) -> Found | Quarantined:
    try:
        entry.name.encode("utf-8")
    except UnicodeEncodeError:
        refused = Refused("open", "file name", "its name is not valid UTF-8, so it can have no id: rename it")
        return quarantined(entry.origin, "", refused)
    if not stat.S_ISREG(status.st_mode):
        return quarantined(entry.origin, "", not_regular())
    given = entry.real in state.pile.named
    return Found(entry.path, printable(entry.origin), entry.name, status.st_size, suffix_of(entry.name), given)


def suffix_of(name: str) -> str:
    """The ending of a file's name in lower case, without the dot; empty where what follows the dot is no ending."""
    match = _SUFFIX.search(name)
    return match.group(1).lower() if match else ""
