"""Who may open what: every address of the map, every role, another authority."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import urls
from kinfold.practice.models import DangerStatement, MapEntry
from kinfold.records.models import Family
from kinfold.versions import urls as of_versions
from kinfold_core.access import GRANTS, Action, Reach, Role
from kinfold_core.access.roles import AUTHORITY_ROLES
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def _names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    names = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names += _names(pattern.url_patterns)
        elif pattern.name:
            names.append(pattern.name)
    return names


ABOVE = {
    name
    for name in _names(of_versions.urlpatterns)
    if name.endswith(("-entry", "-danger")) or name in {"entry", "danger"}
}
NAMES = [*_names(urls.urlpatterns), *sorted(ABOVE)]
NEEDS = {
    "map": Action.OPEN_FAMILY,
    "entry": Action.OPEN_FAMILY,
    "danger": Action.OPEN_FAMILY,
}
POST_ONLY = {
    name for name in NAMES if name.startswith(("put-back-", "check-", "undo-"))
}


def address(name: str, family: Family, danger: DangerStatement, entry: MapEntry) -> str:
    kwargs: dict[str, object] = {"family_id": family.pk}
    if name in {"add-danger", "check-new-danger"}:
        pass
    elif name.endswith("danger"):
        kwargs["danger_id"] = danger.pk
    elif name in {"add-entry", "check-new-entry"}:
        kwargs["category"] = "strength"
    elif name.endswith("entry"):
        kwargs["entry_id"] = entry.pk
    if name.startswith("undo-"):
        kwargs["version"] = 1
    room = "versions" if name in ABOVE else "practice"
    return reverse(f"{room}:{name}", kwargs=kwargs)


@pytest.fixture
def entry(practitioner: Viewer, danger: DangerStatement) -> MapEntry:
    with as_viewer(practitioner):
        return MapEntry.objects.filter(category="strength").get()


def test_another_authority_finds_nothing_at_any_address(
    sign_in: SignIn,
    elsewhere: Viewer,
    family: Family,
    danger: DangerStatement,
    entry: MapEntry,
) -> None:
    client = sign_in(elsewhere)
    for name in NAMES:
        path = address(name, family, danger, entry)
        if name not in POST_ONLY:
            assert client.get(path).status_code == 404, name
        if name not in {"map", "entry", "danger"}:
            assert client.post(path, {"text": "x"}).status_code == 404, name


def test_a_programme_lead_finds_nothing_at_any_address(
    sign_in: SignIn,
    programme_lead: Viewer,
    family: Family,
    danger: DangerStatement,
    entry: MapEntry,
) -> None:
    client = sign_in(programme_lead)
    for name in NAMES:
        path = address(name, family, danger, entry)
        method = client.post if name in POST_ONLY else client.get
        assert method(path).status_code == 404, name


def test_parts_of_one_familys_map_are_not_at_anothers_address(
    sign_in: SignIn, practitioner: Viewer, danger: DangerStatement, entry: MapEntry
) -> None:
    other = make_family(practitioner)
    client = sign_in(practitioner)
    for name in NAMES:
        path = address(name, other, danger, entry)
        method = client.post if name in POST_ONLY else client.get
        is_part = str(danger.pk) in path or str(entry.pk) in path
        assert method(path).status_code == (404 if is_part else 200), name
    unknown = reverse("versions:entry", args=[other.pk, uuid4()])
    assert client.get(unknown).status_code == 404
    odd = reverse("practice:add-entry", args=[other.pk, "gossip"])
    assert client.get(odd).status_code == 404


@pytest.mark.parametrize("role", sorted(AUTHORITY_ROLES))
def test_each_role_opens_what_the_policy_table_says(
    sign_in: SignIn,
    authority: Authority,
    family: Family,
    danger: DangerStatement,
    entry: MapEntry,
    role: Role,
) -> None:
    """Somebody with the role who is not the family's worker."""
    client = sign_in(make_worker_viewer(authority, role))
    for name in NAMES:
        if name in POST_ONLY:
            continue
        action = NEEDS.get(name, Action.WRITE_MAP)
        may = GRANTS[action].get(role, Reach.NOTHING) is Reach.AUTHORITY
        got = client.get(address(name, family, danger, entry)).status_code
        assert got == (200 if may else 403), name


def test_who_may_only_read_is_offered_no_pen(
    sign_in: SignIn,
    quality_lead: Viewer,
    family: Family,
    danger: DangerStatement,
) -> None:
    client = sign_in(quality_lead)
    page = client.get(reverse("practice:map", args=[family.pk])).content.decode()
    assert "/edit/" not in page
    assert "/add/" not in page
    assert "/rate/" not in page
    copy = client.get(reverse("copies:family-copy", args=[family.pk]))
    assert ".pdf" not in copy.content.decode()


def test_signed_out_is_asked_to_sign_in(client: Client, family: Family) -> None:
    answer = client.get(reverse("practice:map", args=[family.pk]))
    assert answer.status_code == 302
