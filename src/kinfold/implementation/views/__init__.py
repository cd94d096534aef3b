"""Pages of implementation plans."""
