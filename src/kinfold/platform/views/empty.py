"""The frame and nothing in it: what every signed-in page costs before its content.

Benchmarks measure other pages beside this one (`./kinfold bench house`).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/empty.html")
