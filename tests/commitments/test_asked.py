"""A link on which somebody answers: the smallest door there is (ADR 23)."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kinfold.commitments import actions
from kinfold.commitments.models import AskLink, CommitmentAnswer
from kinfold.networks import actions as networks
from kinfold.networks.models import NetworkMember
from kinfold.people.models import ContactDetail
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.tokens import new_token
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.commitments import CommitmentDetails, CommitmentRow
from kinfold_core.practice.copy_link import MOST_WRONG
from kinfold_core.practice.written import Named
from tests.factories.commitments import (
    CODE,
    SLEEP,
    TheirTelephone,
    make_answer,
    make_ask_link,
    make_commitment,
)
from tests.factories.networks import make_child_says, make_member, make_told
from tests.factories.practice import named
from tests.factories.trajectory import days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def nan(practitioner: Viewer, family: Family, danger: DangerStatement) -> NetworkMember:
    member = make_member(practitioner, family)
    make_told(practitioner, member, danger.pk)
    return member


@pytest.fixture
def telephone() -> TheirTelephone:
    return TheirTelephone()


def ticket_in(page: str) -> str:
    return page.partition('name="ticket" value="')[2].partition('"')[0]


def filled(asked: CommitmentRow, **typed: str) -> dict[str, str | list[str]]:
    """What one promise's part of the form sends."""
    key = str(asked.wording_id)
    return {"wording": key, **{f"{name}-{key}": said for name, said in typed.items()}}


def answers(by: Viewer) -> list[tuple[str, str, str]]:
    with as_viewer(by):
        rows = CommitmentAnswer.objects.order_by("recorded_at")
        return list(rows.values_list("answer", "way", "words"))


def test_they_read_what_they_are_asked_and_say_yes_themselves(
    practitioner: Viewer, nan: NetworkMember, danger: DangerStatement,
    telephone: TheirTelephone,
) -> None:  # fmt: skip
    asked = make_commitment(practitioner, nan, danger.pk)
    link = make_ask_link(practitioner, nan)
    page = telephone.get(reverse("commitments:asked", args=[link.token]))
    shut = page.content.decode()
    assert page.status_code == 200
    assert "Type the code" in shut
    assert "Nan Jo" not in shut
    assert SLEEP not in shut
    status, opened = telephone.opens(link, code="BLUE kite 7")
    assert status == 200
    assert SLEEP in opened
    assert "Saturday, at nine at night and through the night" in opened
    status, kept = telephone.opens(
        link, ticket=ticket_in(opened),
        **filled(asked, answer="yes", words="As long as I live", sure="9"),
    )  # fmt: skip
    assert status == 200
    assert "We have your answer" in kept
    with as_viewer(practitioner):
        answer = CommitmentAnswer.objects.get()
    assert (answer.answer, answer.way, answer.words, answer.sure) == (
        "yes", "link", "As long as I live", 9,
    )  # fmt: skip
    assert answer.recorded_by is None
    with as_viewer(practitioner):
        event = AuditEvent.objects.get(action="commitment.answered")
    assert event.by_name == "The link for Nan Jo"


