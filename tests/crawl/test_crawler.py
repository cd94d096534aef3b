"""Sign in as each role, visit every address there is, send rubbish to every form.

Nothing that is typed may become a 500. Everything happens on a copy of the made-up
world, with real commits, so that the database's own checks speak too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinfold.platform.models import Authority, ProgrammeMember, Worker
from kinfold.platform.places import Place
from kinfold.platform.tenancy import as_authority
from kinfold.world.staffing import demo_accounts
from kinfold_core.access.roles import AUTHORITY_ROLES, PROGRAMME_ROLES, Role
from tests.crawl.pages import Form, Page
from tests.made_up import copy_of

pytestmark = pytest.mark.slow

# routes with their worst status, and a form of each kind that was met
Walked: TypeAlias = tuple[dict[str, int], list[Form]]
Kinds: TypeAlias = set[tuple[object, ...]]
Broken: TypeAlias = tuple[str, str, int]

DEMO_EMAILS = [email for email, *_ in demo_accounts()]
REFUSED = {403, 405}  # whatever is sent
NOT_HEARD = {*REFUSED, 404}  # one that is not found may have been looked for
TOKEN = {"csrfmiddlewaretoken"}  # the suite's client needs none
PER_ROUTE = 2  # pages looked at per address pattern, by whoever meets most of them
THOROUGH = (Role.PRACTITIONER, Role.PROGRAMME_LEAD)
# who meets the most first: others then send everything to what is left
ROLES = [*THOROUGH, *sorted((AUTHORITY_ROLES | PROGRAMME_ROLES) - set(THOROUGH))]
RUBBISH = {
    "nothing": "",
    "too long": "x" * 20_000,
    "a number": "-1",
    "a huge number": "9" * 400,
    "not a number": "NaN",
    "a stranger's id": str(uuid4()),
    "null bytes": "a\x00b",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}{% now 'Y' %}",
    # for longer fields: no sign in it is refused before another is looked at
    "signs": (
        '=HYPERLINK("http://x")<script>alert(1)</script>{{ 7|add:7 }}{% now "Y" %}'
        "'; DROP TABLE records_person; -- 👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u202eevil\u202c שלום مرحبا"
    ),
    "a date that never was": "31/02/2017",
    "a far year": "9999-12-31",
}
FILES = {
    "an empty file": ("a.csv", b""),
    "not what it says": ("a.pdf", b"MZ\x90\x00 this program cannot be run"),
    "cut off": ("a.zip", b"PK\x03\x04\x14\x00\x00\x00"),
    "a strange name": ("../\u202e<img src=x>\x00.csv", b"a,b\n1,2\n"),
    "not text": ("a.csv", bytes(range(256)) * 40),
}


@pytest.fixture(scope="module")
def crawled(world: str, django_db_blocker: Any) -> Iterator[None]:
    """Point the suite's connection at a copy of the world, with real commits."""
    connection = connections["default"]
    usual = connection.settings_dict["NAME"]
    with copy_of(world, "crawl") as name, django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        yield
        connection.close()
        connection.settings_dict["NAME"] = usual


def sign_in(role: Role) -> Client:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if role in PROGRAMME_ROLES:
        member = ProgrammeMember.objects.filter(roles__contains=[role]).first()
        if member is None:
            pytest.fail(f"the made-up world has no {role}")
        user_id, place = member.user_id, Place(programme_id=member.programme_id)
    else:
        authority = Authority.objects.get(slug="lincolnshire")
        with as_authority(authority.pk):
            # those of the demo's cast have families, a team and a history
            cast = Worker.objects.filter(
                roles__contains=[role], user__email__in=DEMO_EMAILS
            )
            anybody = Worker.objects.filter(roles__contains=[role], user__isnull=False)
            worker = cast.first() or anybody.first()
        if worker is None:
            pytest.fail(f"the made-up world has no {role} in Lincolnshire")
        user_id, place = worker.user_id, Place(authority_id=authority.pk)
    client.force_login(get_user_model().objects.get(pk=user_id))
    session = client.session
    place.keep_in(session)
    session.save()
    return client


def route(url: str) -> str:
    """The pattern that answers this address; "" when none does."""
    try:
        return resolve(urlsplit(url).path).route
    except Resolver404:
        return ""


