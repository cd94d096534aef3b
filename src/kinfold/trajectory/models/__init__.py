from kinfold.trajectory.models.bottom_line import BottomLineChange, CaseBottomLine
from kinfold.trajectory.models.question import FamilyAnswer, FamilyQuestion

__all__ = ["BottomLineChange", "CaseBottomLine", "FamilyAnswer", "FamilyQuestion"]
