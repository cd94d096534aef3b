"""A child's words, as their pages show them. No queries."""
