"""Thinking together about the work: group supervision, appreciative inquiry."""
