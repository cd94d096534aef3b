"""Opening a link, as the person it is for and as somebody who should not be able to."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.copies.models import CopyLink, MapSharing
from kinfold.people.models import ContactDetail
from kinfold.platform.metrics import all_metrics
from kinfold.platform.models import AuditEvent, User, Worker
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.tokens import new_token
from kinfold.platform.viewer import Viewer, holder_of_a_link
from kinfold.practice.models import DangerStatement, MapEntry, ScaleRating
from kinfold.records.models import Family, Person
from kinfold_core.access import Action, Reach, RecordState
from tests.factories.copies import CODE, Telephone, address_of, link_for
from tests.factories.practice import make_entry, make_family
from tests.platform.conftest import no_counters

__all__ = ["no_counters"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]
SignIn = Callable[[Viewer], Client]
CLOSED = "This link does not open anything now."
SAID = "Dad pushed Mum and she had Kai in her arms."


def keep_back(by: Viewer, row: MapEntry | DangerStatement) -> None:
    """Kept from the family, as somebody would have done it. Within `as_viewer`."""
    type(row)._default_manager.filter(pk=row.pk).update(
        is_visible_to_family=False, hidden_reason="Not told yet",
        hidden_review_on=date(2031, 1, 1), hidden_by_id=by.worker_id,
    )  # fmt: skip


def events(by: Viewer, action: str) -> list[AuditEvent]:
    with as_viewer(by):
        return list(AuditEvent.objects.filter(action=action))


def test_it_asks_for_the_code_and_names_nobody(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    for asked in (phone.get, phone.head):
        answer = asked(address_of(link))
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
    page = phone.get(address_of(link)).content.decode()
    assert "Type the code that opens this copy" in page
    for name in ("Leanne", "Amira", "Kai", "Okafor", "Lincolnshire"):
        assert name not in page
    assert events(practitioner, "copies.link_opened") == []


def test_with_the_code_the_copy_is_read_and_every_look_is_written_down(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family, phone="01522 555 0143")
    status, page = phone.opens(link, "BLUE-kite 7")
    assert status == 200
    assert SAID in page
    assert "Quiet Fridays" in page
    assert "01522 555 0143" in page
    assert 'class="scale__drawing"' in page
    assert not phone.cookies
    (look,) = events(practitioner, "copies.link_opened")
    assert look.why == "Opened with the link for Leanne"
    assert look.by_name == "The link for Leanne"
    assert (look.family_id, look.by_worker_id) == (family.pk, None)
    with as_viewer(practitioner):
        row = CopyLink.objects.get()
    assert (row.opened_count, row.last_opened_at is not None) == (1, True)


def test_what_opens_is_what_was_given_not_what_was_written_since(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    make_entry(practitioner, family, "harm", text="The door was broken last night.")
    _, page = phone.opens(link)
    assert SAID in page
    assert "The door was broken" not in page


def test_what_is_kept_from_the_family_is_never_on_it(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    secret = make_entry(practitioner, family, "harm", text="Told to a teacher alone.")
    with as_viewer(practitioner):
        keep_back(practitioner, secret)
    link = link_for(practitioner, family)
    status, page = phone.opens(link)
    assert (status, SAID in page) == (200, True)
    assert "Told to a teacher alone" not in page


@pytest.mark.parametrize("kind", ["entry", "danger"])
def test_it_closes_when_something_on_it_is_kept_back(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
    kind: str,
) -> None:
    link = link_for(practitioner, family)
    with as_viewer(practitioner):
        row = danger if kind == "danger" else MapEntry.objects.get(category="harm")
        keep_back(practitioner, row)
    assert phone.get(address_of(link)).status_code == 404
    status, page = phone.opens(link)
    assert (status, CLOSED in page, SAID in page) == (404, True, False)


def test_the_answers_that_stand_on_it_are_known_too(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link_for(practitioner, family)
    with as_viewer(practitioner):
        answers = {str(pk) for pk in ScaleRating.objects.values_list("pk", flat=True)}
        assert len(answers) == 4
        assert answers < set(CopyLink.objects.get().things)


def test_it_closes_when_they_are_marked_not_safe_to_contact(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    with as_viewer(practitioner):
        ContactDetail.objects.create(
            authority_id=family.authority_id, kind="mobile", value="07700900123",
            person=Person.objects.get(given_names="Leanne"), safety="not_safe",
        )  # fmt: skip
    status, page = phone.opens(link)
    assert (status, SAID in page) == (404, False)


def test_every_closed_link_is_answered_with_the_same_words(
    sign_in: SignIn,
    practitioner: Viewer,
    elsewhere: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
) -> None:
    """A wrong token, another authority's, one that ended and one that was called back:
    nobody who tries learns which it was."""
    link = link_for(practitioner, family)
    ended, back = (link_for(practitioner, family, name) for name in ("Kai", "Amira"))
    with as_viewer(practitioner):
        now = timezone.now()
        CopyLink.objects.filter(pk=ended.id).update(expires_at=now)
        CopyLink.objects.filter(pk=back.id).update(
            called_back_at=now, called_back_by_id=practitioner.worker_id
        )
    raw = link.token[:21]
    tokens = [
        ended.token,
        back.token,
        new_token(practitioner.in_authority()),
        new_token(elsewhere.in_authority()),
        new_token(elsewhere.in_authority())[:22] + link.token[22:],
        raw + "A" * (44 - len(raw)),
        "nothing",
    ]
    said = set()
    for token in tokens:
        address = reverse("copies:link", args=[token])
        for answer in (phone.get(address), phone.post(address, {"code": CODE})):
            assert answer.status_code == 404
            assert answer["Cache-Control"] == "no-store, private"
            said.add(answer.content)
    assert len(said) == 1
    page = said.pop().decode()
    assert CLOSED in page
    assert 'lang="pl"' in page
    assert phone.opens(link)[0] == 200


def test_after_five_wrong_codes_it_is_locked_for_good(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    for left in (4, 3):
        status, page = phone.opens(link, "000000")
        assert (status, f"Tries left: {left}." in page) == (422, True)
        assert SAID not in page
    assert phone.opens(link)[0] == 200  # an opening does not forget the wrong ones
    assert phone.opens(link, "")[0] == 422  # nothing typed is not a try
    for left in (2, 1):
        assert f"Tries left: {left}." in phone.opens(link, "000000")[1]
    assert phone.opens(link, "000000")[0] == 404
    status, page = phone.opens(link)  # the right code comes too late
    assert (status, CLOSED in page) == (404, True)
    assert len(events(practitioner, "copy_link.wrong_code")) == 4
    assert len(events(practitioner, "copy_link.locked")) == 1


def test_a_code_of_another_link_opens_nothing(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    link_for(practitioner, family, "Kai", code="Red boat 9")
    assert phone.opens(link, "Red boat 9")[0] == 422


def test_somebody_who_tries_very_often_is_asked_to_wait(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # one moment, however slow the machine that runs this
    monkeypatch.setattr("kinfold.platform.limits.time.monotonic", lambda: 1000.0)
    link = link_for(practitioner, family)
    statuses = [phone.opens(link)[0] for _ in range(61)]
    assert statuses[-1] == 429
    assert set(statuses[:-1]) == {200}


def test_a_closed_family_keeps_its_copy(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    status, page = phone.opens(link)
    assert (status, SAID in page) == (200, True)


def test_a_copy_in_a_language_that_was_taken_away_has_english_words_of_ours(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    link = link_for(practitioner, family)
    with as_viewer(practitioner):
        # as a language file leaves with a release; a note of giving is never changed
        sharing = MapSharing.objects.get()
        again = MapSharing.objects.create(
            **{f.attname: getattr(sharing, f.attname) for f in MapSharing._meta.fields
               if f.attname not in ("id", "copy")},
            copy=sharing.copy | {"language": "xx"},
        )  # fmt: skip
        CopyLink.objects.update(sharing=again)
    assert phone.get(address_of(link)).status_code == 200
    status, page = phone.opens(link)
    assert (status, "What are we worried about?" in page) == (200, True)


def test_the_copy_speaks_the_language_it_was_given_in(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    with as_viewer(practitioner):
        Person.objects.filter(given_names="Amira").update(languages=["Polish"])
    link = link_for(practitioner, family)
    asked = phone.get(address_of(link)).content.decode()
    assert "Proszę wpisać kod" in asked
    assert "Opuść tę stronę" in asked
    assert "Leave " not in asked
    assert "Pozostało prób: 4" in phone.opens(link, "000000")[1]
    assert "Co nas martwi?" in phone.opens(link)[1]


def test_a_worker_who_is_signed_in_opens_it_as_its_reader(
    sign_in: SignIn,
    practitioner: Viewer,
    elsewhere: Viewer,
    family: Family,
    danger: DangerStatement,
) -> None:
    link = link_for(practitioner, family)
    client = sign_in(elsewhere)
    answer = client.post(address_of(link), {"code": CODE})
    assert SAID in answer.content.decode()
    (look,) = events(practitioner, "copies.link_opened")
    assert look.by_name == "The link for Leanne"


def test_its_holder_may_do_nothing_and_sees_no_account(
    practitioner: Viewer, elsewhere: Viewer, family: Family, danger: DangerStatement
) -> None:
    holder = holder_of_a_link(practitioner.in_authority())
    near = RecordState(nearness=Reach.MINE)
    for action in Action:
        try:
            assert not holder.may(action)
        except ValueError:
            assert not holder.may(action, near)
    with as_viewer(holder):
        assert User.objects.count() == 0
        assert Worker.objects.filter(authority_id=elsewhere.authority_id).count() == 0


def test_another_authority_never_reaches_a_link(
    practitioner: Viewer, elsewhere: Viewer, family: Family, danger: DangerStatement
) -> None:
    link_for(practitioner, family)
    with as_viewer(elsewhere):
        assert CopyLink.objects.count() == 0
        assert MapSharing.objects.count() == 0


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Every line that is logged, as it is written out, whichever logger says it."""
    from kinfold.platform.logs import JsonFormatter

    written: list[str] = []

    class Keeps(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(JsonFormatter().format(record))

    handler = Keeps(level=logging.DEBUG)
    loggers = [logging.getLogger(name) for name in ("", "kinfold", "django")]
    for one in loggers:
        one.addHandler(handler)
    yield written
    for one in loggers:
        one.removeHandler(handler)


def test_the_token_is_never_in_the_log_the_audit_or_the_metrics(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    phone: Telephone,
    lines: list[str],
) -> None:
    link = link_for(practitioner, family)
    phone.get(address_of(link))
    phone.opens(link, "000000")
    phone.opens(link)
    phone.get(address_of(link) + "/")
    with as_viewer(practitioner):
        audit = json.dumps(list(AuditEvent.objects.values()), default=str)
    said = "\n".join([*lines, audit, all_metrics().decode()])
    assert "c/<str:token>" in said
    assert link.token not in said
    assert re.search("bluekite|blue kite", said, re.IGNORECASE) is None


def test_opening_costs_the_same_whatever_is_on_it(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    small = make_family(practitioner)
    make_entry(practitioner, small)
    counts = []
    for one in (small, family):
        link = link_for(practitioner, one)
        with CaptureQueriesContext(connection) as asked:
            assert phone.opens(link)[0] == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
