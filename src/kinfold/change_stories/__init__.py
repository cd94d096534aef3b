"""Most significant change: stories that people tell, with their consent."""
