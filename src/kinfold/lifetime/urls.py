"""Addresses of the later steps, beside the other pages of the episode."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.lifetime.views import plans, staying

app_name = "lifetime"

_later: list[URLPattern | URLResolver] = [
    path("people/<uuid:found_id>/offer/", plans.check_offer, name="check-offer"),
    path("people/<uuid:found_id>/stays/", staying.stay, name="stay"),
    path("plans/", plans.show, name="plans"),
    path("plans/add/", plans.add, name="add-plan"),
    path("plans/meeting/", plans.meet, name="add-meeting"),
    path("plans/decide/", plans.decide, name="decide"),
    path("staying/", staying.show, name="staying"),
    path("staying/<uuid:stay_id>/", staying.ask_again, name="ask-again"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/family-finding/<uuid:episode_id>/", include(_later))
]
