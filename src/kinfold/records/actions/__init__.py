"""Changes to a family's record. Keyword-only, `by=`, one transaction with audit."""
