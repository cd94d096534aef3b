"""Evaluation designs and estimators: pure functions on arrays, each with its source."""
