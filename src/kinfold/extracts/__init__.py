"""De-identified data for an evaluator: asked for, decided, logged, and gone in time."""
