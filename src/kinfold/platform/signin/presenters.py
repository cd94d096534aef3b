"""Words for what is shown about kept posts, roles and invitations."""

from __future__ import annotations

from dataclasses import dataclass

from kinfold.platform.signin.kept_posts import Kept

LONGEST_SHOWN = 600


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    value: str


def lines_of(post: Kept) -> list[Line]:
    """What was written, in the order of the form; empty answers are left out."""
    return [
        Line(_label(name), _shortened(value))
        for name, value in post.fields
        if value.strip() and not _is_machinery(name)
    ]


def _label(name: str) -> str:
    """`form-0-what_we_saw` becomes "What we saw"."""
    words = name.rsplit("-", 1)[-1].replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _is_machinery(name: str) -> bool:
    last = name.rsplit("-", 1)[-1]
    return last.isupper() or last.endswith("_id") or last in {"id", "version", "next"}


def _shortened(value: str) -> str:
    if len(value) <= LONGEST_SHOWN:
        return value
    return f"{value[:LONGEST_SHOWN].rstrip()} … ({len(value)} letters, all kept)"
