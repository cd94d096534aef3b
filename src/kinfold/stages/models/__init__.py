from kinfold.stages.models.ending import Ending, ExitMeeting
from kinfold.stages.models.long_haul import LongHaul

__all__ = ["Ending", "ExitMeeting", "LongHaul"]
