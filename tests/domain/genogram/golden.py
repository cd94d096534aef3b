"""Draw the families of `shapes.py` into docs/screens/genograms, with their words.

python -m tests.domain.genogram.golden
"""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import Final

from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.layout import lay_out
from kinfold_core.genogram.said import notes, said
from tests.domain.genogram.shapes import SHAPES, shape

FOLDER: Final = Path(__file__).parents[3] / "docs" / "screens" / "genograms"
_STYLE: Final = (
    "<style>.gp{background:#fff;color:#1c2530;font-family:sans-serif}"
    ".gp text{paint-order:stroke;stroke:#fff;stroke-width:4px}"
    ".gp .gp-home{fill:#e1efee;stroke:#0a5a5c}.gp .gp-home-floor{fill:#e1efee}"
    ".gp .gp-small{fill:#56616e}.gp .gp-ask{fill:#8a4b00;font-weight:700}</style>"
)


ABOUT: Final = {
    "nuclear": "A mother and a father who are married, and their two children, all in "
    "one home: the smallest picture that has everything.",
    "lone-mother": "A mother and her child; nobody has written down the father, so he "
    "is drawn as an empty sign to ask about.",
    "remarried": "A father divorced and married again: the partners stand in the order "
    "of time, the children of each below the two they were born to.",
    "blended": "Two who live together, each with children of before, one partner who "
    "does not stand beside his own and a father of whom somebody is unsure.",
    "three-generations": "Grandparents on both sides, uncles, aunts and cousins: each "
    "side stands on its own side.",
    "adoption": "A child adopted into a family with a child of their own: birth "
    "parents and adoptive parents, each by their own line.",
    "foster": "A brother and a sister in a foster home, and their mother.",
    "twins": "Twins and identical twins among five brothers and sisters.",
    "bereaved": "A father and a grandfather who died, a pregnancy lost, a baby on the "
    "way and a new partner.",
    "two-mothers": "Two mothers married to each other and a donor of one child.",
    "kinship": "Grandparents who bring up their grandchildren: the lines of care go "
    "past the parents between.",
    "sixty-people": "Five generations of three families who married into each other.",
}


def files() -> dict[str, str]:
    """The name and the text of every file, as the code draws it now."""
    found = {}
    words = ["# The twelve families, as the picture is read out", ""]
    for name in SHAPES:
        kin = shape(name)
        layout = lay_out(kin)
        title = name.replace("-", " ").capitalize()
        head, rest = draw(layout, title).split(">", 1)
        found[f"{name}.svg"] = f"{head}>{_STYLE}{rest}\n"
        words += [f"## {title}", "", *wrap(ABOUT[name], 88), ""]
        words += [f"![{title}]({name}.svg)", ""]
        for generation in said(layout):
            words.append(f"- {generation.title}")
            for group in generation.groups:
                words += [f"  - {couple}" for couple in group.couples]
                for person in group.people:
                    words.append(f"    - **{person.name}**: {person.words}")
        words += ["", *notes(kin)]
    found["README.md"] = "\n".join(words).rstrip() + "\n"
    return found


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text)
