"""One page to take a picture of, and the people of the demo who open them."""

from __future__ import annotations

from dataclasses import dataclass

SIGN_IN = "/account/sign-in/"


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: who opens it, where, and which links to press to reach it.

    `tail` is put behind the address that was reached, for a room of that family, and
    `then` are links to press after it. `pdf` is the link to the document that the page
    offers, if it offers one. `on_wall` takes it as a projector shows it too, `in_dark`
    in the dark colours: they are tokens, and one page of a kind shows them.
    """

    name: str
    title: str
    user: str
    path: str
    follow: tuple[str, ...] = ()
    tail: str = ""
    then: tuple[str, ...] = ()
    pdf: str = ""
    on_wall: bool = False
    in_dark: bool = False


NOBODY = ""
WORKER = "amina@lincolnshire.example"
MANAGER = "jude@lincolnshire.example"
ANALYST = "mei@lincolnshire.example"
DIRECTOR = "helena@lincolnshire.example"
PRACTICE_LEADER = "carys@lincolnshire.example"
LEAD = "frances@programme.example"
NORFOLK = "grace@norfolk.example"
EVALUATOR = "daniel@programme.example"
WOKINGHAM = "ellen@wokingham.example"
