"""How a picture is looked at: how large, on which paper, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

ZOOMS: Final = {
    "fit": 0.0, "50": 0.5, "75": 0.75, "100": 1.0, "150": 1.5, "200": 2.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Zoom:
    key: str
    label: str
    url: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Looking:
    """How a picture was asked for. `is_for_family`: without what they may not have."""

    page: ClassVar[str]
    family_id: UUID
    zoom: str = "100"
    is_for_family: bool = False
    is_a3: bool = False

    def url(self, **changed: str) -> str:
        asked = {
            "zoom": self.zoom if self.zoom != "100" else "",
            "for": "family" if self.is_for_family else "",
        } | changed
        words = urlencode({key: value for key, value in asked.items() if value})
        address = reverse(self.page, args=[self.family_id])
        return f"{address}?{words}" if words else address

    @property
    def scale(self) -> float:
        return ZOOMS[self.zoom]

    @property
    def paper(self) -> str:
        return "a3" if self.is_a3 else "a4"

    @property
    def zooms(self) -> tuple[Zoom, ...]:
        return tuple(
            Zoom(
                key,
                "Whole picture" if key == "fit" else f"{key} %",
                self.url(zoom=key if key != "100" else ""),
                key == self.zoom,
            )
            for key in ZOOMS
        )

    @property
    def whole_url(self) -> str:
        return reverse(self.page, args=[self.family_id])

    @property
    def family_url(self) -> str:
        return f"{self.whole_url}?for=family"

    @property
    def a3_url(self) -> str:
        return self.url(zoom="", paper="a3")
