"""Who stays after the service has left, in what rhythm, and how that goes."""
