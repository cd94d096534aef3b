"""The files of the visit page: all that a browser keeps to open it without a network.

None of them holds a family's record. Their content makes the version, so a changed
file reaches every device the next time it has a network.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from kinfold.offline.told import lists

LOCKS_AFTER_SECONDS: Final = 5 * 60
NO_ID: Final = "00000000-0000-0000-0000-000000000000"
FONT: Final = "kinfold/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
ENTRY: Final = "kinfold/visit/app.js"
STYLES: Final = ("kinfold/css/tokens.css", "kinfold/visit/visit.css")
MARK: Final = "kinfold/icons/mark.svg"
# asked for by the entry by their plain names
MODULES: Final = tuple(
    f"kinfold/visit/{name}.js"
    for name in ("store", "visits", "vault", "made", "paper", "sound", "home", "talk")
)
WORKER: Final = "kinfold/visit/worker.js"


def page() -> str:
    """The page itself: the same for everybody, signed in or not."""
    return render_to_string(
        "offline/shell.html",
        {
            "entry": ENTRY,
            "styles": STYLES,
            "mark": MARK,
            "locks_after": LOCKS_AFTER_SECONDS,
            "no_id": NO_ID,
        },
    )


def tools() -> str:
    return json.dumps(lists(), ensure_ascii=False, separators=(",", ":"))


def manifest() -> str:
    """What a browser needs to install the page on a tablet or a telephone."""
    return json.dumps(
        {
            "name": "Kinfold visit",
            "short_name": "Visit",
            "start_url": reverse("offline:shell"),
            "scope": reverse("offline:shell"),
            "display": "standalone",
            "background_color": "#fbf8f3",
            "theme_color": "#0a5a5c",
            "icons": [{"src": static(MARK), "sizes": "any", "type": "image/svg+xml"}],
        }
    )


def files() -> tuple[str, ...]:
    """Every address that is kept. Nothing else is ever answered from the device."""
    plain = tuple(f"{settings.STATIC_URL}{name}" for name in MODULES)
    hashed = tuple(static(name) for name in (ENTRY, *STYLES, FONT, MARK))
    own = (reverse("offline:shell"), reverse("offline:tools"))
    return (*own, reverse("offline:manifest"), *hashed, *plain)


@lru_cache(maxsize=1)
def worker() -> str:
    """The service worker, with the list of files and their version before it."""
    whole = sha256()
    for name in (ENTRY, *MODULES, *STYLES, FONT, MARK, WORKER):
        whole.update(content_of(name))
    for text in (page(), tools(), manifest()):
        whole.update(text.encode())
    told = json.dumps({"version": whole.hexdigest()[:16], "files": files()})
    return f"const SHELL = {told};\n{content_of(WORKER).decode()}"


def content_of(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()
