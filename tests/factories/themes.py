"""A programme of the suite's authority, and a collection in it that two coded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from kinfold.platform.models import (
    Authority,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.themes.actions import coding, collecting, saying
from kinfold.themes.models import AnswerCollection, OpenAnswer
from kinfold.themes.taking_in import answers_in, digest_of
from kinfold_core.access import Role
from tests.factories.platform import as_owner, make_programme_viewer

DAY = date(2026, 3, 5)
TOLD = "Without names, to learn from, by everybody in the programme"
CODES = ("Time", "Leaders")


def make_programme_of(authority: Authority) -> Programme:
    """A programme that only this authority is in, apart from everybody's own."""
    programme = Programme(
        name=f"Learning in {authority.name}",
        slug=f"learning-{authority.slug}",
        starts_on=date(2024, 1, 8),
    )

    def write() -> None:
        programme.save(force_insert=True)
        ProgrammeAuthority.objects.create(
            programme=programme, authority=authority, joined_on=date(2024, 1, 8)
        )

    as_owner(write)
    return programme


def join_programme(programme: Programme, authority: Authority) -> None:
    as_owner(
        lambda: ProgrammeAuthority.objects.create(
            programme=programme, authority=authority, joined_on=date(2024, 1, 8)
        )
    )


def leave_programme(programme: Programme, authority: Authority) -> None:
    """From today."""
    rows = ProgrammeAuthority.objects.filter(programme=programme, authority=authority)
    as_owner(lambda: rows.update(left_on=timezone.localdate()))


def make_programme_member(programme: Programme, *roles: Role) -> Viewer:
    """Somebody with these roles in this programme, and in no other."""
    viewer = make_programme_viewer(*roles)
    as_owner(
        lambda: ProgrammeMember.objects.filter(user_id=viewer.user_id).update(
            programme=programme
        )
    )
    return Viewer(
        user_id=viewer.user_id,
        name=viewer.name,
        roles=viewer.roles,
        programme_ids=frozenset({programme.pk}),
        place_name=programme.name,
    )


def make_collection(
    by: Viewer, programme: Programme, *, place: UUID | None = None
) -> AnswerCollection:
    with as_viewer(by):
        return collecting.begin_collection(
            programme_id=programme.pk,
            title="What helps you practise?",
            source="survey",
            held_on=DAY,
            place=place,
            told=TOLD,
            by=by,
        )


def take_in(
    by: Viewer, row: AnswerCollection, text: str, *, place: UUID | None = None
) -> bool:
    """Answers with nobody's name in them; whether they were new."""
    given = answers_in(text)
    with as_viewer(by):
        _, is_new = collecting.take_in_answers(
            collection_id=row.pk,
            given=given,
            digest=digest_of(given),
            masked=0,
            kept=(),
            place=place,
            came_as="pasted",
            by=by,
        )
    return is_new


def make_code(by: Viewer, row: AnswerCollection, name: str) -> UUID:
    with as_viewer(by):
        return coding.write_code(
            collection_id=row.pk,
            code_id=None,
            seen_version=0,
            words={
                "name": name,
                "meaning": f"{name} is what helps",
                "use_when": f"{name} is named",
                "not_when": "",
                "example": "",
                "is_dropped": False,
            },
            by=by,
        ).code_id


@dataclass(frozen=True)
class Coded:
    """A collection with its two coders; `codes` by name, `answers` by number."""

    row: AnswerCollection
    first: Viewer
    second: Viewer
    codes: dict[str, UUID]
    answers: dict[int, UUID]


def make_coding(
    lead: Viewer,
    other: Viewer,
    programme: Programme,
    text: str,
    *,
    codes=CODES,
    place: UUID | None = None,
) -> Coded:
    """Both sit, and nothing is coded yet."""
    row = make_collection(lead, programme)
    take_in(lead, row, text, place=place)
    book = {name: make_code(lead, row, name) for name in codes}
    for coder in (lead, other):
        with as_viewer(coder):
            coding.take_seat(collection_id=row.pk, by=coder)
    with as_viewer(lead):
        rows = OpenAnswer.objects.filter(collection=row)
        answers = {one.number: one.pk for one in rows}
        row.refresh_from_db()
    return Coded(row, lead, other, book, answers)


def code_all(
    of: Coded, by: Viewer, found: dict[int, tuple[str, ...]], *, ends: bool = True
) -> None:
    """Give each answer its codes by name, none where nothing is said."""
    with as_viewer(by):
        for number, answer_id in of.answers.items():
            coding.code_answer(
                collection_id=of.row.pk,
                answer_id=answer_id,
                codes=[of.codes[name] for name in found.get(number, ())],
                by=by,
            )
        if ends:
            coding.end_coding(collection_id=of.row.pk, by=by)


def make_theme_rows(
    lead: Viewer, other: Viewer, programme: Programme
) -> dict[str, UUID]:
    """A row for every part of an address: all coded, one answer differs, one theme."""
    of = make_coding(lead, other, programme, "Time to think\nLeaders who ask\nCalm")
    code_all(of, lead, {1: ("Time",), 2: ("Leaders",)})
    code_all(of, other, {1: ("Time",)})
    with as_viewer(lead):
        wording = saying.write_theme(
            collection_id=of.row.pk,
            theme_id=None,
            said=saying.Said(
                "Time helps",
                "Whoever has time, listens.",
                [of.codes["Time"]],
                "",
                "neither",
            ),
            seen_version=0,
            by=lead,
        )
        quoted = saying.quote(
            collection_id=of.row.pk,
            theme_id=wording.theme_id,
            answer_id=of.answers[1],
            words="Time to think",
            kept_why="",
            by=lead,
        )
    return {
        "programme_id": programme.pk,
        "collection_id": of.row.pk,
        "code_id": of.codes["Time"],
        "answer_id": of.answers[2],
        "theme_id": wording.theme_id,
        "quotation_id": quoted.pk,
    }
