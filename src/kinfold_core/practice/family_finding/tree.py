"""A tree of a child's life: what holds it, what it is made of, who its leaves are.

After the narrative tool that others made; the questions and the drawing are Kinfold's
own. It begins with what is good, so that hard things are looked at from firm ground.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final
from uuid import UUID

from kinfold_core import phrases

PARTS: Final = (
    ("roots", "Roots", "Where do you come from? Who and what made you?"),
    ("ground", "Ground", "What holds you every day? Where, with whom, doing what?"),
    ("trunk", "Trunk", "What are you good at, and what matters to you?"),
    ("branches", "Branches", "What do you hope for? What would you like to do?"),
    ("leaves", "Leaves", "Who are your people, near or far, living or not?"),
    ("fruits", "Fruits", "What have others given you, and what have you given?"),
    ("storms", "Storms", "What has been hard, and what helped you through?"),
)
"""Each part, what it is called and how it is asked, in the order it is told."""
WIDTH: Final = 360
LINE, HEAD, LONGEST, GAP = 20, 26, 40, 18
ABOVE: Final = ("storms", "fruits", "leaves", "branches")
BELOW: Final = ("trunk", "ground", "roots")
NAMES: Final = {key: name for key, name, _ in PARTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeDetails:
    """The parts of a tree, each a line for one thing."""

    drawn_on: date
    roots: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    trunk: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    fruits: tuple[str, ...] = ()
    storms: tuple[str, ...] = ()
    child_words: str = ""

    def part(self, key: str) -> tuple[str, ...]:
        lines: tuple[str, ...] = getattr(self, key)
        return lines

    @property
    def is_empty(self) -> bool:
        return not any(self.part(key) for key, _, _ in PARTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow(TreeDetails):
    id: UUID


def draw_tree(tree: TreeDetails) -> str:
    """The crown above, the trunk in the middle, ground and roots below, with words.

    Hidden from screen readers: the table beside it says the same.
    """
    parts, y = [], 8
    for key in (*ABOVE, *BELOW):
        height = HEAD + LINE * max(len(tree.part(key)), 1)
        inset = 70 if key == "trunk" else 0
        parts.append(
            f'<rect class="tree-part tree-part--{key}" x="{inset}" y="{y}" '
            f'width="{WIDTH - 2 * inset}" height="{height}" rx="{GAP}"/>'
            f'<text class="ff-number" x="{WIDTH / 2:.0f}" y="{y + 19}" '
            f'text-anchor="middle">{NAMES[key]}</text>'
        )
        longest = LONGEST - inset // 4
        for at, words in enumerate(tree.part(key)):
            parts.append(
                f'<text x="{WIDTH / 2:.0f}" y="{y + HEAD + 12 + at * LINE}" '
                f'text-anchor="middle">{escape(phrases.shortened(words, longest))}'
                "</text>"
            )
        y += height + 4
    return (
        f'<svg class="ff-picture" viewBox="0 0 {WIDTH} {y + 4}" aria-hidden="true" '
        f'focusable="false">{"".join(parts)}</svg>'
    )


def tree_said(child: str, tree: TreeDetails) -> str:
    """Whom and what the tree names, in a sentence or two."""
    said = []
    if tree.leaves:
        said.append(f"The leaves of {child} are {phrases.listed(tree.leaves)}.")
    if tree.branches:
        said.append(f"{child} hopes for {len(tree.branches)} "
                    f"{'thing' if len(tree.branches) == 1 else 'things'}.")  # fmt: skip
    return " ".join(said) or f"{child} has begun a tree."


def not_on_the_list(named: Sequence[str], listed: Collection[str]) -> tuple[str, ...]:
    """Names the child said that are on no list yet, each once, as they were said."""
    known = {name.casefold() for name in listed}
    first: dict[str, str] = {}
    for name in named:
        if name.casefold() not in known:
            first.setdefault(name.casefold(), name)
    return tuple(first.values())
