"""How the plan was lived: a rule that failed on a Friday, and was mended by them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from kinfold.monitoring import actions
from kinfold.planning import actions as planning
from kinfold.world.lived import plan as plans
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.lived_plan import CheckDetails, JournalDetails, ReviewDetails

# ruff: noqa: E501  (a check or an entry to a line)
# Rule, kind, days ago, who saw it, what happened, did it work, what was changed.
_BEFORE: Final = (
    ("fridays", "used_for_real", 89, "Nan Jo", "Raj fetched them at 5. Both slept by nine.", "yes", ""),
    ("milk", "rehearsal", 86, "Raj", "Leanne texted on a Monday to try it. I was there in 14 minutes.", "yes", ""),
    ("knock", "drop_in_announced", 85, "Bea", "Saw both. Kai showed me his tooth.", "yes", ""),
    ("fridays", "used_for_real", 75, "Nan Jo", "Amira forgot the red bag. They slept in my T-shirts.", "partly", "The red bag stays at Nan Jo's now."),
    ("milk", "used_for_real", 69, "Leanne", "I texted “milk”. Raj was at work with his phone off and nobody came for two hours.", "no", "We need somebody who is closer."),
)  # fmt: skip
_AFTER: Final = (
    ("milk", "rehearsal", 57, "Bea", "Leanne texted both of us. I was in the kitchen in three minutes, Raj in twenty.", "yes", ""),
    ("milk", "used_for_real", 48, "Bea", "I sat with them until Raj came. The children did not wake up.", "yes", ""),
    ("walk", "used_for_real", 41, "Grandad Manny", "He came at eleven. We watched the boxing and he went home on Saturday.", "yes", ""),
    ("fish", "child_talk", 33, "Nan Jo", "The fish was at the window. Amira had heard them argue about rent, and wanted to say so.", "yes", ""),
    ("walk", "rehearsal", 26, "Raj", "Dean showed me at the football. He put his shoes on and went.", "yes", ""),
    ("knock", "drop_in_unannounced", 19, "Bea", "Nobody knew I was coming. Tea on the table, Kai in pyjamas.", "yes", ""),
    ("fridays", "used_for_real", 12, "Nan Jo", "Both slept all night. Amira asked for pancakes.", "yes", ""),
    ("milk", "used_for_real", 5, "Raj", "A hard one, after the letter about the rent. Bea first, then me. It was over by ten.", "yes", ""),
)  # fmt: skip
# Who, as whom, days ago, went well, hard, what we did, red flag, number.
_JOURNAL: Final = (
    ("Nan Jo", "network", 88, "Both slept by nine.", "Kai asked for his mum.", "We rang her and she sang to him.", False, 7),
    ("Dean", "family", 80, "I was home by six and made tea.", "It is hard to be watched.", "I said so to Raj.", False, 5),
    ("Leanne", "family", 69, "The children stayed in their room with the door shut.", "Raj did not come. Dean shouted until one and hit the door.", "I rang Mum and she came in a taxi. Nobody was hurt.", True, 2),
    ("Bea", "network", 48, "They did not wake up.", "", "Cards with Leanne until Raj came.", False, 7),
    ("Grandad Manny", "network", 40, "He came to me and not to them.", "He was ashamed.", "I said I was proud that he came.", False, 8),
    ("Auntie Ngozi", "network", 31, "Kai had three jokes saved up.", "The line is bad when it rains here.", "We sent voice messages.", False, 9),
    ("Amira", "child", 20, "I did my homework in the kitchen.", "", "", False, 7),
    ("Raj", "network", 5, "It was over by ten.", "The letter about the rent.", "Dean and I will ring the council on Monday.", False, 6),
)  # fmt: skip


def try_it(cast: Cast, rules: dict[str, UUID]) -> None:
    """The first weeks, with the Friday on which nobody came."""
    _checks(cast, rules, _BEFORE)


def mend(cast: Cast, rules: dict[str, UUID]) -> None:
    """Leanne and Bea say how it reads from now on, and the plan is agreed anew."""
    said = replace(
        plans.first_words(cast, "milk"),
        text=plans.MILK_MENDED,
        carriers=tuple(map(cast.who, ("Leanne", "Bea", "Raj"))),
    )
    planning.change_rule(
        family_id=cast.family_id, rule_id=rules["milk"], details=said, version=1,
        by=cast.amina,
    )  # fmt: skip


def live_on(cast: Cast, rules: dict[str, UUID]) -> None:
    """What was tried since, the journal, and the review at Nan Jo's."""
    _checks(cast, rules, _AFTER)
    for name, capacity, days, well, hard, did, is_red, feeling in _JOURNAL:
        entry = JournalDetails(
            author=cast.who(name), capacity=capacity, happened_on=cast.ago(days),
            went_well=well, hard=hard, what_we_did=did, is_red_flag=is_red,
            feeling=feeling, rule_ids=(rules["milk"],) if is_red else (),
        )  # fmt: skip
        actions.write(family_id=cast.family_id, details=entry, by=cast.amina)
    review = ReviewDetails(
        held_on=cast.ago(14), place="Nan Jo's kitchen",
        people=("Leanne", "Dean", "Nan Jo", "Raj", "Bea", "Grandad Manny"),
        went_well="Three hard Fridays, and somebody was there each time.",
        was_hard="The letters about the rent.",
        children_said="Amira: “I can hear when Bea is in the kitchen, and then I sleep.”",
        decided="Everything stays. Raj and Dean ring the council together.",
        next_review_on=cast.ago(-14),
    )  # fmt: skip
    actions.review(family_id=cast.family_id, details=review, by=cast.amina)
    planning.suggest(
        family_id=cast.family_id, rule_id=rules["knock"],
        text="Bea knocks on Sundays too, now that the baby is nearly here.",
        why="Leanne said that Sundays have become the long day.", by=cast.amina,
    )  # fmt: skip


def _checks(
    cast: Cast, rules: dict[str, UUID], rows: tuple[tuple[str, str, int, str, str, str, str], ...]
) -> None:  # fmt: skip
    for key, kind, days, name, happened, worked, changed in rows:
        seen = CheckDetails(
            rule_id=rules[key], kind=kind, checked_on=cast.ago(days),
            seen_by=cast.who(name), what_happened=happened, worked=worked,
            change_made=changed,
        )  # fmt: skip
        actions.check(family_id=cast.family_id, details=seen, by=cast.amina)
