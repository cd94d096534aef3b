"""Evaluations: what was registered before looking, and what came of it."""
