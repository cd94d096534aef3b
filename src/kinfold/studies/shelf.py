"""Studies that come with Kinfold, read from their files and held to their books."""

from __future__ import annotations

import json
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


def shipped_keys(shelf: Path) -> tuple[str, ...]:
    """What the folders of studies are called."""
    return tuple(sorted(found.parent.name for found in shelf.glob(f"*/{PROTOCOL}")))


def shipped_study(shelf: Path, key: str) -> Study:
    """A study from its folder. What was changed by hand is refused, and says so."""
    folder = shelf / key
    kept: list[Line] = []
    try:
        kept = lines(folder / BOOK)
        protocol = read_protocol(folder / PROTOCOL)
        refused = _refused(folder, kept, protocol)
    except (CannotIdentify, OSError) as error:
        return _as_registered(key, kept, str(error))
    if refused:
        return _as_registered(key, kept, refused)
    return Study(
        key=key,
        said=protocol.said,
        digest=protocol.digest,
        lines=tuple(line for line in kept if line.protocol == protocol.digest),
        who=str(protocol.said["written_by"]),
        panel=protocol.data.read_text(encoding="utf-8"),
        results=_written(folder),
    )


def _as_registered(key: str, kept: list[Line], refused: str) -> Study:
    """What the book holds of a study whose files no longer agree with it."""
    registered = [line for line in kept if line.what == "registered"]
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
