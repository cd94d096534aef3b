"""What a lab day needs before it: booked by two authorities, and a family to tell of.

A process of its own, on the served database, as `rows` is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING
from uuid import uuid4

import django

from tests.made_up import environment_on

if TYPE_CHECKING:  # models are there once Django is set up
    from kinfold.platform.models import User
    from kinfold.platform.viewer import Viewer


def lab_rows(database: str) -> dict[str, str]:
    """Make them in `database`: addresses' parts, and who works with the family."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.rows_together"],
        env={
            **environment_on(database),
            "DJANGO_SETTINGS_MODULE": "kinfold.config.settings.test",
        },
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    found: dict[str, str] = json.loads(made.stdout)
    return found


def make_lab_day() -> dict[str, str]:
    """Wokingham brings a case, Brent sits in; a worker of Wokingham holds a family."""
    from kinfold.lab import actions
    from kinfold.platform.models import Authority, Programme, User
    from kinfold.platform.places import places_of, viewer_in
    from kinfold.platform.tenancy import as_authority, as_viewer
    from kinfold_core.access import Role
    from tests.factories.lab import make_lab
    from tests.factories.platform import make_team, make_worker_viewer
    from tests.factories.practice import make_entry, make_family, make_set

    def known(email: str) -> tuple[User, Viewer]:
        user = User.objects.get(email=email)
        place = places_of(user.pk)[0]
        with as_authority(place.authority_id, user_id=user.pk):
            return user, viewer_in(place, user_id=user.pk)

    programme = Programme.objects.get(slug="england-innovation-2017-19")
    wokingham = Authority.objects.get(slug="wokingham")
    _, frances = known("frances@programme.example")
    session = make_lab(frances, programme, wokingham)
    leader, ellen = known("ellen@wokingham.example")
    for by, brings_case in ((ellen, True), (known("leila@brent.example")[1], False)):
        with as_viewer(by):
            actions.book(session_id=session.pk, brings_case=brings_case, seats=2, by=by)
    worker = make_worker_viewer(
        wokingham, Role.PRACTITIONER, name="Joan Whitlow", team=make_team(wokingham)
    )
    user = User.objects.get(pk=worker.user_id)
    user.email, user.password = f"{uuid4().hex}@wokingham.example", leader.password
    user.save()
    family = make_family(worker)
    make_set(worker, family)
    make_entry(worker, family)
    return {"family": str(family.pk), "session": str(session.pk), "worker": user.email}


def main() -> None:
    django.setup()
    from kinfold.platform.models import User
    from tests.factories import platform

    # the factory counts from one, and others of the world are there already
    platform._numbers = count(User.objects.count() + 1)
    print(json.dumps(make_lab_day()))


if __name__ == "__main__":
    main()
