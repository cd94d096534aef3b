"""Living with family or friends: every option weighed, and every arrangement."""
