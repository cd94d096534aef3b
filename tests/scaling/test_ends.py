"""What 0 and 10 mean on the other scales: the family's own words, with their past."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import withdraw_danger_set
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import DangerStatement, SafetyScale, ScaleRating
from kinfold.practice.selectors import living_map
from kinfold.records.errors import StaleVersion
from kinfold.records.models import Family
from kinfold.scaling.actions import rate, write_ends
from kinfold.scaling.models import ScaleWording
from kinfold.scaling.selectors import ends_of
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.scales import SCALE_ENDS, ScaleEnds
from kinfold_core.practice.written import Named, RatingDetails

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
OURS = ScaleEnds("Dean says no to everything.", "Dean asks what else he can do.")
KIND = "willingness"


def write(
    by: Viewer,
    family: Family,
    danger: DangerStatement,
    ends: ScaleEnds = OURS,
    version: int = 0,
    kind: str = KIND,
) -> SafetyScale:
    with as_viewer(by):
        return write_ends(
            family_id=family.pk, danger_id=danger.pk, scale_type=kind, ends=ends,
            version=version, by=by,
        )  # fmt: skip


def answer(by: Viewer, family: Family, danger: DangerStatement) -> ScaleRating:
    with as_viewer(by):
        return rate(
            family_id=family.pk, danger_id=danger.pk, by=by, scale_type=KIND,
            details=RatingDetails(
                rater=Named(name="Dean"), capacity="parent", answer=Answer.NUMBER,
                value=Decimal("4"), rated_on=timezone.localdate(), occasion="visit",
            ),
        )  # fmt: skip


def url(name: str, family: Family, danger: DangerStatement) -> str:
    return reverse(f"scaling:{name}", args=[family.pk, danger.pk])


def test_the_ends_become_the_familys_own_and_numbers_stay(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    given = answer(practitioner, family, danger)
    scale = write(practitioner, family, danger)
    assert (scale.anchor_0, scale.anchor_10) == (OURS.anchor_0, OURS.anchor_10)
    with as_viewer(practitioner):
        given.refresh_from_db()
        assert (given.scale_id, given.value) == (scale.pk, Decimal("4"))
        wording = ScaleWording.objects.get()
        assert (wording.version, wording.anchor_10) == (1, OURS.anchor_10)
        event = AuditEvent.objects.get(action="scale.ends_written")
        assert "anchor_0" in event.changes["fields"]
        assert event.family_id == family.pk


def test_a_scale_that_nobody_was_asked_begins_with_its_ends(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        asked = ends_of(practitioner, danger.pk, "network")
        assert (asked.ends, asked.version) == (ScaleEnds(*SCALE_ENDS["network"]), 0)
    write(practitioner, family, danger, kind="network")
    with as_viewer(practitioner):
        asked = ends_of(practitioner, danger.pk, "network")
        assert (asked.ends, asked.version) == (OURS, 1)
        assert ends_of(practitioner, danger.pk, KIND).version == 0


def test_a_change_opens_the_next_version_of_the_map_as_a_number_does(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        mapping = danger.mapping
        mapping.status, mapping.shared_on = mapping.Status.SHARED, timezone.localdate()
        mapping.shared_with_family_at = timezone.now()
        mapping.shared_with_family_by_id = practitioner.as_worker()
        mapping.shared_format, mapping.shared_with_whom = "printed", "Leanne"
        mapping.shared_version = mapping.version
        mapping.save()
    write(practitioner, family, danger)
    with as_viewer(practitioner):
        assert living_map(practitioner, family.pk).version == mapping.version + 1


def test_the_same_again_changes_nothing(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    write(practitioner, family, danger)
    write(practitioner, family, danger)
    with as_viewer(practitioner):
        assert ScaleWording.objects.count() == 1


def test_whoever_wrote_first_is_not_overwritten(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    write(practitioner, family, danger)
    with pytest.raises(StaleVersion):
        write(practitioner, family, danger, ScaleEnds("No.", "Yes."))


@pytest.mark.parametrize(
    ("ends", "field"),
    [(ScaleEnds(" ", "Yes."), "anchor_0"), (ScaleEnds("No.", "\n"), "anchor_10")],
)
def test_both_ends_have_words(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    ends: ScaleEnds,
    field: str,
) -> None:
    with pytest.raises(CannotDo) as refused:
        write(practitioner, family, danger, ends)
    assert refused.value.field == field
    with as_viewer(practitioner):
        assert not SafetyScale.objects.filter(scale_type=KIND).exists()


def test_the_scale_of_safety_is_written_with_its_set(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    for kind in ("safety", "mood"):
        with pytest.raises(NotFound):
            write(practitioner, family, danger, kind=kind)


def test_the_database_keeps_each_wording_whole(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    scale = write(practitioner, family, danger)
    with as_viewer(practitioner):
        for change in ({"version": 1}, {"version": 2, "anchor_0": ""}):
            words = {"anchor_0": "No.", "anchor_10": "Yes."} | change
            with pytest.raises(IntegrityError), transaction.atomic():
                ScaleWording.objects.create(
                    authority_id=scale.authority_id,
                    scale=scale,
                    changed_by_id=practitioner.as_worker(),
                    **words,
                )


def test_the_page_tells_what_the_ends_meant_before(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    first = {"anchor_0": "<No>", "anchor_10": "Yes 🙂", "version": "0"}
    answered = client.post(url(f"ends-{KIND}", family, danger), first)
    assert answered.headers["Location"].endswith(f"#scale-{KIND}")
    second = first | {"anchor_0": "Never", "version": "1", "reached_when": "At 7"}
    client.post(url(f"ends-{KIND}", family, danger), second)
    page = client.get(url("scales", family, danger)).content.decode()
    assert page.index("Never") < page.index("&lt;No&gt;")
    assert page.index("&lt;No&gt;") < page.index(SCALE_ENDS[KIND][0])
    assert "At 7" in page
    asking = client.get(url(f"rate-{KIND}", family, danger)).content.decode()
    assert "Never" in asking
    assert "Yes 🙂" in asking


def test_two_screens_show_both_and_the_second_may_save(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    where = url(f"ends-{KIND}", family, danger)
    client.post(where, {"anchor_0": "No", "anchor_10": "Yes", "version": "0"})
    typed = {"anchor_0": "Never", "anchor_10": "Yes", "version": "0"}
    answered = client.post(where, typed)
    page = answered.content.decode()
    assert answered.status_code == 409
    assert '<td data-label="Now on record">No</td>' in page
    assert 'name="version" value="1"' in page
    assert client.post(where, typed | {"version": "1"}).status_code == 302
    with as_viewer(practitioner):
        assert ends_of(practitioner, danger.pk, KIND).ends.anchor_0 == "Never"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Say what 0 means for this family"),
        ("x" * 100_000, "letters long"),
        ("a\x00b", "hidden character"),
    ],
)
def test_what_cannot_be_kept_is_asked_again(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    words: str,
    sentence: str,
) -> None:
    answered = sign_in(practitioner).post(
        url(f"ends-{KIND}", family, danger),
        {"anchor_0": words, "anchor_10": "أحب", "version": "x"},
    )
    page = answered.content.decode()
    assert answered.status_code == 422
    assert sentence in page
    assert "أحب" in page


def test_ends_of_a_set_that_was_taken_off_are_not_asked(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        withdraw_danger_set(
            family_id=family.pk, danger_id=danger.pk, version=danger.version,
            reason="Twice.", by=practitioner,
        )  # fmt: skip
    client = sign_in(practitioner)
    assert client.get(url(f"ends-{KIND}", family, danger)).status_code == 404
    page = client.get(url("scales", family, danger)).content.decode()
    assert url(f"ends-{KIND}", family, danger) not in page
