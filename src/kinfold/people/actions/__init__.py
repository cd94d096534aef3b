"""Changes to people. Keyword-only, `by=`, one transaction with audit."""
