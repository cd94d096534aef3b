"""The father's side belongs to each child: asked, shown and kept so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.finding.actions.merging import merge_people
from kinfold.networks.models import AskedChild, NetworkAsk
from kinfold.people.models import Relationship
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import FamilyMember
from kinfold.sides.selectors import asks_of
from kinfold_core.practice.written import Named
from tests.factories.kinship import make_option
from tests.factories.networks import make_ask, make_member
from tests.factories.practice import make_family, make_person
from tests.sides.conftest import Half

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
SILENT = "Nobody yet, and nobody has been asked."


def page(client: Client, half: Half, name: str = "networks:network") -> str:
    answer = client.get(reverse(name, args=[half.family.pk]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def side(shown: str, title: str) -> str:
    """What stands in the box of one side."""
    return shown.split(f'<h2 class="side__title">{title}</h2>')[1].split("</div>")[0]


def posted(half: Half, *children: str, **changes: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "whom": "other", "whom_other": "Dean", "side": "paternal",
        "children": [*children], "answer": "My dad would help",
        "asked_on_day": today.day, "asked_on_month": today.month,
        "asked_on_year": today.year,
    } | changes  # fmt: skip


def test_what_was_asked_of_one_childs_father_leaves_the_others_open(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    client = sign_in(practitioner)
    ask = reverse("sides:ask", args=[half.family.pk])
    way = f"{ask}?side=paternal&child={half.key('Kai')}"
    assert way in page(client, half)
    form = client.get(way).context["form"]
    assert form.initial["side"] == "paternal"
    assert form.initial["children"] == [half.key("Kai")]
    sent = client.post(ask, posted(half, half.key("Kai")))
    assert sent.status_code == 302
    shown = page(client, half)
    assert "Father: Dean" in side(shown, "Father's side of Kai")
    assert "My dad would help" in side(shown, "Father's side of Kai")
    assert "Father: Tom" in side(shown, "Father's side of Amira")
    assert SILENT in side(shown, "Father's side of Amira")
    assert "Mother: Leanne" in side(shown, "Mother's side")


def test_the_same_for_all_of_them_is_one_tick(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    client = sign_in(practitioner)
    ask = reverse("sides:ask", args=[half.family.pk])
    assert "The same for all of them" in client.get(ask).content.decode()
    for _ in range(2):  # sent twice it is kept once
        assert client.post(ask, posted(half, "all", side="both")).status_code == 302
    assert NetworkAsk.objects.count() == 1
    assert AskedChild.objects.count() == 2
    assert SILENT not in page(client, half)
    assert AuditEvent.objects.filter(action="network.asked").count() == 1


@pytest.mark.parametrize("children", [(), ("x",)])
def test_of_no_child_or_of_one_who_is_not_there_is_asked_again(
    practitioner: Viewer, sign_in: SignIn, half: Half, children: tuple[str, ...]
) -> None:
    ask = reverse("sides:ask", args=[half.family.pk])
    answer = sign_in(practitioner).post(ask, posted(half, *children))
    assert answer.status_code == 422
    assert "My dad would help" in answer.content.decode()
    assert not NetworkAsk.objects.exists()


def test_a_child_of_another_family_or_none_is_refused(
    practitioner: Viewer, half: Half
) -> None:
    other = make_family(practitioner)
    with as_viewer(practitioner):
        theirs = FamilyMember.objects.filter(family=other, part="child").first()
    with pytest.raises(NotFound):
        make_ask(practitioner, half.family, children=(theirs.person_id,))
    with pytest.raises(NotFound):  # whoever is no child has no side here
        make_ask(practitioner, half.family, children=(half.people["Dean"].pk,))
    with pytest.raises(CannotDo, match="Tick which children"):
        make_ask(practitioner, half.family, children=())


def test_an_answer_from_before_counts_for_every_child_and_says_so(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    with as_viewer(practitioner):
        NetworkAsk.objects.create(
            authority_id=half.family.authority_id, family=half.family,
            side="paternal", asked_on=timezone.localdate(), asked_name="Dean",
            answer="He has a mum in Leeds", recorded_by_id=practitioner.worker_id,
        )  # fmt: skip
    client = sign_in(practitioner)
    shown = page(client, half)
    for title in ("Father's side of Kai", "Father's side of Amira"):
        assert "He has a mum in Leeds" in side(shown, title)
        assert "before it was kept for each child" in side(shown, title)
    for name in ("Kai", "Amira"):
        make_ask(
            practitioner, half.family, answer=f"Nobody for {name}",
            children=(half.people[name].pk,),
        )  # fmt: skip
    shown = page(client, half)
    assert "He has a mum in Leeds" not in side(shown, "Father's side of Kai")
    assert "Nobody for Kai" in side(shown, "Father's side of Kai")
    assert "He has a mum in Leeds" in shown.split("Answers from before")[1]


def test_what_was_asked_of_a_child_stays_asked_when_two_records_are_joined(
    practitioner: Viewer, manager: Viewer, sign_in: SignIn, half: Half
) -> None:
    client, ask = sign_in(practitioner), reverse("sides:ask", args=[half.family.pk])
    assert client.post(ask, posted(half, half.key("Kai"))).status_code == 302
    with as_viewer(practitioner):
        twin = make_person(practitioner, "Kai")
    with as_viewer(manager):
        merge_people(
            kept_id=twin.pk, merged_id=half.people["Kai"].pk, reason="One number",
            by=manager,
        )  # fmt: skip
    shown = side(page(client, half), "Father's side of Kai")
    assert "My dad would help" in shown
    assert SILENT not in shown
    assert client.post(ask, posted(half, str(twin.pk))).status_code == 302
    assert NetworkAsk.objects.count() == 1, "the same of the same child, kept once"


def test_where_the_only_child_was_lost_somebody_can_still_be_asked(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    with as_viewer(practitioner):
        half.family.members.filter(person=half.people["Amira"]).delete()
        kai = half.people["Kai"]
        kai.is_unborn = kai.is_lost = True
        kai.born_earliest_on = kai.born_latest_on = None
        kai.due_on = timezone.localdate()
        kai.save()
    ask = reverse("sides:ask", args=[half.family.pk])
    answer = sign_in(practitioner).post(ask, posted(half))
    assert answer.status_code == 302
    assert NetworkAsk.objects.get().answer == "My dad would help"
    assert not AskedChild.objects.exists()


def test_a_father_who_is_unknown_or_dead_is_asked_for_in_words_for_it(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    with as_viewer(practitioner):
        half.people["Dean"].died_on = timezone.localdate() - timedelta(days=90)
        half.people["Dean"].save()
        Relationship.objects.filter(person=half.people["Tom"]).delete()
    shown = page(sign_in(practitioner), half)
    of_kai, of_amira = (
        side(shown, f"Father's side of {one}") for one in ("Kai", "Amira")
    )
    assert "Father: Dean, who has died" in of_kai
    assert "his people? They may still want to stand by the children." in of_kai
    assert "Father: not written down yet" in of_amira
    assert "Who might know the father, or his people?" in of_amira


def test_people_of_the_network_stand_on_the_side_they_belong_to(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    kai = half.people["Kai"].pk
    dean = Named(name="Dean", person_id=half.people["Dean"].pk)
    for who, children in (
        (Named(name="Manny"), (kai,)),
        (Named(name="Sam"), ()),
        (dean, (kai,)),  # he is Kai's father, and not his own side
    ):
        make_member(
            practitioner, half.family, who=who, side="paternal", children=children
        )
    shown = page(sign_in(practitioner), half)
    assert '<p dir="auto">Manny</p>' in side(shown, "Father's side of Kai")
    assert SILENT in side(shown, "Father's side of Amira")
    assert "Sam" in side(shown, "Father's side, and of which child?")


def test_kinship_and_the_picture_answer_of_each_child_too(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    make_ask(practitioner, half.family, children=(half.people["Kai"].pk,))
    client = sign_in(practitioner)
    kinship = page(client, half, "kinship:kinship")
    assert "Nobody on the father's side of Amira was thought of" in kinship
    assert "Nobody on the father's side of Kai" not in kinship
    picture = page(client, half, "family_picture:picture")
    assert "The people of Tom, father of Amira: not known yet" in picture
    assert "Nobody has been asked about the father's side of Amira yet." in picture
    assert "Nobody has been asked about the father's side of Kai" not in picture
    make_option(
        practitioner, half.family, "Nana Bell", side="paternal",
        child_id=half.people["Amira"].pk, child_name="Amira",
    )  # fmt: skip
    kinship = page(client, half, "kinship:kinship")
    assert "Nobody on the father's side of Amira" not in kinship


def test_from_elsewhere_nothing_is_seen_or_written(
    practitioner: Viewer, elsewhere: Viewer, sign_in: SignIn, half: Half
) -> None:
    make_ask(practitioner, half.family)
    ask = reverse("sides:ask", args=[half.family.pk])
    client = sign_in(elsewhere)
    assert client.get(ask).status_code == 404
    assert client.post(ask, posted(half, "all")).status_code == 404
    with as_viewer(elsewhere):
        assert asks_of(elsewhere, half.family.pk) == ()
        assert not AskedChild.objects.exists()


def test_the_page_asks_the_database_as_often_of_many_children(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    client = sign_in(practitioner)
    counts = []
    for more in range(2):
        for number in range(more * 6):
            with as_viewer(practitioner):
                child = make_person(practitioner, f"Child {number}")
                FamilyMember.objects.create(
                    authority_id=half.family.authority_id, family=half.family,
                    person=child, part="child", joined_on=half.family.opened_on,
                )  # fmt: skip
            make_ask(practitioner, half.family, children=(child.pk,))
        make_ask(practitioner, half.family, answer=f"Nobody, {more}")
        with CaptureQueriesContext(connection) as ran:
            page(client, half)
        counts.append(len(ran))
    assert counts[0] == counts[1]


def test_kin_of_one_father_are_not_written_down_for_the_children_of_two(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    client = sign_in(practitioner)
    address = reverse("kinship:add-option", args=[half.family.pk])
    typed = {"who": "other", "who_other": "Auntie Ngozi", "relationship": "An aunt"}
    for side in ("paternal", "both"):
        answer = client.post(address, typed | {"side": side, "child": "all"})
        assert answer.status_code == 422, side
        said = answer.content.decode()
        assert "The children do not all have the same recorded fathers" in said
        assert "Auntie Ngozi" in said
    for side, child in (("paternal", half.key("Kai")), ("maternal", "all")):
        answer = client.post(address, typed | {"side": side, "child": child})
        assert answer.status_code == 302, side


def test_an_earlier_one_for_all_the_children_says_whose_side_as_far_as_is_known(
    practitioner: Viewer, sign_in: SignIn, half: Half
) -> None:
    make_option(practitioner, half.family, "Auntie Ngozi", side="paternal")
    dean = Named(name="Dean", person_id=half.people["Dean"].pk)
    make_option(practitioner, half.family, who=dean, side="paternal")
    shown = page(sign_in(practitioner), half, "kinship:kinship")
    assert "Father's side, not said whose" in unescape(shown)
    assert "Father's side of Kai" in unescape(shown)
