"""A child's no counts in the network: who is added, asked, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.child_no.actions import decide_despite
from kinfold.child_no.models import DespiteChild
from kinfold.networks import actions
from kinfold.networks.models import MemberView, NetworkMember
from kinfold.networks.selectors import refusals_of
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent, Authority, Worker
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.access import Role
from kinfold_core.practice.child_no import DespiteDetails
from kinfold_core.practice.written import Named
from tests.factories.networks import make_child_says, make_member
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family, me, named
from tests.factories.trajectory import day_post, days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
NO = "Kai does not want Raj there"


def decide(by: Viewer, member: NetworkMember, **changes: Any) -> DespiteChild:
    details = {
        "is_there": True, "reason": "He has the only key.", "decided_by": jude(by),
        "decided_on": timezone.localdate(), "review_on": days_ago(-14),
    } | changes  # fmt: skip
    with as_viewer(by):
        seen = details.pop("seen", None)
        if seen is None:
            seen = refusals_of(by, member.family_id).stamp_on(member.as_who)
        return decide_despite(
            family_id=member.family_id, of_whom=member.pk, by=by, seen=seen,
            details=DespiteDetails(**details),
        )  # fmt: skip


def jude(by: Viewer) -> Named:
    """A conference chair of the same authority: who may decide over a child's no."""
    with as_viewer(by):
        known = Worker.objects.filter(roles=[Role.CONFERENCE_CHAIR]).first()
        authority = Authority.objects.get(pk=by.in_authority())
    if known is None:
        return me(make_worker_viewer(authority, Role.CONFERENCE_CHAIR))
    return Named(name=known.name, worker_id=known.pk)


def step(by: Viewer, member: NetworkMember, stand: str) -> None:
    with as_viewer(by):
        actions.write_step(
            family_id=member.family_id, member_id=member.pk, stand=stand,
            happened_on=timezone.localdate(), basis="Leanne", said_by=me(by), by=by,
        )  # fmt: skip


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"networks:{name}", args=[family.pk, *rest])


def everybody_at(family: Family) -> str:
    return reverse("child_no:everybody", args=[family.pk])


def decide_at(family: Family, of_whom: object) -> str:
    return reverse("child_no:decide", args=[family.pk, of_whom])


def seen_at(client: Client, form: str) -> str:
    return str(client.get(form).context["form"]["version"].value())


