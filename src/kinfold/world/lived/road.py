"""The road: what held the danger at once, three bottom lines, dated steps and a slip."""

from __future__ import annotations

from typing import Any, Final

from kinfold.trajectory import actions
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.immediate import ControlDetails, ImmediatePlanDetails
from kinfold_core.practice.road import BottomLineDetails
from kinfold_core.practice.trajectory import MilestoneDetails
from kinfold_core.practice.written import Named

# ruff: noqa: E501  (one line or step to a line)
CLOSURE: Final = "The children sleep through Fridays. When there is a row, Dean is at his dad's and somebody is with Leanne, and nobody needs to ring us to make it so."
LINES: Final = {
    "sober": ("Nobody who has been drinking is in sole charge of the children.", "The plate broke when Dean was alone with them."),
    "three": ("At least three grown-ups who know the whole worry have agreed to help, from both sides.", "One person alone gets tired, and Nan Jo said so."),
    "told": ("The children know why people are worried, and whom they can tell.", "Amira thought that it was because of her."),
}  # fmt: skip
# What, whose, who, for whom, evidence, day (days ago; negative is to come), done on.
_STEPS: Final = (
    ("Raj and Bea have heard the whole worry.", "agency", "Amina Begum", "Leanne", "Both can say what we are afraid of.", 132, 132),
    ("Three people have agreed to the plan, one from Dean's side.", "network", "Nan Jo", "The conference", "It is written down with their names.", 96, 96),
    ("Amira and Kai have heard their story.", "agency", "Amina Begum", "Amira and Kai", "They can say why we come.", 82, 75),
    ("A hard Friday went as the plan says.", "family", "Leanne", "Nan Jo and Amina", "Nan Jo writes it in the journal.", 60, 48),
    ("Dean sees Kai with Grandad Manny there, and no worker.", "family", "Dean", "Kai", "Kai says how it was.", 28, 28),
    ("Six hard Fridays that the network handled.", "network", "Raj", "The core group", "The journal shows each.", -30, None),
    ("We write down together that we can leave.", "agency", "Jude Price", "Everybody", "The numbers, and what the children say.", -75, None),
)  # fmt: skip


# written, then explained
AFTER_EXPLAINING = 2


def hold_today(cast: Cast) -> None:
    """The first plan, for days, made at the door; read to the children; then ended."""
    controls = (
        _control(cast, "Nan Jo", "family", "Takes Amira and Kai to hers.", "Friday 5 pm to Saturday 10 am", "She did on two Fridays before anybody asked."),
        _control(cast, "Raj", "network", "Comes within twenty minutes when Leanne texts.", "Any night", "He came last Friday, and the children stayed asleep."),
        _control(cast, "Amina Begum", "services", "Rings Leanne and asks Amira how the night was.", "Saturday at 11", ""),
    )  # fmt: skip
    plan = actions.make_immediate_plan(
        family_id=cast.family_id,
        details=ImmediatePlanDetails(
            occasion="Friday is pay day, and Dean has been drinking again since he lost his job.",
            made_on=cast.ago(144),
            expires_on=cast.ago(137),
            controls=controls,
        ),
        was=None,
        by=cast.amina,
    )
    here: dict[str, Any] = {
        "family_id": cast.family_id,
        "plan_id": plan.pk,
        "by": cast.amina,
    }
    actions.read_immediate_plan(
        **here, read_on=cast.ago(143), was="",
        how="Nan Jo read it to both at her table. Amira said: “So Raj really comes?”",
    )  # fmt: skip
    for name, answer, words in (
        ("Leanne", "agree", ""),
        ("Dean", "partly", "I will go along with it. I still say it was an accident."),
        ("Nan Jo", "agree", ""),
    ):
        actions.answer_plan(
            **here, who=cast.named(name), answer=answer, words=words,
            said_on=cast.ago(143),
        )  # fmt: skip
    actions.review_immediate_plan(
        **here, reviewed_on=cast.ago(137), with_whom="Leanne, Dean and Nan Jo",
        seen="Both nights the children slept at Nan Jo's.", expires_on=cast.ago(116),
        was=None,
    )  # fmt: skip
    actions.end_immediate_plan(
        **here, ended_on=cast.ago(116),
        reason="Family and network meet each week now and are writing a plan of their own.",
    )  # fmt: skip


