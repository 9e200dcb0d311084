"""Plain text: kept exactly, or set aside with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold.errors import MissingInput, UnreadableInput
from retold.identity import report_key
from retold.reading import read_exact, read_text
from retold.reading.refusals import raw_digest
from retold.settings import SETTINGS

from .reports import pile, written


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    text = "  Line one\r\nLine two\rLine three\n\n\u2028e\u0301 \u00e9 \U0001f6a2 \t"
    written(tmp_path / "a.txt", text)
    (report,) = pile(tmp_path).reports
    assert report.text == text
    assert report.id == "a.txt"
    assert report.report == report_key("a.txt", text)
    assert report.extra is None


@pytest.mark.parametrize(
    ("raw", "text", "extra"),
    [
        (b"\xef\xbb\xbfA caf\xc3\xa9", "A café", None),
        ("A café\r\nin Oslo".encode("utf-16"), "A café\r\nin Oslo", None),
        (b"\xfe\xff" + "A café".encode("utf-16-be"), "A café", None),
        (b"The \x93caf\xe9\x94 \x96 closed", "The “café” – closed", '{"encoding":"cp1252"}'),
    ],
)
def test_encodings_that_are_read(tmp_path: Path, raw: bytes, text: str, extra: str | None) -> None:
    written(tmp_path / "a.txt", raw)
    (report,) = pile(tmp_path).reports
    assert (report.text, report.extra) == (text, extra)


@pytest.mark.parametrize(
    ("raw", "error", "said"),
    [
        (b"", "empty", "0 bytes"),
        (b" \n\t\xc2\xa0\n", "empty", "no text"),
        (b"\xef\xbb\xbf", "empty", "no text"),
        (b"%PDF-1.7 ...", "binary", "a PDF: extract its text first"),
        (b"PK\x03\x04....", "binary", "zip"),
        (b"BZh91AY&SY...", "binary", "bzip2"),
        (b"A text\0with NUL", "binary", "byte 6"),
        ("without a mark".encode("utf-16-le"), "binary", "UTF-16 without a byte order mark"),
        ("A café".encode("utf-16")[:-1], "encoding", "UTF-16"),
        (b"\xff\xfe\x00\xd8a\x00", "encoding", "UTF-16"),
        ("café and naïve".encode()[:-3] + b" cut", "encoding", "damaged at byte 12"),
        ("Новости дня из города".encode("cp1251"), "encoding", "byte 0"),
        ("ニュースの記事です".encode("shift_jis"), "encoding", "byte 0"),
        (b"Bad \x81 byte", "encoding", "byte 4"),
    ],
)
def test_what_is_no_text_is_set_aside_with_advice(tmp_path: Path, raw: bytes, error: str, said: str) -> None:
    written(tmp_path / "a.txt", raw)
    (row,) = pile(tmp_path).bad
    assert row.error == error
    assert said in row.message
    assert row.origin == str(tmp_path / "a.txt")
    assert row.digest == raw_digest(raw)
    with pytest.raises(UnreadableInput, match=r"^\S+a\.txt: ") as caught:
        read_text(tmp_path / "a.txt")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_words_that_only_begin_like_a_signature_are_text(tmp_path: Path) -> None:
    for name, text in {"a": "BZhang said so", "b": "PAR1S wins", "c": "GIF89 is old", "d": "Rar! he cried"}.items():
        written(tmp_path / name, text)
    assert len(pile(tmp_path).reports) == 4


def test_a_book_is_too_long(tmp_path: Path) -> None:
    written(tmp_path / "long.txt", "word " * (SETTINGS.reading.largest_report // 5))
    written(tmp_path / "longer.txt", "word " * (SETTINGS.reading.largest_report // 5) + "!")
    written(tmp_path / "much.txt", b"x" * (4 * SETTINGS.reading.largest_report + 100))
    found = pile(tmp_path)
    assert found.ids == ["long.txt"]
    assert [row.error for row in found.bad] == ["too long", "too long"]


def test_a_file_above_the_limit_is_not_opened_at_all(tmp_path: Path) -> None:
    with open(tmp_path / "sparse.txt", "wb") as stream:
        stream.truncate(SETTINGS.reading.largest_file + 1)
    (row,) = pile(tmp_path).bad
    assert row.error == "too large"
    with pytest.raises(UnreadableInput, match="split it"):
        read_text(tmp_path / "sparse.txt")


def test_one_text_has_its_path_as_id(tmp_path: Path) -> None:
    path = written(tmp_path / "a.story", "Two ships met.")
    report = read_text(path)
    assert (report.id, report.text) == (path.as_posix(), "Two ships met.")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", "{}", "holds many reports"),
        ("a.html", "<p>Hello</p>", "trafilatura"),
        ("a.docx", b"PK\x03\x04", "zip"),
    ],
)
def test_one_text_refuses_other_kinds(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        read_text(written(tmp_path / name, content))


def test_one_text_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="check the path"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(UnreadableInput, match="this is a folder"):
        read_text(tmp_path)
    with pytest.raises(MissingInput):
        read_text("a\0b")


def test_every_code_page_of_western_europe_and_no_other(tmp_path: Path) -> None:
    """A guess is only made where it is safe: what is not Windows-1252 is never read as if it were."""
    samples = {
        "cp1252": "Le président a déclaré à l’Assemblée que « tout va bien » – sauf l’économie…",
        "koi8-r": "Президент заявил, что всё хорошо. Reuters",
        "cp1253": "Ο πρόεδρος δήλωσε ότι όλα πάνε καλά",
        "euc-kr": "대통령은 모든 것이 잘되고 있다고 말했다",
        "gb18030": "总统说一切都好。Reuters",
        "cp1255": "הנשיא אמר שהכול בסדר",
    }
    for name, text in samples.items():
        written(tmp_path / name, text.encode(name))
    assert pile(tmp_path).ids == ["cp1252"]


def test_a_text_of_a_corpus_is_taken_character_for_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfNo\0 pier\r\n")
    found = read_exact(tmp_path / "a.txt", "a")
    assert (found.id, found.text) == ("a", "\ufeffNo\0 pier\r\n")


@pytest.mark.parametrize(("raw", "said"), [(b"", "nothing in it"), (b"caf\xe9", "not UTF-8 from byte 3")])
def test_a_text_of_a_corpus_that_cannot_be_read_is_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    with pytest.raises(UnreadableInput, match=said):
        read_exact(tmp_path / "a.txt", "a")
    with pytest.raises(UnreadableInput, match="a folder"):
        read_exact(tmp_path, "a")
