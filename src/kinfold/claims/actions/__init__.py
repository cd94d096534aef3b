"""Changes of what a programme learns. Keyword-only, `by` says who."""
