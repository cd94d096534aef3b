"""What went well: the writer's own, shared as far as they say, naming nobody."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinfold.inquiries import actions as inquiries
from kinfold.inquiries.details import InquiryDetails
from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.inquiries.selectors import inquiries_for, inquiry_for, learned_here
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused, StaleVersion
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.factories.inquiries import make_inquiry
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family
from tests.factories.supervision import colleague, hold, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def mate(authority: Authority) -> Viewer:
    team = make_team(authority)
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Raj Bell", team=team)


@pytest.fixture
def writer(authority: Authority) -> Viewer:
    team = make_team(authority)
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Sam Reed", team=team)


def share(by: Viewer, inquiry: AppreciativeInquiry, who: str, **more: bool) -> None:
    with as_viewer(by):
        inquiries.share_inquiry(
            inquiry_id=inquiry.pk,
            shared_with=who,
            may_publish=more.get("may_publish", False),
            by=by,
        )


def reads(viewer: Viewer, inquiry: AppreciativeInquiry) -> bool:
    with as_viewer(viewer):
        listed = [row.inquiry.pk for row in inquiries_for(viewer)]
        try:
            inquiry_for(viewer, inquiry.pk)
        except NotFound:
            assert listed == []
            return False
        assert listed == [inquiry.pk]
        return True


def test_it_is_the_writers_alone_until_it_is_shared(
    writer: Viewer, mate: Viewer, practitioner: Viewer, analyst: Viewer
) -> None:
    inquiry = make_inquiry(writer)
    who = (writer, mate, practitioner, analyst)
    assert [reads(one, inquiry) for one in who] == [True, False, False, False]
    share(writer, inquiry, "team")
    assert [reads(one, inquiry) for one in who] == [True, True, False, False]
    share(writer, inquiry, "authority")
    assert [reads(one, inquiry) for one in who] == [True, True, True, False]
    share(writer, inquiry, "nobody")
    assert [reads(one, inquiry) for one in who] == [True, False, False, False]


def test_the_team_reads_of_a_restricted_family_only_when_named(
    writer: Viewer, mate: Viewer
) -> None:
    family = make_family(writer)
    inquiry = make_inquiry(writer, family, proud_of="Leanne and I sat down.")
    share(writer, inquiry, "team")
    assert reads(mate, inquiry)
    with as_viewer(writer):
        Family.objects.filter(pk=family.pk).update(is_restricted=True)
    assert not reads(mate, inquiry)


@pytest.mark.parametrize(
    "words",
    [
        "I listened to LEANNE first.",
        "With Kai's drawing.",
        "The Okafor children",
        "(amira)",
    ],
)
@pytest.mark.parametrize("field", ["proud_of", "details", "difference", "learned"])
def test_beyond_the_team_it_names_no_family(
    writer: Viewer, words: str, field: str
) -> None:
    family = make_family(writer)
    inquiry = make_inquiry(writer, family, **{field: words})
    with pytest.raises(CannotDo, match="is still in what you wrote"):
        share(writer, inquiry, "authority")


def test_a_name_inside_a_word_is_no_name(writer: Viewer, practitioner: Viewer) -> None:
    inquiry = make_inquiry(writer, make_family(writer), proud_of="Kaiser and deans.")
    share(writer, inquiry, "authority")
    with as_viewer(practitioner):
        assert inquiry_for(practitioner, inquiry.pk).family is None


def test_words_changed_after_sharing_still_name_nobody(writer: Viewer) -> None:
    family = make_family(writer)
    inquiry = make_inquiry(writer, family)
    share(writer, inquiry, "authority")
    with as_viewer(writer):
        new = InquiryDetails(proud_of="Leanne spoke first.", family_id=family.pk)
        with pytest.raises(CannotDo, match="Leanne"):
            inquiries.change_inquiry(
                inquiry_id=inquiry.pk, details=new, version=2, by=writer
            )
        with pytest.raises(StaleVersion):
            inquiries.change_inquiry(
                inquiry_id=inquiry.pk, details=new, version=1, by=writer
            )


def test_a_family_taken_off_is_still_not_named(writer: Viewer) -> None:
    """Taken off in one step, named in the next: the words are looked at both times."""
    family = make_family(writer)
    inquiry = make_inquiry(writer, family)
    share(writer, inquiry, "authority")

    def change(words: str, version: int) -> None:
        with as_viewer(writer):
            inquiries.change_inquiry(
                inquiry_id=inquiry.pk,
                details=InquiryDetails(proud_of=words, family_id=None),
                version=version,
                by=writer,
            )

    with pytest.raises(CannotDo, match="Leanne"):
        change("Leanne spoke first.", 2)
    change("Mum spoke first.", 2)
    with pytest.raises(CannotDo, match="Leanne"):
        change("Leanne spoke first.", 3)
    share(writer, inquiry, "nobody")
    change("Leanne spoke first.", 4)
    with pytest.raises(CannotDo, match="Leanne"):
        share(writer, inquiry, "authority")


def test_only_the_writer_shares_and_changes(writer: Viewer, mate: Viewer) -> None:
    inquiry = make_inquiry(writer)
    share(writer, inquiry, "team")
    with pytest.raises(NotFound):
        share(mate, inquiry, "nobody")


def test_the_library_takes_what_is_shared_with_everybody(writer: Viewer) -> None:
    inquiry = make_inquiry(writer)
    with pytest.raises(CannotDo, match="library"):
        share(writer, inquiry, "team", may_publish=True)
    share(writer, inquiry, "authority", may_publish=True)
    with as_viewer(writer), pytest.raises(IntegrityError), transaction.atomic():
        AppreciativeInquiry.objects.update(shared_with="team")


def test_a_family_that_is_not_open_to_the_writer_is_not_named(
    writer: Viewer, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    with pytest.raises(RecordRefused):
        make_inquiry(writer, family)


def test_words_are_changed_also_when_the_family_is_not_open_any_more(
    practitioner: Viewer, writer: Viewer
) -> None:
    family = make_family(practitioner)
    inquiry = make_inquiry(practitioner, family_id=family.pk)
    with as_viewer(practitioner):
        Family.objects.filter(pk=family.pk).update(is_restricted=True)
        changed = inquiries.change_inquiry(
            inquiry_id=inquiry.pk,
            details=InquiryDetails(proud_of="We kept asking.", family_id=family.pk),
            version=1,
            by=practitioner,
        )
    assert changed.proud_of == "We kept asking."


def test_what_groups_learned_is_read_by_all_who_work_with_families_unnamed(
    practitioner: Viewer, mate: Viewer, analyst: Viewer
) -> None:
    family = make_family(practitioner)
    leader = colleague(practitioner)
    hold(
        leader,
        make_session(practitioner, family, leader),
        learned="Leanne holds the keys.",
        for_others="Ask who holds the keys.",
    )
    hold(leader, make_session(practitioner, family, leader), learned="Dean drives.")
    with as_viewer(mate):
        assert learned_here(mate) == ("Ask who holds the keys.",)
        Family.objects.filter(pk=family.pk).update(is_restricted=True)
        assert learned_here(mate) == ()
    with as_viewer(analyst), pytest.raises(PermissionDenied):
        learned_here(analyst)
