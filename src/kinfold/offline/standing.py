"""What stands in Kinfold of a visit, in the plain texts that a device compares."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.records.errors import CannotDo
from kinfold_core.pictures.picture import (
    UnreadablePictureError,
    as_json,
    read_picture,
)
from kinfold_core.practice.child_sharing import (
    Audience,
    Choice,
    MayShow,
    standing,
)
from kinfold_core.practice.offline_bundle import PICTURE
from kinfold_core.practice.offline_whom import (
    MEMBER,
    PERSON,
    TYPED,
    ids_of,
    is_about_somebody,
)

SESSION_FIELDS: Final = (
    "place", "people_there", "aids", "consent", "consent_why", "scale",
    "child_question", "disclosure",
)  # fmt: skip
"""What of a session may differ. Its beginning (assent, limits) is written once."""


def session_texts(session: ChildToolSession) -> dict[str, str]:
    return {name: as_text(name, getattr(session, name)) for name in SESSION_FIELDS}


def item_texts(item: ChildItem) -> dict[str, str]:
    return {"words": item.words, PICTURE: as_text(PICTURE, item.picture)}


def choices_of(item: ChildItem) -> tuple[Choice, ...]:
    """Every choice of the child about an item, the oldest first."""
    rows = [one for one in item.choices.all() if one.authority_id == item.authority_id]
    return tuple(
        Choice(
            audience=row.audience,
            answer=row.answer,
            name=row.name,
            person_id=row.person_id,
            member_id=row.member_id,
        )
        for row in sorted(rows, key=lambda row: (row.recorded_at, row.pk))
    )


def answers(item: ChildItem) -> dict[str, MayShow]:
    """What the child has answered, as it counts now: by group, and by key of people."""
    return {who_of(one): MayShow(one.answer) for one in standing(choices_of(item))}


def called(item: ChildItem) -> dict[str, str]:
    """What those are called whom the child has answered about by name."""
    return {who_of(one): one.name for one in standing(choices_of(item)) if one.name}


def who_of(choice: Choice) -> str:
    """Whom a choice is about, as a device names them."""
    if choice.person_id:
        return f"{PERSON}{choice.person_id}"
    if choice.member_id:
        return f"{MEMBER}{choice.member_id}"
    is_typed = choice.audience == Audience.PERSON
    return f"{TYPED}{choice.name}" if is_typed else choice.audience


def choice_of(who: str, answer: MayShow, name: str, on: date) -> Choice:
    """An answer of a device as a choice of the child. `name`: of whom it is about."""
    person_id, member_id = ids_of(who)
    is_person = is_about_somebody(who)
    return Choice(
        audience=Audience.PERSON if is_person else who,
        answer=answer.value,
        name=name if is_person else "",
        person_id=person_id,
        member_id=member_id,
        chosen_on=on,
    )


def as_text(name: str, value: Any) -> str:
    """A field as a device writes it. A picture has one order of its parts."""
    if name == PICTURE:
        picture = read_picture(value)
        if picture.is_empty:
            return ""
        return json.dumps(as_json(picture), separators=(",", ":"))
    return "" if value is None else str(value)


def as_value(name: str, text: str) -> Any:
    """A field as the tools of Kinfold take it.

    Raises:
        CannotDo: the picture or the number cannot be read.
    """
    if name == PICTURE:
        return _picture(text)
    if name == "scale":
        if text and not (text.isascii() and text.isdigit() and len(text) < 3):
            raise CannotDo("The number of the scale could not be read", name)
        return int(text) if text else None
    return text


def plain(name: str, text: str) -> str:
    """A text of the device as it would be read back, so that like is like.

    Raises:
        CannotDo: the picture or the number cannot be read.
    """
    return as_text(name, as_value(name, text))


def values(changes: Mapping[str, str], only: Iterable[str]) -> dict[str, Any]:
    return {name: as_value(name, changes[name]) for name in only}


def _picture(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        return as_json(read_picture(json.loads(text)))
    except UnreadablePictureError as error:
        raise CannotDo(str(error).rstrip("."), PICTURE) from error
    except ValueError as error:
        raise CannotDo("A drawing of this visit could not be read", PICTURE) from error
