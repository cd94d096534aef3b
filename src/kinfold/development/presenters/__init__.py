"""Ways, steps and training in words. No queries."""
