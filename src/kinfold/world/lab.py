"""A made-up lab that is over: a case that was told, and what is asked three months on.

No family told it and nobody sat in, and every page of it says so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from kinfold.lab.actions.cases import FOLLOW_UP_AFTER
from kinfold.lab.models import LabFollowUp, LabLearning, LabNote, LabPack, LabSession
from kinfold.platform.models import Authority, said_by
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role
from kinfold_core.practice.long_haul import months_after

TITLE: Final = "Learning lab at Wokingham (made up)"
DAYS_AGO: Final = 100
"""More than three months: the first follow-up is due."""
CASE: Final = (
    "We worry that nobody is awake for child A when the mother drinks at night. "
    "Child A, aged 5 to 9, made breakfast for the others.\n\n"
    "It works well that the mother rings her sister before she opens a bottle, and did "
    "so in week 6 and in week 9.\n\n"
    "On the scale: 2 in week 1, 4 in week 5, 6 in week 11."
)
NOTES: Final = (
    (
        "question",
        "How do we ask children without making them tell on their mother?",
    ),
    ("worried", "The plan rests on one sister, who works nights herself."),
    ("well", "She rang before, not after. That is safety, and it was seen twice."),
    ("needs", "A second person for the nights on which the sister works."),
    ("takes", "We ask the mother whom else she would ring, and try it on a Friday."),
)


def load_lab() -> None:
    """One lab with its case, notes and follow-ups. Again changes nothing."""
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        standing = LabSession.objects.filter(
            programme__in=lead.programme_ids, title=TITLE
        )
        if not standing.exists():
            _make(lead)


def _make(lead: Viewer) -> None:
    [programme_id] = lead.programme_ids
    held_on = timezone.localdate() - timedelta(days=DAYS_AGO)
    wokingham = Authority.objects.get(slug="wokingham")
    session = LabSession(
        programme_id=programme_id, host=wokingham, title=TITLE, held_on=held_on,
        seats=24, days_open=14, is_synthetic=True, **said_by(lead),
    )  # fmt: skip
    session.save(force_insert=True)
    with as_authority(wokingham.pk, user_id=lead.user_id):
        _bring(lead, session, wokingham)
    LabLearning(
        programme_id=programme_id,
        session=session,
        theme="Plans that rest on one person",
        learned="Ask on which nights the one who is rung cannot come.",
        changed="Teams ask for two names a night before they call it a plan (made up).",
        **said_by(lead),
    ).save(force_insert=True)


def _bring(lead: Viewer, session: LabSession, wokingham: Authority) -> None:
    """What Wokingham brings, and what is said of it."""
    programme_id = session.programme_id
    pack = LabPack(
        programme_id=programme_id, session=session, authority=wokingham,
        title="A sister with a telephone (made up)", text=CASE, is_synthetic=True,
    )  # fmt: skip
    pack.save(force_insert=True)
    for kind, words in NOTES:
        LabNote(
            programme_id=programme_id, authority=wokingham, pack=pack, kind=kind,
            words=words,
            **said_by(lead),
        ).save(force_insert=True)  # fmt: skip
    for months in FOLLOW_UP_AFTER:
        LabFollowUp(
            programme_id=programme_id, authority=wokingham, pack=pack, months=months,
            due_on=months_after(session.held_on, months), **said_by(lead),
        ).save(force_insert=True)  # fmt: skip
