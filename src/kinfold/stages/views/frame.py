"""What the pages of stages have around them."""

from __future__ import annotations

from kinfold.networks.views.frame import Room

STAGES = Room(
    home="stages:stages",
    label="Where we are",
    page="stages.stages",
    form="stages.form",
    tab="stages:stages",
)
