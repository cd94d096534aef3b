"""Studies that come with Kinfold, read from their files and held to their books."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from kinfold.studies.study import Study
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import Line, lines
from kinfold_evaluation.registry.protocol import (
    Protocol,
    hash_of_file,
    read_protocol,
)
from kinfold_evaluation.registry.standing import (
    hashes_of,
    of_kind,
    otherwise,
    why_closed,
)

PROTOCOL: Final = "protocol.toml"
BOOK: Final = "registry.jsonl"
RESULTS: Final = "results.json"
FURTHER: Final = "further"
_TITLE: Final = re.compile(r'^title = "(.*)"$', re.MULTILINE)


def shipped_folders(shelf: Path) -> dict[str, Path]:
    """Where each study is, by how its address calls it. What was asked after one was
    read stands in its `further`, and in its book."""
    found = [*shelf.glob(f"*/{PROTOCOL}"), *shelf.glob(f"*/further/*/{PROTOCOL}")]
    folders = [path.parent for path in found]
    return {
        "-".join(part for part in one.relative_to(shelf).parts if part != FURTHER): one
        for one in sorted(folders)
    }


def book_beside(folder: Path) -> Path:
    """The book that a study is kept in."""
    own = folder / BOOK
    return own if own.exists() else folder.parent.parent / BOOK


def shipped_study(key: str, folder: Path) -> Study:
    """A study from its folder. What was changed by hand is refused, and says so."""
    kept: list[Line] = []
    try:
        kept = lines(book_beside(folder))
        protocol = read_protocol(folder / PROTOCOL)
        refused = _refused(folder, kept, protocol)
    except (CannotIdentify, OSError) as error:
        return _as_registered(key, folder, kept, str(error))
    if refused:
        return _as_registered(key, folder, kept, refused)
    return Study(
        key=key,
        said=protocol.said,
        digest=protocol.digest,
        lines=tuple(line for line in kept if line.protocol == protocol.digest),
        who=str(protocol.said["written_by"]),
        panel=protocol.data.read_text(encoding="utf-8"),
        results=_written(folder),
        has_report=folder.parent.name != FURTHER,
    )


def _as_registered(key: str, folder: Path, kept: list[Line], refused: str) -> Study:
    """What the book holds, under the file's title, of a study that was changed."""
    text = (folder / PROTOCOL).read_text(encoding="utf-8", errors="replace")
    found = _TITLE.search(text)
    title = found[1] if found else None
    registered = [
        line
        for line in kept
        if line.what == "registered" and title and line.more["said"]["title"] == title
    ]
    last = registered[-1] if registered else None
    said = last.more["said"] if last else {"title": key}
    return Study(
        key=key,
        said=said,
        digest=last.protocol if last else "",
        lines=tuple(line for line in kept if last and line.protocol == last.protocol),
        who=str(said.get("written_by", "")),
        refused=refused,
    )


def _refused(folder: Path, kept: list[Line], protocol: Protocol) -> str:
    if why := why_closed(PROTOCOL, kept, protocol):
        return why
    if hash_of_file(protocol.data) != protocol.data_hash:
        return (
            f"{protocol.data.name} is not the data of the protocol: its hash is "
            "another. Put the registered file back."
        )
    written, ran = _written(folder), of_kind("ran", kept, protocol)
    if not written:
        return ""
    changed = otherwise(ran[-1], hashes_of(json.loads(written))) if ran else [RESULTS]
    if changed:
        return (
            f"{RESULTS} is not what the book says came out: {'; '.join(changed)}. "
            "Put it back, or run the study again."
        )
    return ""


def _written(folder: Path) -> str:
    file = folder / RESULTS
    return file.read_text(encoding="utf-8") if file.exists() else ""
