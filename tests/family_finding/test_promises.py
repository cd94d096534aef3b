"""What people promised in the network is read here: kept, not kept, not known."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from kinfold.commitments.actions import end, write_time
from kinfold.family_finding import actions
from kinfold.family_finding.holding import At
from kinfold.family_finding.models import FindingEpisode
from kinfold.family_finding.selectors import episode_of, promises_of
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.measures import Counts, count
from kinfold_core.practice.family_finding.promises import PromiseRow
from kinfold_core.practice.written import Named
from tests.factories import family_finding as make
from tests.factories.commitments import make_answer, make_commitment
from tests.factories.networks import make_told
from tests.factories.practice import make_set
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


def counts(by: Viewer, episode: FindingEpisode) -> Counts:
    with as_viewer(by):
        return count(
            episode_of(by, episode.family_id, episode.pk), timezone.localdate()
        )


def promise(by: Viewer, episode: FindingEpisode) -> PromiseRow:
    with as_viewer(by):
        (row,) = promises_of(by, episode.pk)
    return row


def test_a_promise_is_an_offer_and_each_time_of_it_a_look_at_it(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    danger = make_set(practitioner, episode.family)
    make.make_stage(practitioner, episode)
    raj, _ = make.make_found(practitioner, episode, "Raj", "Bo")
    with as_viewer(practitioner):
        at = At(episode.family_id, episode.pk, raj.pk)
        member = actions.join_network(at=at, by=practitioner).member
    assert member is not None
    make_told(practitioner, member, danger.pk)
    row = make_commitment(practitioner, member, danger.pk, does="Fridays are mine.")
    asked = promise(practitioner, episode)
    assert (asked.found_id, asked.said_yes_on) == (raj.pk, None)
    assert counts(practitioner, episode).offers == 0

    make_answer(practitioner, member, row)
    assert promise(practitioner, episode).said_yes_on == timezone.localdate()
    now = counts(practitioner, episode)
    assert (now.offers, now.rated) == (1, 0)  # nobody knows yet

    def lived(on: date, is_kept: bool) -> None:
        with as_viewer(practitioner):
            write_time(
                family_id=episode.family_id, commitment_id=row.id, is_kept=is_kept,
                what="He was late", happened_on=on, told_by=Named(name="Leanne"),
                by=practitioner,
            )  # fmt: skip

    for on, is_kept, stand in (
        (days_ago(2), True, (1, 0, 1)), (days_ago(1), False, (1, 1, 0)),
    ):  # fmt: skip
        lived(on, is_kept)
        now = counts(practitioner, episode)
        assert (now.rated, now.unowned, now.committed) == stand
    known = promise(practitioner, episode)
    assert (known.kept, known.not_kept, known.was_kept) == (1, 1, False)
    make.make_offer_check(
        practitioner, raj, gap="A lift", gap_owner="Ros", checked_on=days_ago(0)
    )
    assert counts(practitioner, episode).unowned == 0  # Ros took it on since
    assert promise(practitioner, episode).gap_owner == "Ros"

    make_answer(practitioner, member, row, "no")
    assert promise(practitioner, episode).said_yes_on is None
    assert counts(practitioner, episode).offers == 0
    with as_viewer(practitioner):
        end(family_id=episode.family_id, commitment_id=row.id, reason="He moved",
            ended_on=days_ago(0), by=practitioner)  # fmt: skip
        assert promises_of(practitioner, episode.pk) == ()
