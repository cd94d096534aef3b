"""A visit in a kitchen without a network: what Kai drew there, and how it came home."""

from __future__ import annotations

import json
from datetime import datetime, time
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from kinfold.offline import actions, keys
from kinfold.offline.models import TakenAlong
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.offline_bundle import FORMAT, signature_of

# ruff: noqa: E501  (a thing that a child said to a line)

DAYS_AGO: Final = 6
_GARDEN: Final = {
    "ground": "paper",
    "items": [
        {"colour": "green", "pen": "thick", "points": [40, 520, 220, 500, 420, 530, 760, 500]},
        {"colour": "orange", "pen": "middle", "points": [180, 480, 200, 400, 260, 380, 320, 400, 340, 480]},
        {"colour": "blue", "pen": "middle", "points": [520, 470, 560, 430, 600, 430, 640, 470, 600, 500, 560, 500, 520, 470]},
    ],
}  # fmt: skip
# Part, words, picture, whom Kai lets see it (nobody: only Amina).
_SAID: Final[tuple[tuple[str, str, dict[str, Any], tuple[str, ...]], ...]] = (
    ("wand", "A garden with a goal, and Dad is the goalkeeper", _GARDEN, ("parents", "network", "workers")),
    ("wings", "Grandad Manny lets me win", {}, ("parents", "workers")),
    ("clothes", "My tummy hurts on Friday", {}, ()),
)  # fmt: skip
_AROUND: Final = {
    "place": "At Nan Jo's kitchen table",
    "people_there": "Kai, and Nan Jo in the garden",
    "consent": "given",
    "has_assent": "yes",
    "limits_explained": "yes",
    "disclosure": "no",
    "read_back": "yes",
}


def draw_in_the_kitchen(cast: Cast) -> None:
    """Kai and the fairy, on the team's tablet, and sent home."""
    device = actions.add_device(
        device_id=_id(cast, "device"), label="Tablet of the team, blue", by=cast.amina
    )
    (taken,) = actions.take_along(
        family_id=cast.family_id, child_ids=[cast.people["Kai"]], days=1, by=cast.amina
    )
    actions.put_on_device(taken_id=taken.pk, device_id=device.pk, by=cast.amina)
    body = json.dumps(_visit(cast, taken, device.pk)).encode()
    key = keys.signing_key(keys.key_of(device))
    actions.bring_home(body=body, signature=signature_of(body, key), by=cast.amina)


def _visit(cast: Cast, taken: TakenAlong, device_id: UUID) -> dict[str, Any]:
    began = timezone.make_aware(datetime.combine(cast.ago(DAYS_AGO), time(16, 10)))
    at = began.isoformat()
    return {
        "format": FORMAT,
        "id": str(_id(cast, "bundle")),
        "device": str(device_id),
        "taken": str(taken.pk),
        "session": str(_id(cast, "session")),
        "tool": "fairy",
        "began_at": at,
        "sent_at": timezone.now().isoformat(),
        "fields": {name: _field(value, at) for name, value in _AROUND.items()},
        "items": [
            {
                "id": str(_id(cast, f"item {number}")),
                "part": part,
                "fields": {
                    "words": _field(words, at),
                    "picture": _field(json.dumps(picture) if picture else "", at),
                },
                "answers": dict.fromkeys(who, "yes") or {"parents": "no"},
                "answers_seen": {},
            }
            for number, (part, words, picture, who) in enumerate(_SAID)
        ],
    }


def _field(value: str, at: str) -> dict[str, str]:
    return {"value": value, "base": "", "at": at}


def _id(cast: Cast, what: str) -> UUID:
    """The same for the same family, as everything of the demonstration."""
    return uuid5(NAMESPACE_URL, f"kinfold visit {cast.family_id} {what}")
