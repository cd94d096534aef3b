from kinfold.kinship.models.care import (
    ArrangementHappening,
    ArrangementNight,
    ArrangementWording,
    KinshipArrangement,
    SupportItem,
    SupportLook,
)
from kinfold.kinship.models.option import KinshipOption, OptionStep

__all__ = [
    "ArrangementHappening",
    "ArrangementNight",
    "ArrangementWording",
    "KinshipArrangement",
    "KinshipOption",
    "OptionStep",
    "SupportItem",
    "SupportLook",
]
