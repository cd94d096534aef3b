"""Numbers to take away."""

from __future__ import annotations

from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads the file in the machine's own letters."""


def csv_download(text: str, *names: str) -> HttpResponse:
    """The text as a file; `names` are slugs and codes of ours, never typed words."""
    return download(BYTE_ORDER_MARK + text, "csv", *names)


_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: str | bytes, form: str, *names: str) -> HttpResponse:
    """A file to take away, called after slugs and codes of ours."""
    name = "-".join(("kinfold", *names)).replace(".", "-").replace("_", "-")
    response = HttpResponse(content, content_type=_KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
