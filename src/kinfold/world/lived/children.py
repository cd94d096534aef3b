"""What the children were told, in words and pictures, and Kai's time with his dad."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from kinfold.family_time import actions as family_time
from kinfold.voice import actions
from kinfold.voice.models import Frame
from kinfold.world.lived.cast import Cast
from kinfold_core.pictures.picture import Picture, Placed
from kinfold_core.practice.family_time import (
    DecisionDetails,
    LadderDetails,
    StepDetails,
)
from kinfold_core.practice.story import (
    CopyDetails,
    FrameDetails,
    ReadingDetails,
    SayDetails,
    StoryDetails,
)

# ruff: noqa: E501  (a frame or a step to a line)
_KAI: Final = Placed("child", 230, 550, 100, "orange", "happy")
_AMIRA: Final = Placed("child_long", 350, 550, 110, "teal", "happy")
_MUM: Final = Placed("adult_long", 480, 550, 105, "purple", "calm")
_DAD: Final = Placed("adult", 620, 550, 110, "blue", "calm")
_NAN: Final = Placed("older", 640, 550, 100, "green", "happy")
_FRAMES: Final = (
    ("Amira and Kai live with Mum and Dean. A baby is on the way. Nan Jo lives close by.", "Amira, Kai, Mum and Dean in front of their house.", Picture("grass", (Placed("house", 130, 440, 100, "yellow"), _KAI, _AMIRA, _MUM, _DAD))),
    ("Amina comes to see you. Nan Jo, Mr Cole and Amina are worried about you. They all like you.", "Amira and Kai on the sofa. Nan Jo stands beside them.", Picture("room", (Placed("sofa", 280, 540, 110, "brown"), _KAI, _AMIRA, _NAN))),
    ("They worry about loud Fridays. They want you to sleep and to feel safe.", "A loud noise at night. Amira lies awake in bed.", Picture("night", (Placed("bed", 300, 540, 110, "blue"), Placed("noise", 590, 300, 120, "red"), Placed("child_long", 520, 550, 90, "teal", "worried")))),
    ("One Friday Dean had a lot of beer. He was loud and the plates fell. One cut your foot, Amira. You rang Nan Jo and she came.", "A table with a bottle on it. Dean looks cross and Mum looks sad.", Picture("room", (Placed("table", 400, 550, 110, "brown"), Placed("bottle", 400, 440, 70, "green"), Placed("adult", 620, 550, 110, "blue", "angry"), Placed("adult_long", 190, 550, 105, "purple", "sad")))),
    ("On Fridays you sleep at Nan Jo's. When Mum texts “milk”, Bea comes and then Raj. Dean goes to Grandad Manny's.", "Nan Jo's house with a moon. A car brings Amira and Kai.", Picture("night", (Placed("moon", 680, 130, 90, "yellow"), Placed("house", 560, 480, 110, "pink"), Placed("car", 250, 560, 100, "red")))),
    ("It is not your job to stop it. Amira can move the red fish. Kai can tell Bea. You can ring Nan Jo, also at night.", "Amira and Kai with a telephone and a heart.", Picture("room", (_KAI, _AMIRA, Placed("phone", 520, 520, 110, "ink"), Placed("heart", 640, 300, 110, "red")))),
)  # fmt: skip


def tell_the_children(cast: Cast) -> None:
    """Write and draw it, hear both parents, read it to both, leave each a copy."""
    children = tuple((cast.people[name], name) for name in ("Amira", "Kai"))
    story = actions.begin_story(
        family_id=cast.family_id,
        details=StoryDetails(
            title="Why Amina comes to see us", purpose="worries", children=children,
            look_again_on=cast.ago(-60),
        ),
        by=cast.amina,
    )  # fmt: skip
    here: dict[str, Any] = {
        "family_id": cast.family_id,
        "story_id": story.pk,
        "by": cast.amina,
    }
    frames = Frame.objects.filter(authority_id=story.authority_id, story=story)
    for frame, (words, alt_text, picture) in zip(
        frames.order_by("position"), _FRAMES, strict=True
    ):
        details = FrameDetails(section=frame.section, words=words, alt_text=alt_text)
        written = actions.change_frame(
            **here, frame_id=frame.pk, details=details, version=1
        )
        actions.draw_frame(
            **here, frame_id=frame.pk, picture=picture, version=written.version
        )
    for name, part, answer, words in (
        ("Leanne", "parent", "agree", "It is true, and it is kind."),
        ("Dean", "parent", "changes", "I would say that I was sorry the next day. Put that in when I tell it."),
        ("Nan Jo", "family", "seen", ""),
    ):  # fmt: skip
        said = SayDetails(
            name=name, part=part, answer=answer, said_on=cast.ago(78), words=words,
            person_id=cast.people[name],
        )  # fmt: skip
        actions.say(**here, details=said)
    actions.agree_story(**here)
    _read(
        cast,
        here,
        "Amira",
        "So it is not because of me?",
        "Will Dean have to move out?",
    )
    _read(cast, here, "Kai", "That is me! Can I draw the dog in?", "")


def _read(
    cast: Cast, here: dict[str, Any], name: str, words: str, question: str
) -> None:
    reading = ReadingDetails(
        child_id=cast.people[name], read_on=cast.ago(75), place="On Nan Jo's sofa",
        how="book", read_by="Leanne", with_whom="Nan Jo and Amina", child_words=words,
        child_questions=question,
        who_answers="Leanne and Amina, on Sunday" if question else "",
    )  # fmt: skip
    actions.record_reading(**here, details=reading)
    kept = CopyDetails(
        child_id=cast.people[name], form="book", given_on=cast.ago(75),
        kept_where="In the tin under the bed" if name == "Amira" else "In his school bag",
    )  # fmt: skip
    actions.give_copy(**here, details=kept)


# Rung, arrangement, who of the network, days ago, what Kai says.
_TIME: Final = (
    ("services", "Saturdays 11 to 1 at the family centre", (), 100, "“Can we bring the football?”"),
    ("both", "Saturdays 11 to 1 at Nan Jo's, Amina looks in", ("Nan Jo",), 66, "“It is better at Nan's. There is a garden.”"),
    ("network", "Saturdays 11 to 3 with Grandad Manny there", ("Grandad Manny", "Raj"), 28, "“Dad used his normal voice all day.”"),
)  # fmt: skip


def climb(cast: Cast) -> None:
    """Kai's time with Dean passes from services to people who know."""
    ladder = family_time.begin_ladder(
        family_id=cast.family_id,
        details=LadderDetails(
            child_id=cast.people["Kai"], child_name="Kai",
            with_whom=cast.named("Dean"), started_on=cast.ago(104),
            why="Dean threw a chair and swept the plates down while Kai was there.",
        ),
        by=cast.amina,
    )  # fmt: skip
    before, decided = None, dict[UUID, UUID]()
    for rung, arrangement, members, days, kai_says in _TIME:
        step = family_time.add_step(
            family_id=cast.family_id, ladder_id=ladder.pk,
            details=StepDetails(
                rung=rung, arrangement=arrangement, planned_on=cast.ago(days),
                begins_when="Four Saturdays went calmly, and Kai wants it.",
                member_ids=tuple(cast.members[name].pk for name in members),
                professionals="Amina Begum" if rung != "network" else "",
            ),
            by=cast.amina,
        )  # fmt: skip
        of = before or step
        decided[of.pk] = family_time.decide(
            family_id=cast.family_id, step_id=of.pk, was=decided.get(of.pk),
            details=DecisionDetails(
                direction="up" if before else "begin", decided_on=cast.ago(days),
                decided_by=cast.worker, child_view=kai_says,
                reason="It was calm, and whoever is there knows the worry.",
                network_view="Nan Jo and Grandad Manny think so too." if before else "",
                next_step_id=step.pk if before else None,
            ),
            by=cast.amina,
        ).pk  # fmt: skip
        before = step
    family_time.add_step(
        family_id=cast.family_id, ladder_id=ladder.pk,
        details=StepDetails(
            rung="alone", arrangement="A Saturday at the pool, Raj rings at 2",
            begins_when="Three more months like these.", planned_on=cast.ago(-40),
        ),
        by=cast.amina,
    )  # fmt: skip
