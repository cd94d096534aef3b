"""What somebody sent after being signed out: look at it, send it, throw it away."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.signin import chosen, kept_posts
from kinfold.platform.signin.presenters import lines_of


@require_safe
def kept(request: ViewerRequest, post_id: UUID) -> HttpResponse:
    post = kept_posts.kept_post(request.viewer, post_id)
    is_here = post.place in {"", request.session.get("place", "")}
    context = {"post": post, "lines": lines_of(post), "is_here": is_here}
    return render_page(request, "account/kept.html", context)


@require_POST
def discard(request: ViewerRequest, post_id: UUID) -> HttpResponse:
    kept_posts.discard(request.viewer, post_id)
    return go(request, "home")


@require_POST
def back_to_its_place(request: ViewerRequest, post_id: UUID) -> HttpResponse:
    """Go to the authority that the kept post was written in."""
    post = kept_posts.kept_post(request.viewer, post_id)
    chosen.move(request, request.viewer, post.place)
    return go(request, "platform:kept", post_id=post_id)