def test_nobody_is_brought_nearer_over_a_childs_no(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    step(practitioner, raj, "may_be_asked")
    make_child_says(practitioner, raj)
    for stand in ("may_be_asked", "long_haul"):
        with pytest.raises(CannotDo, match=NO) as refused:
            step(practitioner, raj, stand)
        assert refused.value.field == "stand"
    step(practitioner, raj, "contacted")  # what happened is written down as it was
    with as_viewer(practitioner):
        actions.step_back(
            family_id=family.pk, member_id=raj.pk, reason="Kai asked for it",
            ended_on=timezone.localdate(), by=practitioner,
        )  # fmt: skip
        with pytest.raises(CannotDo, match=NO):
            actions.come_back(family_id=family.pk, member_id=raj.pk, by=practitioner)
    with pytest.raises(CannotDo, match="is in the network already"):
        make_member(practitioner, family, who=Named(name="Raj"))
    make_child_says(practitioner, raj, "wants")
    with as_viewer(practitioner):
        actions.come_back(family_id=family.pk, member_id=raj.pk, by=practitioner)


def test_whom_a_child_refused_under_another_entry_is_not_added_by_name(
    practitioner: Viewer, family: Family
) -> None:
    """Dean is written down by his key; somebody types the same name without one."""
    with as_viewer(practitioner):
        dean = named(practitioner, family, "Dean")
    member = make_member(practitioner, family, "Dean", who=dean)
    make_child_says(practitioner, member)
    with pytest.raises(CannotDo, match="does not want Dean there") as refused:
        make_member(practitioner, family, who=Named(name="dean"))
    assert refused.value.field == "who"


def test_a_decision_lets_them_be_there_until_its_day(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    make_child_says(practitioner, raj)
    row = decide(practitioner, raj)
    assert decide(practitioner, raj, seen="").pk == row.pk, "posted again"
    step(practitioner, raj, "long_haul")
    with as_viewer(practitioner):
        refusals = refusals_of(practitioner, family.pk)
        assert (len(refusals.of(raj.as_who)), refusals.why_not(raj.as_who)) == (1, "")
        written = AuditEvent.objects.get(action="child_no.despite")
    assert written.changes == {"name": "Raj", "who": row.decided_by_name}
    decide(
        practitioner, raj, is_there=False, review_on=None, reason="Not any more.",
        decided_by=me(practitioner),
    )  # fmt: skip
    with pytest.raises(CannotDo, match=NO):
        step(practitioner, raj, "may_be_asked")


def test_a_decision_has_a_reason_a_day_and_a_decider_who_may_be_it(
    practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    with pytest.raises(NotFound):
        decide(practitioner, raj)  # nobody said no
    make_child_says(practitioner, raj)
    with as_viewer(practitioner):
        kai = named(practitioner, family, "Kai")
    for wrong, field, words in (
        ({"reason": " "}, "reason", "Say why"),
        ({"decided_by": Named()}, "decided_by", "who decided"),
        ({"decided_by": Named(name="Raj")}, "decided_by", "over a no to themselves"),
        ({"decided_by": kai}, "decided_by", "a new word of theirs"),
        ({"review_on": None}, "review_on", "looked at again"),
        ({"review_on": timezone.localdate()}, "review_on", "still to come"),
        ({"review_on": days_ago(-43)}, "review_on", "within 6 weeks"),
        ({"decided_by": me(practitioner)}, "decided_by", "who may decide"),
        ({"decided_by": Named(name="Jude")}, "decided_by", "who may decide"),
        ({"decided_on": days_ago(-1)}, "decided_on", "not come yet"),
    ):
        with pytest.raises(CannotDo, match=words) as refused:
            decide(practitioner, raj, **wrong)
        assert refused.value.field == field
    with pytest.raises(NotFound):
        decide(practitioner, raj, decided_by=Named(name="X", person_id=uuid4()))
    with as_viewer(practitioner), pytest.raises(IntegrityError), transaction.atomic():
        DespiteChild.objects.create(
            authority_id=practitioner.in_authority(), family=family, name="Raj",
            is_there=True, reason="So", decided_by_name="Jude",
            decided_on=days_ago(0), recorded_by_id=practitioner.as_worker(),
        )  # fmt: skip


def test_cards_carry_the_flag_and_never_the_words(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    manager = jude(practitioner)
    client = sign_in(practitioner)
    make_child_says(practitioner, raj, words="He hit the dog")
    page = client.get(url("network", family)).content.decode()
    assert NO in page
    assert "nobody has written down why they are" in page  # R-NW11
    assert "He hit the dog" not in page
    person = client.get(url("person", family, raj.pk)).content.decode()
    for shown in (page, person):
        assert "Ask Kai again first." in shown
        assert "whether Raj may be asked" not in shown
    everybody = client.get(everybody_at(family)).content.decode()
    assert NO in everybody
    assert "He hit the dog" not in everybody
    form = decide_at(family, raj.pk)
    assert "He hit the dog" not in client.get(form).content.decode()
    post = {"outcome": "there", "reason": "The only key",
            "decided_by": f"worker:{manager.worker_id}",
            "version": seen_at(client, form),
            **day_post("decided_on", 0)}  # fmt: skip
    refused = client.post(form, post)
    assert refused.status_code == 422
    assert "Say when it is looked at again" in refused.content.decode()
    assert client.post(form, post | day_post("review_on", 9)).status_code == 302
    page = client.get(url("network", family)).content.decode()
    assert f"{manager.name} decided on" in page
    assert "nobody has written down why they are" not in page
    assert client.get(decide_at(family, uuid4())).status_code == 404


def test_a_second_no_said_meanwhile_is_shown_and_never_decided_over_unseen(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    client, form = sign_in(practitioner), decide_at(family, raj.pk)
    make_child_says(practitioner, raj)
    post = {"outcome": "there", "reason": "The only key",
            "decided_by": f"worker:{jude(practitioner).worker_id}",
            "version": seen_at(client, form), **day_post("decided_on", 0),
            **day_post("review_on", 9)}  # fmt: skip
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
    make_child_says(practitioner, raj, said_by=amira)
    stale = client.post(form, post)
    body = stale.content.decode()
    assert stale.status_code == 409
    assert "Amira does not want Raj there" in body
    assert "The only key" in body
    with as_viewer(practitioner):
        assert not DespiteChild.objects.exists()
    post["version"] = str(stale.context["form"]["version"].value())
    assert client.post(form, post).status_code == 302
    with as_viewer(practitioner):
        assert refusals_of(practitioner, family.pk).why_not(raj.as_who) == ""


def test_a_no_that_was_taken_back_meanwhile_is_told_in_words(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    client, form = sign_in(practitioner), decide_at(family, raj.pk)
    make_child_says(practitioner, raj)
    post = {"outcome": "there", "reason": "The only key",
            "decided_by": f"worker:{jude(practitioner).worker_id}",
            "version": seen_at(client, form), **day_post("decided_on", 0),
            **day_post("review_on", 9)}  # fmt: skip
    make_child_says(practitioner, raj, "wants")
    gone = client.post(form, post)
    body = gone.content.decode()
    assert gone.status_code == 409
    assert "no was taken back while you wrote" in body
    assert "nothing was saved" in body
    assert "The only key" in body
    with as_viewer(practitioner):
        assert not DespiteChild.objects.exists()
    assert "taken back" not in client.get(everybody_at(family)).content.decode()


def test_only_a_manager_who_may_with_this_family_decides(
    sign_in: SignIn, authority: Authority, manager: Viewer
) -> None:
    team = make_team(authority)
    worker = make_worker_viewer(authority, Role.PRACTITIONER, team=team)
    own = make_worker_viewer(authority, Role.TEAM_MANAGER, team=team)
    family = make_family(worker)
    raj = make_member(worker, family, "Raj", who=Named(name="Raj"))
    make_child_says(worker, raj)
    with pytest.raises(CannotDo, match="who may decide"):
        decide(worker, raj, decided_by=me(manager))
    assert decide(worker, raj, decided_by=me(own)).decided_by_name == own.name
    form = sign_in(worker).get(decide_at(family, raj.pk)).content.decode()
    assert own.name in form
    assert manager.name not in form, "they may not open this family"


def test_coming_back_over_a_no_says_so_in_a_sentence(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    with as_viewer(practitioner):
        actions.step_back(
            family_id=family.pk, member_id=raj.pk, reason="He moved",
            ended_on=timezone.localdate(), by=practitioner,
        )  # fmt: skip
    make_child_says(practitioner, raj)
    back = sign_in(practitioner).post(url("come-back", family, raj.pk), follow=True)
    assert NO in back.content.decode()
    with as_viewer(practitioner):
        assert NetworkMember.objects.get(pk=raj.pk).ended_on is not None


def test_the_child_says_who_may_know(
    sign_in: SignIn, practitioner: Viewer, family: Family, raj: NetworkMember
) -> None:
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        kai = named(practitioner, family, "Kai")
        dean = named(practitioner, family, "Dean")
    post = {"said_by": f"person:{kai.person_id}", "view": "no", "words": "",
            "may_know": "on", **day_post("said_on", 0)}  # fmt: skip
    form = url("view", family, raj.pk)
    assert client.post(form, post).status_code == 302
    grown_up = post | {"said_by": f"person:{dean.person_id}"}
    assert client.post(form, grown_up).status_code == 302
    with as_viewer(practitioner):
        may_know = MemberView.objects.values_list("said_by_name", "may_know")
        assert dict(may_know) == {"Kai": True, "Dean": False}
        assert len(refusals_of(practitioner, family.pk).words) == 1


def test_elsewhere_nobody_learns_of_it_and_pages_ask_as_often_for_many(
    sign_in: SignIn,
    practitioner: Viewer,
    elsewhere: Viewer,
    family: Family,
    raj: NetworkMember,
) -> None:
    make_child_says(practitioner, raj)
    stranger = sign_in(elsewhere)
    posted = stranger.post(decide_at(family, raj.pk), {"version": "x"})
    assert posted.status_code == 404
    for page in (
        everybody_at(family),
        decide_at(family, raj.pk),
    ):
        assert stranger.get(page).status_code == 404
    client = sign_in(practitioner)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(everybody_at(family)).status_code == 200
        return len(queries)

    first = asked()
    for name in ("Bea", "Col", "Dot"):
        make_child_says(
            practitioner, make_member(practitioner, family, who=Named(name=name))
        )
    assert asked() == first
