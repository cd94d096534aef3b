"""Every address in Kinfold."""

from __future__ import annotations

from django.urls import include, path

from kinfold.config.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("kinfold.platform.urls")),
    path("", include("kinfold.records.urls")),
    path("", include("kinfold.drafts.urls")),
    path("", include("kinfold.recording.urls")),
    path("", include("kinfold.people.urls")),
    path("", include("kinfold.finding.urls")),
    path("", include("kinfold.intake.urls")),
    path("", include("kinfold.vocabulary.urls")),
    path("", include("kinfold.expectations.urls")),
    path("", include("kinfold.questions.urls")),
    path("", include("kinfold.practice.urls")),
    path("", include("kinfold.scaling.urls")),
    path("", include("kinfold.versions.urls")),
    path("", include("kinfold.networks.urls")),
    path("", include("kinfold.sides.urls")),
    path("", include("kinfold.child_no.urls")),
    path("", include("kinfold.ledger.urls")),
    path("", include("kinfold.circles.urls")),
    path("", include("kinfold.family_picture.urls")),
    path("", include("kinfold.trajectory.urls")),
    path("", include("kinfold.family_time.urls")),
    path("", include("kinfold.planning.urls")),
    path("", include("kinfold.monitoring.urls")),
    path("", include("kinfold.commitments.urls")),
    path("", include("kinfold.kinship.urls")),
    path("", include("kinfold.voice.urls")),
    path("", include("kinfold.child_tools.urls")),
    path("", include("kinfold.child_words.urls")),
    path("", include("kinfold.supervision.urls")),
    path("", include("kinfold.family_finding.urls")),
    path("", include("kinfold.lifetime.urls")),
    path("", include("kinfold.belonging.urls")),
    path("", include("kinfold.offline.urls")),
    path("", include("kinfold.inquiries.urls")),
    path("", include("kinfold.stages.urls")),
    path("", include("kinfold.long_haul.urls")),
    path("", include("kinfold.copies.urls")),
    path("", include("kinfold.own_copies.urls")),
    path("", include("kinfold.meetings.urls")),
    path("", include("kinfold.network_meetings.urls")),
    path("", include("kinfold.whiteboard.urls")),
    path("", include("kinfold.returns.urls")),
    path("", include("kinfold.insight.urls")),
    path("", include("kinfold.programme.urls")),
    path("", include("kinfold.fidelity.urls")),
    path("", include("kinfold.studies.urls")),
    path("", include("kinfold.themes.urls")),
    path("", include("kinfold.change_stories.urls")),
    path("", include("kinfold.journeys.urls")),
    path("", include("kinfold.development.urls")),
    path("", include("kinfold.lab.urls")),
    path("", include("kinfold.extracts.urls")),
    path("", include("kinfold.implementation.urls")),
    path("", include("kinfold.knowledge.urls")),
    path("", include("kinfold.gatherings.urls")),
    path("", include("kinfold.consultancy.urls")),
    path("", include("kinfold.framework.urls")),
    path("", include("kinfold.aims.urls")),
    path("", include("kinfold.claims.urls")),
    path("", include("kinfold.workshops.urls")),
    path("account/", include("kinfold.platform.signin.urls")),
]

handler400 = "kinfold.platform.views.errors.bad_request"
handler403 = "kinfold.platform.views.errors.refused"
handler404 = "kinfold.platform.views.errors.not_found"
handler500 = "kinfold.platform.views.errors.server_error"

# the limits on signing in
handler429 = "kinfold.platform.signin.views.stale.too_many"
