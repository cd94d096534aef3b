"""Every address that gives a paper, how it is asked for, and who else says a secret.

A paper leaves the screen, hangs on a wall, or is shown to somebody of the family. The
tests of separated parents open each of them for each parent. What looks like a paper
and is not in here fails there, and so does any page that says where a parent lives and
has no reason in `WORKERS_PAGES`: a new room is asked without anybody remembering to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpResponse

from kinfold.platform.our_words import languages

LANGUAGES: Final = tuple(one.code for one in languages())

Query = dict[str, object]


@dataclass(frozen=True)
class Parent:
    """For whom a paper is asked: as a person, and as somebody of the network.

    `theirs` says where they are, `kept` where the other is; `parts` are what a copy can
    hold beside the map.
    """

    person_id: UUID
    member_id: UUID
    theirs: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def ids(self) -> dict[str, object]:
        return {"person_id": self.person_id, "member_id": self.member_id}


def _once(parent: Parent) -> Iterator[Query]:
    yield {}


def _copy(parent: Parent) -> Iterator[Query]:
    """Each part alone, all of them, in every language, and large."""
    base: Query = {"chosen": 1, "reader": parent.person_id}
    yield base
    yield from (base | {"part": part} for part in parent.parts)
    every = base | {"part": parent.parts}
    yield from (every | {"language": code} for code in LANGUAGES)
    yield every | {"print": "large"}


def _printed(parent: Parent) -> Iterator[Query]:
    """The same copy, drawn: all its parts at once, in two languages, and large."""
    every: Query = {"chosen": 1, "reader": parent.person_id, "part": parent.parts}
    yield from (every | {"language": code} for code in LANGUAGES[:2])
    yield every | {"print": "large"}


def _link(parent: Parent) -> Iterator[Query]:
    yield from (one | {"person": parent.person_id} for one in _printed(parent))


def _member(parent: Parent) -> Iterator[Query]:
    yield {}
    yield from ({"chosen": 1, "language": code} for code in LANGUAGES)
    yield {"print": "large"}
    allowed: Query = {"chosen": 1, "allowed_by": "Nan Jo"}
    yield from (allowed | {"also": told} for told in ("worry", "story"))


def _languages(parent: Parent) -> Iterator[Query]:
    yield {}
    yield from ({"language": code} for code in LANGUAGES)


def _story(parent: Parent) -> Iterator[Query]:
    yield from ({"page": page} for page in range(4))


def _picture(parent: Parent) -> Iterator[Query]:
    yield {"for": "family"}
    yield {"for": "family", "paper": "a3", "zoom": "fit"}
    yield {"for": "family", "who": parent.person_id}


PAPERS: Final[dict[str, Callable[[Parent], Iterator[Query]]]] = {
    "copies:family-copy": _copy,
    "copies:share": _copy,
    "copies:read-aloud": _copy,
    "copies:pictures": _copy,
    "copies:pictures-pdf": _printed,
    "copies:family-copy-text": _copy,
    "copies:family-copy-pdf": _printed,
    "copies:make-link": _link,
    "own_copies:member-copy": _member,
    "own_copies:member-copy-pdf": _member,
    "family_picture:picture": _picture,
    "family_picture:around": _picture,
    "child_words:own-page": _once,
    "circles:object-card": _once,
    "commitments:paper": _languages,
    "commitments:fridge": _languages,
    "kinship:rights": _languages,
    "long_haul:paper": _once,
    "network_meetings:notes-for": _once,
    "network_meetings:planned": _once,
    "meetings:wall": _once,
    "monitoring:export-journal": _once,
    "voice:book": _once,
    "voice:pages": _once,
    "voice:together": _story,
}

LINKS: Final = {
    "copies:link": "the copy on their own telephone",
    "copies:link-paper": "the same copy as a paper, by POST",
    "commitments:asked": "what they are asked, on their own telephone",
    "commitments:link": "the page with the address of that, by POST",
    "child_words:paper": "its reader is a word of its address: tests/child_words",
}
"""Papers behind a token or a reader's word: each has a test of its own."""

