from kinfold.lifetime.selectors.offers import offers_of
from kinfold.lifetime.selectors.plans import decisions_of, meetings_of, plans_of
from kinfold.lifetime.selectors.staying import stays_of

__all__ = ["decisions_of", "meetings_of", "offers_of", "plans_of", "stays_of"]
