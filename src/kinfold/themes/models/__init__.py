from kinfold.themes.models.answers import (
    AnswerBatch,
    AnswerCollection,
    AnswerMasking,
    KeptIdentifier,
    OpenAnswer,
)
from kinfold.themes.models.coding import (
    AnswerCode,
    AnswerCoding,
    CoderSeat,
    CodeWording,
    CodingSettled,
)
from kinfold.themes.models.themes import Theme, ThemeQuotation, ThemeWording

__all__ = [
    "AnswerBatch",
    "AnswerCode",
    "AnswerCoding",
    "AnswerCollection",
    "AnswerMasking",
    "CodeWording",
    "CoderSeat",
    "CodingSettled",
    "KeptIdentifier",
    "OpenAnswer",
    "Theme",
    "ThemeQuotation",
    "ThemeWording",
]
