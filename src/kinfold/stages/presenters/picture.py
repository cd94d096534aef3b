"""The road of ten stages as a picture: a quiet line with a mark for each.

It is decoration for the list below it, which says the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinfold_core.practice.stages import STAGES, Standing

WIDTH, HEIGHT = 960, 150
LEFT, STEP = 48, 96
# a road goes up and down a little; the heights carry no meaning
HEIGHTS = (86, 62, 76, 54, 70, 48, 64, 44, 58, 40)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stage on the road. `state` is done, passed, now or ahead."""

    number: int
    name: tuple[str, ...]
    x: int
    y: int
    state: str


@dataclass(frozen=True, slots=True)
class Picture:
    marks: tuple[Mark, ...]
    walked: str
    whole: str
    width: int = WIDTH
    height: int = HEIGHT


def draw_stages(standing: Standing) -> Picture:
    """Where each stage stands, in a box of `width` by `height`."""
    marks = tuple(
        Mark(
            number=stage.number,
            name=tuple(stage.name.split(" ", 1)),
            x=LEFT + STEP * stage.number,
            y=HEIGHTS[stage.number],
            state=state_of(standing, stage.number),
        )
        for stage in STAGES
    )
    return Picture(
        marks=marks,
        walked=_line(marks[: standing.now.number + 1]),
        whole=_line(marks),
    )


def state_of(standing: Standing, number: int) -> str:
    """Where one stage is, seen from where the work stands."""
    if number == standing.now.number:
        return "now"
    if number > standing.now.number:
        return "ahead"
    return "done" if number in standing.done else "passed"


def _line(marks: tuple[Mark, ...]) -> str:
    """A path through the marks that bends gently."""
    first, *others = marks
    path, before = f"M{first.x} {first.y}", first
    for mark in others:
        half = (before.x + mark.x) // 2
        path += f" C{half} {before.y} {half} {mark.y} {mark.x} {mark.y}"
        before = mark
    return path
