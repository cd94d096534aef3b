"""Some weeks of what writing cost the made-up workers: minutes, and no words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from kinfold.recording.models import RecordingTime
from kinfold.world.sheets import Ids, Sheets

WEEKS: Final = 9
WRITES_SHARE: Final = 0.35
# document, kind, and about how many minutes it takes
_WRITTEN: Final = (
    ("practice", "entry", 6),
    ("practice", "danger", 17),
    ("networks", "member", 4),
    ("planning", "rule", 9),
    ("monitoring", "journal", 5),
)


def add_recording(
    sheets: Sheets, ids: Ids, authority_id: UUID, workers: Iterable[UUID], today: date
) -> None:
    """Each worker wrote something on some working days of the last weeks."""
    for worker_id in workers:
        rng = Random(f"recording:{worker_id}")  # noqa: S311  not a secret
        for days in range(1, WEEKS * 7):
            day = today - timedelta(days=days)
            if day.weekday() > 4 or rng.random() > WRITES_SHARE:
                continue
            for document, kind, minutes in rng.sample(_WRITTEN, 2):
                saves = rng.randrange(1, 4)
                sheets.add(
                    RecordingTime, id=ids.next(), authority_id=authority_id,
                    worker_id=worker_id, day=day, document=document, kind=kind,
                    seconds=saves * rng.randrange(minutes * 40, minutes * 80),
                    save_count=saves, retyped_count=int(rng.random() < 0.1),
                )  # fmt: skip
