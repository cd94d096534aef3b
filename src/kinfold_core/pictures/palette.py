"""What may be chosen in a picture: colours, pens, grounds, faces. Each a short list."""

from __future__ import annotations

from typing import Final

WIDTH: Final = 800
HEIGHT: Final = 600

COLOURS: Final = {
    "ink": "#2b2f36",
    "brown": "#8a5a35",
    "red": "#c8483c",
    "orange": "#e8913a",
    "yellow": "#f2c744",
    "green": "#5aa469",
    "teal": "#2a8c8c",
    "blue": "#4f86c6",
    "purple": "#8a6cba",
    "pink": "#e08fa9",
    "grey": "#9aa1a9",
    "white": "#ffffff",
}
"""On white paper, in light and dark alike: a drawing does not change at night."""

PAPER: Final = "#fffdf8"
SKIN: Final = "#fff3e2"

PENS: Final = {"thin": 4, "middle": 9, "thick": 20}

FACES: Final = ("happy", "calm", "sad", "worried", "angry")

GROUNDS: Final = ("paper", "grass", "room", "night")

# Each ground as (path, fill); paper is bare.
GROUND_SHAPES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "paper": (),
    "grass": (
        ("M0 0H800V600H0Z", "#e4f1f8"),
        ("M0 440C180 400 320 452 500 428C640 410 720 420 800 440V600H0Z", "#cfe6bf"),
        ("M0 500C200 470 420 520 800 486V600H0Z", "#bcdba8"),
    ),
    "room": (
        ("M0 0H800V600H0Z", "#fbeedb"),
        ("M0 468H800V600H0Z", "#e6cfae"),
        ("M0 460H800V470H0Z", "#d3b68c"),
    ),
    "night": (
        ("M0 0H800V600H0Z", "#4a5a86"),
        ("M0 440C180 400 320 452 500 428C640 410 720 420 800 440V600H0Z", "#3b4a6e"),
        (
            "M90 90l5 12 12 5-12 5-5 12-5-12-12-5 12-5zM300 60l4 9 9 4-9 4-4 9-4-9"
            "-9-4 9-4zM470 130l4 9 9 4-9 4-4 9-4-9-9-4 9-4zM700 220l5 12 12 5-12 5"
            "-5 12-5-12-12-5 12-5zM190 210l4 9 9 4-9 4-4 9-4-9-9-4 9-4z",
            "#fbe9a9",
        ),
    ),
}

LABELS: Final = {
    "ink": "Black", "brown": "Brown", "red": "Red", "orange": "Orange",
    "yellow": "Yellow", "green": "Green", "teal": "Sea green", "blue": "Blue",
    "purple": "Purple", "pink": "Pink", "grey": "Grey", "white": "White",
    "thin": "Thin", "middle": "Middle", "thick": "Thick",
    "happy": "Happy", "calm": "Calm", "sad": "Sad", "worried": "Worried",
    "angry": "Angry",
    "paper": "White paper", "grass": "Outside", "room": "Inside", "night": "At night",
}  # fmt: skip
