from kinfold.scaling.forms.ends import EndsForm
from kinfold.scaling.forms.rating import RatingForm

__all__ = ["EndsForm", "RatingForm"]
