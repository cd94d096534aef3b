"""A consultant's visit: what was promised to the authority is late, and is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.steps import Somebody

TOM, FRANCES = "tom@programme.example", "frances@programme.example"
MIRIAM, HELENA = "miriam@brent.example", "helena@lincolnshire.example"
VISITS = "/programme/consultancy/"
OVERDUE = re.compile(r"Overdue: [1-9]\d* of the programme’s promises to Brent")
Enter = Callable[[str], Somebody]


def test_a_promise_to_the_authority_goes_overdue_and_is_shown(
    enter: Enter, has_script: bool
) -> None:
    promised = f"Somebody comes to coach, {'with' if has_script else 'without'} script"
    today, tom = timezone.localdate(), enter(TOM)
    sitting = _writes_the_visit(tom, today - timedelta(days=60))
    _promises(tom, promised, today - timedelta(days=14))
    tom.opens(VISITS)
    tom.follows("Brent")
    tom.is_at("Brent: visits and calls")
    tom.sees(OVERDUE)

    miriam = enter(MIRIAM)  # the authority it was promised to sees the same
    miriam.opens(VISITS)
    miriam.follows("Brent")
    miriam.sees(OVERDUE)
    miriam.follows(promised)
    miriam.sees("Overdue")

    helena = enter(HELENA)  # another authority sees nothing of it
    assert helena.opens(sitting) == 404
    helena.opens(VISITS)
    helena.does_not_see(promised)

    frances = enter(FRANCES)
    frances.opens("/programme/")
    frances.follows("A promise of the programme is overdue")
    places = frances.page.get_by_role("table", name="Its authorities today")
    expect(places.get_by_role("link", name="Brent")).to_be_visible()
    expect(places.get_by_role("link", name="Suffolk")).to_have_count(0)

    tom.follows(promised)
    tom.follows("Say what came of it")
    tom.ticks("Kept", of="Where does it stand?")
    tom.writes("What came of it?", "Priya coached the team for a morning")
    tom.presses("Save what came of it")
    tom.sees("Priya coached the team for a morning")


def _writes_the_visit(tom: Somebody, day: date) -> str:
    tom.opens(VISITS)
    tom.follows("Brent")
    tom.follows("Write down a visit or a call")
    tom.ticks("Visit", of="What was it?")
    tom.writes_the_day("On which day?", day)
    tom.writes("Which priorities were agreed?", "Networks in each plan by spring")
    tom.presses("Save it")
    tom.is_at("Visit to Brent")
    return tom.page.url


def _promises(tom: Somebody, words: str, by_day: date) -> None:
    tom.follows("Write down a promise")
    tom.ticks("The programme", of="Who promises it?")
    tom.writes("What is promised?", words)
    tom.writes("Who does it?", "Priya")
    tom.writes_the_day("By which day?", by_day)
    tom.presses("Save this promise")
    tom.sees(words)
