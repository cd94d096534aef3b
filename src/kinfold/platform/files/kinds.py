"""What a file really is: its first and last bytes, never its name alone.

Each kind we take has a check that is stricter than a signature: a file that was cut
off or carries a program inside is refused, with a sentence for the person who sent it.
"""

from __future__ import annotations

import codecs
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import puremagic

from kinfold.platform.files.refusal import FileRefused

HEAD = 4096
TAIL = 65_536
CHUNK = 1_048_576


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: how it is called, sent and checked.

    `check` returns "" when the bytes are whole and of this kind, or what is wrong.
    """

    label: str
    media_type: str
    check: Callable[[BinaryIO], str]


_CUT = "It seems to be cut off. Send it again, or save a new copy and send that."


def kind_of(bytes_: BinaryIO, ending: str) -> Kind:
    """The kind that both the name's ending and the bytes say.

    Raises:
        FileRefused: the ending is not one we take, or the bytes say otherwise.
    """
    kind = KINDS.get(ending)
    if kind is None:
        raise FileRefused(f"This kind of file cannot be kept here. {TAKEN}")
    if wrong := kind.check(bytes_):
        raise FileRefused(wrong if wrong == _CUT else _not_that(bytes_, kind, wrong))
    return kind


def _not_that(bytes_: BinaryIO, kind: Kind, wrong: str) -> str:
    return f"Its name says {kind.label}, but {wrong or _guess(bytes_)}. {TAKEN}"


def _guess(bytes_: BinaryIO) -> str:
    """What the bytes look like, for the sentence only."""
    try:
        found = puremagic.magic_string(_head(bytes_))
    except (puremagic.PureError, ValueError):
        return "what is in it is something else"
    return f"what is in it looks like: {found[0].name}"


def _head(bytes_: BinaryIO, count: int = HEAD) -> bytes:
    bytes_.seek(0)
    return bytes_.read(count)


def _tail(bytes_: BinaryIO, count: int = TAIL) -> bytes:
    end = bytes_.seek(0, os.SEEK_END)
    bytes_.seek(max(0, end - count))
    return bytes_.read(count)


def _begins_and_ends(begin: bytes, end: bytes) -> Callable[[BinaryIO], str]:
    def check(bytes_: BinaryIO) -> str:
        if not _head(bytes_).startswith(begin):
            return _guess(bytes_)
        return "" if end in _tail(bytes_) else _CUT

    return check


def _riff(form: bytes) -> Callable[[BinaryIO], str]:
    def check(bytes_: BinaryIO) -> str:
        head = _head(bytes_, 12)
        if head[:4] != b"RIFF" or head[8:12] != form:
            return _guess(bytes_)
        size = int.from_bytes(head[4:8], "little") + 8
        return _CUT if bytes_.seek(0, os.SEEK_END) < size else ""

    return check


def _office(part: str) -> Callable[[BinaryIO], str]:
    """A zip that holds `part`. Only its list of names is read; nothing is unpacked."""

    def check(bytes_: BinaryIO) -> str:
        if not _head(bytes_).startswith(b"PK\x03\x04"):
            return _guess(bytes_)
        bytes_.seek(0)
        try:
            with zipfile.ZipFile(bytes_) as parts:
                names = parts.namelist()
        except (zipfile.BadZipFile, OSError, ValueError):
            return _CUT
        if part not in names:
            return "what is in it is something else"
        if any(name.lower().endswith(("vbaproject.bin", ".exe")) for name in names):
            return "it carries a program (macros)"
        return ""

    return check


def _text(bytes_: BinaryIO) -> str:
    """Text in UTF-8, or in the one-byte letters that Windows writes; read in pieces."""
    if _head(bytes_).startswith((b"MZ", b"\x7fELF", b"%PDF-", b"PK\x03\x04")):
        return _guess(bytes_)
    if _decodes(bytes_, "utf-8") or _decodes(bytes_, "cp1252"):
        return ""
    return "what is in it is not text"


def _decodes(bytes_: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    bytes_.seek(0)
    try:
        while chunk := bytes_.read(CHUNK):
            if b"\x00" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mp3(bytes_: BinaryIO) -> str:
    head = _head(bytes_, 3)
    is_frame = head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0
    return "" if head == b"ID3" or is_frame else _guess(bytes_)


def _m4a(bytes_: BinaryIO) -> str:
    head = _head(bytes_, 12)
    is_m4a = head[4:8] == b"ftyp" and head[8:11] in {b"M4A", b"mp4", b"iso"}
    return "" if is_m4a else _guess(bytes_)


def _webm(bytes_: BinaryIO) -> str:
    """What a browser records: the kind of document stands in the first bytes."""
    head = _head(bytes_, 64)
    is_webm = head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head
    return "" if is_webm else _guess(bytes_)


def _ogg(bytes_: BinaryIO) -> str:
    head = _head(bytes_, 64)
    is_sound = b"OpusHead" in head or b"vorbis" in head
    return "" if head.startswith(b"OggS") and is_sound else _guess(bytes_)


_JPEG = Kind(
    "a JPEG picture", "image/jpeg", _begins_and_ends(b"\xff\xd8\xff", b"\xff\xd9")
)
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    "pdf": Kind("a PDF", "application/pdf", _begins_and_ends(b"%PDF-", b"%%EOF")),
    "png": Kind(
        "a PNG picture",
        "image/png",
        _begins_and_ends(b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    ),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "webp": Kind("a WebP picture", "image/webp", _riff(b"WEBP")),
    "docx": Kind(
        "a Word document",
        f"{_OPEN_XML}wordprocessingml.document",
        _office("word/document.xml"),
    ),
    "xlsx": Kind(
        "an Excel workbook",
        f"{_OPEN_XML}spreadsheetml.sheet",
        _office("xl/workbook.xml"),
    ),
    "odt": Kind(
        "an OpenDocument text",
        "application/vnd.oasis.opendocument.text",
        _office("content.xml"),
    ),
    "txt": Kind("plain text", "text/plain", _text),
    "csv": Kind("a CSV table", "text/csv", _text),
    "m4a": Kind("an M4A recording", "audio/mp4", _m4a),
    "mp3": Kind("an MP3 recording", "audio/mpeg", _mp3),
    "wav": Kind("a WAV recording", "audio/wav", _riff(b"WAVE")),
    "webm": Kind("a WebM recording", "audio/webm", _webm),
    "ogg": Kind("an OGG recording", "audio/ogg", _ogg),
}
TAKEN = (
    "Send a PDF, a picture (JPEG, PNG, WebP), a document (DOCX, ODT, TXT), a table "
    "(XLSX, CSV) or a recording (M4A, MP3, WAV, WebM, OGG)."
)
