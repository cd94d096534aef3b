"""Open answers that two people code, and the themes that come of them."""
