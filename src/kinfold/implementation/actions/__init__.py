"""Changes of implementation plans. Keyword-only, `by` says who."""
