"""People of a journey who are reached for, and asked again, without a browser.

What was done by hand a few times on the screen is done for the others here, by the
factories of the suite: a process of its own, on the database that is served.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import django

from tests.made_up import environment_on


@dataclass(frozen=True)
class Reached:
    """Of one episode: who wants to be part of it, who stays, and who is still there.

    `again`: a name, the month, the day and what they said; a no begins with "No".
    """

    episode_id: str
    by_letter: Sequence[str] = ()
    tried_on: str = ""
    answered_on: str = ""
    staying: Sequence[str] = ()
    agreed_on: str = ""
    again: Sequence[tuple[str, int, str, str]] = ()


def write(database: str, reached: Reached) -> None:
    """Write it down in `database`, as Amina."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.reached"],
        env={
            **environment_on(database),
            "DJANGO_SETTINGS_MODULE": "kinfold.config.settings.test",
        },
        input=json.dumps(asdict(reached)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def _write(reached: Reached) -> None:
    from kinfold.family_finding.models import FindingEpisode, FoundPerson
    from kinfold.platform.models import Authority
    from kinfold.platform.tenancy import as_authority, as_viewer
    from kinfold.world.lived.cast import viewer_called
    from tests.factories.family_finding import (
        make_answer,
        make_attempt,
        make_reply,
        make_stay,
    )

    lincolnshire = Authority.objects.get(slug="lincolnshire").pk
    with as_authority(lincolnshire):
        amina = viewer_called(lincolnshire, "Amina Begum")
    with as_viewer(amina):
        episode = FindingEpisode.objects.select_related("child").get(
            pk=reached.episode_id
        )
        people = {
            one.name: one
            for one in FoundPerson.objects.filter(episode=episode).select_related(
                "episode"
            )
        }
    for name in reached.by_letter:
        make_attempt(amina, people[name], attempted_on=_day(reached.tried_on))
        make_reply(amina, people[name], replied_on=_day(reached.answered_on), offers="")
    for name in reached.staying:
        make_stay(amina, people[name], agreed_on=_day(reached.agreed_on))
    for name, month, day, words in reached.again:
        make_answer(
            amina, people[name], month=month, asked_on=_day(day), words=words,
            is_active=not words.startswith("No"),
        )  # fmt: skip


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


if __name__ == "__main__":
    django.setup()
    _write(Reached(**json.load(sys.stdin)))
