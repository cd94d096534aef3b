"""What a device sends home, read strictly: known names, plain texts, small numbers.

The text of a bundle is signed by the vault that wrote it, so one that was cut off on
its way, or written by another device, is never half taken.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.offline_merge import Sent
from kinfold_core.practice.offline_whom import TYPED, is_about_somebody

FORMAT: Final = 1
ITEMS_MOST: Final = 120
WORDS_MOST: Final = 8_000
PICTURE_MOST: Final = 400_000
"""Characters of one drawing: what a full picture takes as JSON."""
PICTURE: Final = "picture"
PEOPLE_MOST: Final = 400


class UnreadableBundleError(ValueError):
    """What was sent is no visit of ours. The message may be shown."""


@dataclass(frozen=True, slots=True)
class ItemSent:
    """One thing the child said or drew, and who may see it."""

    id: UUID
    part: str
    fields: Mapping[str, Sent]
    answers: Mapping[str, MayShow] = field(default_factory=dict)
    answers_seen: Mapping[str, MayShow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bundle:
    """One visit with one child, as the device holds it.

    Attributes:
        id: of this sending; the same one twice changes nothing.
        taken_id: the row that says that this child was taken along.
        sent_at, began_at: by the device's clock.
        people: what those are called whom the child named, by their keys.
    """

    id: UUID
    device_id: UUID
    taken_id: UUID
    session_id: UUID
    tool: str
    sent_at: datetime
    began_at: datetime
    fields: Mapping[str, Sent]
    items: tuple[ItemSent, ...]
    people: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, who: str) -> str:
        """What somebody is called about whom the child answered by name."""
        return self.people.get(who) or who.removeprefix(TYPED)


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a bundle may use: fields, parts of each tool, audiences."""

    session_fields: frozenset[str]
    item_fields: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    audiences: frozenset[str]


def signature_of(body: bytes, key: bytes) -> str:
    """The mark of a bundle's text under a vault's key, in hexadecimal."""
    return hmac.new(key, body, sha256).hexdigest()


def is_signed(body: bytes, key: bytes, signature: str) -> bool:
    """Whether this vault wrote exactly this text. Takes the same time for every no."""
    return hmac.compare_digest(
        signature_of(body, key).encode(), signature.encode(errors="replace")
    )


def read_bundle(sent: object, known: Known) -> Bundle:
    """The visit that was sent.

    Raises:
        UnreadableBundleError: it is none of ours, or too large; says which.
    """
    body = _mapping(sent)
    if body.get("format") != FORMAT:
        raise UnreadableBundleError(
            "This device writes visits in another way than this Kinfold reads them. "
            "Open the visit page once with a network, and send again."
        )
    tool = _text(body.get("tool"), 40)
    if tool not in known.parts:
        raise UnreadableBundleError("The tool of this visit is not one of ours.")
    items = body.get("items")
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise UnreadableBundleError("What the child said could not be read.")
    if len(items) > ITEMS_MOST:
        raise UnreadableBundleError(
            f"One visit holds {ITEMS_MOST} things and this one has {len(items)}. "
            "Send the others as a second visit."
        )
    read = tuple(_item(_mapping(one), known, known.parts[tool]) for one in items)
    if len({one.id for one in read}) < len(read):
        raise UnreadableBundleError("The same item is in this visit twice.")
    return Bundle(
        id=_id(body.get("id")),
        device_id=_id(body.get("device")),
        taken_id=_id(body.get("taken")),
        session_id=_id(body.get("session")),
        tool=tool,
        sent_at=_time(body.get("sent_at")),
        began_at=_time(body.get("began_at")),
        fields=_fields(body.get("fields"), known.session_fields),
        items=read,
        people=_people(body.get("people", {})),
    )


def _item(item: Mapping[str, Any], known: Known, parts: frozenset[str]) -> ItemSent:
    part = _text(item.get("part"), 40)
    if part not in parts:
        raise UnreadableBundleError("A part of this visit is not one of this tool.")
    return ItemSent(
        id=_id(item.get("id")),
        part=part,
        fields=_fields(item.get("fields"), known.item_fields),
        answers=_answers(item.get("answers", {}), known.audiences),
        answers_seen=_answers(item.get("answers_seen", {}), known.audiences),
    )


def _fields(sent: object, known: frozenset[str]) -> dict[str, Sent]:
    found = {}
    for name, one in _mapping(sent).items():
        if name not in known:
            raise UnreadableBundleError("A question of this visit is not one of ours.")
        field_sent = _mapping(one)
        most = PICTURE_MOST if name == PICTURE else WORDS_MOST
        found[name] = Sent(
            value=_text(field_sent.get("value"), most),
            base=_text(field_sent.get("base", ""), 64),
            at=_time(field_sent.get("at")),
        )
    return found


def _answers(sent: object, known: frozenset[str]) -> dict[str, MayShow]:
    found = {}
    for who, answer in _mapping(sent).items():
        is_known = who in known or is_about_somebody(_text(who, 100))
        if not is_known or answer not in set(MayShow):
            raise UnreadableBundleError(
                "An answer about who may see it could not be read."
            )
        found[who] = MayShow(answer)
    return found


def _people(sent: object) -> dict[str, str]:
    people = _mapping(sent)
    if len(people) > PEOPLE_MOST:
        raise UnreadableBundleError("This visit names more people than one can.")
    return {_text(who, 100): _text(name, 200) for who, name in people.items()}


def _mapping(sent: object) -> Mapping[str, Any]:
    if not isinstance(sent, Mapping):
        raise UnreadableBundleError("This visit could not be read.")
    return sent


def _text(sent: object, most: int) -> str:
    if not isinstance(sent, str) or "\x00" in sent:
        raise UnreadableBundleError("A text of this visit could not be read.")
    try:
        sent.encode()
    except UnicodeEncodeError:
        raise UnreadableBundleError("A text of this visit could not be read.") from None
    if len(sent) > most:
        raise UnreadableBundleError(
            f"A text of this visit is longer than {most:,} characters. Cut it in two."
        )
    return sent


def _id(sent: object) -> UUID:
    try:
        return UUID(_text(sent, 36))
    except ValueError:
        raise UnreadableBundleError("This visit could not be read.") from None


def _time(sent: object) -> datetime:
    text = _text(sent, 40)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableBundleError("A time of this visit could not be read.") from None
    if at.tzinfo is None:
        raise UnreadableBundleError("A time of this visit has no zone.")
    return at
