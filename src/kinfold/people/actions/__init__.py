"""Changes to people and families. Keyword-only, `by=`, one transaction with audit."""