def walk(client: Client, per_route_at_most: int = PER_ROUTE) -> Walked:
    """Every page reachable by links: route to worst status, and the forms met."""
    waiting, seen = ["/"], {"/"}
    per_route: dict[str, int] = {}
    worst: dict[str, int] = {}
    forms: dict[tuple[object, ...], Form] = {}
    while waiting:
        url = waiting.pop(0)
        where = route(url)
        if per_route.get(where, 0) >= per_route_at_most or "sign-out" in url:
            continue
        per_route[where] = per_route.get(where, 0) + 1
        cache.clear()
        response = client.get(url, follow=True)
        worst[where] = max(worst.get(where, 0), response.status_code)
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        page = Page(response.request["PATH_INFO"], response.content.decode())
        for link in sorted(page.links - seen):
            seen.add(link)
            waiting.append(link)
        for form in page.forms:
            forms.setdefault(kind_of(form), form)
    return worst, list(forms.values())


def send(client: Client, form: Form, values: dict[str, Any]) -> int:
    cache.clear()  # the limits on guessing are tested where they live
    if form.method == "post":
        return client.post(form.action, values).status_code
    return client.get(form.action, values).status_code


def sendable(forms: list[Form]) -> list[Form]:
    """Those that neither sign out nor lead to another place."""
    return [f for f in forms if "sign-out" not in f.action and "place" not in f.action]


def kind_of(form: Form) -> tuple[object, ...]:
    """What two forms have in common that ask the same at the same address."""
    return (route(form.action), *form.shape)


def rubbish_for(form: Form, sent_all: Kinds) -> list[tuple[str, str]]:
    """What is left to send it, nothing first.

    A form that somebody sent everything to is sent empty by the others who meet it:
    what it makes of rubbish is the same, only who may send it is not. A button, which
    has nothing that could be filled, is pressed twice.
    """
    if kind_of(form) in sent_all:
        return list(RUBBISH.items())[:1]
    is_button = not form.fields.keys() - TOKEN
    return list(RUBBISH.items())[: 2 if is_button else None]


def what_broke(client: Client, form: Form, sent_all: Kinds) -> list[Broken]:
    """Send it all the rubbish there is. What ended in an error page, and with which."""
    broken, was_heard = list[Broken](), False
    for name, value in rubbish_for(form, sent_all):
        status = send(client, form, dict.fromkeys(form.fields, value))
        if status >= 500:
            broken.append((form.action, name, status))
        was_heard = was_heard or status not in NOT_HEARD
        if status in REFUSED and not was_heard:
            break  # nor would anything else be looked at
    for name, (file_name, content) in FILES.items() if form.files else ():
        upload = {f: SimpleUploadedFile(file_name, content) for f in form.files}
        if (status := send(client, form, {**form.fields, **upload})) >= 500:
            broken.append((form.action, name, status))
    if was_heard:
        sent_all.add(kind_of(form))
    return broken


@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_rubbish_breaks_it(
    crawled: None, request: pytest.FixtureRequest, sent_all: Kinds, role: Role
) -> None:
    client = sign_in(role)
    if role == Role.PRACTITIONER:
        worst, forms = request.getfixturevalue("walked")
    else:
        worst, forms = walk(client, PER_ROUTE if role in THOROUGH else 1)
    assert {where: s for where, s in worst.items() if s >= 500} == {}
    assert len(worst) >= 4, "the crawler went nowhere"
    broken: list[Broken] = []
    for form in sendable(forms):
        broken += what_broke(client, form, sent_all)
    assert broken == []
    assert SESSION_KEY in client.session, "the crawler signed itself out"


@given(data=st.data())
@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_chance_rubbish_breaks_it(
    crawled: None, met: tuple[Client, list[Form]], data: st.DataObject
) -> None:
    """One field of a form that is otherwise as it stood, filled by chance."""
    client, forms = met
    form = data.draw(st.sampled_from(forms))
    if not form.fields:
        return
    name = data.draw(st.sampled_from(sorted(form.fields)))
    value = data.draw(
        st.one_of(st.text(max_size=60), st.integers().map(str), st.dates().map(str))
    )
    assert send(client, form, {**form.fields, name: value}) < 500


@pytest.fixture(scope="module")
def sent_all() -> Kinds:
    """The kinds of form that were sent every rubbish, by whichever role met them."""
    return set()


@pytest.fixture(scope="module")
def walked(crawled: None) -> Walked:
    """What a practitioner meets: the longest walk of all, so it is taken once."""
    return walk(sign_in(Role.PRACTITIONER))


@pytest.fixture(scope="module")
def met(walked: Walked) -> tuple[Client, list[Form]]:
    return sign_in(Role.PRACTITIONER), sendable(walked[1])
