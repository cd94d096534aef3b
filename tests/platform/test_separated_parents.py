"""Separated parents: nothing made for one says where the other is, anywhere at all.

Leanne lives at a hidden address with a protected number; Dean at another, and neither
must learn of the other. People wrote both addresses into their own words, in each room
that a paper is made of. The addresses of Kinfold are read from the resolver, as in
`test_elsewhere`, so a new page or paper is asked without anybody remembering to.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from kinfold.finding.actions.adding import add_member
from kinfold.finding.details import NewMember
from kinfold.meetings.models import Meeting
from kinfold.monitoring.actions import write
from kinfold.networks.models import NetworkMember
from kinfold.people.actions.contacts import add_contact
from kinfold.people.actions.homes import move
from kinfold.people.actions.separating import keep_apart
from kinfold.people.details import AddressDetails, ContactDetails
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember
from kinfold_core.people.private_words import LEFT_OUT
from kinfold_core.practice.lived_plan import JournalDetails
from kinfold_core.practice.network import Level
from kinfold_core.practice.plan_written import Who
from tests.factories.circles import SHELL, make_object
from tests.factories.commitments import SLEEP, make_answer, make_commitment
from tests.factories.network_meetings import (
    KEY,
    make_account,
    make_decided,
    make_planned_meeting,
)
from tests.factories.networks import make_member, make_told
from tests.factories.people import OPENED_ON, new_person
from tests.factories.practice import make_entry
from tests.factories.trajectory import make_bottom_line, make_immediate, make_milestone
from tests.platform.test_elsewhere import (
    SignIn,
    addresses,
    ids,  # noqa: F401  a fixture, asked for by name
    insider,  # noqa: F401  a fixture, asked for by name
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]

HERS = ("9 Secret Street", "LN9 9ZZ", "07700 900999")
HIS = ("31 Copper Wynd", "LN3 3QQ", "07700 900311")
SHE_SAID = "Leanne is at 9 Secret Street, LN9 9ZZ, ring 07700 900999."
HE_SAID = "Dean is at 31 Copper Wynd, LN3 3QQ, ring 07700 900311."
# opened on purpose, each time audited: where a sealed thing is shown
SHOWN = {"meetings:wall", "voice:together", "kinship:rights"}
OPENS_A_SEAL = {"people:show-address", "people:show-contact"}


@dataclass(frozen=True)
class Apart:
    family: Family
    leanne: UUID
    dean: UUID
    amira: UUID


@pytest.fixture
def apart(ids: dict[str, object], insider: Viewer) -> Apart:  # noqa: F811
    """The Okafors of every address, with Dean, and both addresses in many words."""
    with as_viewer(insider):
        family = Family.objects.get(pk=ids["family_id"])
        dean = add_member(
            family_id=family.pk,
            member=NewMember(part="adult", details=new_person("Dean", "Hale")),
            by=insider,
        ).person
        move(
            family_id=family.pk, person_ids=[dean.pk], kind="home",
            address=AddressDetails(lines="31 Copper Wynd\nLincoln", postcode="LN3 3QQ"),
            started_on=OPENED_ON, by=insider,
        )  # fmt: skip
        add_contact(
            person_id=dean.pk, by=insider,
            details=ContactDetails(kind="mobile", value="07700 900311", safety="safe"),
        )  # fmt: skip
        people = {
            one.person.given_names: one.person_id
            for one in FamilyMember.objects.filter(family=family)
        }
        leanne = people["Leanne"]
        keep_apart(
            person_id=dean.pk, about_ids=[leanne], kind="no_contact",
            reason="Order of 3 May", is_both_ways=True, by=insider,
        )  # fmt: skip
    write_it_everywhere(insider, family)
    write_it_on_papers(insider, family, ids)
    return Apart(family, leanne, dean.pk, people["Amira Grace"])


def write_it_everywhere(by: Viewer, family: Family) -> None:
    """What people say in their own words, in each room that a paper is made of."""
    for words in (SHE_SAID, HE_SAID):
        make_entry(by, family, text=words)
        make_entry(by, family, "next_step", text=words)
        make_bottom_line(by, family, text=words)
        make_milestone(by, family, what=words)
        with as_viewer(by):
            details = JournalDetails(
                author=Who(name="Nan Jo"), capacity="network", went_well=words,
                happened_on=timezone.localdate(),
            )  # fmt: skip
            write(family_id=family.pk, details=details, corrects_id=None, by=by)
    make_immediate(by, family, occasion=SHE_SAID)
    raj = make_member(by, family, "Raj", relationship=HE_SAID[:100])
    make_told(by, raj, level=Level.SERVICES)


def write_it_on_papers(
    by: Viewer,
    family: Family,
    ids: dict[str, object],  # noqa: F811
) -> None:
    """Where one paper alone is made of it: of a meeting, of a looker, of the week."""
    with as_viewer(by):
        meeting = Meeting.objects.get(pk=ids["meeting_id"])
        nan = NetworkMember.objects.get(pk=ids["member_id"])
    danger = UUID(str(ids["danger_id"]))
    make_told(by, nan, danger)
    make_account(by, meeting, questions=SHE_SAID, child_wanted=HE_SAID)
    for words in (SHE_SAID, HE_SAID):
        make_decided(by, meeting, words)
        make_commitment(by, nan, does=words)
        called = make_member(by, family, words[:40])
        make_told(by, called, danger)
        make_answer(by, called, make_commitment(by, called, danger))
    planned = make_planned_meeting(by, family, place=SHE_SAID, bring=HE_SAID)
    looked_at = make_object(by, family, nan.pk, place=SHE_SAID, what_they_do=HE_SAID)
    ids |= {"planned_id": planned.pk, "object_id": looked_at.pk}


def text_of(response: HttpResponse) -> str:
    body = b"".join(response) if response.streaming else response.content
    if response.get("Content-Type", "").startswith("application/pdf"):
        try:
            pages = PdfReader(io.BytesIO(body)).pages
        except PdfReadError:  # a file that somebody stored, which is no real PDF
            return ""
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    words = body.decode(errors="replace")
    if "</article>" in words and "is-family-copy" in words:
        # the copy itself, without what only the worker sees around it
        return words[words.index("<article") : words.rindex("</article>")]
    return words


def said_in(words: str, private: tuple[str, ...]) -> list[str]:
    plain = re.sub(r"[\W_]+", "", words.casefold())
    return [one for one in private if re.sub(r"[\W_]+", "", one.casefold()) in plain]


def is_paper(name: str, response: HttpResponse) -> bool:
    """What leaves the screen, or is shown to a room or to somebody of the family."""
    if name in SHOWN:
        return True
    is_file = "text/html" not in response.get("Content-Type", "")
    return is_file or (not response.streaming and b"is-family-copy" in response.content)


def asked(
    client: Client,
    ids: dict[str, object],  # noqa: F811
) -> Iterator[tuple[str, str, HttpResponse]]:
    for one in addresses():
        url = one.filled(ids)
        yield resolve(url).view_name, url, client.get(url)


def variants(client: Client, url: str, who: UUID) -> Iterator[HttpResponse]:
    """A paper for one person with each thing that may go with it, as far as there is
    anything to choose; an address that has no choice answers the same each time."""
    if url.endswith("/picture/"):
        yield client.get(f"{url}?for=family")
        return
    if "family-copy" not in url:
        yield client.get(url)
        return
    for part in ("", "now", "plan", "lines", "road", "story", "told"):
        chosen = {"chosen": 1, "reader": who} | ({"part": part} if part else {})
        response = client.get(f"{url}?{urlencode(chosen)}")
        if response.status_code == 200:  # there is such a part
            yield response


def test_what_is_sealed_is_shown_only_where_it_is_opened_on_purpose(
    apart: Apart,
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
) -> None:
    """The structured rows alone: whoever works with them may read what people wrote."""
    client = sign_in(insider)
    shown, papers = set(), []
    for name, url, response in asked(client, ids):
        words = text_of(response)
        if said_in(words, HERS) and name in OPENS_A_SEAL:
            shown.add(name)
        elif is_paper(name, response) and said_in(words, HERS):
            papers.append((name, url, said_in(words, HERS)))
    assert papers == []
    assert shown == OPENS_A_SEAL


def test_no_paper_for_one_parent_says_where_the_other_is(
    apart: Apart,
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
) -> None:
    client, told, papers = sign_in(insider), [], set()
    for name, url, plain in asked(client, ids):
        text_of(plain)  # read to its end, or a file stays open
        if not is_paper(name, plain) or plain.status_code != 200:
            continue
        papers.add(name)
        for who, private in ((apart.dean, HERS), (apart.leanne, HIS)):
            told += [
                (name, who == apart.dean, found)
                for response in variants(client, url, who)
                if (found := said_in(text_of(response), private))
            ]
    assert told == []
    # or nothing was asked: these are papers whatever else becomes one
    assert {"copies:family-copy-pdf", "copies:family-copy-text",
            "monitoring:export-journal", "voice:book", "meetings:notes-for",
            "meetings:planned", "circles:object-card", "commitments:paper",
            "commitments:fridge", "kinship:rights"} <= papers  # fmt: skip


@pytest.mark.parametrize("name", ["family-copy", "read-aloud", "pictures"])
def test_nor_does_any_way_of_having_the_copy_on_a_screen(
    apart: Apart,
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
    name: str,
) -> None:
    client = sign_in(insider)
    for who, theirs, others in (
        (apart.dean, HIS, HERS),
        (apart.leanne, HERS, HIS),
        (apart.amira, (), HERS),
    ):
        url = f"/families/{apart.family.pk}/family-copy/"
        url += "" if name == "family-copy" else f"{name}/"
        every = "".join(text_of(one) for one in variants(client, url, who))
        assert said_in(every, others) == [], who
        # their own is there: or this test could not fail
        assert said_in(every, theirs) == list(theirs)
    worker = text_of(client.get(f"/families/{apart.family.pk}/map/"))
    assert said_in(worker, HERS + HIS) == list(HERS + HIS)


def test_papers_that_leave_something_out_tell_the_worker_and_keep_the_rest(
    apart: Apart,
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
) -> None:
    client, family = sign_in(insider), f"/families/{apart.family.pk}"
    meeting = f"{family}/meetings/{ids['meeting_id']}/network/notes/{ids['member_id']}/"
    for url, kept in (
        (meeting, KEY),
        (f"{family}/meetings/planned/{ids['planned_id']}/", "half past four"),
        (f"{family}/circles/safety-object/{ids['object_id']}/for/{ids['member_id']}/",
         SHELL),
        (f"{family}/who-does-what/people/{ids['member_id']}/paper/", SLEEP),
    ):  # fmt: skip
        words = text_of(client.get(url))
        assert said_in(words, HERS + HIS) == [], url
        assert "Left out of this paper" in words, url
        assert kept in unescape(words), url
    fridge = text_of(client.get(f"{family}/nine-on-saturday-night/fridge/"))
    assert LEFT_OUT in fridge
    assert said_in(fridge, HERS + HIS) == []
