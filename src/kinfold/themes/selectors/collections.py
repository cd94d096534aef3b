"""Reads of collections, their answers and code books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kinfold.platform.errors import NotFound
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.themes import policy
from kinfold.themes.models import (
    AnswerBatch,
    AnswerCode,
    AnswerCollection,
    AnswerMasking,
    CodeWording,
    KeptIdentifier,
    OpenAnswer,
)

# what these reads give, by names that views may use (they import no models)
Collected = AnswerCollection
Answer = OpenAnswer
Code = CodeWording


@dataclass(frozen=True, slots=True)
class Line:
    """One collection in the list."""

    id: UUID
    title: str
    source: str
    held_on: date
    place: str
    answers: int
    is_synthetic: bool


def open_programmes(viewer: Viewer) -> Sequence[Programme]:
    """Those whose collections the viewer reads. One query.

    Raises:
        PermissionDenied: the policy refuses; the message is safe to show.
    """
    insist_reads(viewer)
    return list(programmes_open_to(viewer))


def collections(viewer: Viewer) -> list[Line]:
    """Every collection of the viewer's programmes, the latest first. One query."""
    insist_reads(viewer)
    answers = (
        OpenAnswer.objects.filter(place_is_in_it(), collection=OuterRef("pk"))
        .order_by()
        .values("collection")
        .annotate(many=Count("pk"))
        .values("many")
    )
    found = (
        AnswerCollection.objects.filter(programme__in=programmes_open_to(viewer))
        .select_related("authority")
        .annotate(answers=Coalesce(Subquery(answers), 0))
        .order_by("-held_on", "title")
    )
    return [
        Line(
            id=one.pk,
            title=one.title,
            source=AnswerCollection.Source(one.source).label,
            held_on=one.held_on,
            place=one.authority.name if one.authority else "The whole programme",
            answers=one.answers,
            is_synthetic=one.is_synthetic,
        )
        for one in found
    ]


def insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """One programme of the viewer's.

    Raises:
        NotFound: there is none for this viewer.
    """
    insist_reads(viewer)
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def collection(
    viewer: Viewer, collection_id: UUID, *, is_locked: bool = False
) -> AnswerCollection:
    """One collection, locked for a change if asked.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    insist_reads(viewer)
    rows = AnswerCollection.objects.filter(
        pk=collection_id, programme__in=programmes_open_to(viewer)
    )
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.select_related("authority", "programme").first()
    if found is None:
        raise NotFound(f"No collection {collection_id}")
    return found


def places_of(viewer: Viewer, programme_id: UUID) -> list[Authority]:
    """The authorities that are in the programme today. One query."""
    insist_reads(viewer)
    places = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    found = Authority.objects.filter(pk__in=places.values("authority"))
    return list(found.order_by("name"))


def answers_of(viewer: Viewer, row: AnswerCollection) -> QuerySet[OpenAnswer]:
    """Its answers in the order they came in, each with its authority; none of an
    authority that left."""
    insist_reads(viewer)
    return (
        OpenAnswer.objects.filter(
            place_is_in_it(), programme=row.programme_id, collection=row
        )
        .select_related("authority")
        .order_by("number")
    )


def batches_of(viewer: Viewer, row: AnswerCollection) -> list[AnswerBatch]:
    insist_reads(viewer)
    rows = AnswerBatch.objects.filter(programme=row.programme_id, collection=row)
    return list(rows.order_by("at"))


def maskings_of(viewer: Viewer, row: AnswerCollection) -> list[AnswerMasking]:
    """What was masked after it was taken in, without the words."""
    insist_reads(viewer)
    rows = AnswerMasking.objects.filter(programme=row.programme_id, collection=row)
    return list(rows.order_by("at"))


def kept_in(viewer: Viewer, row: AnswerCollection) -> list[KeptIdentifier]:
    """What may tell who somebody is and stays, with its reason."""
    insist_reads(viewer)
    rows = KeptIdentifier.objects.filter(
        place_is_in_it("batch__authority"),
        programme=row.programme_id,
        batch__collection=row,
    )
    return list(rows.order_by("kind", "words"))


def batch_with(
    viewer: Viewer, row: AnswerCollection, digest: str
) -> AnswerBatch | None:
    """The batch in which the same words came in before."""
    insist_reads(viewer)
    return AnswerBatch.objects.filter(
        programme=row.programme_id, collection=row, digest=digest
    ).first()


def wordings_of(viewer: Viewer, row: AnswerCollection) -> list[CodeWording]:
    """The newest wording of each code, dropped ones too, by number. One query."""
    insist_reads(viewer)
    return list(
        CodeWording.objects.filter(programme=row.programme_id, code__collection=row)
        .select_related("code")
        .order_by("code__number", "-version")
        .distinct("code__number")
    )


def book_of(viewer: Viewer, row: AnswerCollection) -> list[CodeWording]:
    """The codes that answers can be given now."""
    return [one for one in wordings_of(viewer, row) if not one.is_dropped]


def code_with_history(
    viewer: Viewer, row: AnswerCollection, code_id: UUID
) -> list[CodeWording]:
    """A code's wordings, the newest first.

    Raises:
        NotFound: the collection has no such code.
    """
    insist_reads(viewer)
    code = AnswerCode.objects.filter(
        programme=row.programme_id, collection=row, pk=code_id
    ).first()
    if code is None:
        raise NotFound(f"No code {code_id}")
    return list(
        CodeWording.objects.filter(programme=row.programme_id, code=code).order_by(
            "-version"
        )
    )


def answer(viewer: Viewer, row: AnswerCollection, answer_id: UUID) -> OpenAnswer:
    """One answer of the collection.

    Raises:
        NotFound: it has no such answer.
    """
    found = answers_of(viewer, row).filter(pk=answer_id).first()
    if found is None:
        raise NotFound(f"No answer {answer_id}")
    return found
