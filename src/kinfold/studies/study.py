"""A study as its pages show it, wherever it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from kinfold_evaluation.registry.book import Line


class State(StrEnum):
    REGISTERED = "Registered, not run yet"
    RUN = "Registered and run"
    CHANGED = "Changed since it was registered"


@dataclass(frozen=True)
class Study:
    """One protocol and all that the book says of it.

    Attributes:
        key: how its address calls it: a folder's name, or the number of its row.
        said: what was registered; where nothing was, what the file says.
        lines: the book's lines of this protocol, in order.
        refused: why no result of it is shown, and what to do; "" where it stands.
        panel: its data, as CSV.
        results: what its last run came to, as it was written; "" before.
        made_with: the library and its version, where it is known.
        programme_id: whose it is; None for a study that comes with Kinfold.
        has_report: a page and a paper can be made of it.
    """

    key: str
    said: Mapping[str, Any]
    digest: str
    lines: tuple[Line, ...]
    who: str
    refused: str = ""
    panel: str = ""
    results: str = ""
    made_with: str = ""
    programme_id: UUID | None = None
    has_report: bool = False

    @property
    def title(self) -> str:
        return str(self.said.get("title", self.key))

    def of_kind(self, what: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.what == what)

    @property
    def registered_at(self) -> str:
        return next((line.at for line in self.of_kind("registered")), "")

    @property
    def ran_at(self) -> str:
        return next((line.at for line in reversed(self.of_kind("ran"))), "")

    @property
    def state(self) -> State:
        if self.refused:
            return State.CHANGED
        return State.RUN if self.ran_at else State.REGISTERED

    @cached_property
    def answers(self) -> Mapping[str, Mapping[str, Any]]:
        """By outcome and analysis, in the protocol's order; none where refused."""
        if self.refused or not self.results:
            return {}
        found = json.loads(self.results)
        return {
            one["column"]: found[one["column"]]
            for one in self.said["outcomes"]
            if one["column"] in found
        }
