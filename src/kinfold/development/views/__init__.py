"""Pages of ways, steps and training."""
