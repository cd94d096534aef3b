"""English words that lay blame, where a child is told what happened."""

from __future__ import annotations

from typing import Final

BLAME: Final = (
    "fault", "to blame", "blames", "blamed", "bad mum", "bad dad", "bad parent*",
    "bad mother", "bad father", "bad person", "naughty", "selfish", "lazy", "evil",
    "nasty", "cruel", "wicked", "should have known", "let you down", "does not care",
    "doesn't care", "did not care", "didn't care", "does not love", "doesn't love",
    "chose drink*", "chose drugs", "because of you", "your fault", "made him",
    "made her",
)  # fmt: skip
"""Words for whose fault it is. "It is not your fault" is what a child needs to hear."""

NOT_BLAME: Final = (
    r"\b(?:is|was|are|were)(?: not|n['’]t) (?:your|anybody['’]s|anyone['’]s|nobody['’]s"
    r"|\w+['’]s|the children['’]s) fault",
    r"nobody['’]s fault",
    r"not (?:to blame|your fault|naughty)",
)
"""Where those words say the opposite."""
