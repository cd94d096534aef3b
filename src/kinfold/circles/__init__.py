"""Who knows everything, who a bit, who nothing yet; and the safety object."""
