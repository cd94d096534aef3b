"""One box that finds people by name, part of a name, sound, birth or reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from kinfold.finding.making.conditions import may_be_born
from kinfold.finding.matching import spelled_like
from kinfold.finding.reading import Question, understand
from kinfold.finding.selectors.candidates import (
    MOST_CANDIDATES,
    everybody,
    named_like,
    other_names,
    spelled_near,
    with_word,
)
from kinfold.people.keys import sounds_like
from kinfold.people.models import ExternalReference, PersonName, Residence
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, Person
from kinfold.records.selectors.records import families_of
from kinfold_core.access import Action
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.names import compact_key, given_name_group, name_tokens

MOST_SHOWN = 25
WORTH_SHOWING = 0.72
CLOSE = 0.88
REFERENCE_SCORE = 3.0


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be meant, why, and where they are on record."""

    person: Person
    score: float
    why: tuple[str, ...]
    families: tuple[Family, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. `has_restricted` says nothing about whom."""

    question: Question
    hits: tuple[Hit, ...] = ()
    has_restricted: bool = False
    has_more: bool = False
    families: tuple[Family, ...] = field(default=())

    @property
    def shown_count(self) -> int:
        """People and families together."""
        return len(self.hits) + len(self.families)


def search_people(viewer: Viewer, text: str, *, today: date) -> Found:
    """Everybody in the authority who may be meant, best first. Each word costs three
    queries, all of them bounded; everything else at most eight.

    Raises:
        PermissionDenied: the role does not include searching.
        NotFound: a programme viewer.
    """
    decision = viewer.may(Action.SEARCH_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)
    viewer.in_authority()
    question = understand(text, today=today)
    if question.is_empty:
        return Found(question)
    by_reference = _by_reference(viewer, question)
    people = _candidates(viewer, question, by_reference)
    names = other_names(viewer, [person.pk for person in people])
    hits = [
        _judge(person, names.get(person.pk, ()), question, by_reference)
        for person in people
    ]
    good = sorted(
        (hit for hit in hits if hit.score >= WORTH_SHOWING),
        key=lambda hit: (-hit.score, hit.person.sort_key, str(hit.person.pk)),
    )
    open_hits = [h for h in good if not h.person.__dict__["is_kept_from_viewer"]]
    shown = _with_families(viewer, open_hits[:MOST_SHOWN])
    families, is_restricted_family = _families_by_reference(viewer, question)
    return Found(
        question,
        hits=tuple(shown),
        has_restricted=len(open_hits) < len(good) or is_restricted_family,
        has_more=len(open_hits) > MOST_SHOWN,
        families=families,
    )


def _by_reference(viewer: Viewer, question: Question) -> dict[UUID, str]:
    """People whose identifier in another system was typed. One query."""
    if not question.reference_keys:
        return {}
    rows = ExternalReference.objects.filter(
        authority_id=viewer.in_authority(),
        value_key__in=question.reference_keys,
        person__isnull=False,
    )
    return {
        row.person_id: f"{row.kind.replace('_', ' ')} {row.value}"
        for row in rows[:MOST_CANDIDATES]
        if row.person_id
    }


def _candidates(
    viewer: Viewer, question: Question, by_reference: Iterable[UUID]
) -> list[Person]:
    people = everybody(viewer)
    wanted: set[UUID] = set(by_reference)
    if question.words:
        every = people.filter(*(with_word(viewer, [word]) for word in question.words))
        wanted.update(every.values_list("pk", flat=True)[:MOST_CANDIDATES])
        counts = named_like(viewer, question.words)
        near = spelled_near(viewer, question.words, at_least=CLOSE)
        for pk, count in near.items():
            counts[pk] = max(count, counts.get(pk, 0))
        best = sorted(counts, key=lambda pk: (-counts[pk], pk))
        wanted.update(best[:MOST_CANDIDATES])
    elif question.born:
        same_birth = people.filter(may_be_born(question.born)).order_by("sort_key")
        wanted.update(same_birth.values_list("pk", flat=True)[:MOST_CANDIDATES])
    if question.postcode_key:
        wanted.update(_living_at(viewer, question.postcode_key))
    return list(people.filter(pk__in=wanted)) if wanted else []


def _living_at(viewer: Viewer, postcode_key: str) -> list[UUID]:
    """Who lives, or lived, at a postcode. Hidden addresses hold none to find."""
    rows = Residence.objects.filter(
        authority_id=viewer.in_authority(),
        address__address_key__gte=f"{postcode_key} ",
        address__address_key__lt=f"{postcode_key}!",
    )
    return list(rows.values_list("person_id", flat=True)[:MOST_CANDIDATES])


def _judge(
    person: Person,
    names: Sequence[PersonName],
    question: Question,
    by_reference: dict[UUID, str],
) -> Hit:
    score, why = 0.0, list[str]()
    if person.pk in by_reference:
        score, why = REFERENCE_SCORE, [f"Reference: {by_reference[person.pk]}"]
    if question.words:
        name_score, name_why = _name_score(person, names, question.words)
        score += name_score
        why += name_why
    if question.born:
        birth_score, birth_why = _birth_score(person.born, question.born)
        # a whole name with a wrong date is the commonest way to make a second record
        is_whole_name = len(question.words) > 1
        score += birth_score / 2 if birth_score < 0 and is_whole_name else birth_score
        why += birth_why
    if question.postcode_key and not why:
        score, why = score + 1.0, ["Lives or lived at this postcode"]
    return Hit(person, score, tuple(why))


def _name_score(
    person: Person, names: Sequence[PersonName], words: Sequence[str]
) -> tuple[float, list[str]]:
    own = f"{person.given_names} {person.known_as} {person.family_name}"
    tokens = (*name_tokens(own), compact_key(person.family_name))
    own_score, is_by_ear = _words_score(tokens, words)
    best, why = own_score, ["Sounds the same"] if is_by_ear else []
    for name in names:
        score, _ = _words_score(name_tokens(str(name)), words)
        if score > best + 0.05:
            best, why = score, [f"{name.get_kind_display()}: {name}"]
    return best, why


def _words_score(tokens: Sequence[str], words: Sequence[str]) -> tuple[float, bool]:
    """How well all the words are found among the tokens, 0 to 1, and if by ear only."""
    if not tokens:
        return 0.0, False
    scores = [_word_score(tokens, word) for word in words]
    total = sum(score for score, _ in scores) / len(scores)
    return total, any(by_ear for _, by_ear in scores)


def _word_score(tokens: Sequence[str], word: str) -> tuple[float, bool]:
    if word in tokens:
        return 1.0, False
    if any(token.startswith(word) for token in tokens):
        return 0.92, False
    if any(given_name_group(token) == given_name_group(word) for token in tokens):
        return 0.9, False
    likest = max(spelled_like(token, word) for token in tokens)
    sound = sounds_like(word)
    if sound and any(sounds_like(token) == sound for token in tokens):
        return max(0.8, likest * 0.95), likest < CLOSE
    return (likest * 0.95, False) if likest >= CLOSE else (likest * 0.5, False)


def _birth_score(known: FuzzyDate | None, asked: FuzzyDate) -> tuple[float, list[str]]:
    if known is None:
        return 0.0, ["No date of birth on record"]
    if known == asked and known.is_exact:
        return 1.0, ["Same date of birth"]
    if known.may_be(asked):
        return 0.8, [f"Born {known}"]
    return -0.4, [f"Born {known}"]


def _with_families(viewer: Viewer, hits: Sequence[Hit]) -> list[Hit]:
    """The families each hit is in, restricted ones left out. One query."""
    found = families_by_person(viewer, [hit.person.pk for hit in hits])
    return [
        Hit(hit.person, hit.score, hit.why, tuple(found.get(hit.person.pk, ())))
        for hit in hits
    ]


def families_by_person(
    viewer: Viewer, person_ids: Sequence[UUID]
) -> dict[UUID, list[Family]]:
    """The families that each person is in, newest first. Two queries."""
    if not person_ids:
        return {}
    pairs = list(
        FamilyMember.objects.filter(
            authority_id=viewer.in_authority(), person__in=person_ids
        ).values_list("person_id", "family_id")
    )
    families = families_of(viewer).filter(pk__in={family for _, family in pairs})
    by_id = {family.pk: family for family in families.order_by("-opened_on")}
    found: dict[UUID, list[Family]] = {}
    for family_id, family in by_id.items():
        for person_id, in_family in pairs:
            if in_family == family_id:
                found.setdefault(person_id, []).append(family)
    return found


def _families_by_reference(
    viewer: Viewer, question: Question
) -> tuple[tuple[Family, ...], bool]:
    """Families whose own reference, or another system's for them, was typed."""
    if not question.reference_keys:
        return (), False
    keys = question.reference_keys
    dashed = [f"{key[:4]}-{key[4:]}" for key in keys if len(key) == 8]
    # a made-up family's reference has dashes of its own
    typed = [piece.upper() for piece in question.text.split()]
    elsewhere = ExternalReference.objects.filter(
        authority_id=viewer.in_authority(),
        value_key__in=keys,
        family=OuterRef("pk"),
    )
    found = list(
        families_of(viewer).filter(
            Q(reference__in=[*dashed, *typed, *keys]) | Exists(elsewhere)
        )[:MOST_SHOWN]
    )
    shown = tuple(
        f for f in found if not f.is_restricted or f.__dict__["is_viewer_named"]
    )
    return shown, len(shown) < len(found)
