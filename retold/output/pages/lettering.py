"""FRONT. Text made safe to look at: nothing in it is obeyed, nothing in it is invisible, and nothing of it is lost.

Control characters, bidirectional controls (CVE-2021-42574, "Trojan Source"), zero-width and tag characters and
surrogates without a partner become small marks with their code and name. A joiner between letters of a script that
needs it (Arabic, Indic) or between emoji is ordinary spelling and stays.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markupsafe import Markup

JOINERS: Final = "\u200c\u200d"

SPELLED: Final = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
"""Scripts whose ordinary spelling uses joiners."""

NAMES: Final = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero width space",
    "\u200c": "zero width non-joiner",
    "\u200d": "zero width joiner",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}

_PLAIN: Final = re.compile("[\n\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]+")
"""What is surely harmless, passed over at once."""

_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"'`\\]+", re.IGNORECASE | re.ASCII)


def hidden(text: str, at: int) -> bool:
    """Whether the character at this place would not be seen, or would be obeyed."""
    letter = text[at]
    if letter.isprintable() or letter in "\n\t" or unicodedata.category(letter) == "Zs":
        return 0xFE00 <= ord(letter) <= 0xFE0E or letter in "\u115f\u1160\u3164\uffa0\u2800"
    return not (letter in JOINERS and _joins(text, at))


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between letters that are spelled with one, or in an emoji."""
    if not 0 < at < len(text) - 1:
        return False
    before, after = (text[at - 1] if text[at - 1] != "\ufe0f" or at < 2 else text[at - 2]), text[at + 1]
    if unicodedata.category(before) in ("So", "Sk") and unicodedata.category(after) == "So":
        return True
    return all(unicodedata.name(letter, "").startswith(SPELLED) for letter in (before, after))


def shown(text: str) -> Markup:
    """Text as HTML: escaped, and each hidden character as a mark that says what it is."""
    from markupsafe import Markup, escape

    out: list[str] = []
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        if plain:
            out.append(str(escape(plain[0])))
            at = plain.end()
            continue
        out.append(_mark(text[at]) if hidden(text, at) else str(escape(text[at])))
        at += 1
    return Markup("".join(out))  # every part was escaped above


def _mark(letter: str) -> str:
    from markupsafe import escape

    code = f"U+{ord(letter):04X}"
    name = NAMES.get(letter) or unicodedata.name(letter, "").lower() or "control character"
    return f'<span class="iv" title="{escape(name)}">{code}</span>'


def plain(text: str) -> str:
    """Text for an attribute or a title: hidden characters as their code in angle brackets."""
    return "".join(f"<U+{ord(text[at]):04X}>" if hidden(text, at) else text[at] for at in range(len(text)))


def address(url: str | None) -> str:
    """A web address that may be followed (http or https, nothing else, nothing hidden in it), or nothing."""
    found = url.strip() if url else ""
    safe = _ADDRESS.fullmatch(found) and not any(hidden(found, at) for at in range(len(found)))
    return found if safe else ""


def middle(text: str, width: int) -> str:
    """Text on one line, cut in the middle with an ellipsis: ids differ at their ends."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return f"{line[: (width - 1 + 1) // 2]}…{line[len(line) - (width - 1) // 2 :]}"
