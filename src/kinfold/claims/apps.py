from __future__ import annotations

from django.apps import AppConfig

from kinfold.claims.deeds import DEEDS
from kinfold.drafts.own_pages import name_own
from kinfold.platform.deeds import explain


class ClaimsConfig(AppConfig):
    name = "kinfold.claims"

    def ready(self) -> None:
        explain(DEEDS)
        # what is typed here is of no family, and still kept
        name_own(
            "claims:add-evidence",
            "claims:take-evidence-back",
            "claims:add-rival",
            "claims:ask-question",
            "claims:move-question",
            "claims:begin-cycle",
            "claims:write-part",
            "claims:correct-start",
            "claims:add-node",
            "claims:change-node",
            "claims:add-claim",
            "claims:change-claim",
            "claims:write-story",
            "claims:answer-rival",
        )
