"""Separated parents: nothing made for one says where the other is, anywhere at all.

Leanne lives at a hidden address with a protected number; Dean at another, and neither
must learn of the other. People wrote both addresses into their own words, in each room
that a paper is made of. The addresses of Kinfold are read from the resolver, as in
`test_elsewhere`, so a new page or paper is asked without anybody remembering to.
"""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from kinfold.copies.views.reader import PAPERS as LINK_PAPERS
from kinfold.networks.models import NetworkMember
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import change_danger_set
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, Person
from kinfold_core.people.private_words import LEFT_OUT
from tests.factories.circles import SHELL
from tests.factories.commitments import (
    SLEEP,
    TheirTelephone,
    make_ask_link,
    make_commitment,
)
from tests.factories.copies import CODE, Telephone, address_of, link_for
from tests.factories.network_meetings import (
    KEY,
)
from tests.factories.practice import good_set
from tests.platform.addresses import addresses, leaves
from tests.platform.papers import (
    LINKS,
    NO_PAPER,
    OPENED_ON_PURPOSE,
    PAPERS,
    WORKERS_PAGES,
    Parent,
    looks_like_a_paper,
)
from tests.platform.separated import (
    HERS,
    HIS,
    Apart,
    apart,  # noqa: F401  a fixture, asked for by name
    separated,  # noqa: F401  a fixture, asked for by name
)
from tests.platform.test_elsewhere import (
    SignIn,
    ids,  # noqa: F401  a fixture, asked for by name
    insider,  # noqa: F401  a fixture, asked for by name
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]


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


def asked(
    client: Client,
    ids: dict[str, object],  # noqa: F811
) -> Iterator[tuple[str, HttpResponse, str]]:
    """Every address there is, with a row in it or with none: its name and answer."""
    plain = [route for route, one in leaves(get_resolver(), "") if "<" not in route]
    with_rows = [one.filled(ids) for one in addresses()]
    for url in (*with_rows, *(f"/{route}" for route in plain if "^" not in route)):
        response = client.get(url)
        yield resolve(url).view_name, response, text_of(response)


def test_what_is_sealed_is_shown_only_where_it_is_opened_on_purpose(
    separated: Apart,  # noqa: F811
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
) -> None:
    """The structured rows alone: whoever works with them may read what people wrote."""
    client = sign_in(insider)
    shown = {name for name, _, words in asked(client, ids) if said_in(words, HERS)}
    assert shown == OPENED_ON_PURPOSE


def test_no_page_says_where_a_parent_lives_but_those_that_were_looked_at(
    apart: Apart,  # noqa: F811
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
) -> None:
    """A new page or paper fails here until somebody looked at it and wrote it down."""
    client = sign_in(insider)
    telling, papers, names = set(), set(), set()
    for name, response, words in asked(client, ids):
        names.add(name)
        if response.status_code != 200 or name in PAPERS:
            continue
        if looks_like_a_paper(response):
            papers.add(name)
        if said_in(words, HERS + HIS):
            telling.add(name)
    assert papers - NO_PAPER.keys() - LINKS.keys() == set(), "add them to PAPERS"
    assert telling ^ (WORKERS_PAGES | OPENED_ON_PURPOSE) == set()
    assert PAPERS.keys() <= names


def test_what_gives_a_paper_when_it_is_sent_to_is_in_the_list_too() -> None:
    """A view that answers a POST with a file cannot be seen by asking for it."""
    makes = {name for name, view in named_views(get_resolver()) if makes_a_file(view)}
    assert "copies:link-paper" in makes
    assert makes - PAPERS.keys() - LINKS.keys() - NO_PAPER.keys() == set()


