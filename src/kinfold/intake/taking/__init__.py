"""Bringing in people and cases from an extract of the authority's case system."""
