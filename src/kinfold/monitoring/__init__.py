"""The plan as it is lived: journal, checks, reviews, family time."""
