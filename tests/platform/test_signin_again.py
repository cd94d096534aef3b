"""A session that ends while somebody writes: nothing is lost, nobody else sees it."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.models import User, Worker
from kinfold.platform.signin.models import Invitation, KeptPost, Session
from kinfold.platform.signin.secrets import Unreadable, unseal
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.platform.signing_in import DOOR, PASSWORD, enter, with_password

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]

INVITE = "/workers/invite/"
TYPED = {
    "name": "Zoë O'Neill <b>",
    "email": "zoe@example.org",
    "job_title": "Social worker\nand\nmother 👩‍👧",
    "roles": ["practitioner", "conference_chair"],
}


@pytest.fixture
def petra(authority_admin: Viewer) -> User:
    return with_password(authority_admin)


@pytest.fixture
def browser() -> Client:
    """A browser whose form tokens are checked."""
    return Client(enforce_csrf_checks=True)


def token_on(page: Any) -> str:
    found = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode()
    )
    assert found is not None
    return found[1]


def come_in(browser: Client, user: User, **more: str) -> Any:
    token = token_on(browser.get(DOOR))
    return enter(browser, user.email, csrfmiddlewaretoken=token, **more)


def written_too_late(browser: Client, user: User, **headers: str) -> Any:
    """Sign in, open the form, lose the session, then send what was typed."""
    come_in(browser, user)
    token = token_on(browser.get(INVITE))
    Session.objects.all().delete()
    data = TYPED | {"csrfmiddlewaretoken": token}
    return browser.post(INVITE, data, headers=headers)


def resend(browser: Client, page: Any) -> Any:
    """Press "Save it now": send exactly the fields that the kept page holds."""
    text = page.content.decode()
    form = text[text.index(f'action="{INVITE}"') :]
    form = form[: form.index("</form>")]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', form, re.DOTALL
    ):
        fields.setdefault(name, []).append(html.unescape(value))
    for name, value in re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]+)"', form
    ):
        fields.setdefault(name, []).append(value)
    return browser.post(INVITE, fields)


def test_a_form_sent_too_late_is_kept_shown_and_sent_again(
    browser: Client, petra: User, authority_admin: Viewer
) -> None:
    late = written_too_late(browser, petra)
    assert late.status_code == 302
    assert late.headers["Location"].startswith(f"{DOOR}?next=%2Faccount%2Fkept%2F")
    door = browser.get(late.headers["Location"])
    assert "Nothing is lost" in door.content.decode()
    after = re.search(r'name="next" value="([^"]+)"', door.content.decode())
    assert after is not None
    back = come_in(browser, petra, next=after[1])
    kept = browser.get(back.headers["Location"])
    shown = kept.content.decode()
    assert "You were signed out while saving" in shown
    assert "Zoë O&#x27;Neill &lt;b&gt;" in shown
    sent = resend(browser, kept)
    assert sent.status_code == 200
    with as_viewer(authority_admin):
        invitation = Invitation.objects.get()
    assert invitation.name == TYPED["name"]
    assert invitation.roles == ["conference_chair", "practitioner"]
    assert KeptPost.objects.count() == 0


def test_nobody_else_can_open_a_kept_post(
    browser: Client, petra: User, practitioner: Viewer, elsewhere: Viewer
) -> None:
    written_too_late(browser, petra)
    url = reverse("platform:kept", kwargs={"post_id": KeptPost.objects.get().pk})
    for viewer in (practitioner, elsewhere):
        somebody = Client()
        enter(somebody, with_password(viewer).email)
        assert somebody.get(url).status_code == 404
        somebody.post(f"{url}discard/")
    assert KeptPost.objects.count() == 1
    with as_viewer(practitioner), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM signin_keptpost")
        assert cursor.fetchone() == (0,)


def test_the_same_browser_keeps_nothing_of_one_person_for_another(
    browser: Client, petra: User, practitioner: Viewer
) -> None:
    """Petra's page is still open when Amina signs in and Amina's session ends."""
    come_in(browser, petra)
    token = token_on(browser.get(INVITE))
    browser.post("/account/sign-out/", {"csrfmiddlewaretoken": token})
    come_in(browser, with_password(practitioner))
    Session.objects.all().delete()
    late = browser.post(INVITE, TYPED | {"csrfmiddlewaretoken": token})
    assert late.status_code == 403
    assert "This page was open for too long" in late.content.decode()
    assert KeptPost.objects.count() == 0


def test_pages_open_before_signing_in_again_can_still_be_sent_by_the_same_person(
    browser: Client, petra: User
) -> None:
    come_in(browser, petra)
    token = token_on(browser.get(INVITE))
    Session.objects.all().delete()
    come_in(browser, petra)
    assert (
        browser.post(INVITE, TYPED | {"csrfmiddlewaretoken": token}).status_code == 200
    )


def test_what_is_kept_is_unreadable_in_the_table(browser: Client, petra: User) -> None:
    written_too_late(browser, petra)
    post = KeptPost.objects.get()
    assert b"zoe@example.org" not in bytes(post.sealed)
    assert post.user_id == petra.pk
    with pytest.raises(Unreadable):
        unseal(
            bytes(post.sealed), purpose="kept post", bound_to=f"{post.pk} 1 {INVITE}"
        )


def test_a_kept_post_is_gone_after_twelve_hours(browser: Client, petra: User) -> None:
    written_too_late(browser, petra)
    post = KeptPost.objects.get()
    assert post.expires_at - timezone.now() <= timedelta(hours=12)
    KeptPost.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    come_in(browser, petra)
    url = reverse("platform:kept", kwargs={"post_id": post.pk})
    assert browser.get(url).status_code == 404


def test_a_stranger_s_post_and_a_huge_one_are_not_kept(
    browser: Client, petra: User
) -> None:
    stranger = Client()
    unsaved = stranger.post(INVITE, TYPED)
    assert unsaved.headers["Location"] == f"{DOOR}?unsaved=1"
    assert "was not saved" in stranger.get(f"{DOOR}?unsaved=1").content.decode()
    come_in(browser, petra)
    token = token_on(browser.get(INVITE))
    Session.objects.all().delete()
    huge = {"name": "x" * 500_000, "csrfmiddlewaretoken": token}
    assert browser.post(INVITE, huge).headers["Location"] == f"{DOOR}?unsaved=1"
    assert KeptPost.objects.count() == 0


def test_passwords_are_never_kept(browser: Client, petra: User) -> None:
    come_in(browser, petra)
    url = reverse("account_change_password")
    token = token_on(browser.get(url))
    Session.objects.all().delete()
    browser.post(url, {"oldpassword": PASSWORD, "csrfmiddlewaretoken": token})
    come_in(browser, petra)
    page = browser.get(
        reverse("platform:kept", kwargs={"post_id": KeptPost.objects.get().pk})
    )
    assert PASSWORD not in page.content.decode()


def test_htmx_signs_in_over_the_page_so_that_what_was_typed_stays(
    browser: Client, petra: User
) -> None:
    late = written_too_late(browser, petra, hx_request="true")
    assert late.status_code == 401
    assert late.headers["HX-Retarget"] == "body"
    assert late.headers["HX-Reswap"] == "beforeend"
    dialog = late.content.decode()
    assert 'id="sign-in-again"' in dialog
    assert KeptPost.objects.count() == 1
    headers = {"hx-request": "true"}
    fields = {"login": petra.email, "csrfmiddlewaretoken": token_on(late)}
    wrong = browser.post(DOOR, fields | {"password": "no"}, headers=headers)
    assert wrong.status_code == 422
    assert wrong.headers["HX-Retarget"] == "#sign-in-again"
    right = browser.post(DOOR, fields | {"password": PASSWORD}, headers=headers)
    assert right.status_code == 200
    assert "You are signed in again" in right.content.decode()
    assert browser.get("/account/").status_code == 200


def test_htmx_reading_a_part_leads_the_whole_page_to_the_door(client: Client) -> None:
    headers = {
        "hx-request": "true",
        "hx-current-url": "http://testserver/workers/?page=2",
    }
    response = client.get("/workers/", headers=headers)
    assert response.headers["HX-Redirect"] == f"{DOOR}?next=%2Fworkers%2F%3Fpage%3D2"


def test_a_kept_post_goes_back_to_the_authority_it_was_written_in(
    browser: Client, petra: User, elsewhere: Viewer, authority_admin: Viewer
) -> None:
    with as_viewer(elsewhere):
        Worker.objects.create(
            authority_id=elsewhere.authority_id, user=petra, name=petra.name, roles=[]
        )
    written_too_late(browser, petra)
    home = KeptPost.objects.get().place
    other = f"authority:{elsewhere.authority_id}"
    come_in(browser, petra)
    url = reverse("platform:kept", kwargs={"post_id": KeptPost.objects.get().pk})
    page = browser.get("/account/places/")
    target = other if home != other else f"authority:{authority_admin.authority_id}"
    token = token_on(page)
    browser.post("/account/place/", {"place": target, "csrfmiddlewaretoken": token})
    away = browser.get(url)
    assert "You wrote this in another place" in away.content.decode()
    browser.post(f"{url}place/", {"csrfmiddlewaretoken": token_on(away)})
    assert f'action="{INVITE}"' in browser.get(url).content.decode()


MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_session_ends_after_half_an_hour_without_a_request(
    client: Client, practitioner: Viewer
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        enter(client, with_password(practitioner).email)
        clock.shift(timedelta(minutes=29))
        assert client.get("/account/").status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get("/account/").status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get("/account/").status_code == 302


def test_a_session_ends_after_a_working_day_however_busy(
    client: Client, practitioner: Viewer
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        enter(client, with_password(practitioner).email)
        for _ in range(19):
            clock.shift(timedelta(minutes=25))
            assert client.get("/account/").status_code == 200
        clock.shift(timedelta(minutes=6))
        assert client.get("/account/").status_code == 302


def test_a_busy_session_is_written_once_a_minute_at_most(
    client: Client, practitioner: Viewer
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        enter(client, with_password(practitioner).email)
        before = Session.objects.get().expire_date
        clock.shift(timedelta(seconds=30))
        client.get("/account/")
        assert Session.objects.get().expire_date == before
        clock.shift(timedelta(seconds=40))
        client.get("/account/")
        assert Session.objects.get().expire_date == before + timedelta(seconds=70)
