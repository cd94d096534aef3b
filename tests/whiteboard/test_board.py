"""The whiteboard: read from what people did, as cheap for thirty as for two."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.models import AuditEvent, Authority, Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, RestrictedName
from kinfold.whiteboard.models import SavedView
from kinfold.whiteboard.presenters.columns import COLUMNS, Said
from kinfold.whiteboard.presenters.row_cells import next_thing
from kinfold.whiteboard.selectors import worked_out
from kinfold_core.practice.expectations import Expectations
from tests.factories.family_finding import (
    make_episode,
    make_finding_end,
    make_found,
    make_stay,
)
from tests.factories.monitoring import make_check, make_review
from tests.factories.networks import make_member, make_told
from tests.factories.planning import make_live, make_planned, make_rule, standing
from tests.factories.platform import make_team
from tests.factories.practice import (
    make_entry,
    make_family,
    make_rating,
    make_set,
    me,
    named,
)
from tests.factories.trajectory import days_ago, make_milestone
from tests.factories.voice import make_story

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
URL = reverse("whiteboard:board")
TODAY = timezone.localdate


def cells(by: Viewer, family: Family) -> dict[str, Said]:
    with as_viewer(by):
        [row] = worked_out(by, [family.pk], today=TODAY(), hoped=Expectations())
        return {column.key: column.say(row, TODAY()) for column in COLUMNS}


def what_next(by: Viewer, family: Family) -> str:
    with as_viewer(by):
        [row] = worked_out(by, [family.pk], today=TODAY(), hoped=Expectations())
        return next_thing(row)[0]


def test_a_new_family_has_nothing_yet_and_no_cell_shouts(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    said = cells(practitioner, family)
    assert {one.mark for key, one in said.items() if key != "stage"} == {"none"}
    page = sign_in(practitioner).get(URL).content.decode()
    assert "Okafor-Hale" in page
    assert "Agree what keeps the children safe today" in page


def test_columns_are_read_from_the_record(
    practitioner: Viewer, chair: Viewer, family: Family
) -> None:
    planned = make_live(practitioner, chair, family)
    plan = standing(practitioner, family.pk)
    make_check(practitioner, planned, plan.rules[0].id)
    make_review(practitioner, planned)
    make_story(practitioner, family)
    said = {key: one.text for key, one in cells(practitioner, family).items()}
    assert said["stage"] == "S6 Try and test"
    assert said["harm"] == "1 harm named"
    assert said["sets"] == "1 of 1 shared"
    assert said["scale"] == "yesterday, 3 people, 3.5 apart"
    assert said["story"] == "a draft"
    assert said["network"] == "2 people told, both sides"
    assert said["met"] == "today"
    assert said["lines"] == "1 covered"
    assert said["plan"] == "live, 2 of 2 rules the family's own, 1 tried in 30 days"


def test_a_set_that_was_not_shared_says_so(
    practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    assert cells(practitioner, family)["sets"].text == "1 of 1 written, not shared"


def test_a_harm_without_what_it_did_is_half_there(
    practitioner: Viewer, family: Family
) -> None:
    make_entry(practitioner, family, "harm", text="Dad pushed Mum.")
    said = cells(practitioner, family)["harm"]
    assert (said.text, said.mark) == ("1 named, not what it did", "part")


def test_a_scale_of_professionals_only_says_so_and_how_it_moves(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    who = me(practitioner)
    make_rating(practitioner, family, danger.pk, who, "3", capacity="professional",
                rated_on=days_ago(9))  # fmt: skip
    make_rating(practitioner, family, danger.pk, who, "5", capacity="professional",
                rated_on=days_ago(2))  # fmt: skip
    said = cells(practitioner, family)["scale"]
    assert said.text == "2 days ago, 1 person, going up, professionals only"
    assert said.mark == "part"


def test_a_childs_own_number_is_their_voice(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
    make_rating(practitioner, family, danger.pk, amira, "4", capacity="child",
                rated_on=days_ago(9))  # fmt: skip
    assert cells(practitioner, family)["child"].text == "9 days ago"


def test_the_network_is_who_was_told_and_says_which_side(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    jo = make_member(practitioner, family)
    assert cells(practitioner, family)["network"].text == "1 person, not told yet"
    make_told(practitioner, jo, danger.pk)
    said = cells(practitioner, family)["network"]
    assert (said.text, said.mark) == ("1 person told, mother's side", "part")


def test_family_finding_says_how_many_stay_and_not_only_names(
    practitioner: Viewer, family: Family
) -> None:
    episode = make_episode(practitioner, family)
    assert cells(practitioner, family)["finding"].text == "none yet"
    raj, _ = make_found(practitioner, episode, "Raj", "Bo")
    said = cells(practitioner, family)["finding"]
    assert (said.text, said.mark) == ("2 found, nobody for life yet", "part")
    make_stay(practitioner, raj)
    said = cells(practitioner, family)["finding"]
    assert (said.text, said.mark) == ("2 found, 1 for life", "full")
    make_finding_end(practitioner, episode)
    assert cells(practitioner, family)["finding"].text == "2 found, 1 for life"


def test_a_plan_of_services_is_not_whole(practitioner: Viewer, family: Family) -> None:
    planned = make_planned(practitioner, family)
    make_rule(practitioner, planned)
    make_rule(practitioner, planned, kind="service_support", text="Dean has a course.",
              bottom_line_ids=())  # fmt: skip
    said = cells(practitioner, family)["plan"]
    assert said.text == "being written, 1 of 2 rules the family's own"
    assert said.mark == "part"


def test_our_own_late_promises_come_first(practitioner: Viewer, family: Family) -> None:
    assert what_next(practitioner, family).startswith(
        "Agree what keeps the children safe"
    )
    make_milestone(practitioner, family, target_on=days_ago(3))
    assert what_next(practitioner, family) == "Keep our 1 late promise, or say why not"
    assert cells(practitioner, family)["road"].text == "1 of ours late"


def test_a_restricted_family_stands_there_for_those_named_only(
    practitioner: Viewer, manager: Viewer, family: Family, sign_in: SignIn
) -> None:
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(is_restricted=True)
        RestrictedName.objects.create(
            authority_id=family.authority_id,
            family=family,
            worker_id=practitioner.worker_id,
        )
    assert "Okafor-Hale" in sign_in(practitioner).get(URL).content.decode()
    assert "Okafor-Hale" not in sign_in(manager).get(URL).content.decode()


def test_elsewhere_sees_none_of_it(
    practitioner: Viewer, elsewhere: Viewer, family: Family, sign_in: SignIn
) -> None:
    assert "Okafor" not in sign_in(elsewhere).get(URL).content.decode()


def test_above_a_team_manager_nobody_sees_workers_side_by_side(
    practitioner: Viewer, senior_leader: Viewer, family: Family, sign_in: SignIn
) -> None:
    page = sign_in(senior_leader).get(
        URL, {"worker": str(practitioner.worker_id), "whose": "every"}
    )
    text = page.content.decode()
    assert "Okafor-Hale" in text
    assert practitioner.name not in text
    assert 'name="worker"' not in text
    assert 'name="worker"' in sign_in(practitioner).get(URL).content.decode()


def test_a_team_or_a_worker_narrows_it(
    practitioner: Viewer, manager: Viewer, senior_leader: Viewer, team: Team,
    authority: Authority, family: Family, sign_in: SignIn,
) -> None:  # fmt: skip
    other = make_team(authority, "Lincoln South")
    client = sign_in(senior_leader)
    assert "Okafor" in client.get(URL, {"team": str(team.pk)}).content.decode()
    assert "Okafor" not in client.get(URL, {"team": str(other.pk)}).content.decode()
    client = sign_in(manager)
    own = client.get(URL, {"worker": str(manager.worker_id)}).content.decode()
    assert "Okafor" not in own
    assert "No family here" in own


def test_what_is_missing_and_the_stage_narrow_it_and_sorting_keeps_all(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    make_set(practitioner, family)
    client = sign_in(practitioner)

    def is_there(**asked: str) -> bool:
        return "Okafor-Hale" in client.get(URL, asked).content.decode()

    assert is_there(missing="plan")
    assert not is_there(missing="sets")
    assert is_there(stage="1")
    assert not is_there(stage="6")
    assert all(is_there(sort=column.key) for column in COLUMNS)


@pytest.mark.parametrize(
    "asked",
    [
        {"whose": "everybody"}, {"whose": "every"}, {"team": "x"}, {"worker": "\x00"},
        {"stage": "99"}, {"missing": "stage"}, {"sort": "name" * 9_000}, {"page": "-1"},
        {"page": "9" * 30}, {"status": "\u202e"},
    ],
)  # fmt: skip
def test_choices_that_make_no_sense_are_left_out(
    practitioner: Viewer, family: Family, sign_in: SignIn, asked: dict[str, str]
) -> None:
    page = sign_in(practitioner).get(URL, asked)
    assert page.status_code == 200
    assert "Okafor-Hale" in page.content.decode()


def test_who_has_no_whiteboard_is_refused(analyst: Viewer, sign_in: SignIn) -> None:
    assert sign_in(analyst).get(URL).status_code == 403


def test_a_look_at_the_board_is_one_line_in_the_audit(
    practitioner: Viewer,
    information_governance: Viewer,
    family: Family,
    sign_in: SignIn,
) -> None:
    sign_in(practitioner).get(URL)
    with as_viewer(practitioner):
        [event] = AuditEvent.objects.filter(action="whiteboard.looked_at")
    assert (event.by_name, event.changes["shown"]) == (practitioner.name, 1)
    page = sign_in(information_governance).get(reverse("platform:audit"))
    assert "Looked at the whiteboard: “" in page.content.decode()


def keep(client: Client, name: str, query: str = "missing=plan&page=2") -> int:
    url = f"{reverse('whiteboard:keep-view')}?{query}"
    return client.post(url, {"name": name}).status_code


def test_a_way_of_looking_is_kept_replaced_and_let_go(
    practitioner: Viewer, manager: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    assert keep(client, "Without a plan") == 302
    assert keep(client, "Without a plan", "missing=story") == 302
    with as_viewer(practitioner):
        view = SavedView.objects.get()
    assert view.query == "missing=story"
    assert "?missing=story" in client.get(URL).content.decode()
    url = reverse("whiteboard:let-go-view", args=[view.pk])
    other = sign_in(manager)
    assert "Without a plan" not in other.get(URL).content.decode()
    assert other.post(url).status_code == 404
    assert sign_in(practitioner).post(url).status_code == 302
    with as_viewer(practitioner):
        assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 100_000, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_asked_again(
    practitioner: Viewer, sign_in: SignIn, name: str
) -> None:
    assert keep(sign_in(practitioner), name) == 422


@pytest.mark.parametrize("name", ["🧡 hard Fridays", "بدون خطة"])
def test_any_language_names_it(
    practitioner: Viewer, sign_in: SignIn, name: str
) -> None:
    client = sign_in(practitioner)
    assert keep(client, name) == 302
    assert name in client.get(URL).content.decode()


def test_team_totals_leave_out_small_teams_and_every_worker(
    practitioner: Viewer, quality_lead: Viewer, team: Team, family: Family,
    sign_in: SignIn,
) -> None:  # fmt: skip
    url = reverse("whiteboard:teams")
    assert sign_in(practitioner).get(url).status_code == 403
    client = sign_in(quality_lead)
    assert team.name not in client.get(url).content.decode()
    make_set(practitioner, family)
    for _ in range(settings.KINFOLD_RECORDING_CELL - 1):
        make_family(practitioner)
    page = sign_in(quality_lead).get(url).content.decode()
    assert team.name in page
    assert practitioner.name not in page
    assert "Okafor" not in page
    assert str(team.pk) in page
