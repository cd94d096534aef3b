"""Every kind of page of studies, for an evaluator."""

from __future__ import annotations

DANIEL = "daniel@programme.example"
_STUDIES = "/evaluation/studies"
_TEN = f"{_STUDIES}/ten-authorities"

# who, address, and the button to press on it with nothing filled in
PAGES_OF_STUDIES: list[tuple[str, str, str]] = [
    (DANIEL, f"{_STUDIES}/", ""),
    (DANIEL, f"{_TEN}/", ""),
    (DANIEL, f"{_TEN}/results/", ""),
    (DANIEL, f"{_TEN}/results/1/", ""),
    (DANIEL, f"{_STUDIES}/panels/", ""),
    (DANIEL, f"{_STUDIES}/panels/england/", "Keep the panel"),
    (DANIEL, f"{_STUDIES}/panels/upload/", "Keep the panel"),
    (DANIEL, f"{_STUDIES}/panels/{{study_panel}}/", "Look at it before it is kept"),
    (DANIEL, f"{_STUDIES}/{{study}}/", ""),
    (DANIEL, f"{_STUDIES}/{{study}}/deviation/", "Write it into the book"),
]
