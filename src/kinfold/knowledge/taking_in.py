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
from kinfold.knowledge.forms import AddForm
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
    """An item as a line of the file says it. `item_id` and `version` are of the item
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
        help_text="A CSV file with a line for each item, as it is taken away here. "
        "A line without an id is a new item",
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
    """Each line with its number and its cells by column."""
    first = text.split("\n", 1)[0]
    apart = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True)
    rows = []
    try:
        names = [cell.strip().casefold() for cell in next(reader, [])]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, dict(zip(names, cells, strict=False))))
    except csv.Error as error:
        raise forms.ValidationError(
            f"Line {reader.line_num} cannot be read as part of a table. "
            "Save the sheet again as “CSV UTF-8”"
        ) from error
    if missing := [name for name in NEEDED if name not in names]:
        raise forms.ValidationError(
            "The first line must name the columns. These are missing: "
            f"{', '.join(missing)}. Take the items away here to see how they are named"
        )
    if not rows:
        raise forms.ValidationError("There is no item in the file. Write one a line")
    if len(rows) > MOST_ITEMS:
        raise forms.ValidationError(
            f"These are {len(rows):,} items, and {MOST_ITEMS} are taken in at a time. "
            "Cut the file in two"
        )
    return rows


def _read(
    rows: list[tuple[int, dict[str, str]]], *, is_of_place: bool
) -> tuple[Read, ...]:
    read: list[Read] = []
    troubles: list[str] = []
    for line, cells in rows:
        one = {name: as_it_was(cells.get(name) or "").strip() for name in COLUMNS}
        form = AddForm(_typed(one), is_of_place=True)
        found = [
            f"Line {line}, {name}: {said}"
            for name, errors in form.errors.items()
            for said in errors
        ]
        found += _marks(line, one, is_of_place=is_of_place)
        troubles += found
        if not found:
            said = dict(form.cleaned_data)
            is_ours = said.pop("seen_by") == "us"
            item_id = UUID(one["id"]) if one["id"] else None
            version = int(one["version"] or 0)
            read.append(Read(line, item_id, version, is_ours, said))
    if troubles:
        more = len(troubles) - MOST_TROUBLES
        left = [f"There are {more:,} more like these"] if more > 0 else []
        raise forms.ValidationError([*troubles[:MOST_TROUBLES], *left])
    return tuple(read)


def _marks(line: int, one: dict[str, str], *, is_of_place: bool) -> list[str]:
    """What is wrong with what the file alone has."""
    found = []
    if one["id"] and not re.fullmatch(r"[0-9a-fA-F-]{36}", one["id"]):
        found.append(f"Line {line}, id: leave it as it was, or empty for a new item")
    if not re.fullmatch(r"\d{0,6}", one["version"], re.ASCII):
        found.append(f"Line {line}, version: leave it as it was, or empty")
    if not is_of_place and one["seen_by"] == SEEN_BY["us"]:
        found.append(
            f"Line {line}, seen_by: you speak for no authority. Write "
            f"“{SEEN_BY['all']}”"
        )
    return found


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
    for name, field in AddForm.base_fields.items():
        if isinstance(field, DayField):
            sent |= _day(name, one[name])
    return sent


def _day(name: str, words: str) -> dict[str, str]:
    """2017-09-29, and 29/9/2017 as a sheet may write it, as three boxes."""
    parts = re.split(r"[-/. ]+", words, maxsplit=2) if words else []
    if parts and re.fullmatch(r"\d{4}", parts[0], re.ASCII):
        parts.reverse()
    return {f"{name}_{part}": cell for part, cell in zip(PARTS, parts, strict=False)}
