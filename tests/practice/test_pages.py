"""The pages of a map as people meet them, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerStatement,
    MapEntry,
    MapEntryRevision,
    Mapping,
)
from kinfold.records.models import Family
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import Named
from tests.factories.practice import make_entry, make_rating, make_set, named

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
HTMX = {"HX-Request": "true"}


def url(name: str, family: Family, *rest: object) -> str:
    full = name if ":" in name else f"practice:{name}"
    return reverse(full, args=[family.pk, *rest])


def entry_post(**changes: str) -> dict[str, str]:
    return {"text": "Leanne sings to Kai.", "version": "1"} | changes


def set_post(**changes: object) -> dict[str, object]:
    return {"worried_about": "A plate broke.", "version": "1"} | changes


def test_an_empty_map_teaches_and_offers_the_first_step(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    page = sign_in(practitioner).get(url("map", family)).content.decode()
    assert "Begin with what the family says" in page
    assert url("add-entry", family, "harm") in page
    with as_viewer(practitioner):
        assert not Mapping.objects.exists()  # looking writes nothing


def test_the_map_shows_words_names_and_disagreement(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    page = sign_in(practitioner).get(url("map", family)).content.decode()
    for words in (
        "What are we worried about?",
        "What&#x27;s working well?",
        "What needs to happen?",
        "Dad pushed Mum and she had Kai in her arms.",
        "Amira, 2 March 2026",
        "Nan Jo did this, against danger statement 1",
        "Mr Cole (teacher)",
        "Dean sees it differently",
        "in 3 days",
    ):
        assert words in page, words


def test_a_scale_shows_every_rater_and_how_far_apart_and_never_an_average(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    page = (
        sign_in(practitioner)
        .get(url("versions:danger", family, danger.pk))
        .content.decode()
    )
    assert "3 people, 3.5 apart" in page
    assert page.count('class="scale__dot"') == 3
    assert "did not want to say" in page
    assert "average" not in page.lower()
    assert "4.83" not in page
    assert 'style="' not in page


def test_whoever_did_not_know_the_last_time_is_not_counted_with_an_older_number(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        dean = named(practitioner, family, "Dean")
    make_rating(practitioner, family, danger.pk, dean, None, answer=Answer.DONT_KNOW)
    page = (
        sign_in(practitioner)
        .get(url("versions:danger", family, danger.pk))
        .content.decode()
    )
    assert "2 people, " in page
    assert "Dean says 7" not in page
    assert "did not know" in page


@pytest.mark.parametrize("column", ["worried", "well", "needs", "nonsense", ""])
def test_each_column_has_an_address_of_its_own(
    sign_in: SignIn, practitioner: Viewer, family: Family, column: str
) -> None:
    page = sign_in(practitioner).get(url("map", family), {"column": column})
    shown = column if column in {"worried", "well", "needs"} else "worried"
    assert f'data-column="{shown}"' in page.content.decode()


def test_findings_stand_beside_the_words(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    client.post(
        url("add-danger", family),
        set_post(worried_about="Ongoing domestic violence and neglect."),
    )
    page = client.get(url("map", family)).content.decode()
    for rule in ("R-DS1", "R-DS3", "R-DS6", "R-SG2", "R-SC7"):
        assert rule in page, rule
    assert "Needed before sharing" in page


def test_writing_an_entry_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    form = client.get(url("add-entry", family, "strength"))
    assert "<form" in form.content.decode()
    answer = client.post(url("add-entry", family, "strength"), entry_post())
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{url('map', family)}?column=well#entry-")
    page = client.get(answer["Location"]).content.decode()
    assert "Leanne sings to Kai." in page
    assert "Saved" in page


def test_safety_says_how_often_who_noticed_and_how_it_ended(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    form = client.get(url("add-entry", family, "existing_safety")).context["form"]
    asked = {box.name: box.label for box in form.asked_first}
    assert asked["how_often"] == "Other times, or how often?"
    told = {"how_often": "Three Fridays", "seen_by": "Bea", "outcome": "They slept."}
    client.post(url("add-entry", family, "existing_safety"), entry_post(**told))
    page = client.get(url("map", family)).content.decode()
    for words in ("Three Fridays", "Noticed by Bea", "They slept."):
        assert words in page


def test_what_makes_it_harder_says_whose_making_it_is(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    address = url("add-entry", family, "complicating_factor")
    wrong = client.post(address, entry_post(about="weather"))
    assert wrong.status_code == 422
    client.post(address, entry_post(about="service"))
    page = client.get(url("map", family)).content.decode()
    assert "How we or other services have worked" in page


def test_writing_an_entry_in_place(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    address = url("add-entry", family, "strength")
    form = client.get(address, headers=HTMX)
    assert "<html" not in form.content.decode()
    assert "HX-Request" in form["Vary"]
    refused = client.post(address, entry_post(text=""), headers=HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()
    answer = client.post(address, entry_post(), headers=HTMX)
    assert answer["HX-Retarget"] == "#map"
    assert "Saved" in answer["HX-Trigger"]
    body = answer.content.decode()
    assert "Leanne sings to Kai." in body
    assert "<html" not in body


def test_opening_and_saving_a_form_unchanged_changes_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        entries = list(MapEntry.objects.all())
        before = MapEntryRevision.objects.count()
    for entry in entries:
        page = client.get(url("edit-entry", family, entry.pk))
        form = page.context["form"]
        assert client.post(page.wsgi_request.path, posted(form)).status_code == 302
    page = client.get(url("edit-danger", family, danger.pk))
    assert (
        client.post(page.wsgi_request.path, posted(page.context["form"])).status_code
        == 302
    )
    with as_viewer(practitioner):
        assert MapEntryRevision.objects.count() == before
        danger.refresh_from_db()
        assert danger.version == 1


def posted(form: object) -> dict[str, object]:
    """What a browser would send back of a form that nobody touched."""
    data: dict[str, object] = {}
    for field in form:  # type: ignore[attr-defined]
        value = field.value()
        if field.name.endswith("_on"):
            parts = field.field.widget.decompress(value)
            for part, typed in zip(("day", "month", "year"), parts, strict=True):
                data[f"{field.html_name}_{part}"] = typed or ""
        elif isinstance(value, bool):
            if value:
                data[field.html_name] = "on"
        else:
            data[field.html_name] = "" if value is None else value
    return data


def test_taking_off_putting_back_and_disagreeing(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    client = sign_in(practitioner)
    off = url("versions:withdraw-entry", family, entry.pk)
    assert client.post(off, {"version": "1", "reason": ""}).status_code == 422
    assert client.post(off, {"version": "7", "reason": "x"}).status_code == 422
    assert client.post(off, {"version": "1", "reason": "Twice"}).status_code == 302
    assert "Twice" in client.get(url("map", family)).content.decode()
    back = client.post(url("versions:put-back-entry", family, entry.pk), follow=True)
    assert "Put back " in back.text
    today = timezone.localdate()
    day = {
        "said_on_day": today.day, "said_on_month": today.month,
        "said_on_year": today.year,
    }  # fmt: skip
    beside = url("versions:disagree-entry", family, entry.pk)
    assert client.post(beside, {"words": "No", **day}).status_code == 422
    said = {"who": "other", "who_other": "Nan Jo", "words": "She hums.", **day}
    assert client.post(beside, said).status_code == 302
    page = client.get(url("versions:entry", family, entry.pk)).content.decode()
    assert "Nan Jo sees it differently" in page
    assert "Taken off the map" in page  # in its history


def test_every_look_is_noted(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    for address in (
        url("map", family),
        url("versions:danger", family, danger.pk),
    ):
        client.get(address)
    with as_viewer(practitioner):
        pages = AuditEvent.objects.filter(kind="read", family_id=family.pk)
        assert set(pages.values_list("action", flat=True)) == {
            "practice.map",
            "versions.danger",
        }


@pytest.mark.slow
def test_a_map_costs_the_same_however_much_is_on_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    client.get(url("map", family))

    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    addresses = [url("map", family), reverse("copies:family-copy", args=[family.pk])]
    few = [queries(address) for address in addresses]
    with as_viewer(practitioner):
        mapping = Mapping.objects.get()
        kept = MapEntry.objects.filter(category="strength").values().get()
        del kept["id"]
        MapEntry.objects.bulk_create(
            MapEntry(**kept | {"position": n, "text": f"Good thing {n}"})
            for n in range(80)
        )
        assert mapping.entries.count() >= 80
        leanne = named(practitioner, family, "Leanne")
    for value in range(8):
        make_rating(
            practitioner, family, danger.pk, Named(name=f"Friend {value}"), str(value)
        )
    make_rating(practitioner, family, danger.pk, leanne, "9")
    make_set(practitioner, family)
    many = [queries(address) for address in addresses]
    assert many == few
    of_map, of_copy = many
    assert of_map <= 15
    # the copy offers plan, bottom lines, road, story and who knows what besides, and
    # shows the links made to it; three ask what no copy may say to whom, three more
    # whom a child does not want there and who reads as network only
    assert of_copy <= 36


def test_a_form_on_a_page_of_its_own_leads_back_to_the_map_once_saved(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    form = url("add-entry", family, "strength")
    asked = HTMX | {"HX-Current-URL": f"http://testserver{form}"}
    answer = sign_in(practitioner).post(form, entry_post(), headers=asked)
    assert answer["HX-Redirect"].startswith(url("map", family) + "?column=well#entry-")
    asked["HX-Current-URL"] = f"http://testserver{url('map', family)}?column=well"
    answer = sign_in(practitioner).post(form, entry_post(), headers=asked)
    assert answer["HX-Retarget"] == "#map"
