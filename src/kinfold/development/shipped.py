"""The trajectories' steps, the courses and the tools that Kinfold ships."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Course:
    """A course: how many days it takes, and the tools it is asked about."""

    code: str
    title: str
    days: int
    tools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it stands now; `version` 0 is the shipped one."""

    trajectory: str
    code: str
    version: int
    place: int
    title: str
    words: str
    shown_by: str


@dataclass(frozen=True, slots=True)
class Shipped:
    steps: tuple[Step, ...]
    courses: dict[str, Course]
    tools: dict[str, str]


@cache
def shipped() -> Shipped:
    text = Path(__file__).with_name("learning.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    return Shipped(
        steps=tuple(
            Step(version=0, place=place, **one)
            for place, one in enumerate(given["step"], start=1)
        ),
        courses={
            one["code"]: Course(
                one["code"], one["title"], one["days"], tuple(one["tools"])
            )
            for one in given["course"]
        },
        tools=given["tools"],
    )
