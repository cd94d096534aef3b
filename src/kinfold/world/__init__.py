"""The demo world: made-up families only."""
