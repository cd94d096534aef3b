"""Numbers to take away."""

from __future__ import annotations

from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads the file in the machine's own letters."""


def csv_download(text: str, *names: str) -> HttpResponse:
    """The text as a file; `names` are slugs and codes of ours, never typed words."""
    name = "-".join(("kinfold", *names)).replace(".", "-").replace("_", "-")
    response = HttpResponse(
        BYTE_ORDER_MARK + text, content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
