"""Items out of a file, each line held to what the form holds it to. Never trusted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kinfold.knowledge.columns import COLUMNS, NEEDED, SEEN_BY
from kinfold.knowledge.forms import RowForm
from kinfold.knowledge.models import Item, Topic
from kinfold.platform.fields import PARTS, DayField
from kinfold_measures.formulas import as_it_was

MOST_ITEMS: Final = 500
LARGEST_FILE: Final = 5 * 1024 * 1024
MOST_TROUBLES: Final = 5
SHOWN_NAME: Final = 200
_CHOICES: Final = {"kind": Item.Kind, "rights": Item.Rights, "language": Item.Language}
_YES: Final = ("yes", "true", "1")


@dataclass(frozen=True, slots=True)
class Read:
    """An item as a row of the file says it. `item_id` and `version` are of the item
    that it changes; a new one has none."""

    line: int
    item_id: UUID | None
    version: int
    is_for_us_alone: bool
    said: Mapping[str, Any]


class FileForm(forms.Form):
    """A file of items: all of it is taken in, or nothing."""

    file = forms.FileField(
        label="The file",
        max_length=SHOWN_NAME,
        help_text="A CSV file with a row for each item, as it is taken away here. "
        "A row without an id is a new item; where it says nothing under seen_by, "
        "everybody in the programme sees it",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
        error_messages={
            "required": "Choose a file",
            "invalid": "Choose a file",
            "empty": "The file is empty. Take the items away again, and choose that",
            "max_length": "The file's name is too long. Shorten it",
        },
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, is_of_place: bool
    ) -> None:
        super().__init__(data, files)
        self.is_of_place = is_of_place

    def clean_file(self) -> tuple[Read, ...]:
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST_FILE >> 20} MB. Cut it in two"
            )
        try:
            text = str(upload.read(), "utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                "The file is not text in UTF-8. Save it as “CSV UTF-8”"
            ) from error
        return _read(_table(text), is_of_place=self.is_of_place)


def _table(text: str) -> list[tuple[int, dict[str, str]]]:
    """Each row with its number, as a sheet counts them, and its cells by column."""
    first = text.split("\n", 1)[0]
    apart = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 1
    try:
        names = [cell.strip().casefold() for cell in next(reader, [])]
        for number, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
    except csv.Error as error:
        raise forms.ValidationError(
            f"The file cannot be read as a table after row {number}. "
            "Save the sheet again as “CSV UTF-8”"
        ) from error
    _check_names(names)
    if not rows:
        raise forms.ValidationError("There is no item in the file. Write one a row")
    if len(rows) > MOST_ITEMS:
        raise forms.ValidationError(
            f"These are {len(rows):,} items, and {MOST_ITEMS} are taken in at a time. "
            "Cut the file in two"
        )
    return [(number, _by_column(number, names, cells)) for number, cells in rows]


def _check_names(names: list[str]) -> None:
    if missing := [name for name in NEEDED if name not in names]:
        raise forms.ValidationError(
            "The first row must name the columns. These are missing: "
            f"{', '.join(missing)}. Take the items away here to see how they are named"
        )
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise forms.ValidationError(
            f"The first row names these columns twice: {', '.join(twice)}. Take one of "
            "each out"
        )


def _by_column(number: int, names: list[str], cells: list[str]) -> dict[str, str]:
    """What is left out of a row that changes an item would be emptied in the item."""
    if len(cells) != len(names):
        raise forms.ValidationError(
            f"Row {number} has {len(cells):,} cells, and the first row names "
            f"{len(names):,} columns. Give the row a cell for each of them"
        )
    row = dict(zip(names, cells, strict=True))
    missing = [name for name in COLUMNS if name not in names]
    if missing and row.get("id", "").strip():
        raise forms.ValidationError(
            f"Row {number} changes an item, so the file needs every column. These are "
            f"missing: {', '.join(missing)}. Take the items away again, and leave "
            "every column in"
        )
    return row


def _read(
    rows: list[tuple[int, dict[str, str]]], *, is_of_place: bool
) -> tuple[Read, ...]:
    read: list[Read] = []
    troubles: list[str] = []
    for number, cells in rows:
        one = {name: as_it_was(cells.get(name) or "").strip() for name in COLUMNS}
        form = RowForm(_typed(one), is_of_place=True)
        found = [
            f"Row {number}, {name}: {said}"
            for name, errors in form.errors.items()
            for said in errors
        ]
        found += _marks(number, one)
        is_ours = form.cleaned_data.get("seen_by") == "us"
        if is_ours and not is_of_place:
            found.append(
                f"Row {number}, seen_by: you speak for no authority. Write "
                f"“{SEEN_BY['all']}”"
            )
        troubles += found
        if not found:
            said = dict(form.cleaned_data)
            del said["seen_by"]
            item_id = UUID(one["id"]) if one["id"] else None
            version = int(one["version"] or 0)
            read.append(Read(number, item_id, version, is_ours, said))
    if troubles:
        more = len(troubles) - MOST_TROUBLES
        left = [f"There are {more:,} more like these"] if more > 0 else []
        raise forms.ValidationError([*troubles[:MOST_TROUBLES], *left])
    return tuple(read)


def _marks(number: int, one: dict[str, str]) -> list[str]:
    """What is wrong with what the file alone has."""
    found = []
    if one["id"] and not _is_id(one["id"]):
        found.append(f"Row {number}, id: leave it as it was, or empty for a new item")
    if not re.fullmatch(r"\d{0,6}", one["version"], re.ASCII):
        found.append(f"Row {number}, version: leave it as it was, or empty")
    return found


def _is_id(words: str) -> bool:
    try:
        UUID(words)
    except ValueError:
        return False
    return True


def _typed(one: dict[str, str]) -> dict[str, Any]:
    """The cells as the form would be sent them; a choice by its key or its words."""
    sent: dict[str, Any] = dict(one)
    for name, choices in _CHOICES.items():
        keys = {str(label).casefold(): key for key, label in choices.choices}
        sent[name] = keys.get(one[name].casefold(), one[name])
    topics = {str(label).casefold(): key for key, label in Topic.choices}
    said = [part.strip() for part in one["topics"].split(";") if part.strip()]
    sent["topics"] = [topics.get(part.casefold(), part) for part in said]
    seen = {words: key for key, words in SEEN_BY.items()}
    sent["seen_by"] = seen.get(one["seen_by"].casefold(), one["seen_by"]) or "all"
    sent["language"] = sent["language"] or "en"
    sent["may_adapt"] = one["may_adapt"].casefold() in _YES
    for name, field in RowForm.base_fields.items():
        if isinstance(field, DayField):
            sent |= _day(name, one[name])
    return sent


def _day(name: str, words: str) -> dict[str, str]:
    """2017-09-29, and 29/9/2017 as a sheet may write it, as three boxes."""
    parts = re.split(r"[-/. ]+", words, maxsplit=2) if words else []
    if parts and re.fullmatch(r"\d{4}", parts[0], re.ASCII):
        parts.reverse()
    return {f"{name}_{part}": cell for part, cell in zip(PARTS, parts, strict=False)}