NO_PAPER: Final = {
    "network_meetings:network-record": "for the file, and it says so",
    "ledger:ledger": "who was told what, for the file, and it says so",
    "questions:cards": "questions to ask, and no family's name",
    "platform:file": "a file as somebody gave it to us: it is never changed",
    "child_tools:file": "a picture a child drew, as they drew it",
    "development:csv": "counts of authorities, and nobody's name",
    "development:xlsx": "counts of authorities, and nobody's name",
    "insight:compare-csv": "figures of authorities, and nobody's name",
    "extracts:take": "rows without a name, for an evaluator, and no family's paper",
    "programme:glance": "where authorities stand, and no family's paper",
    "studies:file": "figures of authorities, and nobody's name",
    "implementation:file": "what an authority plans, and no family's paper",
    "implementation:share-file": "what an authority shared of its plan, as above",
    "fidelity:figures": "counts of a team, and nobody's name",
    "returns:findings": "what a return got wrong, by the pseudonyms of the return",
    "intake:import-findings": "rows of another system that could not be read",
    "offline:held-sound": "a child's voice, as it was heard",
    "offline:standing": "says who is signed in, and nothing of a family",
    "offline:worker": "the program of a device",
    "offline:manifest": "the name of the program of a device",
    "offline:tools": "the empty tools of a device",
    "aims:csv": "what an authority aims at, and nobody's name",
    "aims:xlsx": "what an authority aims at, and nobody's name",
    "framework:csv": "what was rated of an authority, and no family's name",
    "framework:xlsx": "what was rated of an authority, and no family's name",
    "gatherings:feed": "dates of the programme, and no family's name",
    "gatherings:file": "a date of the programme, and no family's name",
    "gatherings:visit-file": "a visit to an authority's leaders, and no family's name",
    "gatherings:whole-file": "dates of the programme, and no family's name",
    "knowledge:file": "what a programme learns from, and no family's paper",
    "workshops:paper": "the journal of a day of the programme, and no family's name",
    "workshops:now": "whether something else is on, and nobody's name",
    "platform:live": "for the machine that watches over this one",
    "platform:ready": "for the machine that watches over this one",
    "platform:metrics": "counts, for the machine that watches over this one",
}
"""What is no page and no paper of a family, and why."""

OPENED_ON_PURPOSE: Final = frozenset({"people:show-address", "people:show-contact"})
"""Where a sealed thing is shown, and that is written down."""

WORKERS_PAGES: Final = frozenset(
    [
        "child_no:decide",
        "child_words:papers",
        "child_words:must-tell",
        "child_words:share",
        "circles:keep-object",
        "circles:objects",
        "circles:place",
        "commitments:commitments",
        "commitments:cover",
        "commitments:offer",
        "commitments:reword",
        "commitments:went",
        "family_picture:line",
        "family_time:add-step",
        "family_time:decide",
        "kinship:add-option",
        "kinship:begin-care",
        "kinship:change-care",
        "kinship:decide-option",
        "kinship:explained",
        "kinship:happened",
        "kinship:kinship",
        "long_haul:long-haul",
        "long_haul:write-check-in",
        "long_haul:write-consent",
        "meetings:add-here",
        "meetings:end-meeting",
        "network_meetings:ask",
        "network_meetings:decision-promise",
        "network_meetings:decision-rule",
        "network_meetings:network-record",
        "network_meetings:notes",
        "meetings:start-meeting",
        "meetings:start-planned",
        "network_meetings:write-account",
        "monitoring:add-check",
        "monitoring:add-review",
        "monitoring:correct-journal",
        "monitoring:journal",
        "monitoring:write-journal",
        "networks:close-role",
        "ledger:disclose",
        "ledger:ledger",
        "networks:look-again",
        "networks:network",
        "networks:step",
        "offline:whom",
        "people:family",
        "planning:add-rule",
        "planning:agree",
        "planning:answer-suggestion",
        "planning:change-rule",
        "planning:put-back-rule",
        "planning:read-through",
        "planning:safety-plan",
        "planning:sources",
        "planning:take-out-rule",
        "practice:map",
        "stages:closing",
        "stages:long-haul",
        "trajectory:add-milestone",
        "trajectory:answer-immediate",
        "trajectory:answer-road",
        "trajectory:ask-road",
        "trajectory:bottom-lines",
        "trajectory:change-milestone",
        "trajectory:immediate",
        "trajectory:make-immediate",
        "trajectory:road",
        "versions:join-entry",
        "voice:frame",
        "voice:one-story",
    ]
)
"""A worker's own pages and forms, where what people wrote stands as they wrote it.

Whoever reads one has signed in; it has no way to be printed, and nobody of the family
is given it. What has a way to be printed cannot hide in here: it looks like a paper.
"""


def looks_like_a_paper(response: HttpResponse) -> bool:
    """A file, or a page that is made to be given, printed or shown to a room."""
    if "text/html" not in response.get("Content-Type", ""):
        return True
    marks = (b"is-family-copy", b"data-print", b"is-wall", b"is-together")
    return not response.streaming and any(mark in response.content for mark in marks)
