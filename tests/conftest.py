"""The fixed cast, and a database that the tests meet as the web application does.

The schema is made by its owner; every test then runs in the role `kinfold_app`, behind
the fences. Rows are made inside `as_viewer(...)` or by the factories. The hostile-role
tests log in as `kinfold_app` for real, with no way back to the owner.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator
from uuid import UUID

import pytest
import pytest_django.fixtures
from django.conf import settings
from django.db import connections, transaction
from django.template import Context
from django.template.base import Template
from django.test import Client
from django.test.signals import template_rendered
from hypothesis import HealthCheck
from hypothesis import settings as of_hypothesis
from pytest_django.plugin import DjangoDbBlocker

from kinfold.config.environment import database
from kinfold.platform.fences import APP_ROLE
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import set_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES
from tests import made_up
from tests.factories.platform import (
    make_authority,
    make_programme_viewer,
    make_worker_viewer,
)

pytest_plugins = ["tests.told"]

# What a busy machine takes says nothing about the code: no test fails by the clock.
of_hypothesis.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
of_hypothesis.load_profile("suite")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is read now stays until the end. To look through it for what can be thrown
    away takes half of the reading, and a third of a second each time from then on."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Make the test database as the owner of the tables."""
    connection = connections["default"]
    owner = database("KINFOLD_MIGRATE_DATABASE_URL")
    for key in ("USER", "PASSWORD"):
        connection.settings_dict[key] = owner[key]
    connection.settings_dict["TEST"]["NAME"] = f"test_kinfold_{made_up.suffix()}"
    connection.settings_dict["TEST"]["TEMPLATE"] = made_up.migrated()
    # pytest-django makes no database when no chosen test is marked as needing one;
    # fixtures of ours that commit would then write to the real one
    pytest_django.fixtures._get_databases_for_setup = lambda items: (
        {"default"},
        set(),
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """From here on every connection takes the application's role: owns nothing."""
    connection = connections["default"]
    connection.close()
    if not connection.settings_dict["NAME"].startswith("test_"):
        pytest.exit("The suite was about to write to a real database", returncode=3)
    connection.settings_dict["OPTIONS"]["assume_role"] = APP_ROLE
    yield
    # runs before pytest-django drops the database, which needs its owner
    connection.close()
    del connection.settings_dict["OPTIONS"]["assume_role"]


@pytest.fixture(scope="session", autouse=True)
def parts_are_not_told_of(django_test_environment: None) -> None:
    """A test's client hears of a page that is rendered, not of each part within it.

    Django would copy all that the page knows for each of its parts, of which there are
    dozens; `response.context` finds the page's first either way.
    """
    Template._render = _rendered


def _rendered(template: Template, context: Context) -> str:
    if context.template is template:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture(scope="session")
def world() -> str:
    """The name of a database of made-up families. Copy it; do not write to it."""
    return made_up.world()


@pytest.fixture(scope="module")
def for_the_module(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What a module's own fixtures write is made once, and stays until its last test.

    Each test is rolled back to it. Not for tests that need real commits.
    """
    connection = connections["default"]
    block = transaction.atomic()
    # as Django's own TestCase: a block that has to be the outermost may begin in it
    block._from_testcase = True
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, block:
        # each test ends by closing its connections, and this is one transaction
        patch.setattr(connection, "close", lambda: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def authority(db: None) -> Authority:
    return make_authority("Lincolnshire")


@pytest.fixture
def elsewhere_authority(db: None) -> Authority:
    return make_authority("Brent")


def _member_of(role: Role) -> Callable[[Authority], Viewer]:
    @pytest.fixture
    def viewer(authority: Authority) -> Viewer:
        return make_worker_viewer(authority, role)

    return viewer


practitioner = _member_of(Role.PRACTITIONER)
manager = _member_of(Role.TEAM_MANAGER)
chair = _member_of(Role.CONFERENCE_CHAIR)
practice_leader = _member_of(Role.PRACTICE_LEADER)
senior_leader = _member_of(Role.SENIOR_LEADER)
quality_lead = _member_of(Role.QUALITY_LEAD)
analyst = _member_of(Role.ANALYST)
information_governance = _member_of(Role.INFORMATION_GOVERNANCE)
authority_admin = _member_of(Role.AUTHORITY_ADMIN)


@pytest.fixture
def programme_lead(db: None) -> Viewer:
    return make_programme_viewer(Role.PROGRAMME_LEAD)


@pytest.fixture
def elsewhere(elsewhere_authority: Authority) -> Viewer:
    """Every role there is, in another authority. Must never see our records."""
    return make_worker_viewer(elsewhere_authority, *AUTHORITY_ROLES)


@pytest.fixture
def sign_in(client: Client) -> Callable[[Viewer], Client]:
    def _sign_in(viewer: Viewer) -> Client:
        return signed_in(client, viewer)

    return _sign_in


def signed_in(client: Client, viewer: Viewer) -> Client:
    """`client` with a session in the viewer's place, as sign-in would leave it."""
    from django.contrib.auth import get_user_model

    # an earlier request may have left its viewer set: the test is one transaction
    if connections["default"].in_atomic_block:
        set_viewer(None, None)
    user = get_user_model().objects.get(pk=viewer.user_id)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["place"] = _place(viewer)
    session.save()
    return client


def _place(viewer: Viewer) -> str:
    if viewer.authority_id:
        return f"authority:{viewer.authority_id}"
    programme: UUID = next(iter(viewer.programme_ids))
    return f"programme:{programme}"
