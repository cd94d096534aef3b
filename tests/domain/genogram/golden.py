"""Draw the families of `shapes.py` into docs/screens/genograms, with their words.

python -m tests.domain.genogram.golden
"""

from __future__ import annotations

from pathlib import Path
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
        words += [f"## {title}", "", f"![{title}]({name}.svg)", ""]
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
