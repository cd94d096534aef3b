"""The copy as its page, its paper and its record show it."""
