from __future__ import annotations

from django.apps import AppConfig

from kinfold.drafts.own_pages import name_own
from kinfold.inquiries.deeds import DEEDS
from kinfold.platform.deeds import explain


class InquiriesConfig(AppConfig):
    name = "kinfold.inquiries"

    def ready(self) -> None:
        explain(DEEDS)
        name_own("inquiries:add-inquiry", "inquiries:edit-inquiry")
