"""How a file that somebody sent goes out again: shut in, whole or in parts."""

from __future__ import annotations

import re

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from kinfold.platform.files.selectors import open_bytes
from kinfold.platform.models import StoredFile

# Should a browser open it in spite of all: no script, no form, no other site.
SANDBOX = "sandbox; default-src 'none'"
RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


def send_inline(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """A picture or a recording to be seen or heard on a page of ours.

    Players ask for it in parts. Whoever calls has asked whether it may be sent.
    """
    bytes_, size = open_bytes(stored), stored.byte_count
    wanted = RANGE.fullmatch(request.headers.get("Range", ""))
    response: HttpResponseBase
    if wanted and int(wanted[1]) < size:
        first = int(wanted[1])
        last = min(int(wanted[2] or size - 1), size - 1)
        with bytes_:
            bytes_.seek(first)
            part = bytes_.read(max(0, last - first + 1))
        response = HttpResponse(part, content_type=stored.media_type, status=206)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    else:
        response = FileResponse(bytes_, content_type=stored.media_type)
        response.headers["Content-Length"] = str(size)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "inline"
    shut_in(response)
    return response


def shut_in(response: HttpResponseBase) -> None:
    """Whatever a browser makes of it: nothing runs, and nobody keeps it."""
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
