"""Adding people and joining records. Keyword-only, `by=`, one audited transaction."""
