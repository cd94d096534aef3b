"""Asking about a time with a child, and for what the child says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from kinfold.networks.forms.fields import OneOf, OverVersion, past_day
from kinfold.platform.files import UploadField
from kinfold.platform.files.names import split_ending
from kinfold.platform.word_fields import Choice, Line, Words
from kinfold_core.practice.child_rows import ItemRow, SessionRow
from kinfold_core.practice.child_tools import (
    LARGEST,
    PARTS,
    SCALE_MOST,
    TAKES,
    WRONG,
    Consent,
    Disclosed,
    SessionDetails,
    Tool,
)
from kinfold_core.practice.living_map import Member

LONGEST_SAID = 4_000


class BeginForm(forms.Form):
    child = OneOf(
        label="Which child?", error_messages={"required": "Choose which child"}
    )
    tool = OneOf(
        label="What will you do together?",
        choices=[(tool.value, tool.label) for tool in Tool],
        help_text="Fairy and wizard are for younger children",
        error_messages={"required": "Choose what you do together"},
    )
    consent = OneOf(
        label="What did the parents say?",
        choices=[(one.value, one.label) for one in Consent],
        error_messages={"required": "Choose what the parents said"},
    )
    consent_why = Words(
        label="If they said no or were not asked: why is it done?",
        rows=2,
        required=False,
    )
    has_assent = forms.BooleanField(
        label="The child wants to",
        help_text="Say what it is for, and who may see it. A no is an answer too",
        error_messages={
            "required": "Ask the child first. If they say no, that is their answer"
        },
    )
    limits_explained = forms.BooleanField(
        label="The child knows: “If you are not safe, I must tell. I tell you first”",
        help_text="And that you and whoever answers for your work can read it",
        error_messages={
            "required": "Tell the child first that you must tell if they are not safe"
        },
    )
    place = Line(label="Where are you?", required=False)
    people_there = Line(
        label="Who is in the room?",
        required=False,
        longest=500,
        help_text="Everybody, also who only listens",
    )
    aids = Line(
        label="Interpreter, signs, symbols or anything else that helps the child talk",
        required=False,
        longest=500,
    )
    happened_on = past_day("On which day?")

    def __init__(
        self, data: Any = None, *, children: Sequence[Member], child_id: str = ""
    ) -> None:
        super().__init__(data, initial={"child": child_id})
        self.children = {str(one.person_id): one for one in children}
        self.fields["child"].choices = [  # type: ignore[attr-defined]
            (key, one.name) for key, one in self.children.items()
        ]

    @property
    def details(self) -> SessionDetails:
        cleaned = {name: value for name, value in self.cleaned_data.items()}
        child = self.children[cleaned.pop("child")]
        return SessionDetails(
            child_id=UUID(str(child.person_id)), child_name=child.name, **cleaned
        )


class AroundForm(OverVersion):
    """What is written around the child's words until it is finished."""

    hides_optional = True
    first = Choice(label="Where did the child want to begin?")
    scale = Choice(
        label="Where does the child stand on the path, from 0 to 10?",
        choices=[("", "No number"), *((str(n), str(n)) for n in range(SCALE_MOST + 1))],
        required=False,
    )
    scale_0 = Line(
        label="What is at 0, in the child's words?", required=False, longest=500
    )
    scale_10 = Line(
        label="What is at 10, in the child's words?", required=False, longest=500
    )
    child_question = Words(
        label="What does the child want to ask the adults?", rows=2, required=False
    )
    disclosure = OneOf(
        label="Did the child tell something that somebody must act on today?",
        choices=[(one.value, one.label) for one in Disclosed],
        required=False,
    )
    place = Line(label="Where are you?", required=False)
    people_there = Line(label="Who is in the room?", required=False, longest=500)
    aids = Line(label="What helps the child talk?", required=False, longest=500)
    prompts = Words(label="What did you ask or say to help?", rows=2, required=False)
    consent = OneOf(
        label="What did the parents say?",
        choices=[(one.value, one.label) for one in Consent],
    )
    consent_why = Words(
        label="If they said no or were not asked: why is it done?",
        rows=2,
        required=False,
    )

    def __init__(self, data: Any = None, *, session: SessionRow) -> None:
        super().__init__(data)
        self.session = session
        parts = {part.key: part.label for part in PARTS[session.tool]}
        self.fields["first"].choices = list(parts.items())  # type: ignore[attr-defined]
        for name in self.fields.keys() - {"first", "scale", "version"}:
            self.initial[name] = getattr(session, name)
        self.initial["version"] = session.version
        self.initial["first"] = session.part_order[0]
        self.initial["scale"] = "" if session.scale is None else str(session.scale)

    @property
    def changes(self) -> dict[str, Any]:
        changes = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        first = changes.pop("first")
        if first != self.session.part_order[0]:
            rest = (key for key in self.session.part_order if key != first)
            changes["part_order"] = [first, *rest]
        changes["scale"] = int(changes["scale"]) if changes["scale"] else None
        return changes


class ItemForm(OverVersion):
    """One thing that the child says, letter by letter."""

    words = Words(
        label="The child's words",
        rows=4,
        longest=LONGEST_SAID,
        required=False,
        help_text="Just as the child says it, also when it is not good English. "
        "Leave it empty if the child only draws",
    )
    part = OneOf(label="Where does it belong?")

    def __init__(
        self,
        data: Any = None,
        *,
        session: SessionRow,
        item: ItemRow | None = None,
        part: str = "",
    ) -> None:
        super().__init__(data)
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            (one.key, one.label) for one in PARTS[session.tool]
        ]
        self.initial["part"] = item.part_key if item else part or session.part_order[0]
        if item:
            self.initial.update(words=item.words, version=item.version)

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("words", "part")}


class FileForm(forms.Form):
    """A photograph of a drawing, or a recording."""

    file = UploadField(limit=LARGEST)
    alt_text = Line(
        label="What is on it, in a sentence?",
        required=False,
        longest=500,
        help_text="For whoever cannot see or hear it, if you can in the child's words",
    )

    def __init__(self, data: Any = None, files: Any = None, *, kind: str) -> None:
        super().__init__(data, files)
        self.kind = kind
        field = self.fields["file"]
        endings = [f".{ending}" for ending in TAKES[kind]]
        field.label = "The photograph" if kind == "paper" else "The recording"
        field.help_text = WRONG[kind]
        field.widget.attrs["accept"] = ",".join(endings)
        if kind == "sound":
            field.widget.attrs["data-recorded"] = ""

    @property
    def seconds(self) -> int | None:
        """What the recorder on the page counted, which is no more than a help: what
        makes no sense is not known, and loses nobody a recording."""
        counted = self.data.get("seconds", "") if self.kind == "sound" else ""
        if not (counted.isascii() and counted.isdigit() and len(counted) <= 4):
            return None
        return int(counted)

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if split_ending(upload.name or "")[1] not in TAKES[self.kind]:
            raise forms.ValidationError(WRONG[self.kind])
        return upload
