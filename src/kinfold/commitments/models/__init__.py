from kinfold.commitments.models.answer import (
    CommitmentAnswer,
    CommitmentEnd,
    CommitmentTime,
)
from kinfold.commitments.models.commitment import (
    Commitment,
    CommitmentDanger,
    CommitmentWording,
)
from kinfold.commitments.models.link import AskLink

__all__ = [
    "AskLink",
    "Commitment",
    "CommitmentAnswer",
    "CommitmentDanger",
    "CommitmentEnd",
    "CommitmentTime",
    "CommitmentWording",
]
