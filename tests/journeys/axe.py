"""axe-core in a page: what it finds against WCAG 2.2 AA and its own best practice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text()
EVERYTHING = {
    "type": "tag",
    "values": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
}  # fmt: skip
# what can differ from one state of a page to the next: its colours are its style's
OF_STRUCTURE = EVERYTHING | {"but": ["color-contrast"]}
# what can differ between light and dark: the words and their places are the same
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def violations(page: Page, rules: Mapping[str, object] = EVERYTHING) -> list[str]:
    """Each rule that is broken, with the element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # What is right need not be told: finding words for it takes most of the time. Nor
    # are style sheets fetched again: only an experimental rule, which is not asked for,
    # reads them.
    found = page.evaluate(
        """({but = [], ...rules}) => axe.run(document, {
            runOnly: rules,
            preload: {assets: ['media']},
            rules: Object.fromEntries(but.map((rule) => [rule, {enabled: false}])),
            resultTypes: ['violations'],
        })""",
        rules,
    )
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
