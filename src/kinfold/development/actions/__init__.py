"""Changes of ways and training. Keyword-only, `by` says who."""