def named_views(
    resolver: URLResolver, before: str = ""
) -> Iterator[tuple[str, Callable[..., HttpResponse]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            within = f"{before}{one.namespace}:" if one.namespace else before
            yield from named_views(one, within)
        else:
            yield f"{before}{one.name}", inspect.unwrap(one.callback)


def makes_a_file(view: Callable[..., HttpResponse]) -> bool:
    """Whether it, or what it calls beside it, says what kind of file it answers."""
    if not inspect.isfunction(view) or not view.__module__.startswith("kinfold."):
        return False
    beside = (view.__globals__.get(name) for name in view.__code__.co_names)
    near = [
        f for f in beside if inspect.isfunction(f) and f.__module__ == view.__module__
    ]
    return any("content_type=" in inspect.getsource(one) for one in (view, *near))


def parts_of_a_copy(client: Client, family: Family) -> tuple[str, ...]:
    """What this family's copy can hold beside the map: only that may be asked for."""
    page = client.get(f"/families/{family.pk}/family-copy/")
    return tuple(key for key, _ in page.context["asked"].fields["part"].choices)


def test_no_paper_for_one_parent_says_where_the_other_is(
    apart: Apart,  # noqa: F811
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
) -> None:
    client, told = sign_in(insider), []
    parts = parts_of_a_copy(client, apart.family)
    given, named = set(), {resolve(a.filled(ids)).view_name: a for a in addresses()}
    for name, ways in PAPERS.items():
        for plain in apart.parents:
            parent = replace(plain, parts=parts)
            # somebody else's paper may come into their hands, too
            urls = {named[name].filled(own) for own in (ids, ids | parent.ids)}
            for url in urls:
                for query in ways(parent):
                    response = client.get(f"{url}?{urlencode(query, doseq=True)}")
                    words = text_of(response)
                    # they have no notes of a meeting; they were not told of that part
                    is_none = 422 if "also" in query else 404
                    assert response.status_code in {200, is_none}, (name, query)
                    if response.status_code == is_none:
                        continue
                    given.add((name, plain is apart.dean))
                    if found := said_in(words, parent.kept):
                        told.append((name, plain is apart.dean, query, found))
    assert told == []
    assert given == {(name, is_his) for name in PAPERS for is_his in (True, False)}


def test_nor_does_a_link_on_their_own_telephone(
    apart: Apart,  # noqa: F811
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
) -> None:
    with as_viewer(insider):  # a map that is whole may be given
        Person.objects.filter(pk=apart.amira).update(given_names="Amira")
        change_danger_set(
            family_id=apart.family.pk, danger_id=UUID(str(ids["danger_id"])),
            details=good_set(insider, apart.family), by=insider,
            version=DangerStatement.objects.get(pk=ids["danger_id"]).version,
        )  # fmt: skip
    for parent, name in ((apart.leanne, "Leanne"), (apart.dean, "Dean")):
        link = link_for(insider, apart.family, name)
        every = ""
        for way in ("", "pictures", "aloud", *LINK_PAPERS):
            answer = Telephone().post(address_of(link), {"code": CODE, "way": way})
            assert answer.status_code == 200, way
            every += text_of(answer)
        assert said_in(every, parent.kept) == [], name
        assert "reads to Kai every night" in every  # or there was no copy to read


def test_nor_does_what_they_are_asked_on_their_own_telephone(
    apart: Apart,  # noqa: F811
    ids: dict[str, object],  # noqa: F811
    insider: Viewer,  # noqa: F811
) -> None:
    for parent in apart.parents:
        with as_viewer(insider):
            member = NetworkMember.objects.get(pk=parent.member_id)
        make_commitment(insider, member, UUID(str(ids["danger_id"])))
        ask = make_ask_link(insider, member, code=CODE)
        status, words = TheirTelephone().opens(ask, code=CODE)
        assert status == 200
        assert said_in(words, HERS + HIS) == [], member.name
        assert said_in(words, (SLEEP,)) == [SLEEP], member.name


@pytest.mark.parametrize("name", ["family-copy", "read-aloud", "pictures"])
def test_nor_does_any_way_of_having_the_copy_on_a_screen(
    apart: Apart,  # noqa: F811
    insider: Viewer,  # noqa: F811
    sign_in: SignIn,
    name: str,
) -> None:
    client = sign_in(insider)
    for who, theirs, others in (
        (apart.dean.person_id, HIS[:4], HERS),
        (apart.leanne.person_id, HERS[:4], HIS),
        (apart.amira, (), HERS[:4] + HIS),
    ):
        url = f"/families/{apart.family.pk}/family-copy/"
        url += "" if name == "family-copy" else f"{name}/"
        parts = parts_of_a_copy(client, apart.family)
        parent = Parent(who, who, parts=parts)
        answers = (
            client.get(f"{url}?{urlencode(query, doseq=True)}")
            for query in PAPERS["copies:family-copy"](parent)
        )
        every = "".join(text_of(one) for one in answers if one.status_code == 200)
        assert said_in(every, others) == [], who
        # their own is there: or this test could not fail
        assert said_in(every, theirs) == list(theirs)
    worker = text_of(client.get(f"/families/{apart.family.pk}/map/"))
    assert said_in(worker, HERS[:4] + HIS) == list(HERS[:4] + HIS)


def test_papers_that_leave_something_out_tell_the_worker_and_keep_the_rest(
    apart: Apart,  # noqa: F811
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
