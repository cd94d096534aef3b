"""Where the work has come to, read from what exists, and how it ends."""
