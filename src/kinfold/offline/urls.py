"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.offline.views import device, held, shell, visits

app_name = "offline"

# all that a device asks is under one address, which is all its worker answers for
_visit: list[URLPattern | URLResolver] = [
    path("", shell.page, name="shell"),
    path("worker.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("tools.json", shell.tools, name="tools"),
    path("standing/", device.standing, name="standing"),
    path("devices/", device.add_device, name="add-device"),
    path("devices/<uuid:visit_device_id>/key/", device.key, name="key"),
    path("taken/<uuid:taken_id>/", device.put, name="put"),
    path("home/", device.home, name="bring-home"),
    path("sounds/<uuid:visit_item_id>/<uuid:sound_id>/", device.sound, name="sound"),
]
_family: list[URLPattern | URLResolver] = [
    path("", visits.show, name="visits"),
    path("take-along/", visits.take_along, name="take-along"),
    path("choose/<uuid:visit_conflict_id>/", visits.choose, name="choose"),
    path(
        "choose/<uuid:visit_conflict_id>/hand-over/", visits.hand_over,
        name="hand-over",
    ),
    path("whom/<uuid:whom_asked_id>/", visits.whom, name="whom"),
    path("held/<uuid:held_visit_id>/", held.show, name="held"),
    path("held/<uuid:held_visit_id>/take-in/", held.take_in, name="take-in"),
    path("held/<uuid:held_visit_id>/pass-on/", held.pass_on, name="pass-on"),
    path("held/<uuid:held_visit_id>/stays/", held.let_stay, name="let-stay"),
    path("sounds/<uuid:held_sound_id>/", held.sound, name="held-sound"),
]  # fmt: skip
urlpatterns: list[URLPattern | URLResolver] = [
    path("visit/", include(_visit)),
    path("visits/devices/", visits.devices, name="devices"),
    path("visits/devices/<uuid:visit_device_id>/wipe/", visits.wipe, name="wipe"),
    path("families/<uuid:family_id>/visits/", include(_family)),
]
