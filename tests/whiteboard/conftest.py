"""The practitioner's own family, and a manager of the same team."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from kinfold.platform.fences import owned_models
from kinfold.platform.models import Authority, Team, User
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.factories.platform import (
    as_owner,
    make_authority,
    make_team,
    make_worker_viewer,
)
from tests.factories.practice import make_family


@pytest.fixture
def team(authority: Authority) -> Team:
    return make_team(authority)


@pytest.fixture
def practitioner(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.PRACTITIONER, team=team)


@pytest.fixture
def manager(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.TEAM_MANAGER, team=team)


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Viewer]:
    """A practitioner whose rows are committed, so that other connections see them."""
    with django_db_blocker.unblock():
        authority = make_authority(f"Kept {uuid4().hex[:8]}")
        viewer = make_worker_viewer(
            authority, Role.PRACTITIONER, team=make_team(authority)
        )
        yield viewer
        as_owner(lambda: _forget(viewer))
        connection.close()


@transaction.atomic
def _forget(viewer: Viewer) -> None:
    """Every row of the authority, in any order: keys are looked at in the end."""
    with connection.cursor() as cursor:
        for model in owned_models():
            cursor.execute(
                f'DELETE FROM "{model._meta.db_table}" WHERE authority_id = %s',
                [viewer.authority_id],
            )
    User.objects.filter(pk=viewer.user_id).delete()
    Authority.objects.filter(pk=viewer.authority_id).delete()
