"""Reading the made-up situations and the names from their text files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

HERE: Final = files("kinfold.world")
SHARED: Final = "_shared.txt"
AGE_BANDS: Final = (
    ("unborn", -1), ("baby", 1), ("young", 4), ("school", 11), ("teen", 17),
)  # fmt: skip
"""Name of a band and the last age in it, in years; -1 is before birth."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of worry, with variants of every part of its map.

    `sections` holds the lines of each section by its name; `partner` is "yes", "no"
    or "any"; `has_harm` says that something has already hurt the child.
    """

    code: str
    pack: str
    youngest: int
    oldest: int
    partner: str
    has_harm: bool
    sections: Mapping[str, tuple[str, ...]]

    def lines(self, section: str) -> tuple[str, ...]:
        return self.sections[section]

    def impacts(self, age: int) -> tuple[str, ...]:
        """What might happen to a child of that age; -1 is before birth.

        A band the situation does not know takes the nearest one it does.
        """
        bands = [name for name, _ in AGE_BANDS]
        here = bands.index(age_band(age))
        nearest = sorted(bands, key=lambda name: abs(bands.index(name) - here))
        for name in nearest:
            if found := self.sections.get(f"impact.{name}"):
                return found
        raise ValueError(f"{self.code} has no impact for any age")

    def fits(self, age: int, *, has_partner: bool) -> bool:
        if self.partner == "yes" and not has_partner:
            return False
        if self.partner == "no" and has_partner:
            return False
        return self.youngest <= max(age, 0) <= self.oldest


def age_band(age: int) -> str:
    """The band an age in years falls in; adults count with the oldest children."""
    return next((name for name, last in AGE_BANDS if age <= last), "teen")


def _sections(text: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The settings above the first section, and the lines of each section."""
    head, *parts = text.split("== ")
    settings = dict(line.split(maxsplit=1) for line in head.splitlines() if line)
    sections = {}
    for part in parts:
        name, *lines = part.strip().splitlines()
        sections[name.strip()] = tuple(line for line in lines if line)
    return settings, sections


@cache
def situations() -> tuple[Situation, ...]:
    """Every situation, by code, each with the shared lines as well as its own."""
    folder = HERE / "situations"
    _, shared = _sections((folder / SHARED).read_text(encoding="utf-8"))
    found = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".txt") or entry.name == SHARED:
            continue
        settings, own = _sections(entry.read_text(encoding="utf-8"))
        youngest, _, oldest = settings["ages"].partition("-")
        found.append(
            Situation(
                code=entry.name.removesuffix(".txt"),
                pack=settings["pack"],
                youngest=int(youngest),
                oldest=int(oldest),
                partner=settings["partner"],
                has_harm=settings["harm"] == "yes",
                sections=shared | own,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Heritage:
    """Names that people of one background bear, and the language they may speak."""

    name: str
    weight: float
    ethnicity_code: str
    language: str
    interpreter_share: float
    given: Mapping[str, tuple[str, ...]]
    families: tuple[tuple[str, str], ...]
    """Each family name as (woman's form, man's form)."""


@cache
def heritages() -> tuple[Heritage, ...]:
    """Every background, in the order of the file."""
    text = (HERE / "names.txt").read_text(encoding="utf-8")
    blocks = [block.strip() for block in text.split("@ ")[1:]]
    return tuple(_heritage(block) for block in blocks)


def _heritage(block: str) -> Heritage:
    head, *lines = block.splitlines()
    name, weight, code, spoken = (cell.strip() for cell in head.split("|"))
    language, _, share = spoken.rpartition(" ")
    names = {
        kind: tuple(rest.split())
        for kind, _, rest in (line.partition(" ") for line in lines)
    }
    families = tuple(
        (female, male or female)
        for female, _, male in (one.partition(":") for one in names.pop("families"))
    )
    return Heritage(
        name, float(weight), code, language, float(share or 0), names, families
    )
