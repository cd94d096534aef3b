"""What Amira and Kai said themselves, whom they let see it, what they were answered."""

from __future__ import annotations

from typing import Any, Final

from kinfold.child_tools import actions
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.child_words import actions as becoming
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.child_feeds import Confirmed
from kinfold_core.practice.child_sharing import Choice
from kinfold_core.practice.child_tools import ResponseDetails, SessionDetails

# ruff: noqa: E501  (a thing that a child said to a line)

_SKY: Final = {
    "colour": "blue",
    "pen": "thick",
    "points": [60, 120, 200, 90, 380, 130, 560, 90, 740, 120],
}
_DOOR: Final = {
    "part": "child_long",
    "x": 300,
    "y": 540,
    "size": 100,
    "colour": "teal",
    "face": "worried",
}
_BED: Final = {"part": "bed", "x": 520, "y": 540, "size": 100, "colour": "blue"}
_NAN: Final = {
    "part": "older",
    "x": 420,
    "y": 540,
    "size": 100,
    "colour": "green",
    "face": "happy",
}
_ME: Final = {
    "part": "child_long",
    "x": 300,
    "y": 540,
    "size": 100,
    "colour": "teal",
    "face": "happy",
}
# Part, words, picture, then whom she lets see it (nobody: only Amina).
_Thing = tuple[str, str, dict[str, Any], tuple[str, ...]]
_AMIRA: Final[tuple[_Thing, ...]] = (
    ("good", "Nan Jo lets me stir the pie and nobody shouts at Nan's", {"ground": "room", "items": [_NAN, _ME]}, ("parents", "network", "workers")),
    ("good", "Bea comes when Mum texts milk. I counted, four times", {}, ("parents", "workers")),
    ("worries", "I wake up when a car door bangs and I listen if it is Dean", {"ground": "night", "items": [_BED, _DOOR]}, ("workers",)),
    ("worries", "I have a tin with my things packed, in case", {}, ()),
    ("dreams", "A Friday that is just a Friday", {"ground": "grass", "items": [_SKY, _ME, _NAN]}, ("parents", "network", "school", "workers")),
)  # fmt: skip
_KAI: Final = (
    ("inside", "Nobody throws plates", ("parents", "workers")),
    ("lives", "Mum and Amira and the fish", ("parents", "workers")),
    ("visits", "Bea. She is three metres away", ("parents", "workers")),
    ("roof", "Beer stays at Raj's", ("parents", "workers")),
)  # fmt: skip


def listen(cast: Cast) -> None:
    """Three Houses with Amira, answered and shown to her; Kai's Safety House."""
    amira = _begin(cast, "Amira", "three_houses", 24, ("good", "worries", "dreams"))
    here: dict[str, Any] = {"family_id": cast.family_id, "by": cast.amina}
    said = []
    for part, words, picture, audiences in _AMIRA:
        item = _say(cast, amira, part, words, picture)
        _choose(cast, item, audiences, days_ago=24)
        said.append(item)
    dean = Choice(
        audience="person", answer="no", name="Dean", person_id=cast.people["Dean"],
        chosen_on=cast.ago(24),
    )  # fmt: skip
    becoming.choose_sharing(**here, item_id=said[2].pk, choice=dean)
    _finish(cast, amira, "Will Dean be there when the baby comes?", 24)
    answer = becoming.respond(
        **here,
        session_id=amira.pk,
        details=ResponseDetails(
            answered_by="Mum and Dean",
            what_changed="Dean sleeps at Grandad Manny's until the baby is six weeks old. He rings you on Sundays.",
            answered_on=cast.ago(20),
        ),
    )  # fmt: skip
    becoming.show_back(
        **here, response_id=answer.pk, shown_on=cast.ago(19),
        child_words="Sunday is good. Can Kai ring too?",
    )  # fmt: skip
    becoming.give_copy(
        **here, session_id=amira.pk, form="paper", given_on=cast.ago(19),
        kept_where="In the tin under the bed",
    )  # fmt: skip
    becoming.feed(**here, item_id=said[1].pk, confirmed=Confirmed(kind="strength"))
    kai = _begin(cast, "Kai", "safety_house", 6, ("inside",))
    for part, words, audiences in _KAI:
        _choose(cast, _say(cast, kai, part, words, {}), audiences, days_ago=6)
    _finish(cast, kai, "", 6, scale=7, scale_0="Plates", scale_10="Everybody eats pie")


def _begin(
    cast: Cast, name: str, tool: str, days_ago: int, order: tuple[str, ...]
) -> ChildToolSession:
    return actions.start_session(
        family_id=cast.family_id,
        details=SessionDetails(
            child_id=cast.people[name], child_name=name, tool=tool,
            happened_on=cast.ago(days_ago), place="At Nan Jo's kitchen table",
            people_there=f"{name}, Amina, Nan Jo next door", has_assent=True,
            limits_explained=True, order=order,
            prompts="What else? What would Bea say is good here?",
        ),
        by=cast.amina,
    )  # fmt: skip


def _say(
    cast: Cast, session: ChildToolSession, part: str, words: str, picture: object
) -> ChildItem:
    return actions.add_item(
        family_id=cast.family_id, session_id=session.pk, part=part, words=words,
        picture=picture, by=cast.amina,
    )  # fmt: skip


def _choose(
    cast: Cast, item: ChildItem, audiences: tuple[str, ...], *, days_ago: int
) -> None:
    for audience in audiences or ("nobody",):
        answer = "yes" if audiences else "no"
        choice = Choice(audience=audience, answer=answer, chosen_on=cast.ago(days_ago))
        becoming.choose_sharing(
            family_id=cast.family_id, item_id=item.pk, choice=choice, by=cast.amina
        )


def _finish(
    cast: Cast, session: ChildToolSession, question: str, days_ago: int, **more: Any
) -> None:
    here: dict[str, Any] = {
        "family_id": cast.family_id, "session_id": session.pk, "by": cast.amina,
    }  # fmt: skip
    changes = {"child_question": question, "disclosure": "no", **more}
    actions.change_session(**here, changes=changes, seen=1)
    actions.read_back(**here, on=cast.ago(days_ago))
    actions.finish(**here)
