"""The long walk: who walks, with which family, and what axe says on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Error, Page

from tests.journeys.axe import OF_STRUCTURE, violations
from tests.journeys.households import Household
from tests.journeys.steps import Somebody

# answered when the page that is there has come to its end
WHOLE = """new Promise((whole) => document.readyState === 'complete'
    ? whole() : addEventListener('load', () => whole()))"""


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@dataclass
class LookedOver:
    """Every kind of page that was met, with what axe finds in how it is built."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def __call__(self, page: Page) -> None:
        if page.url == "about:blank":
            return
        try:
            self._looks_at(page)
        except Error as left:
            if "Execution context was destroyed" not in left.message:
                raise
            # a press before this one was answered while the page was looked at: the
            # one to look over is the one that came
            self._looks_at(page)

    def _looks_at(self, page: Page) -> None:
        page.evaluate(WHOLE)
        kind = re.sub(r"[0-9a-f-]{36}", "…", page.url.partition("?")[0])
        kind = f"{kind.partition('#')[0]} {page.title()}"
        if kind not in self.found:
            self.found[kind] = violations(page, OF_STRUCTURE)

    @property
    def broken(self) -> dict[str, list[str]]:
        return {kind: found for kind, found in self.found.items() if found}


@dataclass
class Walk:
    """The family, and the three who work with it, each at a browser of their own.

    `looked` is empty on the walk without script: axe is a script.
    """

    house: Household
    amina: Somebody
    jude: Somebody
    ruth: Somebody
    has_script: bool
    address: str = ""
    looked: LookedOver = field(default_factory=LookedOver)

    def __post_init__(self) -> None:
        if self.has_script:
            for one in (self.amina, self.jude, self.ruth):
                one.looks_over = self.looked

    def comes_to(self, who: Somebody, tab: str = "") -> Somebody:
        """To the family's page, and on to a tab of it."""
        who.opens(self.address)
        if tab:
            who.turns_to(tab)
        return who

    def is_at_stage(self, code: str, name: str) -> None:
        """As the practitioner reads it."""
        amina = self.comes_to(self.amina)
        amina.finds_the_work_at(code, name, family=self.house.name)
