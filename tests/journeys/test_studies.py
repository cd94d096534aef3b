"""An evaluator promises before looking, runs it, and a changed promise is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from tests.factories.studies import WORDS
from tests.journeys.steps import Somebody
from tests.made_up import on

DANIEL = "daniel@programme.example"
LONGEST_RUN_MS = 90_000
Enter = Callable[[str], Somebody]
LABELS = {
    "title": "What is the study called?",
    "question": "What is asked?",
    "claim": "Which claim of the theory of change is put to the test?",
    "population": "Who is treated, who is beside, and who is left out and why?",
    "windows": "Which periods are before, and which since?",
    "led_by": "How are several outcomes judged together?",
    "stopping": "When is it looked at, and what would end it sooner?",
    "written_by": "Who answers for it?",
}


@contextmanager
def changed_in_the_database(database: str, title: str) -> Iterator[None]:
    """As somebody would who holds the whole database; put back, for others read on."""

    def claim(words: str) -> None:
        with psycopg.connect(on("KINFOLD_MIGRATE_DATABASE_URL", database)) as owner:
            owner.execute(
                "UPDATE studies_studyline"
                " SET more = jsonb_set(more, '{said,claim}', to_jsonb(%s::text))"
                " WHERE more -> 'said' ->> 'title' = %s",
                [words, title],
            )

    claim("Whatever came out.")
    yield
    claim(WORDS["claim"])


def test_an_evaluator_registers_runs_and_a_changed_protocol_is_refused(
    enter: Enter, journeys_database: str
) -> None:
    title = "Plans that begin again, walked"
    daniel = enter(DANIEL)
    daniel.opens("/evaluation/studies/")
    daniel.sees("Ten authorities, the two years of the second project")
    daniel.follows("Write a protocol")
    daniel.follows("Make one of England’s figures")
    daniel.writes("Which authorities have it?", "Norfolk\nSuffolk")
    daniel.writes("From which year?", "2019")
    daniel.presses("Keep the panel")
    for name, label in LABELS.items():
        daniel.writes(label, title if name == "title" else WORDS[name])
    daniel.chooses("Outcome: plan_again", "Primary: fewer or lower is better")
    daniel.presses("Look at it before it is kept")
    daniel.sees("This is what would be kept")
    daniel.presses("Register it as it stands")
    daniel.is_at(title)
    daniel.sees("Registered, not run yet")

    daniel.presses("Run it")
    daniel.is_at(title)
    # the worker reckons it meanwhile, and the page asks by itself until it is done
    link = daniel.page.get_by_role("link", name="See what it found")
    link.wait_for(timeout=LONGEST_RUN_MS)
    daniel.sees("Every analysis was run as promised.")
    daniel.follows("See what it found")
    daniel.is_at("What it found")
    daniel.follows("Plans for a child who had one before")
    daniel.sees("Could it be chance?")

    with changed_in_the_database(journeys_database, title):
        daniel.opens("/evaluation/studies/")
        daniel.sees("No results are shown of a changed protocol")
        daniel.sees("of this programme's book is not what was written")
    daniel.opens("/evaluation/studies/")
    daniel.does_not_see("No results are shown of a changed protocol")
