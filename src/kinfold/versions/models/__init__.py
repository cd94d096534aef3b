from kinfold.versions.models.lineage import Lineage
from kinfold.versions.models.standing import StandingStep
from kinfold.versions.models.voices import Contributor, FamilyAnswer, SaidBack

__all__ = ["Contributor", "FamilyAnswer", "Lineage", "SaidBack", "StandingStep"]
