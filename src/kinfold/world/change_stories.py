"""Made-up stories of change for the demo: three were told, one was withdrawn.

Nobody told any of them, and every page of them says so. The days are counted from the
real today, whatever day the world is made for: the actions hold them to it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.change_stories import actions
from kinfold.change_stories.models import ChangeStory
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role

QUESTION: Final = (
    "Looking back over the last months: what do you think was the most significant "
    "change?"
)
TOLD: Final = (
    {
        "teller": "parent",
        "domain": "families",
        "title": "They asked who was on my side",
        "story": "Before, each time somebody came there was a new list of what I must "
        "do. Then one of them asked who was on my side. I said nobody, and we "
        "found five. My neighbour has the key now, and the children know whose door "
        "they may knock on.",
        "why": "Because I was not alone with it any more, and the children saw that.",
    },
    {
        "teller": "worker",
        "domain": "practice",
        "title": "I read it to them first",
        "story": "I used to write for the file. Now I read the danger out to the "
        "family before it stands anywhere. The first time I changed four words, and "
        "the father stayed in the room.",
        "why": "It is the first time that I did not have to hide what I had written.",
    },
    {
        "teller": "child",
        "domain": "children",
        "title": "My drawing was on the table",
        "story": "I drew the house and where I hide. They put it on the table and all "
        "of them looked at it.",
        "why": "Because they did what I drew.",
    },
)
WITHDRAWN: Final = 2
CHOSEN: Final = 0
WHY_CHOSEN: Final = (
    "It shows what changed for the children, not only for the adults: they know whose "
    "door is open. The second shows a change in us; it mattered to the panel too."
)


def load_change_stories() -> None:
    """Three stories with what their tellers agreed to, and a round that chose one.

    One is withdrawn after the panel read it. Again changes nothing.
    """
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        if ChangeStory.objects.filter(programme__in=lead.programme_ids).exists():
            return
        today = timezone.localdate()
        told = [_bring(number, today, lead) for number in range(len(TOLD))]
        _choose(told, today, lead)
        actions.withdraw(story_id=told[WITHDRAWN], by=lead)


def _bring(number: int, today: date, by: Viewer) -> UUID:
    [programme_id] = by.programme_ids
    words = TOLD[number]
    told_on = today - timedelta(days=30 + 7 * number)
    row = actions.bring_story(
        programme_id=programme_id,
        place=Authority.objects.get(slug="lincolnshire").pk,
        told=actions.Story(question=QUESTION, teller_name="", told_on=told_on, **words),
        agreed=actions.Agreed(
            purpose="inside",
            given_on=told_on,
            until=told_on + timedelta(days=730),
            may_be_quoted=words["teller"] != "child",
            explained_by="" if words["teller"] == "worker" else "Amina Begum",
            days_kept=90,
        ),
        kept=(),
        by=by,
    )
    row.is_synthetic = True
    row.save(update_fields=["is_synthetic"])
    return row.pk


def _choose(told: list[UUID], today: date, by: Viewer) -> None:
    [programme_id] = by.programme_ids
    held = actions.begin_round(
        programme_id=programme_id,
        title="Autumn round (made up)",
        panel="two parents, a team manager, a social worker and the evaluator",
        held_on=today - timedelta(days=5),
        story_ids=told,
        by=by,
    )
    actions.choose_story(round_id=held.pk, story_id=told[CHOSEN], why=WHY_CHOSEN, by=by)
