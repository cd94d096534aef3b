"""The demo on one machine: plain http on localhost, made-up families."""

from __future__ import annotations

from kinfold.config.settings.base import *  # noqa: F403

KINFOLD_DEMO = True
