"""A protocol: the question, the data, and every analysis, as a TOML file with a hash.

The hash is of what it says and not of how it is laid out: keys in order, no comments.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kinfold_evaluation.refusal import CannotIdentify

WORDS: Final = {
    "title": "what the study is called",
    "question": "what is asked",
    "claim": "the claim of the theory of change that is put to the test",
    "population": "who is treated, who is beside, and who is left out and why",
    "stopping": "when it is looked at, and what would end it sooner",
    "written_by": "who answers for it",
}
"""What every protocol says in words."""

RANKS: Final = ("primary", "secondary", "harm")
BETTER: Final = ("lower", "higher")
FIXED: Final = ("--data", "--outcome", "--method", "--grid", "--json")
"""What an analysis may not choose for itself: the protocol says it, or hashes it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: its column, which way is better, and how much rests on it."""

    column: str
    better: str
    rank: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """One run of `./kinfold evaluate`.

    Attributes:
        name: unique in its protocol.
        options: as on the command line; never what is `FIXED`.
        is_sensitivity: it doubts the others, and is not led with.
        grid: the file of a specification curve, with its SHA-256.
    """

    name: str
    method: str
    options: tuple[str, ...]
    is_sensitivity: bool
    grid: tuple[Path, str] | None = None


@dataclass(frozen=True, slots=True)
class Protocol:
    """What was promised.

    Attributes:
        said: all of it, as plain values.
        data: the file, beside the protocol's own; `data_hash` its SHA-256.
        design: options of every analysis: unit, time, who is treated from when.
    """

    said: Mapping[str, Any]
    data: Path
    data_hash: str
    design: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    analyses: tuple[Analysis, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of what it says."""
        return digest_of(self.said)


def digest_of(said: object) -> str:
    """The SHA-256 of plain values, keys in order."""
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()


def hash_of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_protocol(path: Path) -> Protocol:
    """A protocol from its file.

    Raises:
        CannotIdentify: something is missing or is not understood; it says what.
        OSError: there is no such file.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotIdentify(f"{path.name} is not TOML: {error}.") from error
    missing = [word for word in WORDS if not str(said.get(word, "")).strip()]
    if missing:
        wanted = "; ".join(f"{word} ({WORDS[word]})" for word in missing)
        raise CannotIdentify(f"{path.name} does not say: {wanted}.")
    data = _table(said, "data", ("file", "sha256", "options"))
    return Protocol(
        said,
        path.parent / str(data["file"]),
        str(data["sha256"]),
        _options(data["options"], "data"),
        tuple(_outcomes(said)),
        tuple(_analyses(said, path.parent)),
    )


def as_toml(said: Mapping[str, Any]) -> str:
    """What a protocol says, as a file that says the same.

    Words first, then `[tables]`, then `[[lists of tables]]`, as TOML wants them.
    """
    plain = {k: v for k, v in said.items() if not _is_table(v) and not _is_tables(v)}
    parts = [_lines_of(plain)]
    parts += [f"[{k}]\n{_lines_of(v)}" for k, v in said.items() if _is_table(v)]
    parts += [
        f"[[{k}]]\n{_lines_of(one)}"
        for k, v in said.items()
        if _is_tables(v)
        for one in v
    ]
    return "\n".join(parts)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _lines_of(table: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_as_toml_value(value)}\n" for key, value in table.items())


def _as_toml_value(value: Any) -> str:
    """JSON's words, numbers and lists are TOML's, but for one sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(said: Mapping[str, Any], name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    table = said.get(name)
    if not isinstance(table, dict) or any(key not in table for key in keys):
        raise CannotIdentify(f"[{name}] is needed, with {', '.join(keys)}.")
    return table


def _outcomes(said: Mapping[str, Any]) -> Iterator[Outcome]:
    seen: set[str] = set()
    for one in _tables(said, "outcomes", ("column", "better", "rank")):
        if one["better"] not in BETTER or one["rank"] not in RANKS:
            raise CannotIdentify(
                f"Outcome {one['column']}: better is {' or '.join(BETTER)}, and rank "
                f"is one of {', '.join(RANKS)}. Both are said before it is looked at."
            )
        _insist_on_new(str(one["column"]), "outcomes", seen)
        yield Outcome(str(one["column"]), one["better"], one["rank"])


def _analyses(said: Mapping[str, Any], folder: Path) -> Iterator[Analysis]:
    seen: set[str] = set()
    for one in _tables(said, "analyses", ("name", "method")):
        _insist_on_new(str(one["name"]), "analyses", seen)
        yield Analysis(
            str(one["name"]),
            str(one["method"]),
            _options(one.get("options", []), str(one["name"])),
            bool(one.get("sensitivity", False)),
            _grid(one, folder),
        )


def _grid(one: Mapping[str, Any], folder: Path) -> tuple[Path, str] | None:
    if "grid" not in one:
        return None
    if not one.get("grid_sha256"):
        raise CannotIdentify(
            f"Analysis {one['name']} has a grid; say its grid_sha256 too, so that it "
            "cannot be changed afterwards."
        )
    return folder / str(one["grid"]), str(one["grid_sha256"])


def _tables(
    said: Mapping[str, Any], name: str, keys: tuple[str, ...]
) -> list[dict[str, Any]]:
    tables = said.get(name)
    if not isinstance(tables, list) or not tables:
        raise CannotIdentify(f"At least one [[{name}]] is needed.")
    for number, table in enumerate(tables, 1):
        lacks = [
            key for key in keys if not isinstance(table, dict) or not table.get(key)
        ]
        if lacks:
            raise CannotIdentify(
                f"[[{name}]] number {number} does not say: {', '.join(lacks)}."
            )
    return tables


def _insist_on_new(name: str, what: str, seen: set[str]) -> None:
    if name in seen:
        raise CannotIdentify(f"Two {what} are called {name}.")
    seen.add(name)


def _options(given: object, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise CannotIdentify(
            f'The options of {where} are a list of words, such as ["--draws", "999"].'
        )
    for word in given:
        if word.split("=")[0] in FIXED:
            raise CannotIdentify(
                f"The options of {where} may not have {word}: the protocol itself says "
                "file, outcome, method and grid, so that they are hashed with it."
            )
    return tuple(given)


def changes(before: object, after: object, at: str = "") -> Iterator[str]:
    """What one protocol says otherwise than another, a line each."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from changes(
                before.get(key), after.get(key), f"{at}.{key}".lstrip(".")
            )
    elif (
        isinstance(before, list)
        and isinstance(after, list)
        and len(before) == len(after)
    ):
        for number, (one, other) in enumerate(zip(before, after, strict=True), 1):
            yield from changes(one, other, f"{at} {number}")
    elif before != after:
        yield f"{at}: {before} -> {after}"
