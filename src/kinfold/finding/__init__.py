"""Finding people before anybody is written down twice, and joining those who were."""
