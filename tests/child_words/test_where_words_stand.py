"""A child says a word that nobody else says: every row of the database that holds it.

After they took it all back too. The rows stay (nothing is lost); what matters is that
they are the child's own record and what a mark keeps unread, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.planning.actions import answer_suggestion
from kinfold.planning.models import RuleSuggestion
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.models import MapEntry, ScaleRating
from kinfold.records.models import Family
from kinfold.versions import actions as versions
from kinfold_core.practice.plan_written import SuggestionAnswerDetails, Who
from kinfold_core.practice.written import Named
from tests.factories.child_tools import child_of, make_choice, make_override
from tests.factories.practice import make_set
from tests.factories.trajectory import day_post, days_ago
from tests.versions.test_reshaping import begun

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
WORD = "zibbelkwast"
NUMBER = 7
CHILDS_OWN = {
    "child_tools_childitem.words",
    "child_tools_childitemrevision.was",
    "child_tools_childtoolsession.child_question",
    "child_tools_sharingoverride.child_words",
}
"""The record of what the child said, read as the child chose."""
UNREAD_ONCE_TAKEN_BACK = {
    "planning_rulesuggestion.text",
    "planning_rulesuggestion.why",
    "practice_dangersetrevision.words",
    "practice_mapentry.text",
    "practice_mapentryrevision.words",
    "practice_takenback.words",
}
"""What was put on the map and beside the plan. A mark keeps it from every reader."""
SAID_TO_THE_ADULTS = {
    "planning_suggestionanswer.words",
    "practice_disagreement.words",
}
"""What the child answered the adults, written down as theirs, in one row each."""


CLOSED = {"auth_group", "auth_group_permissions", "auth_permission"}
"""Tables that the application itself may neither read nor write."""


def places_of(by: Viewer, word: str) -> set[str]:
    """Each column of every table, whatever its type, in which the word stands."""
    found = set()
    with as_viewer(by), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, has_table_privilege(oid, 'SELECT') FROM pg_class "
            "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
        tables = cursor.fetchall()
        assert {name for name, is_open in tables if not is_open} == CLOSED
        for table in sorted(name for name, is_open in tables if is_open):
            cursor.execute(
                f"SELECT DISTINCT one.key FROM {connection.ops.quote_name(table)} t, "
                "jsonb_each_text(to_jsonb(t)) one "
                "WHERE one.value ILIKE %s OR one.value ILIKE %s",
                [f"%{word}%", f"%{word.encode().hex()}%"],
            )
            found |= {f"{table}.{column}" for (column,) in cursor.fetchall()}
    return found


@pytest.fixture
def said(sign_in: SignIn, practitioner: Viewer, family: Family) -> ChildToolSession:
    """Amira's Safety House, typed at the pages, reworded, answered and finished."""
    danger = make_set(practitioner, family)
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        amira = child_of(family)

    def send(name: str, *rest: object, **sent: Any) -> str:
        address = reverse(f"child_tools:{name}", args=[family.pk, *rest])
        page = client.post(address, sent)
        assert page.status_code == 302, (name, page.content.decode()[-3000:])
        return page.headers["Location"]

    page = send(
        "begin", child=str(amira.pk), tool="three_houses", consent="given",
        place="At school", people_there="Amira and Priya", has_assent="on",
        limits_explained="on", **day_post("happened_on", -1),
    )  # fmt: skip
    pk = page.rstrip("/").split("/")[-1]
    for part in ("worries", "good", "dreams"):
        send("add-item", pk, words=f"First a {WORD} {part}", part=part)
    with as_viewer(practitioner):
        session = ChildToolSession.objects.get(pk=pk)
        items = list(session.items.order_by("position"))
    for item in items:
        words = f"The {WORD} comes on a Friday, {item.part}"
        send("item", item.pk, words=words, part=item.part, version="1")
    make_override(practitioner, items[0], child_words=f"I hate that, {WORD}")
    send("read-back", pk, **day_post("on"))
    send(
        "around", pk, first="good", scale=str(NUMBER), disclosure="no",
        consent="given", version="1", child_question=f"Will the {WORD} come?",
    )  # fmt: skip
    send("finish", pk, **day_post("response_due_on", 5))
    for item in items:
        for audience in ("workers", "parents"):
            make_choice(practitioner, item, audience)
    put = [(items[0], "complicating_factor", {}), (items[1], "strength", {})]
    put += [(items[2], "hope", {"danger": str(danger.pk)})]
    put += [(items[2], "rule", {"why": f"Amira says {WORD}"})]
    for item, kind, more in put:
        address = reverse("child_words:feed", args=[family.pk, item.pk, kind])
        assert client.post(address, more).status_code == 302, kind
    number = reverse("child_words:feed-number", args=[family.pk, pk])
    sent = {"danger": str(danger.pk), "is_shown": "on"}
    assert client.post(number, sent).status_code == 302
    return session


def answered(by: Viewer, family: Family) -> None:
    """Split, made a danger statement, disagreed with, answered, taken off."""
    here = {"family_id": family.pk, "by": by}
    with as_viewer(by):
        amira = child_of(family)
        factor = MapEntry.objects.get(category="complicating_factor")
        parts = [f"{factor.text}, she says", f"Loud, and {WORD}"]
        one, two = versions.split_entry(
            **here, entry_id=factor.pk, texts=parts, version=1
        )
        who = Named(name="Amira", person_id=amira.pk)
        versions.disagree(
            **here, entry_id=two.pk, who=who, words=f"No, {WORD}",
            said_on=timezone.localdate(),
        )  # fmt: skip
        worry = begun(by, family, worried_about=f"Dean shouts. {factor.text}")
        versions.make_danger_of(**here, entry_id=one.pk, details=worry, version=1)
        practice.withdraw_entry(
            **here, entry_id=two.pk, reason="It is there twice", version=1
        )
        answer_suggestion(
            **here, suggestion_id=RuleSuggestion.objects.get().pk,
            details=SuggestionAnswerDetails(
                who=Who(name="Amira", person_id=amira.pk), capacity="child",
                is_yes=False, words=f"Not my {WORD}", answered_on=days_ago(0),
            ),
        )  # fmt: skip


def test_a_childs_word_stands_in_their_own_record_and_where_it_is_marked(
    sign_in: SignIn, practitioner: Viewer, family: Family, said: ChildToolSession
) -> None:
    answered(practitioner, family)
    client = sign_in(practitioner)
    address = reverse("practice:map", args=[family.pk])
    assert WORD in client.get(address).content.decode()
    with as_viewer(practitioner):
        assert ScaleRating.objects.get().value == NUMBER
        rated = AuditEvent.objects.get(action="scale.rated")
        assert rated.changes == {"rater": "Amira"}
        items = list(ChildItem.objects.filter(session=said))
    for item in items:
        make_choice(practitioner, item, "nobody", "no")
    back = reverse("child_words:number-back", args=[family.pk, said.pk])
    assert client.post(back).status_code == 302
    assert WORD not in client.get(address).content.decode()
    found = places_of(practitioner, WORD)
    assert found == CHILDS_OWN | UNREAD_ONCE_TAKEN_BACK | SAID_TO_THE_ADULTS