def test_saying_it_twice_is_once_and_they_can_change_their_mind(
    practitioner: Viewer, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    asked = make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    _, opened = telephone.opens(link, code=CODE)
    for answer in ("yes", "yes", "no"):
        sent = filled(asked, answer=answer)
        telephone.opens(link, ticket=ticket_in(opened), **sent)
    assert [one[0] for one in answers(practitioner)] == ["yes", "no"]


def test_an_answer_that_is_none_is_asked_again_with_their_words(
    practitioner: Viewer, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    asked = make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    _, opened = telephone.opens(link, code=CODE)
    ticket = ticket_in(opened)
    for typed, says in (
        ({}, "Choose what you say."),
        ({"words": "Well <b>"}, "Choose what you say."),
        ({"answer": "maybe", "sure": "x"}, "Choose what you say."),
        ({"answer": "yes", "sure": "99"}, "Choose what you say."),
        ({"answer": "other_words"}, "Write how you would say it."),
    ):
        status, again = telephone.opens(link, ticket=ticket, **filled(asked, **typed))
        assert status == 422
        assert says in again
        assert html.escape(typed.get("words", "")) in again
    assert answers(practitioner) == []


def test_everything_that_was_ticked_is_there_after_a_mistake(
    practitioner: Viewer, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    """One form for all of it: a mistake in one loses nothing of the other."""
    sleep, ring = (make_commitment(practitioner, nan, does=does)
                   for does in (SLEEP, "I ring on Sundays."))  # fmt: skip
    link = make_ask_link(practitioner, nan)
    _, opened = telephone.opens(link, code=CODE)
    assert opened.count("<form") == 1
    sent = filled(sleep, answer="yes", sure="9") | filled(
        ring, answer="other_words", sure="4"
    )
    sent["wording"] = [str(sleep.wording_id), str(ring.wording_id)]
    status, again = telephone.opens(link, ticket=ticket_in(opened), **sent)
    assert status == 422
    for ticked in (
        f'name="answer-{sleep.wording_id}" value="yes" checked',
        f'name="answer-{ring.wording_id}" value="other_words" checked',
        '<option value="9" selected>',
        '<option value="4" selected>',
    ):
        assert ticked in again
    assert answers(practitioner) == []  # nothing is half saved
    sent |= filled(ring, words="On Mondays") | {"wording": sent["wording"]}
    assert telephone.opens(link, ticket=ticket_in(again), **sent)[0] == 200
    assert sorted(answers(practitioner)) == [
        ("other_words", "link", "On Mondays"), ("yes", "link", ""),
    ]  # fmt: skip


def test_what_was_typed_when_the_time_was_over_is_there_after_the_code(
    practitioner: Viewer, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    asked = make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    sent = filled(asked, answer="yes", words="As <b> long as I live", sure="8")
    status, shut = telephone.opens(link, ticket="too-old", **sent)
    assert status == 422
    assert f'name="sure-{asked.wording_id}" value="8"' in shut
    status, opened = telephone.opens(link, code=CODE, **sent)
    assert status == 200
    assert "As &lt;b&gt; long as I live</textarea>" in opened
    assert '<option value="8" selected>' in opened
    assert answers(practitioner) == []  # they look at it once more, and send it


def test_what_nobody_could_have_sent_is_kept_nowhere(
    practitioner: Viewer, family: Family, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    make_commitment(practitioner, nan)
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    his = make_commitment(practitioner, raj)
    link = make_ask_link(practitioner, nan)
    _, opened = telephone.opens(link, code=CODE)
    ticket = ticket_in(opened)
    yes = filled(his, answer="yes")
    assert telephone.opens(link, **yes)[0] == 422
    for sent in (yes, {"wording": "not-an-id", "answer-not-an-id": "yes"}):
        telephone.opens(link, ticket=ticket, **sent)
    theirs = make_ask_link(practitioner, raj)
    assert telephone.opens(theirs, ticket=ticket, **yes)[0] == 422
    assert answers(practitioner) == []


def test_a_wrong_code_is_counted_and_the_fifth_closes_it(
    practitioner: Viewer, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    assert telephone.opens(link, code=" ")[0] == 422
    for left in range(MOST_WRONG - 1, 0, -1):
        status, page = telephone.opens(link, code="red kite 8")
        assert status == 422
        assert f"Tries left: {left}." in page
    assert telephone.opens(link, code="red kite 8")[0] == 404
    assert telephone.opens(link, code=CODE)[0] == 404
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="ask_link.locked").count() == 1


def test_it_shows_no_word_that_was_written_later(
    practitioner: Viewer, family: Family, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    asked = make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    make_commitment(practitioner, nan, does="Something else.")
    _, opened = telephone.opens(link, code=CODE)
    assert SLEEP in opened
    assert "Something else." not in opened
    with as_viewer(practitioner):
        actions.reword(
            family_id=family.pk, commitment_id=asked.id, why="It changed", version=1,
            details=CommitmentDetails(does="I ring at nine."), by=practitioner,
        )  # fmt: skip
    status, closed = telephone.opens(
        link, ticket=ticket_in(opened), **filled(asked, answer="yes")
    )
    assert status == 404
    assert "I ring at nine." not in closed
    assert answers(practitioner) == []


@pytest.mark.parametrize("how", ["back", "time", "away", "closed", "unsafe", "newer"])
def test_it_closes_when_it_should(
    practitioner: Viewer, family: Family, danger: DangerStatement,
    telephone: TheirTelephone, how: str,
) -> None:  # fmt: skip
    with as_viewer(practitioner):
        leanne = named(practitioner, family, "Leanne")
    member = make_member(practitioner, family, "Leanne", who=leanne)
    make_commitment(practitioner, member)
    link = make_ask_link(practitioner, member)
    with as_viewer(practitioner):
        if how == "back":
            for _ in range(2):
                actions.call_back_ask(
                    family_id=family.pk, ask_link_id=link.id, by=practitioner
                )
        elif how == "time":
            AskLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        elif how == "away":
            networks.step_back(
                family_id=family.pk, member_id=member.pk, reason="She is ill",
                ended_on=days_ago(0), by=practitioner,
            )  # fmt: skip
        elif how == "closed":
            Family.objects.filter(pk=family.pk).update(closed_on=days_ago(0))
        elif how == "unsafe":
            ContactDetail.objects.create(
                authority_id=practitioner.in_authority(), kind="mobile",
                value="07700900123", person_id=leanne.person_id, safety="not_safe",
            )  # fmt: skip
    if how == "newer":
        make_ask_link(practitioner, member)
    assert telephone.get(reverse("commitments:asked", args=[link.token])).status_code \
        == 404  # fmt: skip
    assert telephone.opens(link, code=CODE)[0] == 404


def test_it_is_not_made_where_it_could_do_harm(
    practitioner: Viewer, family: Family, danger: DangerStatement, nan: NetworkMember
) -> None:
    with pytest.raises(CannotDo, match="nothing that Nan Jo still has to answer"):
        make_ask_link(practitioner, nan)
    asked = make_commitment(practitioner, nan, danger.pk)
    for wrong, says in (({"code": "123456"}, "harder"), ({"days": 0}, "between")):
        with pytest.raises(CannotDo, match=says):
            make_ask_link(practitioner, nan, **wrong)
    make_answer(practitioner, nan, asked)
    with pytest.raises(CannotDo, match="nothing"):
        make_ask_link(practitioner, nan)
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    make_commitment(practitioner, raj, danger.pk)
    with pytest.raises(CannotDo, match="has not heard the worry"):
        make_ask_link(practitioner, raj)
    with as_viewer(practitioner):
        leanne = named(practitioner, family, "Leanne")
        ContactDetail.objects.create(
            authority_id=practitioner.in_authority(), kind="mobile",
            value="07700900123", person_id=leanne.person_id, safety="not_safe",
        )  # fmt: skip
    member = make_member(practitioner, family, "Leanne", who=leanne)
    make_commitment(practitioner, member)
    with pytest.raises(CannotDo, match="not safe to contact"):
        make_ask_link(practitioner, member)


def test_whom_a_child_does_not_want_is_asked_nothing_and_their_link_closes(
    practitioner: Viewer,
    family: Family,
    nan: NetworkMember,
    telephone: TheirTelephone,
) -> None:
    make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    make_child_says(practitioner, nan)
    make_child_says(practitioner, nan, "wants", said_by=Named(name="Ella"))
    assert telephone.opens(link)[0] == 404
    for ask in (make_ask_link, make_commitment):
        with pytest.raises(CannotDo, match="Kai does not want Nan Jo there"):
            ask(practitioner, nan)
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    with pytest.raises(CannotDo, match="Nan Jo") as refused:
        make_commitment(practitioner, raj, backup_id=nan.pk)
    assert refused.value.field == "backup"
    make_child_says(practitioner, nan, "wants")
    assert make_ask_link(practitioner, nan).name == "Nan Jo"


def test_neither_address_nor_code_is_kept(
    practitioner: Viewer, nan: NetworkMember
) -> None:
    make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan, code="")
    with as_viewer(practitioner):
        row = AskLink.objects.get()
        events = str(list(AuditEvent.objects.values()))
    kept = f"{row.token_hash} {row.code_hash} {events}"
    assert link.token not in kept
    assert link.code not in kept
    assert len(link.code.replace(" ", "")) == 6


def test_a_token_of_nowhere_opens_nothing_and_is_told_the_same(
    practitioner: Viewer, elsewhere: Viewer, nan: NetworkMember,
    telephone: TheirTelephone,
) -> None:  # fmt: skip
    make_commitment(practitioner, nan)
    make_ask_link(practitioner, nan)
    pages = {
        telephone.get(f"/a/{token}").content
        for token in (
            "not-a-link",
            new_token(practitioner.in_authority()),
            new_token(elsewhere.in_authority()),
        )
    }
    assert len(pages) == 1
    assert b"This link does not open anything now." in pages.pop()


def test_what_opens_it_is_nowhere_and_nobody_stays_signed_in(
    practitioner: Viewer, nan: NetworkMember, telephone: TheirTelephone
) -> None:
    make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    answer = telephone.post(
        reverse("commitments:asked", args=[link.token]), {"code": CODE}
    )
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not telephone.cookies
    other = reverse("commitments:commitments", args=[nan.family_id])
    assert telephone.get(other).status_code in {302, 403}


def test_calling_back_a_link_of_nobody_is_not_found(
    practitioner: Viewer, family: Family, nan: NetworkMember
) -> None:
    make_commitment(practitioner, nan)
    link = make_ask_link(practitioner, nan)
    with as_viewer(practitioner), pytest.raises(NotFound):
        actions.call_back_ask(family_id=family.pk, ask_link_id=nan.pk, by=practitioner)
    with as_viewer(practitioner):
        assert AskLink.objects.get(pk=link.id).called_back_at is None
