"""Made-up open answers for the demo: one collection to its theme, one being coded.

Nobody said any of it, and every page of it says so. The days are counted from the real
today, whatever day the world is made for: the actions hold them to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.themes.actions import coding, collecting, saying
from kinfold.themes.models import AnswerCollection
from kinfold.themes.selectors.collections import answers_of
from kinfold.themes.taking_in import Given, answers_in, digest_of
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role
from kinfold_core.people.likely_identifiers import likely_identifiers, masked

TOLD: Final = (
    "Made up for the demo: nobody was asked. Real people would read here that two "
    "people code what they write, and that single sentences may be quoted without "
    "their name."
)
BESIDE, WRITING, CHILD, NETWORK = "Somebody beside you", "Writing", "Child", "Network"
BOOK: Final = (
    {
        "name": BESIDE,
        "meaning": "A colleague, a manager or a group helps somebody to practise.",
        "use_when": "Somebody was there and it helped, or nobody was and was missed.",
        "not_when": "A course or a text alone.",
        "example": "She came along to the visit.",
    },
    {
        "name": WRITING,
        "meaning": "Recording, forms and systems take the time of families.",
        "use_when": "Time, forms, passwords, the same thing written twice.",
        "not_when": "Writing that helped to think.",
        "example": "The same thing in three places.",
    },
    {
        "name": CHILD,
        "meaning": "What children say, draw or write changes what is done.",
        "use_when": "A child's words or pictures are spoken of.",
        "not_when": "Children are only who the work is for.",
        "example": "Her drawing was on the table.",
    },
    {
        "name": NETWORK,
        "meaning": "Relatives and friends are found, told the worry, and help.",
        "use_when": "They came, or were asked too late.",
        "not_when": "Other services.",
        "example": "The grandmother heard it from us.",
    },
)
Coded = tuple[str, tuple[str, ...], tuple[str, ...]]
"""An answer, the codes that the first coder gave it, and those of the second."""
FROM_LINCOLNSHIRE: Final[tuple[Coded, ...]] = (
    ("My manager sits beside me when I map, so I dare to ask the hard question.",
     (BESIDE,), (BESIDE,)),
    ("Writing the same thing in three places takes the afternoon.",
     (WRITING,), (WRITING,)),
    ("Children draw what adults leave out. I would need more time for it.",
     (CHILD,), (CHILD, WRITING)),
    ("Grandparents come once they hear the worry in plain words.",
     (NETWORK,), (NETWORK,)),
    ("Nobody asks me what went well in a visit. I would learn more if they did.",
     (BESIDE,), (BESIDE,)),
    ("The forms ask again for what the map says already.", (WRITING,), (WRITING,)),
    ("When the aunt had seen the plan, the weekends held.", (NETWORK,), (NETWORK,)),
    ("I learned most from watching how it is done in a real kitchen.", (BESIDE,), ()),
)  # fmt: skip
FROM_NORFOLK: Final[tuple[Coded, ...]] = (
    ("Three houses with a girl of six told us more than the whole file.",
     (CHILD,), (CHILD,)),
    ("Group supervision every second week keeps me honest.", (BESIDE,), (BESIDE,)),
    ("We find relatives late, when everything is decided.", (NETWORK,), (NETWORK,)),
    ("It helped that Deirdre came along and asked about the good days.",
     (BESIDE,), (BESIDE,)),
    ("Two systems, two passwords, and no time to go out.", (WRITING,), (WRITING,)),
    ("A child's words on the first page change the meeting.", (CHILD,), (CHILD,)),
    ("It is talked of a lot. I do not see that we decide differently.", (), ()),
    ("The plan is read out in the meeting, and then nobody rings the safety people.",
     (NETWORK,), ()),
)  # fmt: skip
SETTLED: Final = (
    8,
    (BESIDE,),
    "Watching somebody at work is having them beside you, also where they say nothing.",
)
THEME: Final = (
    "Learning beside somebody",
    "Workers say that they learn the approach beside somebody who does it with them, "
    "and miss it where nobody is there. Nobody says that a course was what helped.",
    "A group helps workers to think, and leaders stay close to the practice.",
)
QUOTED: Final = (
    (1, "so I dare to ask the hard question"),
    (10, "Group supervision every second week keeps me honest."),
)
WALL: Final = "\n".join(
    (
        "Plans are read once\tFamilies know their scale\tRing the network each month",
        "Too few visits\tThe words and pictures\tVisit before the meeting",
        "\tChildren ask for their drawing\tGive it back to them",
        "New workers leave\tMapping in pairs\tPair everybody in the first year",
        "We write for the file\t\tWrite it so that the family can read it",
        "Fathers are not asked\tGrandmothers come\tAsk for him by name at the door",
    )
)


def load_open_answers() -> None:
    """A survey that was coded to its theme, and a wall that is being coded.

    Again changes nothing.
    """
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        if AnswerCollection.objects.filter(programme__in=lead.programme_ids).exists():
            return
    first = programme_member(Role.EVALUATOR)
    second = programme_member(Role.CONSULTANT)
    _survey(lead, first, second)
    _wall(lead, first)


def _survey(lead: Viewer, first: Viewer, second: Viewer) -> None:
    with as_viewer(lead):
        row = _begin(lead, "What helps you practise, and what does not?", "survey", 40)
        for slug, coded in (
            ("lincolnshire", FROM_LINCOLNSHIRE),
            ("norfolk", FROM_NORFOLK),
        ):
            place = Authority.objects.get(slug=slug).pk
            _take_in(row, "\n".join(words for words, _, _ in coded), place, lead)
        codes = _write_book(row, lead)
        ids = {one.number: one.pk for one in answers_of(lead, row)}
    every = (*FROM_LINCOLNSHIRE, *FROM_NORFOLK)
    for coder, given in (
        (first, [one[1] for one in every]),
        (second, [one[2] for one in every]),
    ):
        with as_viewer(coder):
            coding.take_seat(collection_id=row.pk, by=coder)
            for number, names in enumerate(given, start=1):
                coding.code_answer(
                    collection_id=row.pk,
                    answer_id=ids[number],
                    codes=[codes[name] for name in names],
                    by=coder,
                )
            coding.end_coding(collection_id=row.pk, by=coder)
    with as_viewer(first):
        number, names, why = SETTLED
        coding.settle_answer(
            collection_id=row.pk,
            answer_id=ids[number],
            codes=[codes[name] for name in names],
            why=why,
            seen_version=0,
            by=first,
        )
    with as_viewer(lead):
        _say_theme(row, codes, ids, lead)


def _wall(lead: Viewer, first: Viewer) -> None:
    """Notes of a workshop; one coder sits already and has coded nothing."""
    with as_viewer(lead):
        row = _begin(lead, "Wall of the autumn workshop", "wall", 10)
        _take_in(row, WALL, None, lead)
        _write_book(row, lead)
    with as_viewer(first):
        coding.take_seat(collection_id=row.pk, by=first)


def _begin(by: Viewer, title: str, source: str, days_ago: int) -> AnswerCollection:
    [programme_id] = by.programme_ids
    row = collecting.begin_collection(
        programme_id=programme_id,
        title=title,
        source=source,
        held_on=timezone.localdate() - timedelta(days=days_ago),
        place=None,
        told=TOLD,
        by=by,
    )
    row.is_synthetic = True
    row.save(update_fields=["is_synthetic"])
    return row


def _take_in(row: AnswerCollection, text: str, place: UUID | None, by: Viewer) -> None:
    """As by the form, with a mask on every name."""
    given = answers_in(text)
    hidden = likely_identifiers(text)
    collecting.take_in_answers(
        collection_id=row.pk,
        given=[Given(*(masked(one, hidden) for one in each.texts)) for each in given],
        digest=digest_of(given),
        masked=len(hidden),
        kept=(),
        place=place,
        came_as="pasted",
        by=by,
    )


def _write_book(row: AnswerCollection, by: Viewer) -> dict[str, UUID]:
    return {
        words["name"]: coding.write_code(
            collection_id=row.pk,
            code_id=None,
            seen_version=0,
            words={"is_dropped": False, **words},
            by=by,
        ).code_id
        for words in BOOK
    }


def _say_theme(
    row: AnswerCollection,
    codes: Mapping[str, UUID],
    ids: Mapping[int, UUID],
    by: Viewer,
) -> None:
    name, says, claim = THEME
    theme = saying.write_theme(
        collection_id=row.pk,
        theme_id=None,
        said=saying.Said(name, says, [codes[BESIDE]], claim, "for"),
        seen_version=0,
        by=by,
    )
    for number, words in QUOTED:
        saying.quote(
            collection_id=row.pk,
            theme_id=theme.theme_id,
            answer_id=ids[number],
            words=words,
            kept_why="",
            by=by,
        )
