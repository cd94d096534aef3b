"""Giving the family their copy: what is kept, what stops it, who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.copies.actions import share_map
from kinfold.copies.forms import SharingForm
from kinfold.copies.models import MapSharing
from kinfold.copies.stamps import stamp_of
from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.models import DangerStatement, Mapping
from kinfold.records.models import Family, FamilyMember
from kinfold_core.access import GRANTS, Action, Reach, Role
from kinfold_core.access.roles import AUTHORITY_ROLES
from kinfold_core.practice.written import DangerSetDetails, SharingDetails, Showing
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import good_set, make_entry, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
COPY = {"title": "Amira and Kai"}
NAMES = ("family-copy", "family-copy-pdf", "share")


def url(name: str, family: Family) -> str:
    return reverse(f"copies:{name}", args=[family.pk])


def share(by: Viewer, family: Family) -> MapSharing:
    with as_viewer(by):
        return share_map(
            family_id=family.pk,
            details=SharingDetails(
                format="printed", with_whom="Leanne", shared_on=timezone.localdate()
            ),
            seen=stamp_of(COPY),
            make_copy=lambda: COPY,
            by=by,
        )


def test_sharing_fixes_a_version_and_the_next_change_opens_another(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    shared = share(practitioner, family)
    assert (shared.version, shared.copy) == (1, COPY)
    with as_viewer(practitioner):
        mapping = Mapping.objects.get(family=family)
        assert (mapping.status, mapping.version) == ("shared", 1)
        assert DangerStatement.objects.get(pk=danger.pk).state == "shared"
        event = AuditEvent.objects.get(action="map.shared")
        assert event.changes["with"] == "Leanne"
        assert event.changes["format"] == "printed"
    make_entry(practitioner, family, text="Kai sleeps well.")
    with as_viewer(practitioner):
        mapping.refresh_from_db()
        assert (mapping.status, mapping.version) == ("draft", 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft", "shared"),
        ("tested", "shared"),
        ("agreed", "agreed"),
        ("disputed", "disputed"),
    ],
)
def test_a_statement_tested_in_supervision_is_shared_when_the_map_is_given(
    practitioner: Viewer, family: Family, danger: DangerStatement, before: str,
    after: str,
) -> None:  # fmt: skip
    with as_viewer(practitioner):
        DangerStatement.objects.filter(pk=danger.pk).update(state=before)
    share(practitioner, family)
    with as_viewer(practitioner):
        assert DangerStatement.objects.get(pk=danger.pk).state == after


def test_only_blocking_rules_stop_sharing(practitioner: Viewer, family: Family) -> None:
    with pytest.raises(CannotDo, match="nothing on the map"):
        share(practitioner, family)
    with as_viewer(practitioner):
        rough = DangerSetDetails(worried_about="DV and neglect, chaotic home.")
        danger = actions.add_danger_set(
            family_id=family.pk, details=rough, by=practitioner
        )
    with pytest.raises(CannotShare) as refused:
        share(practitioner, family)
    assert {f.rule for f in refused.value.findings} >= {"R-DS1", "R-DS3", "R-DS4"}
    with as_viewer(practitioner):
        actions.change_danger_set(
            family_id=family.pk, danger_id=danger.pk, version=1, by=practitioner,
            details=replace(
                good_set(practitioner, family), worried_about="DV, chaotic home."
            ),
        )  # fmt: skip
    assert share(practitioner, family).version == 1


def share_post(form: SharingForm, **changes: object) -> dict[str, object]:
    """What is sent of the form as a page shows it: given to the first it is for."""
    today = timezone.localdate()
    return {
        "seen": form["seen"].value(), "with_whom": [*form.names][:1],
        "format": "printed", "shared_on_day": today.day,
        "shared_on_month": today.month, "shared_on_year": today.year,
    } | changes  # fmt: skip


def read_by(client: Client, family: Family, asked: str = "") -> SharingForm:
    """The form beside the copy as it is shown now."""
    form: SharingForm = client.get(url("family-copy", family) + asked).context["form"]
    return form


def test_what_is_written_after_the_copy_was_shown_is_not_kept_as_given(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    read = share_post(read_by(client, family))
    make_entry(practitioner, family, "complicating_factor", text="The heating is off.")
    answer = client.post(url("share", family), read)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "so nothing was written down" in page
    assert "What makes it harder: " in page
    assert page.index("The heating is off.", page.index("New or changed"))
    assert answer.context["form"]["with_whom"].value() == read["with_whom"]
    with as_viewer(practitioner):
        assert not MapSharing.objects.exists()
        assert Mapping.objects.get().status == "draft"
    # what is shown now can be given
    read["seen"] = answer.context["form"]["seen"].value()
    assert client.post(url("share", family), read).status_code == 302
    with as_viewer(practitioner):
        assert "The heating is off." in str(MapSharing.objects.get().copy)


def test_a_form_without_a_stamp_keeps_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    read = share_post(read_by(client, family), seen="")
    answer = client.post(url("share", family), read)
    assert answer.status_code == 409
    with as_viewer(practitioner):
        assert not MapSharing.objects.exists()


def test_a_stamp_holds_from_one_day_to_the_next() -> None:
    assert stamp_of({"made_on": "3 May"} | COPY) == stamp_of(COPY)


def test_sharing_keeps_word_for_word_what_was_given(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_entry(
        practitioner, family, text="A secret.",
        showing=Showing(
            is_visible=False, reason="Danger",
            review_on=timezone.localdate() + timedelta(days=9),
        ),
    )  # fmt: skip
    client = sign_in(practitioner)
    read = share_post(read_by(client, family))
    nobody = client.post(url("share", family), read | {"with_whom": []})
    assert nobody.status_code == 422
    assert "Say who was given it" in nobody.text
    assert client.post(url("share", family), read).status_code == 302
    with as_viewer(practitioner):
        copy = MapSharing.objects.get().copy
    assert copy["title"] == "Amira and Kai"
    assert copy["happened"][0]["text"].startswith("Dad pushed Mum")
    assert "A secret." not in str(copy)
    page = client.get(url("family-copy", family)).content.decode()
    assert "Version 1 given to Amira" in page


def test_it_is_given_to_those_whom_the_copy_is_made_for_and_to_nobody_else(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    """Dean lives elsewhere and Jo is of the network: this copy is not theirs."""
    with as_viewer(practitioner):
        keys = dict(family.members.values_list("person__given_names", "person_id"))
        jo = make_person(practitioner, "Jo")
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=family, part="network",
            person=jo, joined_on=family.opened_on,
        )  # fmt: skip
    client = sign_in(practitioner)
    form = read_by(client, family)
    assert [*form.names.values()] == ["Amira", "Kai"]
    page = client.get(url("family-copy", family)).text
    assert "copy is not for Jo" in page[page.index("When you have given it to them") :]
    for whom in (keys["Dean"], jo.pk, "Leanne and Nan Jo"):
        sent = share_post(form, with_whom=[str(whom)])
        answer = client.post(url("share", family), sent)
        assert answer.status_code == 422
        assert "not made for somebody who was ticked" in answer.text
    with as_viewer(practitioner):
        assert not MapSharing.objects.exists()
    asked = f"?chosen=1&reader={keys['Dean']}&reader={keys['Kai']}"
    form = read_by(client, family, asked)
    sent = share_post(form, with_whom=[*form.names])
    assert client.post(url("share", family) + asked, sent).status_code == 302
    with as_viewer(practitioner):
        assert MapSharing.objects.get().with_whom == "Kai and Dean"


def test_sharing_half_a_set_says_what_is_missing(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    client.post(
        reverse("practice:add-danger", args=[family.pk]),
        {"worried_about": "Dean shouts."},
    )
    read = share_post(read_by(client, family))
    answer = client.post(url("share", family), read)
    assert answer.status_code == 422
    assert "who is worried" in answer.content.decode()
    assert answer.context["form"]["with_whom"].value() == read["with_whom"]


def test_every_look_is_noted(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    client.get(url("family-copy", family))
    client.get(url("family-copy-pdf", family))
    with as_viewer(practitioner):
        looks = AuditEvent.objects.filter(kind="read", family_id=family.pk)
        assert set(looks.values_list("action", flat=True)) == {
            "copies.family_copy",
            "copies.family_copy_pdf",
        }


@pytest.mark.parametrize("name", NAMES)
def test_another_authority_and_the_programme_find_nothing(
    sign_in: SignIn,
    elsewhere: Viewer,
    programme_lead: Viewer,
    family: Family,
    danger: DangerStatement,
    name: str,
) -> None:
    for viewer in (elsewhere, programme_lead):
        client = sign_in(viewer)
        assert client.get(url(name, family)).status_code == 404
        if name == "share":
            sent = share_post(SharingForm(people=[]))
            assert client.post(url(name, family), sent).status_code == 404


@pytest.mark.parametrize("role", sorted(AUTHORITY_ROLES))
def test_each_role_opens_what_the_policy_table_says(
    sign_in: SignIn, authority: Authority, family: Family, role: Role
) -> None:
    """Somebody with the role who is not the family's worker."""
    client = sign_in(make_worker_viewer(authority, role))
    for name in NAMES:
        may_open = name == "family-copy"
        action = Action.OPEN_FAMILY if may_open else Action.SHARE_FAMILY_COPY
        may = GRANTS[action].get(role, Reach.NOTHING) is Reach.AUTHORITY
        assert client.get(url(name, family)).status_code == (200 if may else 403), name


def test_paper_is_limited_to_thirty_a_minute(
    sign_in: SignIn, practitioner: Viewer, family: Family, monkeypatch: Any
) -> None:
    monkeypatch.setattr("kinfold.copies.views.ways.render_copy", _no_paper)
    # one moment, however slow the machine that runs this
    monkeypatch.setattr("kinfold.platform.limits.time.monotonic", lambda: 1000.0)
    client = sign_in(practitioner)
    seen = [client.get(url("family-copy-pdf", family)).status_code for _ in range(31)]
    assert seen == [200] * 30 + [429]


def _no_paper(*_: object, **__: object) -> bytes:
    return b""


def test_a_factor_under_a_statement_does_not_make_a_danger_of_it(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        bare = replace(good_set(practitioner, family), impacts=())
        danger = actions.add_danger_set(
            family_id=family.pk, details=bare, by=practitioner
        )
    make_entry(
        practitioner, family, "complicating_factor", text="No work.",
        danger_id=danger.pk,
    )  # fmt: skip
    with pytest.raises(CannotShare) as refused:
        share(practitioner, family)
    assert "R-CF1" in {f.rule for f in refused.value.findings}
