"""Where the app that keeps what is typed says how, for every form about a family.

Records stand below drafts and may not ask them (ADR 15), yet the page that asks is
here. So the app above names its way once, and no view has to remember it:

    keep_typed_with(draft_of_page)     # in AppConfig.ready()
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form

from kinfold.platform.http import ViewerRequest

# given the request, its form and what the form is called: what the page shows of it
Keeping = Callable[[ViewerRequest, Form, str], Any]
_keepings: list[Keeping] = []


def keep_typed_with(keeping: Keeping) -> None:
    """Name who keeps what is typed into a form."""
    _keepings.append(keeping)


def kept_of(request: ViewerRequest, form: Form, title: str) -> Any:
    """Let the form begin with what this worker left in it; None when nothing keeps it.

    The caller has authorised the viewer for the family that the address names.
    """
    found = (keeping(request, form, title) for keeping in _keepings)
    return next((one for one in found if one is not None), None)
