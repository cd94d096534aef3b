"""The pages: who does what, and nine on a Saturday night."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.commitments.selectors import commitments_of
from kinfold.networks.models import NetworkMember
from kinfold.planning import actions as planning
from kinfold.planning.selectors import standing_plan
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.practice.commitments import CommitmentRow
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named
from tests.factories.commitments import (
    CODE,
    SLEEP,
    TheirTelephone,
    make_answer,
    make_ask_link,
    make_commitment,
)
from tests.factories.networks import make_member, make_told
from tests.factories.planning import make_live
from tests.factories.practice import make_family, make_set
from tests.factories.trajectory import day_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


@pytest.fixture
def nan(practitioner: Viewer, family: Family, danger: DangerStatement) -> NetworkMember:
    member = make_member(practitioner, family)
    make_told(practitioner, member, danger.pk)
    return member


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"commitments:{name}", args=[family.pk, *rest])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def all_of(by: Viewer, family: Family) -> tuple[CommitmentRow, ...]:
    with as_viewer(by):
        return commitments_of(by, family.pk)


def test_somebody_is_asked_answers_and_changes_on_the_pages(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement,
    nan: NetworkMember,
) -> None:  # fmt: skip
    client = sign_in(practitioner)
    assert "What would each of them do?" in text(client, url("commitments", family))
    typed: dict[str, Any] = {
        "member": str(nan.pk), "does": SLEEP, "dangers": [str(danger.pk)],
        "days": ["5"], "parts": ["nine"], "backup": "", "until": "for life",
    }  # fmt: skip
    answer = client.post(url("offer", family), typed | {"parts": []})
    assert answer.status_code == 422
    assert "Choose the part of the day too" in answer.content.decode()
    answer = client.post(url("offer", family), typed)
    assert answer.status_code == 302
    (row,) = all_of(practitioner, family)
    page = text(client, url("commitments", family))
    assert "Not answered yet, so it does not count" in page
    said = {
        "member": str(nan.pk), "answer": "yes", "way": "text", "version": "1",
        "words": "Yes of course", "sure": "9", **day_post("answered_on"),
    }  # fmt: skip
    answer = client.post(url("answer", family, row.id), said | {"words": ""})
    assert "Copy their reply here, word for word" in answer.content.decode()
    assert client.post(url("answer", family, row.id), said).status_code == 302
    one = text(client, url("commitment", family, row.id))
    assert "“Yes of course”" in one
    assert "9 out of 10 sure" in one
    changed = typed | {"does": "I ring at nine.", "why": "Her job", "version": "1"}
    assert client.post(url("reword", family, row.id), changed).status_code == 302
    one = text(client, url("commitment", family, row.id))
    assert "The words changed, and they are asked again" in one
    assert client.post(
        url("went", family, row.id),
        {"is_kept": "no", "what": "Her train was late.", "told_by": "other",
         "told_by_other": "Nan Jo", **day_post("happened_on")},
    ).status_code == 302  # fmt: skip
    ends = {"reason": "She works nights now", **day_post("ended_on")}
    assert client.post(url("end", family, row.id), ends).status_code == 302
    page = text(client, url("commitments", family))
    assert "What has ended" in page
    assert "Kept 0 of 1 times that we know of" in page


def test_two_who_write_at_once_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    row = make_commitment(practitioner, nan)
    client = sign_in(practitioner)
    typed = {"does": "I ring at nine.", "why": "Her job", "version": "1", "backup": ""}
    assert client.post(url("reword", family, row.id), typed).status_code == 302
    late = client.post(
        url("reword", family, row.id), typed | {"does": "I come at ten."}
    )
    assert late.status_code == 409
    page = late.content.decode()
    assert "I ring at nine." in page
    assert "I come at ten." in page
    said = {"member": str(nan.pk), "answer": "yes", "way": "paper", "version": "1",
            "seen_by": "Amina", **day_post("answered_on")}  # fmt: skip
    assert client.post(url("answer", family, row.id), said).status_code == 409


def test_the_text_to_copy_names_no_child(
    sign_in: SignIn, practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    row = make_commitment(practitioner, nan, does="Kai and Amira sleep at mine.")
    page = text(sign_in(practitioner), url("commitment", family, row.id))
    sent = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "“K. and A. sleep at mine.” (Saturdays, at nine at night and" in sent
    assert "Please reply YES, or NO" in sent
    assert "Kai" not in sent
    assert "Amira" not in sent


def test_the_rules_speak_while_it_is_typed(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    client = sign_in(practitioner)
    typed = {"member": str(raj.pk), "does": "I ring 07700 900 123.",
             "dangers": [str(danger.pk)]}  # fmt: skip
    said = client.post(url("check-offer", family), typed).content.decode()
    assert "Raj has not heard the worry that this is about." in said
    assert "“07700 900 123” would go to another household" in said
    assert "Needed before it counts" in said
    nobody = client.post(url("check-offer", family), {"does": "I ring."})
    assert "to think about" not in nobody.content.decode()


def test_the_week_hides_no_hour_and_says_who_does_not_count(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement,
    nan: NetworkMember,
) -> None:  # fmt: skip
    client = sign_in(practitioner)
    page = text(client, url("cover", family))
    assert "On a Saturday at nine nobody is there for danger statement 1." in page
    assert page.count("week__nobody") == 42
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    row = make_commitment(practitioner, nan, danger.pk, backup_id=raj.pk)
    page = text(client, url("cover", family))
    assert "Nan Jo: has not said yes yet." in page
    assert "Raj: has not heard this worry." in page
    assert page.count("week__nobody") == 42
    make_answer(practitioner, nan, row)
    make_told(practitioner, raj, danger.pk)
    make_answer(practitioner, raj, row)
    page = text(client, url("cover", family))
    assert (
        "On a Saturday at nine Nan Jo is there for danger statement 1, and Raj would "
        "come instead." in page
    )
    assert page.count("week__nobody") == 40
    assert "40 of 42 parts of the week have nobody." in page


def test_the_person_the_worry_is_about_never_counts(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    dean = make_member(practitioner, family, "Dean", who=Named(name="Dean"))
    make_told(practitioner, dean, danger.pk)
    planned = make_planned_sources(practitioner, family, danger, dean)
    row = make_commitment(practitioner, dean, danger.pk)
    make_answer(practitioner, dean, row)
    client = sign_in(practitioner)
    page = text(client, url("cover", family))
    assert planned
    assert "Dean: the worry is about what they do." in page
    assert "Somebody is there" not in page
    listed = text(client, url("commitments", family))
    assert (
        "The worry is about what Dean does, so somebody else keeps it away." in listed
    )


def make_planned_sources(
    by: Viewer, family: Family, danger: DangerStatement, member: NetworkMember
) -> bool:
    """The worry is about what this member does."""
    with as_viewer(by):
        planning.name_sources(
            family_id=family.pk,
            sources={danger.pk: [Who(name=member.name, member_id=member.pk)]},
            was=standing_plan(by, family.pk).sources_stamp,
            by=by,
        )
        return bool(standing_plan(by, family.pk).sources)


def test_a_rule_nobody_said_yes_to_is_named_under_the_week(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer
) -> None:
    family = make_family(practitioner)
    planned = make_live(practitioner, chair, family)
    client = sign_in(practitioner)
    page = text(client, url("cover", family))
    assert "In the plan, and nobody has said yes themselves" in page
    with as_viewer(practitioner):
        friday, trigger = standing_plan(practitioner, family.pk).rules
    make_answer(
        practitioner, planned.jo,
        make_commitment(practitioner, planned.jo, does="I bring cake."),
    )  # fmt: skip
    page = text(client, url("cover", family))
    # yes to something else is not yes to this rule
    assert "Friday 5 to Saturday 10" in page.partition('id="unsaid"')[2]
    row = make_commitment(
        practitioner, planned.jo, planned.danger.pk, rule_id=friday.id
    )
    assert "In the plan: Friday 5" in text(client, url("commitment", family, row.id))
    make_answer(practitioner, planned.jo, row)
    make_answer(
        practitioner, planned.raj,
        make_commitment(
            practitioner, planned.raj, does="I ring.", days=(), parts=(),
            rule_id=trigger.id,
        ),
    )  # fmt: skip
    page = text(client, url("cover", family))
    assert "In the plan, and nobody has said yes themselves" not in page
    assert "Said yes, with no hour to draw" in page


def test_the_paper_for_the_wall_names_no_worry(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement,
    nan: NetworkMember,
) -> None:  # fmt: skip
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    make_told(practitioner, raj, danger.pk)
    row = make_commitment(practitioner, nan, danger.pk, backup_id=raj.pk)
    make_answer(practitioner, nan, row)
    make_answer(practitioner, raj, row)
    page = text(sign_in(practitioner), url("fridge", family))
    main = page.partition("<main")[2]
    assert "Nan Jo, or Raj" in main
    assert main.count("nobody yet") == 40
    assert "danger statement" not in main
    assert danger.worried_about not in main


def test_the_paper_counts_an_hour_only_when_every_worry_has_somebody(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement,
    nan: NetworkMember,
) -> None:  # fmt: skip
    other = make_set(practitioner, family)
    bea = make_member(practitioner, family, "Bea", who=Named(name="Bea"))
    for one in (danger, other):
        make_told(practitioner, bea, one.pk)
    make_told(practitioner, nan, other.pk)
    first = make_commitment(practitioner, nan, danger.pk, backup_id=bea.pk)
    make_answer(practitioner, bea, first)
    client = sign_in(practitioner)

    def hours() -> dict[str, Any]:
        days = dict(client.get(url("fridge", family)).context["days"])
        return {one.part: one for one in days["Saturday"]}

    alone = hours()["Nine at night"]
    assert alone.said == "nobody yet; Bea would come if somebody were there first"
    assert alone.is_empty
    make_answer(practitioner, nan, first)
    half = hours()["Nine at night"]
    assert half.said.startswith("not enough yet: Nan Jo, and nobody for the rest")
    assert half.is_empty
    both = make_commitment(
        practitioner, nan, other.pk, does="I sleep there.", parts=("nine",)
    )
    make_answer(practitioner, nan, both)
    assert hours()["Nine at night"].said == "Nan Jo"  # Bea comes for one worry only
    assert hours()["Through the night"].is_empty


def test_a_paper_is_printed_in_their_language_and_signed(
    sign_in: SignIn, practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    client = sign_in(practitioner)
    address = url("paper", family, nan.pk)
    assert "There is nothing that Nan Jo is asked now." in text(client, address)
    make_commitment(practitioner, nan)
    page = text(client, address)
    assert SLEEP in page
    assert "My name and the day" in page
    polish = text(client, f"{address}?language=pl")
    assert "O co Państwa poproszono" in polish
    assert "Sobota" in polish or "sobota" in polish


def test_a_link_is_made_and_told_once(
    sign_in: SignIn, practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    client = sign_in(practitioner)
    address = url("link", family, nan.pk)
    typed = {"days": "7", "code": CODE, "language": "ur"}
    nothing = client.post(address, typed)
    assert nothing.status_code == 422
    assert "There is nothing that Nan Jo still has to answer" in (
        nothing.content.decode()
    )
    make_commitment(practitioner, nan)
    weak = client.post(address, typed | {"code": "123456"})
    assert "harder to guess" in weak.content.decode()
    made = client.post(address, typed)
    assert made.status_code == 200
    assert made["Cache-Control"] == "private, no-store"
    page = made.content.decode()
    token = page.partition("/a/")[2].partition("<")[0].strip()
    theirs = TheirTelephone().post(f"/a/{token}", {"code": CODE})
    assert 'dir="rtl"' in theirs.content.decode()
    listed = text(client, url("commitments", family))
    assert "A link of theirs opens until" in listed
    back = listed.partition("/links/")[2].partition("/")[0]
    assert client.post(url("call-back", family, back)).status_code == 302
    assert "A link of theirs opens until" not in text(
        client, url("commitments", family)
    )


def test_who_may_not_write_is_offered_nothing_to_write(
    sign_in: SignIn, practitioner: Viewer, quality_lead: Viewer, family: Family,
    nan: NetworkMember,
) -> None:  # fmt: skip
    row = make_commitment(practitioner, nan)
    client = sign_in(quality_lead)
    for name, rest in (("commitments", []), ("commitment", [row.id]), ("cover", [])):
        page = text(client, url(name, family, *rest))
        for pen in ("Ask somebody", "/add/", "/answer/", "/went/", "<textarea"):
            assert pen not in page
    for name in ("answer", "reword", "went", "end"):
        assert client.get(url(name, family, row.id)).status_code == 403
    assert client.get(url("link", family, nan.pk)).status_code == 403


@pytest.mark.parametrize("name", ["commitments", "cover", "fridge"])
def test_a_page_is_written_down_and_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement,
    name: str,
) -> None:  # fmt: skip
    counts = []
    for more in (1, 6):
        for number in range(more):
            member = make_member(
                practitioner, family, f"Aunt {more} {number}",
                who=Named(name=f"Aunt {more} {number}"),
            )  # fmt: skip
            make_told(practitioner, member, danger.pk)
            row = make_commitment(practitioner, member, danger.pk)
            make_answer(practitioner, member, row)
            make_commitment(practitioner, member, does="I ring.", days=(), parts=())
            make_ask_link(practitioner, member)
        client = sign_in(practitioner)
        client.get(url(name, family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(name, family))
        counts.append(len(asked))
    # four of them ask who is kept apart; the paper asks too what no paper may say
    most = 33 if name == "fridge" else 29
    assert counts[0] == counts[1] <= most
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action__startswith="commitments.").exists()
