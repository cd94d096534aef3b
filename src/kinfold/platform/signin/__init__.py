"""The doors for people: signing in, staying in, coming back, being invited."""
