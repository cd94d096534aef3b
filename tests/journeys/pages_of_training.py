"""Every kind of page of people's ways and of training."""

from __future__ import annotations

FRANCES, CARYS = "frances@programme.example", "carys@lincolnshire.example"
AMINA = "amina@lincolnshire.example"

HOME = "/programme/learning"
WAY = f"{HOME}/ways/{{way_id}}"
TRAINING = f"{HOME}/training/{{training_id}}"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_TRAINING: list[tuple[str, str, str]] = [
    (AMINA, f"{HOME}/", ""),
    (CARYS, f"{HOME}/", ""),
    (FRANCES, f"{HOME}/{{programme_id}}/trained/", ""),
    (FRANCES, f"{HOME}/{{programme_id}}/steps/", ""),
    (FRANCES, f"{HOME}/{{programme_id}}/steps/add/", "Add the step"),
    (FRANCES, f"{HOME}/{{programme_id}}/steps/pl-map/", ""),
    (CARYS, f"{HOME}/{{programme_id}}/begin/", "Begin it"),
    (CARYS, f"{WAY}/", ""),
    (CARYS, f"{WAY}/step/", "Save the step"),
    (CARYS, f"{WAY}/portfolio/", ""),
    (CARYS, f"{WAY}/observed/", ""),
    (CARYS, f"{WAY}/next/", ""),
    (CARYS, f"{HOME}/observed/{{observation_id}}/answer/", "Keep the answer"),
    (CARYS, f"{HOME}/{{programme_id}}/plan/", "Save the training"),
    (CARYS, f"{HOME}/{{programme_id}}/coached/", ""),
    (CARYS, f"{TRAINING}/", ""),
    (CARYS, f"{TRAINING}/attendance/", ""),
    (CARYS, f"{TRAINING}/sheet/", ""),
    ("", "/learning/not-a-link/", ""),
]
