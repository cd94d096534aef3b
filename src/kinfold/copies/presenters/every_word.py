"""What stands beside the words of the map, so that the family can read all of it.

How sure we are of a harm, and who saw it or knows of it, are left out: on paper they
would point at whoever told it, a child among them.
"""

from __future__ import annotations

from kinfold.copies.presenters.shapes import Line
from kinfold.platform.our_words import OurWords
from kinfold_core.practice.living_map import DangerRow, EntryRow


def beside_entry(our: OurWords, entry: EntryRow) -> tuple[Line, ...]:
    """Who did it to whom, each time that was told, who noticed and how it ended.

    Who noticed: only what kept a child safe.
    """
    is_harm = entry.category == "harm"
    done_to = our.listed([child.name for child in entry.children])
    about = our[f"about_{entry.about}"] if entry.about else ""
    return _told(
        Line(our["item_about"], about, is_ours=True),
        Line(our["item_who"], entry.who.name if is_harm else ""),
        Line(our["item_to"], done_to),
        *(Line(our[f"moment_{one.moment}"], one.told) for one in entry.moments),
        Line(our["item_often"], entry.how_often),
        Line(our["item_seen"], "" if is_harm else entry.seen_by),
        Line(our["item_outcome"], entry.outcome),
    )


def beside_worry(our: OurWords, danger: DangerRow) -> tuple[Line, ...]:
    return _told(
        Line(our["worry_why"], danger.why_believed),
        Line(our["worry_yours"], danger.family_version_text),
        Line(our["worry_child"], danger.child_version_text),
    )


def beside_wish(our: OurWords, danger: DangerRow) -> tuple[Line, ...]:
    return _told(
        Line(our["wish_confirms"], danger.who_confirms),
        Line(our["wish_enough"], danger.reached_when),
    )


def beside_step(our: OurWords, entry: EntryRow) -> tuple[Line, ...]:
    return _told(Line(our["item_outcome"], entry.outcome))


def _told(*lines: Line) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.words)
