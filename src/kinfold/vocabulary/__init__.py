"""The words a service uses for the concepts of the practice."""
