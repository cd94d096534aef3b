"""Changes in supervision. Keyword-only, `by=`, one transaction with audit."""