def _control(
    cast: Cast, name: str, carrier: str, does: str, when: str, relied_on: str
) -> ControlDetails:
    who = cast.worker if carrier == "services" else cast.named(name)
    return ControlDetails(
        who=who, carrier=carrier, does=does, danger_id=cast.drink, when=when,
        relied_on=relied_on,
    )  # fmt: skip


def draw_lines(cast: Cast) -> None:
    """Three bottom lines, explained; one was asked about and answered."""
    for key, (text, why) in LINES.items():
        line = actions.add_bottom_line(
            family_id=cast.family_id,
            details=BottomLineDetails(
                text=text, why=why,
                danger_id=cast.drink if key == "sober" else None,
                set_by=Named(name="The first conference"),
                set_as="conference", force="cp_plan", set_on=cast.ago(130),
            ),
            by=cast.amina,
        )  # fmt: skip
        cast.lines[key] = line.pk
        actions.explain_bottom_line(
            family_id=cast.family_id, line_id=line.pk, explained_on=cast.ago(128),
            to="Leanne, Dean, Nan Jo and Raj", version=line.version, by=cast.amina,
        )  # fmt: skip
    question = actions.ask_question(
        family_id=cast.family_id, line_id=cast.lines["sober"], who=cast.named("Dean"),
        words="Does one can with the football count?", asked_on=cast.ago(128),
        by=cast.amina,
    )  # fmt: skip
    actions.answer_question(
        family_id=cast.family_id, question_id=question.pk, answered_on=cast.ago(126),
        words="Not while you are the only grown-up there. With Leanne or Raj there and sober, it does not.",
        by=cast.amina,
    )  # fmt: skip


def walk(cast: Cast) -> None:
    """What it leads to and by when; the agency's own promise that came late too."""
    actions.write_closure(
        family_id=cast.family_id, words=CLOSURE, version=0, by=cast.amina
    )
    for what, kind, name, for_whom, evidence, days, done in _STEPS:
        owner = cast.named(name) if kind != "agency" else Named(name=name)
        step = actions.add_milestone(
            family_id=cast.family_id,
            details=MilestoneDetails(
                what=what, owner_kind=kind, owner=owner, target_on=cast.ago(days),
                for_whom=for_whom, evidence=evidence,
            ),
            by=cast.amina,
        )  # fmt: skip
        here: dict[str, Any] = {
            "family_id": cast.family_id,
            "milestone_id": step.pk,
            "by": cast.amina,
        }
        if done is not None and done < days:
            step = actions.move_milestone(
                **here, to_on=cast.ago(done), version=step.version,
                reason="We were not ready, and said so to Leanne: it was ours to do better."
                if kind == "agency" else "A Friday was missed while Raj's phone was off.",
            )  # fmt: skip
        if done is not None:
            actions.achieve_milestone(
                **here, achieved_on=cast.ago(done), comment=evidence,
                version=step.version,
            )  # fmt: skip
    actions.add_milestone(
        family_id=cast.family_id,
        details=MilestoneDetails(
            what="Review conference", kind="conference", owner_kind="agency",
            owner=Named(name="Ruth Ashdown"), target_on=cast.ago(-21),
        ),
        by=cast.amina,
    )  # fmt: skip
    for name, answer, words in (
        ("Leanne", "agree", ""),
        ("Dean", "agree", ""),
        ("Nan Jo", "partly", "Six Fridays, yes. I would sleep better with eight."),
    ):
        actions.answer_plan(
            family_id=cast.family_id, who=cast.named(name), answer=answer, words=words,
            said_on=cast.ago(90), by=cast.amina,
        )  # fmt: skip


def see_lines_kept(cast: Cast) -> None:
    """Two of the three have been seen to be so."""
    for key, seen in (
        ("three", "Nan Jo, Raj, Bea and Grandad Manny each said the worry back and signed."),
        ("told", "Amira told Nan Jo: “They worry because of the drink, not because of me.”"),
    ):  # fmt: skip
        actions.show_bottom_line(
            family_id=cast.family_id, line_id=cast.lines[key], seen_on=cast.ago(70),
            shown_by=seen, version=AFTER_EXPLAINING, by=cast.amina,
        )  # fmt: skip
