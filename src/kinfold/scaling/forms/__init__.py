from kinfold.scaling.forms.rating import RatingForm

__all__ = ["RatingForm"]
