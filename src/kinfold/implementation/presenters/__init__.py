"""Implementation plans in words. No queries."""
