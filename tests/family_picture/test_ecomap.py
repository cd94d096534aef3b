"""The ecomap: who stands round the household, by what line, as it was said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.family_picture.models import SupportLine
from kinfold.family_picture.selectors import lines_of, texts_of_picture
from kinfold.networks.actions import step_back
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.genogram.ecomap import Help, Tie
from tests.domain.genogram.seen import faults, seen
from tests.factories.family_picture import make_line
from tests.factories.networks import make_member
from tests.factories.people import Okafors, hide_home, keep_okafors_apart
from tests.factories.practice import make_family
from tests.factories.trajectory import day_post, days_ago

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


def url(family: Family, name: str = "around") -> str:
    return reverse(f"family_picture:{name}", args=[family.pk])


def shown(client: Client, family: Family, asked: str = "") -> str:
    answer = client.get(f"{url(family)}?{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_line_is_drawn_and_what_was_said_before_stays(
    practitioner: Viewer, sign_in: SignIn, family: Family
) -> None:
    nan = make_member(practitioner, family)
    client = sign_in(practitioner)
    assert "nobody has said yet how strong" in shown(client, family).lower()
    for tie, said_by in (("thin", "Leanne"), ("strong", "Amira")):
        saved = client.post(
            f"{url(family, 'line')}?who={nan.pk}",
            {"member": str(nan.pk), "service": "", "tie": tie, "help": "to",
             "said_by": said_by, **day_post("said_on", -3)},
        )  # fmt: skip
        assert saved["Location"] == url(family)
    page = shown(client, family)
    assert "1 of the people by a strong line" in page
    assert "Helps the family" in page
    assert "Thin: Leanne" in page
    assert page.count("<svg") >= 1
    picture = reverse("family_picture:picture", args=[family.pk])
    assert f'href="{picture}" aria-current="page"' in page


def test_a_service_is_called_as_the_family_calls_it(
    practitioner: Viewer, sign_in: SignIn, family: Family
) -> None:
    make_line(practitioner, family, service="The choir", help=Help.BOTH)
    client = sign_in(practitioner)
    assert "No people and 1 service round this household" in shown(client, family)
    again = client.get(f"{url(family, 'line')}?who=The choir").content.decode()
    assert 'value="The choir"' in again
    with as_viewer(practitioner):
        assert "The choir" in list(texts_of_picture(practitioner, family.pk))


def test_whoever_stepped_back_is_not_drawn_and_the_line_is_kept(
    practitioner: Viewer, sign_in: SignIn, family: Family
) -> None:
    nan = make_member(practitioner, family)
    make_line(practitioner, family, service="", member_id=nan.pk)
    with as_viewer(practitioner):
        step_back(
            family_id=family.pk, member_id=nan.pk,
            ended_on=timezone.localdate(), reason="Moved to Leeds", by=practitioner,
        )  # fmt: skip
        assert len(lines_of(practitioner, family.pk)) == 1
    assert "Nobody is round this household yet" in shown(sign_in(practitioner), family)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"service": ""}, "Choose somebody"),
        ({"service": "  "}, "Choose somebody"),
        ({"tie": Tie.UNKNOWN}, "how strong"),
        ({"said_by": " "}, "who said so"),
        ({"said_on": timezone.localdate() + timedelta(days=2)}, "not come yet"),
    ],
)
def test_a_line_that_says_too_little_is_refused(
    practitioner: Viewer, family: Family, changes: dict[str, object], why: str
) -> None:
    with pytest.raises(CannotDo, match=why):
        make_line(practitioner, family, **changes)


def test_somebody_of_another_network_cannot_be_named(
    practitioner: Viewer, family: Family
) -> None:
    other = make_member(practitioner, make_family(practitioner))
    for stranger in (other.pk, uuid4()):
        with pytest.raises(NotFound):
            make_line(practitioner, family, service="", member_id=stranger)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"tie": "strong", "said_by": "Amira"},
        {"tie": "strong", "said_by": "Amira", "service": "x", "member": "nobody"},
        {"tie": "mighty", "said_by": "Amira", "service": "x"},
        {"tie": "strong", "said_by": "Amira", "service": "x", "help": "sideways"},
        {"tie": "strong", "said_by": "x" * 300, "service": "x"},
        {"tie": "strong", "said_by": "A\x00", "service": "x\u202e"},
    ],
)
def test_what_makes_no_sense_is_asked_again_and_nothing_saved(
    practitioner: Viewer, sign_in: SignIn, family: Family, typed: dict[str, str]
) -> None:
    answer = sign_in(practitioner).post(
        url(family, "line"), typed | day_post("said_on", 3)
    )
    assert answer.status_code == 422
    with as_viewer(practitioner):
        assert lines_of(practitioner, family.pk) == ()


def test_whoever_may_not_write_the_network_draws_no_line(
    elsewhere: Viewer, analyst: Viewer, sign_in: SignIn, family: Family
) -> None:
    for viewer in (elsewhere, analyst):
        client = sign_in(viewer)
        assert client.get(url(family)).status_code in {403, 404}
        assert client.post(url(family, "line"), {}).status_code in {403, 404}


def test_a_line_is_of_one_and_never_changed(
    practitioner: Viewer, family: Family
) -> None:
    line = make_line(practitioner, family)
    with as_viewer(practitioner):
        for broken in ({"name": ""}, {"said_by": ""}):
            row = SupportLine.objects.get(pk=line.pk)
            row.pk = uuid4()
            for field, value in broken.items():
                setattr(row, field, value)
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save(force_insert=True)


def test_thirty_stand_round_the_household_and_the_table_says_what_is_drawn(
    practitioner: Viewer, sign_in: SignIn, family: Family
) -> None:
    for place in range(30):
        make_line(
            practitioner, family, service=f"The breakfast club number {place}",
            tie=list(Tie)[1 + place % 4], help=list(Help)[place % 4],
        )  # fmt: skip
    page = shown(sign_in(practitioner), family)
    drawn = page[page.index("<svg xmlns") :].split("</svg>")[0]
    assert faults(seen(f"{drawn}</svg>")) == []
    names = re.findall(r"<title>(.*?): (.*?)\.</title>", drawn)
    rows = re.findall(
        r"<tr><th[^>]*><a[^>]*>(.*?)</a></th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>",
        page,
    )
    assert len(rows) == 30
    assert sorted(names) == sorted(
        (name, ", ".join(filter(None, (tie, help_way))).casefold())
        for name, tie, help_way in rows
    )


@pytest.mark.parametrize("zoom", ["", "fit", "200", "9999", "x"])
def test_it_is_shown_as_large_as_it_is_asked_for(
    practitioner: Viewer, sign_in: SignIn, family: Family, zoom: str
) -> None:
    make_member(practitioner, family)
    client = sign_in(practitioner)
    page = shown(client, family, f"zoom={zoom}")
    assert ('width="100%"' in page) is (zoom == "fit")
    assert "picture--a4" in page
    assert "picture--a3" in shown(client, family, f"zoom={zoom}&paper=a3")


def test_what_the_family_gets_says_not_who_said_what_nor_where_anybody_is(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    hide_home(practitioner, okafors)
    family = okafors.family
    nan = make_member(practitioner, family, "Nan Jo")
    make_line(practitioner, family, service="", member_id=nan.pk, said_by="Teacher")
    make_member(practitioner, family, "Raj", relationship="of 9 Secret Street")
    client = sign_in(practitioner)
    whole, given = shown(client, family), shown(client, family, "for=family")
    assert "Teacher" in whole
    assert "9 Secret Street" in whole
    assert "Nan Jo" in given
    assert "Strong" in given
    assert "Left out of this paper" in given
    for kept in ("Teacher", "Secret Street", "Raj", "around/line/", 'class="family'):
        assert kept not in given


def test_while_somebody_is_kept_apart_it_is_not_for_the_family(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    make_line(practitioner, okafors.family, service="St Hilda's")
    keep_okafors_apart(practitioner, okafors)
    client = sign_in(practitioner)
    assert "St Hilda" in shown(client, okafors.family)
    given = shown(client, okafors.family, "for=family")
    assert "St Hilda" not in given
    assert "This is not for the family now" in given


def test_the_page_costs_the_same_for_many(
    practitioner: Viewer, sign_in: SignIn, family: Family
) -> None:
    counts = []
    for more in (1, 6):
        for place in range(more):
            nan = make_member(practitioner, family, f"Aunt {more}{place}")
            make_line(practitioner, family, service="", member_id=nan.pk)
            make_line(
                practitioner, family, service=f"Club {place}", said_on=days_ago(place)
            )
        client = sign_in(practitioner)
        for wanted in ("", "for=family"):
            shown(client, family, wanted)
            with CaptureQueriesContext(connection) as asked:
                shown(client, family, wanted)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert counts[0] <= 15
    assert counts[1] <= counts[0] + 5
