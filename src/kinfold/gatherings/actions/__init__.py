"""Changes of the calendar."""
