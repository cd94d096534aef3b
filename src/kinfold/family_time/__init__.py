"""Time a child spends with family they do not live with, step by step."""
